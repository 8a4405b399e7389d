"""Readers: each corpus as documents of words with the labels it has for each task.

Names have two tasks, since the corpora differ in what they call a name and of what kind: `name` is UNER's
and CrossNER's persons, organisations and places, `news_name` is Worldwide's, with facilities,
groups and the rest.

A `Document` is a text, its words (spans in code points) and, for each task, one label a word
(`None` where the corpus says nothing). The product itself (`cargo xtask words`) splits texts that
come without words and pairs the quotation marks of all of them, so that training sees what the
product sees.
"""

import json
import re
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

ROLES = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
NAME_KINDS = ["PER", "ORG", "LOC", "FAC", "NORP", "MISC"]
NAMES = ["O"] + [f"{part}-{kind}" for kind in NAME_KINDS for part in "BI"]
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP "
    "VBZ WDT WP WP$ WRB . , : `` '' -LRB- -RRB- $ HYPH NFP ADD AFX GW # XX"
).split()
DEPRELS = (
    "root acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
    "compound:prt conj cop csubj csubj:pass csubj:outer dep det det:predet discourse dislocated expl fixed flat "
    "goeswith iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj nsubj:outer nsubj:pass nummod obj obl "
    "obl:agent obl:unmarked orphan parataxis punct reparandum vocative xcomp"
).split()
MENTIONS = ["none"] + "person organization place time object abstract animal plant substance event".split()
TAG_TASKS = {"role": ROLES, "name": NAMES, "news_name": NAMES, "upos": UPOS, "xpos": XPOS, "starts": ["no", "yes"], "mention": MENTIONS}

Label = int | None


@dataclass
class Document:
    """`labels[task][w]`: class of word w; `head[w]`: word index, -1 at a root; `cue`, `source`: for
    words of a content the first word of its cue and source, -1 for none."""

    name: str
    text: str
    words: list[tuple[int, int]]
    labels: dict[str, list[Label]] = field(default_factory=dict)
    sentences: list[int] = field(default_factory=list)
    space: list[int] = field(default_factory=list)
    quoted: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)


def finish(documents: list[Document]) -> list[Document]:
    """Add what the product sees of the text: paragraph breaks and quotations."""
    for document, view in zip(documents, product_view([d.text for d in documents])):
        if not document.words:
            document.words = [(start, end) for start, end, _ in view["words"]]
        if not document.forms:
            document.forms = [document.text[start:end] for start, end in document.words]
        starts = {start: 3 if gap else 2 for start, _, gap in view["paragraphs"]}
        end_before = -1
        for start, end in document.words:
            document.space.append(starts.get(start, 0 if start <= end_before else 1))
            end_before = end
        spans = iter([*view["quotes"], [len(document.text) + 1, len(document.text) + 1, True]])
        quote = next(spans)
        for start, _ in document.words:
            while start >= quote[1]:
                quote = next(spans)
            document.quoted.append(0 if start < quote[0] else 1 if quote[2] else 2)
    return documents


def product_view(texts: list[str]) -> list[dict[str, Any]]:
    root = Path(__file__).parent.parent
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    command = ["cargo", "xtask", "words"]
    done = subprocess.run(command, cwd=root, input=lines.encode(), stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def at_word(document: Document) -> dict[int, int]:
    """The word that covers each code point."""
    return {at: w for w, (start, end) in enumerate(document.words) for at in range(start, end)}


def polnear(folder: Path) -> list[Document]:
    """PolNeAR: roles and links; the first annotator of each article."""
    documents = finish([
        Document(path.stem, path.read_bytes().decode("utf-8"), []) for path in sorted((folder / "text").glob("*.txt"))
    ])
    for document in documents:
        annotation = sorted((folder / "attributions").glob(f"{document.name}_????.ann"))[0]
        spans: dict[str, list[list[int]]] = {}
        links: list[dict[str, list[str]]] = []
        for line in annotation.read_bytes().decode("utf-8").split("\n"):
            if re.match(r"T\d+\t", line):
                name, label, *_ = line.split("\t")
                spans[name] = [[int(n) for n in piece.split()] for piece in label.split(" ", 1)[1].split(";")]
            elif re.match(r"E\d+\t", line):
                link: dict[str, list[str]] = {"Source": [], "Cue": [], "Content": []}
                for argument in line.split("\t")[1].split()[1:]:
                    role, name = argument.split(":")
                    link[role.rstrip("0123456789")].append(name)
                links.append(link)
        words = len(document.words)
        roles: list[Label] = [0] * words
        cue: list[Label] = [None] * words
        source: list[Label] = [None] * words
        where = at_word(document)

        def pieces(names: list[str]) -> list[list[int]]:
            found = []
            for start, end in sorted(piece for name in names for piece in spans[name]):
                inside = sorted({where[at] for at in range(start, end) if at in where})
                if inside:
                    found.append(inside)
            return found

        for link in links:
            first: dict[str, int] = {}
            for role in ("Source", "Cue", "Content"):
                for piece in pieces(link[role]):
                    first.setdefault(role, piece[0])
                    label = ROLES.index(f"B-{role.lower()}")
                    for number, word in enumerate(piece):
                        if roles[word] == 0 or role == "Content":
                            roles[word] = label + (number > 0)
                        if role == "Content":
                            cue[word] = first.get("Cue", -1)
                            source[word] = first.get("Source", -1)
        document.labels = {"role": roles, "cue": cue, "source": source}
    return documents


def treebank(path: Path) -> list[Document]:
    """A CoNLL-U file, laid out as raw text the way the syntax scorer does; GUM's mention types."""
    documents: list[Document] = []
    gap = ""
    for comments, rows in blocks(path):
        new_document = any(key.startswith("newdoc") for key in comments)
        if new_document or not documents:
            documents.append(Document(f"{path.stem}-{len(documents)}", "", []))
            document = documents[-1]
            document.labels = {task: [] for task in ("upos", "xpos", "head", "deprel", "starts", "mention")}
            gap = ""
        new_paragraph = any(key.startswith("newpar") for key in comments)
        document.text += ("\n\n" if new_paragraph else gap) if document.text else ""
        add_sentence(document, comments["text"], rows)
        gap = "" if "SpaceAfter=No" in rows[-1][9] else " "
    return finish(documents)


def add_sentence(document: Document, text: str, rows: list[list[str]]) -> None:
    cursor = len(document.text)
    document.text += text
    base = len(document.words)
    document.sentences.append(base)
    labels = document.labels
    inside_until = 0
    token = (0, 0)
    opened: list[tuple[str, int, str]] = []
    mentions: list[tuple[int, int, str]] = []
    entities = False
    for row in rows:
        if "-" in row[0]:
            start = document.text.index(row[1], cursor)
            token = (start, start + len(row[1]))
            cursor = start
            inside_until = int(row[0].split("-")[1])
            continue
        inside = int(row[0]) <= inside_until
        start = document.text.find(row[1], cursor)
        if start < 0 or document.text[cursor:start].strip() or inside and start + len(row[1]) > token[1]:
            span = token
        else:
            span = (start, start + len(row[1]))
        cursor = max(cursor, span[1])
        if int(row[0]) == inside_until:
            cursor = token[1]
        word = len(document.words)
        document.words.append(span)
        document.forms.append(row[1])
        labels["upos"].append(UPOS.index(row[3]))
        labels["xpos"].append(XPOS.index(row[4]) if row[4] in XPOS else XPOS.index("XX"))
        labels["head"].append(base + int(row[6]) - 1 if row[6] != "0" else -1)
        labels["deprel"].append(DEPRELS.index(row[7]) if row[7] in DEPRELS else DEPRELS.index("dep"))
        labels["starts"].append(int(word == base))
        labels["mention"].append(0)
        for start_mark, closed, end_mark in re.findall(r"\(([^()]+)(\))?|(\d+)\)", entity_field(row)):
            entities = True
            if start_mark:
                chain, kind = start_mark.split("-")[:2]
                opened.append((chain, word, kind))
            if closed or end_mark:
                chain = end_mark or start_mark.split("-")[0]
                at = next(i for i in reversed(range(len(opened))) if opened[i][0] == chain)
                _, first, kind = opened.pop(at)
                mentions.append((first, word, kind))
    for first, last, kind in mentions:
        heads = labels["head"]
        head = next(w for w in range(first, last + 1) if not first <= heads[w] <= last)
        labels["mention"][head] = MENTIONS.index(kind)
    document.mentions += mentions
    if not entities and "GUM" not in document.name:
        for word in range(base, len(document.words)):
            labels["mention"][word] = None


NAMED = {"person": "PER", "organization": "ORG", "place": "LOC"}
LINKING = {UPOS.index(tag) for tag in ("ADP", "DET", "CCONJ", "NUM", "PUNCT", "PART")}
PROPER = UPOS.index("PROPN")
CONTENT = {UPOS.index(tag) for tag in ("ADJ", "NOUN", "VERB")}


def names_of_mentions(document: Document, mentions: list[tuple[int, int, str]]) -> None:
    """GUM's names: of a mention headed by a proper noun, the run of proper nouns around its head, and the whole
    mention where besides proper nouns it holds only the small words that link them. Other proper nouns stay open."""
    upos, heads = document.labels["upos"], document.labels["head"]
    labels: list[Label] = [None if tag == PROPER else 0 for tag in upos]
    for first, last, kind in sorted(mentions, key=lambda mention: mention[1] - mention[0]):
        head = next(w for w in range(first, last + 1) if not first <= heads[w] <= last)
        if upos[head] != PROPER:
            continue
        if kind == "time":
            labels[first : last + 1] = [0] * (last + 1 - first)
        if kind not in NAMED:
            continue
        named = [upos[w] == PROPER or document.forms[w][0].isupper() and upos[w] in CONTENT for w in range(first, last + 1)]
        start, end = first + named.index(True), last - named[::-1].index(True)
        small = {upos[w] for w in range(start, end + 1) if not named[w - first]}
        loose = {document.forms[w] for w in range(start, end)} & {",", "in", "at", "from", "to"}
        if not small <= LINKING or loose or kind == "person" and small:
            start = end = head
            while start > first and named[start - 1 - first]:
                start -= 1
            while end < last and named[end + 1 - first]:
                end += 1
        if kind == "person":
            titles = [w for w in range(start, end + 1) if document.forms[w].rstrip(".") in TITLES]
            start = titles[-1] + 1 if titles else start
            if start > end or document.forms[head].endswith("s") and start == end:
                continue
        labels[start : end + 1] = [NAMES.index(f"I-{NAMED[kind]}")] * (end + 1 - start)
        labels[start] = NAMES.index(f"B-{NAMED[kind]}")
    document.labels["name"] = labels


TITLES = set("Mr Mrs Ms Miss Dr Prof Professor President Minister Prime Sir Lord Lady Queen King Prince Princess Senator Sen Rep "
             "Ambassador Secretary Vice Governor Gov Judge Justice Chief General Gen Colonel Col Captain Capt Major Sergeant Pope Saint Mayor".split())


def entity_field(row: list[str]) -> str:
    return next((f.removeprefix("Entity=") for f in row[9].split("|") if f.startswith("Entity=")), "")


def blocks(path: Path):
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line.strip():
            row = line.split("\t")
            if "." not in row[0]:
                rows.append(row)
        elif rows:
            yield comments, rows
            comments, rows = {}, []


def iob(path: Path) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Sentences of an iob2 or two-column file: id, text, (token, tag)."""
    sentences = []
    ident = text = ""
    tokens: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            if line.startswith("# text = "):
                text = line[9:]
            elif line.startswith("# sent_id = "):
                ident = line[12:]
        elif line.strip():
            columns = line.replace("    ", "\t").split("\t")
            tokens.append((columns[1], columns[2]) if len(columns) > 2 else (columns[0], columns[-1]))
        elif tokens:
            sentences.append((ident, text, tokens))
            text, tokens = "", []
    return sentences


KINDS = {
    "PER": "PER", "ORG": "ORG", "LOC": "LOC", "Person": "PER", "Organization": "ORG", "Location": "LOC",
    "Facility": "FAC", "NORP": "NORP", "Misc": "MISC", "Product": "MISC", "person": "PER", "politician": "PER",
    "organisation": "ORG", "politicalparty": "ORG", "location": "LOC", "country": "LOC", "event": "MISC",
    "election": "MISC", "misc": "MISC",
}
UNSURE = {"OTH"}


def name_labels(tags: list[str]) -> list[Label]:
    labels: list[Label] = []
    before = "O"
    for tag in tags:
        kind = KINDS.get(tag[2:])
        if tag[2:] in UNSURE:
            labels.append(None)
        elif kind is None:
            labels.append(0)
        else:
            inside = tag.startswith("I-") and before[2:] == tag[2:]
            labels.append(NAMES.index(f"{'I' if inside else 'B'}-{kind}"))
        before = tag
    return labels


def uner_over_ewt(documents: list[Document], path: Path) -> None:
    """Put UNER's names on the EWT sentences that have the same words."""
    by_words = {tuple(token for token, _ in tokens): [tag for _, tag in tokens] for _, _, tokens in iob(path)}
    for document in documents:
        labels: list[Label] = []
        bounds = [*document.sentences, len(document.words)]
        for start, end in zip(bounds, bounds[1:]):
            tags = by_words.get(tuple(document.forms[start:end]))
            labels += name_labels(tags) if tags else [None] * (end - start)
        document.labels["name"] = labels


NO_SPACE_BEFORE = re.compile(r"[.,;:!?%)\]}…”’]+$|(n['’]t|['’](s|re|ve|ll|d|m))$", re.I)


def lay_out(name: str, sentences: list[list[tuple[str, str]]], separator: str, task: str = "name") -> Document:
    """A document from tokens without spacing: the usual spacing is put in."""
    text = ""
    words: list[tuple[int, int]] = []
    tags: list[str] = []
    starts = []
    for tokens in sentences:
        text += separator if text else ""
        starts.append(len(words))
        in_quote = False
        glue = True
        for token, tag in tokens:
            straight = token in ('"', "``", "''", "“", "”")
            closing = straight and (in_quote or token in ("''", "”"))
            if not (glue or NO_SPACE_BEFORE.match(token) or closing):
                text += " "
            words.append((len(text), len(text) + len(token)))
            text += token
            tags.append(tag)
            glue = token in "([{$£€#‘" or straight and not closing
            if straight:
                in_quote = not closing
    document = Document(name, text, words)
    document.sentences = starts
    document.labels = {task: name_labels(tags)}
    return document


def uner_test(path: Path) -> list[Document]:
    """UNER's published EWT test part: names only, sentences in runs of 12."""
    sentences = iob(path)
    documents = []
    for at in range(0, len(sentences), 12):
        text = ""
        words: list[tuple[int, int]] = []
        tags: list[str] = []
        starts = []
        for _, sentence, tokens in sentences[at : at + 12]:
            cursor = len(text) + bool(text)
            text += ("\n" if text else "") + sentence
            starts.append(len(words))
            for token, tag in tokens:
                start = text.find(token, cursor)
                if start < 0 or text[cursor:start].strip():
                    start = cursor
                cursor = min(start + len(token), len(text))
                words.append((start, max(cursor, start + 1)))
                tags.append(tag)
        document = Document(f"uner-{at}", text, words)
        document.sentences = starts
        document.labels = {"name": name_labels(tags)}
        documents.append(document)
    return finish(documents)


def worldwide(folder: Path) -> list[Document]:
    documents = []
    for path in sorted(folder.glob("*.tsv")):
        sentences = [tokens for _, _, tokens in iob(path) if not tokens[0][0].startswith("http")]
        if sentences:
            documents.append(lay_out(path.stem, sentences, "\n\n", "news_name"))
    return finish(documents)


def crossner(path: Path) -> list[Document]:
    sentences = [tokens for _, _, tokens in iob(path)]
    return finish([lay_out(f"crossner-{at}", sentences[at : at + 12], "\n") for at in range(0, len(sentences), 12)])


def training_documents(corpora: Path) -> list[Document]:
    ewt = treebank(corpora / "ud-ewt/train.conllu")
    uner_over_ewt(ewt, corpora / "uner-ewt/train-2022.iob2")
    gum = [d for path in sorted((corpora / "gum/train").glob("*.conllu")) for d in treebank(path)]
    for document in gum:
        names_of_mentions(document, document.mentions)
    return [
        *polnear(corpora / "polnear/train"), *ewt, *gum,
        *uner_test(corpora / "uner-ewt/train.iob2"), *worldwide(corpora / "ner-worldwide/processed_annotated"),
        *crossner(corpora / "crossner/politics-train.txt"),
    ]


def unlabelled(corpora: Path) -> list[Document]:
    """News texts, whose labels are for other rooms, for a teacher to read: LGL, TR-News, TimeBank and re3d."""
    texts = []
    for name in ("lgl", "TR-News"):
        texts += [article.findtext("text") or "" for article in ElementTree.parse(corpora / f"geo/{name}.xml").iter("article")]
    for path in sorted((corpora / "timebank").glob("*/*.tml")):
        texts.append("".join(ElementTree.parse(path).find("TEXT").itertext()))
    for path in sorted((corpora / "re3d").glob("*/documents.json")):
        texts += [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return finish([Document(f"unlabelled-{at}", text.strip(), []) for at, text in enumerate(texts) if text.strip()])


def dev_documents(corpora: Path) -> dict[str, list[Document]]:
    ewt = treebank(corpora / "ud-ewt/dev.conllu")
    uner_over_ewt(ewt, corpora / "uner-ewt/dev.iob2")
    gum = [d for path in sorted((corpora / "gum/dev").glob("*.conllu")) for d in treebank(path)]
    return {"polnear": polnear(corpora / "polnear/dev"), "ewt": ewt, "gum": gum}
