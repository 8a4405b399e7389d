"""Fit confidences to probabilities (Platt 1999) and print the expected calibration error.

A statement is right when a gold one shares half of the union of their contents and a telling word of
its source, as `statements.py` counts a link. The two numbers are fitted on every second article and the error is
printed for the others, then fitted on all for the file. Run with a model exported without a calibration;
with one, `--check` prints the error of the confidences as they are. With `--rows` the corpus is a folder of annotated
articles (`ID.rows.json`) that nothing was trained on, and the errors of statements and of their speakers are printed.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

BINS = 10


def judged(sayso: str, corpus: Path, scorers: Path) -> list[list[tuple[float, bool]]]:
    """For each article, the confidence of each statement and whether it is right."""
    sys.path.insert(0, str(scorers))
    import statements as scorer

    articles = {article.document.name: article for article in scorer.load(corpus)}
    command = [sayso, "read", "--format", "jsonl", *map(str, sorted((corpus / "text").glob("*.txt")))]
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout.decode()
    result = []
    for line in output.splitlines():
        row = json.loads(line)
        article = articles[Path(row["report"]["path"]).name]
        reader = scorer.Reader(article.document.text)
        gold = [(reader.spans(s.content), reader.source_words(s.source)) for s in article.statements]
        given = scorer.predicted_statements(row)
        candidates = []
        for p, statement in enumerate(given):
            content, source = reader.spans(statement.content), reader.source_words(statement.source)
            for g, (wanted, wanted_source) in enumerate(gold):
                share = len(content & wanted) / max(1, len(content | wanted))
                if share >= 0.5 and (source & wanted_source or not (source or wanted_source)):
                    candidates.append((share, g, p))
        right = {p for _, p in scorer.pair_off(candidates)}
        confidences = [s["confidence"] for s in row["statements"] if s["content"]]
        result.append([(confidence, p in right) for p, confidence in enumerate(confidences)])
    return result


def annotated(sayso: str, corpus: Path, scorers: Path) -> dict[str, list[tuple[float, bool]]]:
    """The confidences of statements (content and source) and of the speakers of those that are found, and whether they are right."""
    sys.path.insert(0, str(scorers))
    import rows as scorer

    found = {"statements": [], "speakers": []}
    items = scorer.load(corpus)
    files = [str(corpus / item.document.name) for item in items]
    output = subprocess.run([sayso, "read", "--format", "jsonl", *files], stdout=subprocess.PIPE, check=True).stdout.decode()
    for item, line in zip(items, output.splitlines(), strict=True):
        gold, given, pairs = scorer.statements(scorer.Compared(item, json.loads(line)))
        matched = {p: (gold[g], right) for g, p, right in pairs}
        for p, row in enumerate(given):
            wanted, right = matched.get(p, (None, None))
            if wanted and wanted["optional"]:
                continue
            found["statements"].append((row["confidence"], bool(right) and right["source"]))
            if right and row.get("speaker"):
                found["speakers"].append((row["speaker"]["confidence"], right["speaker"]))
    return found


def logit(p: float) -> float:
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def fit(pairs: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset by Newton's method on the log-likelihood."""
    slope, offset = 1.0, 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 0.0
        for confidence, right in pairs:
            x = logit(confidence)
            p = 1 / (1 + math.exp(-(slope * x + offset)))
            g0, g1 = g0 + (right - p) * x, g1 + (right - p)
            w = p * (1 - p)
            h00, h01, h11 = h00 + w * x * x, h01 + w * x, h11 + w
        determinant = h00 * h11 - h01 * h01 or 1.0
        slope += (h11 * g0 - h01 * g1) / determinant
        offset += (h00 * g1 - h01 * g0) / determinant
    return slope, offset


def error(pairs: list[tuple[float, bool]]) -> float:
    """Expected calibration error over ten bins of equal width."""
    total = 0.0
    for low in range(BINS):
        inside = [(c, r) for c, r in pairs if low <= min(c * BINS, BINS - 1e-9) < low + 1]
        if inside:
            total += abs(sum(c for c, _ in inside) - sum(r for _, r in inside))
    return total / len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sayso", required=True)
    parser.add_argument("--corpus", type=Path, required=True, help="a PolNeAR split")
    parser.add_argument("--eval", type=Path, required=True, help="folder of statements.py and rows.py")
    parser.add_argument("--rows", action="store_true", help="the corpus is of annotated articles: print its errors only")
    parser.add_argument("--out", type=Path, help="write the fitted numbers here")
    parser.add_argument("--check", action="store_true", help="only print the error of the confidences as they are")
    args = parser.parse_args()
    if args.rows:
        for kind, pairs in annotated(args.sayso, args.corpus, args.eval).items():
            print(f"{len(pairs)} {kind}, expected calibration error {error(pairs):.3f}")
        return
    articles = judged(args.sayso, args.corpus, args.eval)
    everything = [pair for article in articles for pair in article]
    print(f"{len(everything)} statements, expected calibration error as they are {error(everything):.3f}")
    if args.check:
        return
    fitting = [pair for article in articles[::2] for pair in article]
    testing = [pair for article in articles[1::2] for pair in article]
    slope, offset = fit(fitting)
    mended = [(1 / (1 + math.exp(-(slope * logit(c) + offset))), r) for c, r in testing]
    print(f"fitted on every second article, on the others {error(mended):.3f} (was {error(testing):.3f})")
    slope, offset = fit(everything)
    if args.out:
        args.out.write_text(json.dumps({"statement": [round(slope, 4), round(offset, 4)]}) + "\n")


if __name__ == "__main__":
    main()
