#!/usr/bin/env python3
"""Train the judge of statements (data/statements/judge.tsv): is what was found a statement, is a piece a part of it?

    cargo build --release --example statement_features
    python3 train/statements.py --gold ../shared/gold/train --program target/release/examples/statement_features \\
        --polnear ../shared/corpora/polnear/train --share 0.15 --threshold -1.3 --weights data/statements/judge.tsv

Two logistic regressions with L2 over named features; features seen fewer than `FEWEST` times are left out. A candidate
is right where its content shares half of the words with a statement of the gold articles (optional ones neither teach nor count), a piece where half of its words are in the statement's content.
The F1s of thresholds are of articles left out of each of five folds. Needs numpy and torch; no chance but the seed.
"""

import argparse
import json
import re
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

SEED = 7
FOLDS = 5
FEWEST = 4
L2 = 1.0
WORD = re.compile(r"\w+|[^\w\s]")


def covered(tokens, spans):
    return {i for i, (a, b) in enumerate(tokens) if any(a < end and start < b for start, end in spans)}


def candidates(program: str, gold: Path, suffix: str = ".rows.json", every: int = 1):
    idents = sorted(path.name.removesuffix(suffix) for path in gold.glob(f"*{suffix}"))[::every]
    if program.endswith(".jsonl"):
        rows = map(json.loads, Path(program).read_text(encoding="utf-8").splitlines())
        return [(Path(row["path"]).stem, row["candidates"]) for row in rows if Path(row["path"]).parent == gold]
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as manifest:
        manifest.write("".join(f"{gold / ident}.txt\n" for ident in idents))
        manifest.flush()
        out = subprocess.run([program, manifest.name], check=True, capture_output=True, text=True).stdout
    return [(Path(row["path"]).stem, row["candidates"]) for row in map(json.loads, out.splitlines())]


def polnear(ident: str, folder: Path):
    """The text and contents of an article of PolNeAR by its first annotator, as gold rows."""
    text = (folder / "text" / f"{ident}.txt").read_bytes().decode("utf-8")
    spans, wanted = {}, []
    standoff = min((folder / "attributions").glob(f"{ident}_????.ann")).read_bytes().decode("utf-8")
    lines = standoff.split("\n")
    for line in lines:
        if re.match(r"T\d+\t", line):
            name, label, *_ = line.split("\t")
            spans[name] = [[int(at) for at in piece.split()] for piece in label.split(" ", 1)[1].split(";")]
    for line in lines:
        if re.match(r"E\d+\t", line):
            parts = (part.split(":") for part in line.split("\t")[1].split()[1:])
            content = [span for role, name in parts if role.lower().startswith("content") for span in spans[name]]
            wanted += [{"content": content, "optional": False}] if content else []
    return text, wanted


def beside(args):
    texts = args.polnear / "text"
    found = candidates(args.polnear_program or args.program, texts, ".txt", args.every)
    return [labelled(rows, *polnear(ident, args.polnear)) for ident, rows in found]


def gold_rows(ident: str, gold: Path):
    rows = json.loads((gold / f"{ident}.rows.json").read_text(encoding="utf-8"))
    return (gold / f"{ident}.txt").read_text(encoding="utf-8"), rows["statements"]


def labelled(found, text, wanted):
    """(features, right) of each candidate and of each piece; how many gold statements there are to find."""
    tokens = [match.span() for match in WORD.finditer(text)]
    golds = [covered(tokens, row["content"]) for row in wanted]
    words = [covered(tokens, row["content"]) for row in found]
    pairs = sorted(((len(a & b) / max(1, len(a | b)), i, j) for i, a in enumerate(golds) for j, b in enumerate(words) if a & b),
                   key=lambda pair: (-pair[0], pair[1], pair[2]))
    gold_of, taken = {}, set()
    for share, i, j in pairs:
        if share >= 0.5 and i not in taken and j not in gold_of:
            taken.add(i)
            gold_of[j] = i
    rows, pieces = [], []
    for j, row in enumerate(found):
        match = gold_of.get(j)
        if match is None or not wanted[match]["optional"]:
            rows.append((dict(row["features"]), match is not None))
        if row["pieces"]:
            best = max(range(len(golds)), key=lambda i: len(golds[i] & words[j]), default=None)
            if best is not None and golds[best] & words[j]:
                for features, span in zip(row["pieces"], row["content"]):
                    own = covered(tokens, [span])
                    pieces.append((dict(features), 2 * len(own & golds[best]) >= len(own)))
    return rows, pieces, sum(not row["optional"] for row in wanted)


def fit(rows, names, weighs):
    at = {name: i for i, name in enumerate(names)}
    y = torch.tensor([float(right) for _, right in rows], dtype=torch.float64)
    told = [(i, at[name], value) for i, (features, _) in enumerate(rows) for name, value in features.items() if name in at]
    row, column, value = zip(*told)
    x = torch.sparse_coo_tensor([row, column], value, (len(rows), len(names)), dtype=torch.float64).coalesce()
    weighs = torch.from_numpy(np.asarray(weighs, float))
    w = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    descent = torch.optim.LBFGS([w], max_iter=100, line_search_fn="strong_wolfe")

    def loss():
        descent.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(torch.sparse.mm(x, w[:, None])[:, 0], y, reduction="none")
        value = (weighs * wrong).sum() + 0.5 * L2 * (w * w).sum()
        value.backward()
        return value

    descent.step(loss)
    return dict(zip(names, w.detach().tolist()))


def named(rows):
    counts: dict[str, int] = {}
    for features, _ in rows:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    return sorted(name for name, count in counts.items() if count >= FEWEST)


def score(weights, features):
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


def learn(articles, part, wanted_of, more, share):
    """Weights, threshold and its F1 on what was left out."""
    order = np.random.default_rng(SEED).permutation(len(articles))
    held = []
    for fold in range(FOLDS):
        out = {int(i) for i in order[fold::FOLDS]}
        inside = [row for i, article in enumerate(articles) if i not in out for row in article[part]]
        weights = fit(*mixed(inside, more, share))
        held += [(score(weights, features), right) for i in sorted(out) for features, right in articles[i][part]]
    wanted = wanted_of(held)
    best = max((f1(held, t, wanted), -t) for t in np.arange(-3, 3, 0.1))
    everything = [row for article in articles for row in article[part]]
    threshold = -best[1]
    print(f"{('statements', 'pieces')[part]}: {len(everything)} candidates, {sum(r for _, r in everything)} right; "
          f"F1 of all {f1(held, -99, wanted):.3f}, of those at log odds {threshold:.1f} {best[0]:.3f} on articles left out")
    for t in (-2, -1.5, -1, -0.5, 0, 0.5):
        kept = [right for odds, right in held if odds >= t]
        print(f"   {t:5.1f}: P {sum(kept) / max(1, len(kept)):.3f} R {sum(kept) / wanted:.3f} F1 {f1(held, t, wanted):.3f}")
    return fit(*mixed(everything, more, share)), threshold


def mixed(rows, more, share):
    """The rows with those of PolNeAR behind them, their names, and what each row weighs."""
    others = [row for article in more for row in article]
    return rows + others, named(rows + others), np.array([1.0] * len(rows) + [share] * len(others))


def f1(held, threshold, wanted):
    kept = [right for odds, right in held if odds >= threshold]
    return 2 * sum(kept) / max(1, len(kept) + wanted)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[], help="a further folder of such articles")
    parser.add_argument("--program", required=True, help="the example, or a .jsonl file of what it printed")
    parser.add_argument("--polnear", type=Path, help="PolNeAR's train folder, to learn from beside the gold articles")
    parser.add_argument("--polnear-program", help="like --program, where it was run on PolNeAR's texts before")
    parser.add_argument("--every", type=int, default=4, help="learn from every so many articles of PolNeAR")
    parser.add_argument("--share", type=float, default=0.3, help="what a candidate of PolNeAR weighs")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--threshold", type=float, help="in place of the one with the best F1")
    args = parser.parse_args()
    torch.set_num_threads(1)
    articles = [labelled(found, *gold_rows(ident, folder))
                for folder in (args.gold, *args.more) for ident, found in candidates(args.program, folder)]
    wanted = sum(article[2] for article in articles)
    more = beside(args) if args.polnear else []
    weights, threshold = learn(articles, 0, lambda held: wanted, [article[0] for article in more], args.share)
    pieces, piece_threshold = learn(articles, 1, lambda held: sum(right for _, right in held),
                                    [article[1] for article in more], args.share)
    rows = {**weights, **pieces, "threshold": args.threshold if args.threshold is not None else threshold,
            "piece threshold": piece_threshold}
    lines = ["# Weights of what shows that something is a statement, or a piece of one, and the log odds it must reach; "
             "made by train/statements.py.", "# Licence: MIT or Apache-2.0; made by train/statements.py.", "feature\tweight"]
    lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(rows.items()) if abs(weight) >= 0.0005 or name.endswith("threshold")]
    args.weights.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
