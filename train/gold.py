"""Articles annotated for training, kept without their text.

`train/gold/articles.jsonl` has an article a line: the line of `news-unlabelled.jsonl.gz` that it is, a checksum of the text
that was annotated, and its rows; whatever is words of the text is a span in code points (`[start, end]`). Entities are numbered, and rows
name them by number.

    train/gold.py unpack --corpora ../shared/corpora train/gold/articles.jsonl OUT   # OUT/ID.txt, ID.json, ID.rows.json
    train/gold.py pack --corpora ../shared/corpora train/gold/articles.jsonl FOLDER… # the reverse, from ID.txt, ID.json, ID.rows.json
    train/gold.py agree FOLDER FOLDER                                                # two readers of the same articles

An unpacked folder has the form of the annotated articles beside the corpora (`gold/train`), and is read by the same code.
Where two folders to pack have the same article, the first one's stands.
"""
import argparse
import glob
import gzip
import hashlib
import json
import os
import re

# How long an annotated article is, in words: it is cut at the paragraph that passes this.
MOST_WORDS = 380


def cut(text):
    """The first paragraphs of a text, as they were annotated."""
    out, words = [], 0
    for paragraph in (p.strip() for p in re.split(r"\n+", text.replace("\r", ""))):
        if not paragraph:
            continue
        if words and words + len(paragraph.split()) > MOST_WORDS:
            break
        out.append(paragraph)
        words += len(paragraph.split())
    return "\n\n".join(out) + "\n"


def lines(corpora):
    with gzip.open(f"{corpora}/news-unlabelled.jsonl.gz", "rt", encoding="utf-8") as source:
        return [json.loads(line) for line in source]


def checksum(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def locate(text, words, near=0):
    """The span of words in a text: the occurrence nearest to a place; None where they do not stand there."""
    edge = lambda c: r"\b" if c.isalnum() else ""
    found = [m.span() for m in re.finditer(edge(words[:1]) + re.escape(words) + edge(words[-1:]), text)] if words else []
    return list(min(found, key=lambda span: abs(span[0] - near))) if found else None


def pack_article(text, about, rows):
    """One article's rows without words; tells what could not be kept."""
    numbers = {key: number for number, key in enumerate(rows["entities"])}
    lost = []

    def who(value, near):
        if value in numbers:
            return numbers[value]
        span = locate(text, value, near)
        if span is None:
            lost.append(value)
        return span

    def party(values, near):
        return [p for p in (who(v, near) for v in values) if p is not None]

    def voice(value, near):
        return value if value in ("outlet", "unknown") else who(value, near) if who(value, near) is not None else "unknown"

    entities = []
    for key, entity in rows["entities"].items():
        names = [span for span in (locate(text, name) for name in [key, *entity["names"]]) if span]
        entities.append({"type": entity["type"], "names": sorted(set(map(tuple, names))), "refs": entity["refs"]})
    out = {"id": about["id"], "line": about["line"], "text": checksum(text), "entities": entities}
    out["statements"] = [
        {**row, "speaker": voice(row["speaker"], (row["source"] or row["content"][0])[0])} for row in rows["statements"] if row["content"]
    ]
    out["events"] = [
        {
            **row,
            "actor": party(row["actor"], row["trigger"][0]),
            "recipient": party(row["recipient"], row["trigger"][0]),
            "place": row["place"] and locate(text, row["place"], row["trigger"][0]),
            "speaker": voice(row["speaker"], row["trigger"][0]),
        }
        for row in rows["events"]
        if row["trigger"]
    ]
    out["figures"] = [
        {**row, "counted": row["counted"] and locate(text, row["counted"], row["span"][0]), "speaker": voice(row["speaker"], row["span"][0])}
        for row in rows["figures"]
        if row["span"]
    ]
    return out, lost


def unpack_article(text, packed):
    """The rows with their words again."""
    words = lambda span: text[span[0] : span[1]]
    keys = []
    for number, entity in enumerate(packed["entities"]):
        spans = entity["names"] or entity["refs"]
        key = max((words(span) for span in spans), key=len, default=f"entity {number}")
        keys.append(key if key not in keys else f"{key} ({number})")
    name = lambda who: who if isinstance(who, str) else keys[who] if isinstance(who, int) else words(who)
    entities = {
        key: {"type": entity["type"], "names": sorted({words(span) for span in entity["names"]}), "refs": entity["refs"]}
        for key, entity in zip(keys, packed["entities"])
    }
    rows = {"id": packed["id"], "entities": entities}
    rows["statements"] = [{**row, "speaker": name(row["speaker"])} for row in packed["statements"]]
    rows["events"] = [
        {
            **row,
            "actor": [name(who) for who in row["actor"]],
            "recipient": [name(who) for who in row["recipient"]],
            "place": row["place"] and words(row["place"]),
            "speaker": name(row["speaker"]),
        }
        for row in packed["events"]
    ]
    rows["figures"] = [{**row, "counted": row["counted"] and words(row["counted"]), "speaker": name(row["speaker"])} for row in packed["figures"]]
    return rows


def annotated(folder):
    """The articles of a folder that have rows: (id, text, about, rows)."""
    for path in sorted(glob.glob(f"{folder}/*.rows.json")):
        stem = path[: -len(".rows.json")]
        with open(f"{stem}.txt", encoding="utf-8") as text, open(f"{stem}.json", encoding="utf-8") as about, open(path, encoding="utf-8") as rows:
            yield os.path.basename(stem), text.read(), json.load(about), json.load(rows)


def pack(corpora, target, folders):
    source, done = lines(corpora), {}
    for folder in folders:
        for ident, text, about, rows in annotated(folder):
            if ident in done:
                continue
            if cut(source[about["line"] - 1]["text"]) != text:
                raise SystemExit(f"{folder}/{ident}.txt is not line {about['line']} of the corpus")
            done[ident], lost = pack_article(text, about, rows)
            if lost:
                print(f"{ident}: not in the text and left out: {lost}")
    with open(target, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(done[ident], separators=(",", ":")) + "\n" for ident in sorted(done))
    print(f"{len(done)} articles, {sum(len(a['events']) for a in done.values())} events, {sum(len(a['statements']) for a in done.values())} statements, {sum(len(a['figures']) for a in done.values())} figures")


def unpack(corpora, packed, target):
    source = lines(corpora)
    os.makedirs(target, exist_ok=True)
    with open(packed, encoding="utf-8") as articles:
        for article in map(json.loads, articles):
            row, stem = source[article["line"] - 1], f"{target}/{article['id']}"
            text = cut(row["text"])
            if checksum(text) != article["text"]:
                raise SystemExit(f"line {article['line']} of the corpus is not the text that {article['id']} annotates")
            about = {"id": article["id"], "published": row["published"], "outlet": row["outlet"], "line": article["line"]}
            for name, content in ((f"{stem}.txt", text), (f"{stem}.json", json.dumps(about)), (f"{stem}.rows.json", json.dumps(unpack_article(text, article)))):
                with open(name, "w", encoding="utf-8") as out:
                    out.write(content)


def agree(first, second):
    """How far two readers agree: rows found by both (F1), and whole rows among them, by the rules of the rows' scorer in short."""
    one = {ident: (text, rows) for ident, text, _, rows in annotated(first)}
    two = {ident: (text, rows) for ident, text, _, rows in annotated(second)}
    both = sorted(one.keys() & two.keys())
    overlap = lambda a, b: a and b and a[0] < b[1] and b[0] < a[1]

    def person(text, rows, value):
        entity = rows["entities"].get(value)
        names = [value, *(entity["names"] if entity else ()), *(text[s:e] for s, e in (entity["refs"] if entity else ()))]
        return {n.lower().removeprefix("the ") for n in names}

    def parties(text, rows, values):
        return set().union(*(person(text, rows, v) for v in values)) if values else set()

    same = lambda a, b: (not a and not b) or bool(a & b)
    checks = {
        "statements": lambda t, ra, a, rb, b: same(person(t, ra, a["speaker"]), person(t, rb, b["speaker"])) and set(a["stance"]) & set(b["stance"]),
        "events": lambda t, ra, a, rb, b: set(a["type"]) & set(b["type"]) and set(a["status"]) & set(b["status"])
        and all(same(parties(t, ra, a[k]), parties(t, rb, b[k])) for k in ("actor", "recipient")),
        "figures": lambda t, ra, a, rb, b: (a["low"], a["high"]) == (b["low"], b["high"]) and same(person(t, ra, a["speaker"]), person(t, rb, b["speaker"])),
    }
    anchor = {"statements": lambda r: r["content"][0] if r["content"] else None, "events": lambda r: r["trigger"], "figures": lambda r: r["span"]}
    for kind in checks:
        found = whole = wanted = 0
        for ident in both:
            (text, a), (_, b) = one[ident], two[ident]
            free = list(b[kind])
            for row in a[kind]:
                match = next((other for other in free if overlap(anchor[kind](row), anchor[kind](other))), None)
                if match is None:
                    wanted += not row["optional"]
                    continue
                free.remove(match)
                if row["optional"] and match["optional"]:
                    continue
                wanted += 2
                found += 2
                whole += 2 * bool(checks[kind](text, a, row, b, match))
            wanted += sum(not other["optional"] for other in free)
        print(f"{kind:<11} found {found / max(wanted, 1):.3f}  whole {whole / max(wanted, 1):.3f}  ({len(both)} articles)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pack", "unpack", "agree"])
    parser.add_argument("--corpora", help="the folder of the corpora")
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    if options.what == "agree":
        agree(*options.paths)
    elif options.what == "pack":
        pack(options.corpora, options.paths[0], options.paths[1:])
    else:
        unpack(options.corpora, *options.paths)


if __name__ == "__main__":
    main()
