#!/usr/bin/env python3
"""Stories annotated for training, kept without their text.

`train/gold/stories.jsonl` has a story a line: the corpus that its reports are of; for each report where it stands there (a line
number of `news-unlabelled.jsonl.gz`, else its address) and a checksum of the text that was annotated; its claims, whatever is words
of a text being a span in code points (`[start, end]`), and who vouches by name.

    train/stories.py unpack --corpora ../shared/corpora train/gold/stories.jsonl OUT   # OUT/SID.jsonl, SID.claims.json
    train/stories.py pack --corpora ../shared/corpora train/gold/stories.jsonl FOLDER  # the reverse

An unpacked folder has the form of `gold/stories` beside the corpora. Names of origins are kept as annotated: a name is no text.
"""

import argparse
import gzip
import hashlib
import json
import re
from pathlib import Path

# How long an annotated report is, in words: it is cut at the paragraph that passes this.
MOST_WORDS = 260
CORPORA = {"news-cluster": "stories/news-cluster.jsonl", "incidents": "incidents/reports.jsonl", "unlabelled": "news-unlabelled.jsonl.gz"}
KEPT = ("title", "published", "outlet", "url")


def cut(text):
    """The first paragraphs of a text, as they were annotated."""
    out, words = [], 0
    text = re.sub(r"[ \t]+", " ", text).replace("\r", "")
    for paragraph in (p.strip() for p in re.split(r"\n+", text) if p.strip()):
        if words and words + len(paragraph.split()) > MOST_WORDS:
            break
        out.append(paragraph)
        words += len(paragraph.split())
    return "\n\n".join(out)


def checksum(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def reports(corpora: Path):
    """For each corpus its reports by where they stand, and where each text stands."""
    found, texts = {}, {}
    for name, path in CORPORA.items():
        opened = gzip.open if path.endswith(".gz") else open
        with opened(corpora / path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        for number, row in enumerate(rows, 1):
            key = number if name == "unlabelled" else row["url"]
            found.setdefault((name, key), row)
            texts.setdefault(checksum(cut(row["text"])), []).append((name, key, row))
    return found, texts


def pack(corpora: Path, out: Path, folder: Path):
    _, texts = reports(corpora)
    lines = []
    for path in sorted(folder.glob("*.claims.json")):
        gold = json.loads(path.read_text("utf-8"))
        own = [json.loads(line) for line in (folder / f"{gold['story']}.jsonl").read_text("utf-8").splitlines()]
        stands = []
        for report in own:
            places = texts.get(checksum(report["text"]), [])
            place = next((p for p in places if p[2].get("url") == report.get("url") or p[0] == "unlabelled"), None)
            if place is None:
                print(f"{gold['story']} {report['id']}: not found in the corpora")
                break
            name, key, row = place
            # What the annotated copy tells otherwise than the corpus does.
            other = {k: report.get(k) for k in KEPT if report.get(k) != row.get(k)}
            stands.append({"id": report["id"], "corpus": name, "at": key, "text": checksum(report["text"]), **({"other": other} if other else {})})
        else:
            lines.append(json.dumps({"story": gold["story"], "reports": stands, "claims": [spoken(c) for c in gold["claims"]]}, ensure_ascii=False, separators=(",", ":")) + "\n")
    out.write_text("".join(lines), "utf-8")
    print(f"{len(lines)} stories")


def spoken(claim):
    """A claim without the words that say what it is: they are the annotator's, but close to the texts'."""
    return {key: value for key, value in claim.items() if key != "what"}


def unpack(corpora: Path, packed: Path, folder: Path):
    found, _ = reports(corpora)
    folder.mkdir(parents=True, exist_ok=True)
    for line in packed.read_text("utf-8").splitlines():
        story = json.loads(line)
        rows = []
        for stands in story["reports"]:
            row = found[stands["corpus"], stands["at"]]
            text = cut(row["text"])
            if checksum(text) != stands["text"]:
                raise SystemExit(f"{story['story']} {stands['id']}: the corpus has another text")
            rows.append({"id": stands["id"], **{k: row.get(k) for k in KEPT}, **stands.get("other", {}), "text": text})
        claims = [{"what": f"claim {n}", **claim} for n, claim in enumerate(story["claims"], 1)]
        (folder / f"{story['story']}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
        (folder / f"{story['story']}.claims.json").write_text(json.dumps({"story": story["story"], "claims": claims}, ensure_ascii=False), "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("pack", "unpack"))
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("packed", type=Path)
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    (pack if args.what == "pack" else unpack)(args.corpora, args.packed, args.folder)


if __name__ == "__main__":
    main()
