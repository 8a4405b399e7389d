#!/usr/bin/env python3
"""Make data/claims/common.tsv: in how many of a thousand reports a word stands.

    python3 train/tables/common.py --reports news.jsonl.gz --out data/claims/common.tsv

Reports are JSON Lines with `text` and `title`. A word counts once a report, in the title or the first 400 words, in
lower case, without a possessive ending, as `sayso-claims` takes words for what a report is on. Kept are words in at
least 4 of a thousand reports: what is rarer tells what a report is on whatever the ledger holds.
"""

import argparse
import collections
import gzip
import json
import re
from pathlib import Path

LOOKED_AT = 400
LEAST = 0.004
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


def words(text: str) -> list[str]:
    found = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return [word.split("'")[0] for word in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    known: collections.Counter[str] = collections.Counter()
    count = 0
    with gzip.open(args.reports, "rt", encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            count += 1
            known.update(set(words(report.get("title") or "") + words(report.get("text") or "")[:LOOKED_AT]))
    rows = sorted((word, round(1000 * having / count)) for word, having in known.items() if having >= LEAST * count and len(word) > 1)
    text = [f"# In how many of a thousand news reports a word stands; made by train/tables/common.py from {count} reports.",
            "# Licence: MIT or Apache-2.0; counted for Sayso, no words of the reports beyond these counts.", "word\treports"]
    args.out.write_text("\n".join(text + [f"{word}\t{share}" for word, share in rows]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
