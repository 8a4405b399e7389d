"""Near duplicates: altered copies of corpus reports among the originals, found by `sayso add`.

    python3 bench/copies.py ../shared/corpora/polnear/train/text target/release/sayso [COPIES]

Makes COPIES (2,000) copies with a fixed seed, a fifth each: cut (paragraphs left out, 40 to 80% kept), re-headlined
(another headline and another first paragraph), moved (paragraphs in another order), changed (one word in ten
replaced by another of the corpus), and all of these together. Each gets an outlet of its own. All are added with
the originals in a random order. Printed are the links `exact`, `near` and `reprint`: how many are between reports
of one family (an original and its copies), how many copies are linked to their family, and the same counted in
pairs of the groups that the links make. Links between originals are listed: the corpus has true reprints.
"""

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

KINDS = ["cut", "re-headlined", "moved", "changed", "all"]


def main():
    folder, binary = Path(sys.argv[1]), sys.argv[2]
    copies = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
    rng = random.Random(7)
    originals = [(p.stem, p.read_text(encoding="utf-8")) for p in sorted(folder.glob("*.txt"))]
    vocabulary = [word for _, text in originals for word in text.split() if word.isalpha()]
    reports = [
        {"family": n, "kind": "original", "outlet": name.split("_")[0], "text": text}
        for n, (name, text) in enumerate(originals)
    ]
    for n in range(copies):
        family = rng.randrange(len(originals))
        kind = KINDS[n % len(KINDS)]
        text = altered(originals[family][1], kind, vocabulary, rng)
        reports.append({"family": family, "kind": kind, "outlet": f"Outlet {n}", "text": text})
    rng.shuffle(reports)
    with tempfile.TemporaryDirectory() as work:
        records, ledger = Path(work, "reports.jsonl"), Path(work, "copies.sayso")
        with records.open("w", encoding="utf-8") as out:
            for n, report in enumerate(reports):
                url = f"https://copies.example/{n}"
                out.write(json.dumps({"url": url, "outlet": report["outlet"], "text": report["text"]}) + "\n")
        start = time.perf_counter()
        subprocess.run([binary, "add", "--ledger", ledger, records], check=True)
        print(f"{len(reports)} reports in {time.perf_counter() - start:.0f} s, ledger {ledger.stat().st_size / 1e6:.0f} MB")
        score(reports, ledger)


def altered(text, kind, vocabulary, rng):
    paragraphs = [p for p in text.split("\n") if p.strip()]
    if kind in ("cut", "all"):
        keep = max(1, round(len(paragraphs) * rng.uniform(0.4, 0.8)))
        paragraphs = [paragraphs[i] for i in sorted(rng.sample(range(len(paragraphs)), keep))]
    if kind in ("re-headlined", "all"):
        words = rng.sample(vocabulary, 40)
        paragraphs = [" ".join(words[:8]), " ".join(words[8:])] + paragraphs[1:]
    if kind in ("moved", "all"):
        rng.shuffle(paragraphs)
    if kind in ("changed", "all"):
        paragraphs = [
            " ".join(rng.choice(vocabulary) if rng.random() < 0.1 else word for word in p.split(" "))
            for p in paragraphs
        ]
    return "\n".join(paragraphs)


def score(reports, ledger):
    file = sqlite3.connect(ledger)
    number = {}
    for report, url in file.execute("SELECT id, url FROM report"):
        number[report] = int(url.rsplit("/", 1)[1])
    links = [
        (number[a], number[b], kind)
        for a, b, kind in file.execute("SELECT report, earlier, kind FROM copy")
        if kind in ("exact", "near", "reprint")
    ]
    natural = [l for l in links if reports[l[0]]["kind"] == reports[l[1]]["kind"] == "original"]
    # Families that the corpus itself ties together are one.
    group = list(range(1 + max(report["family"] for report in reports)))

    def of(group, n):
        while group[n] != n:
            n = group[n]
        return n

    print(f"links between originals: {len(natural)}")
    for a, b, kind in natural:
        x, y = reports[a], reports[b]
        print("  ", kind, x["outlet"], y["outlet"], repr(x["text"][:60]), repr(y["text"][:60]))
        group[of(group, x["family"])] = of(group, y["family"])
    family = [of(group, report["family"]) for report in reports]
    right = sum(family[a] == family[b] for a, b, _ in links)
    print(f"links: {len(links)}, within a family {right / len(links):.4f}")
    size = defaultdict(int)
    for f in family:
        size[f] += 1
    linked = {n for a, b, _ in links if family[a] == family[b] for n in (a, b)}
    for kind in KINDS:
        all_of = [n for n, r in enumerate(reports) if r["kind"] == kind and size[family[n]] > 1]
        print(f"  {kind}: linked to the family {sum(n in linked for n in all_of) / max(1, len(all_of)):.4f} of {len(all_of)}")
    found = list(range(len(reports)))
    for a, b, _ in links:
        found[of(found, a)] = of(found, b)
    both = defaultdict(int)
    groups = defaultdict(int)
    for n in range(len(reports)):
        both[(of(found, n), family[n])] += 1
        groups[of(found, n)] += 1
    pairs = lambda counts: sum(c * (c - 1) // 2 for c in counts.values())
    print(f"pairs: precision {pairs(both) / pairs(groups):.4f}, recall {pairs(both) / pairs(size):.4f} of {pairs(size)}")


if __name__ == "__main__":
    main()
