#!/usr/bin/env python3
"""Make data/export/countries.tsv, the codes by which other data sets name countries.

    npm pack cldr-core@48.2.0   # unpack it
    python3 train/tables/codes.py --cldr DIR --countries data/bodies/countries.tsv --out data/export/countries.tsv

Codes are facts of ISO 3166-1 and FIPS 10-4, taken from Unicode CLDR (Unicode License v3). CLDR gives a FIPS code only
where it differs from alpha-2; those it lacks are here by hand.
"""

import argparse
import csv
import json
from pathlib import Path

# FIPS 10-4 (GEC) has them; CLDR has not. None: no code, or none for the whole of it.
FIPS = {"XK": "KV", "SS": "OD", "CW": "UC", "SX": "NN", "PS": None}
ALPHA3 = {"XK": "XKX"}
HEAD = "# Codes of countries in other data sets; made by train/tables/codes.py of Unicode CLDR (Unicode License v3).\n# Licence: Unicode License v3 (Unicode CLDR); see NOTICE.\n"


def main():
    parser = argparse.ArgumentParser()
    for name in ("cldr", "countries", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    options = parser.parse_args()
    mappings = json.loads((options.cldr / "supplemental/codeMappings.json").read_text())["supplemental"]["codeMappings"]
    with options.countries.open(encoding="utf-8") as file:
        rows = list(csv.reader((line for line in file if not line.startswith("#")), delimiter="\t"))[1:]
    lines = [HEAD, "alpha2\talpha3\tfips\tname\n"]
    for code, name, *_ in sorted(rows):
        mapping = mappings[code]
        fips = FIPS[code] if code in FIPS else mapping.get("_fips10", code)
        lines.append(f"{code}\t{ALPHA3.get(code) or mapping['_alpha3']}\t{fips or ''}\t{name}\n")
    options.out.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
