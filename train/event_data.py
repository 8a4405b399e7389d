"""What teaches the heads of events: texts, and for each the triggers, types, statuses and participants that are marked.

A `Lesson` is a text with what its corpus marks, spans in code points. `rows` are whole annotations (annotated
articles), where what is not marked is no event; `events` of the other corpora say only what they say:

* `plv`: a sentence with who does what to whom, without the word that tells it;
* `m2e2`: ACE's events, with triggers and arguments; some of PLOVER's types are not among them;
* `propbank`: predicates with A0 and A1, of any kind;
* `factuality`: words with how sure it is that they happened.
"""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TYPES = (
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT HARM"
).split()
STATUSES = "happened ongoing planned possible denied background".split()
ACE = {
    "Conflict.Attack": ["ASSAULT"], "Conflict.Demonstrate": ["PROTEST"], "Justice.Arrest-Jail": ["COERCE"],
    "Life.Die": ["ASSAULT", "HARM"], "Contact.Meet": ["CONSULT"], "Contact.Phone-Write": ["CONSULT"],
    "Transaction.Transfer-Money": ["AID"], "Movement.Transport": [],
}
ACE_ROLES = {
    "actor": ["Attacker", "Agent", "Giver", "Entity", "Demonstrator"],
    "recipient": ["Target", "Victim", "Person", "Recipient", "Entity"],
}
Span = tuple[int, int]


@dataclass
class Lesson:
    """`events`: dicts with `trigger`, `types` and, by corpus, `status`, `actor`, `recipient` (lists of spans) or `sure`."""

    ident: str
    kind: str
    text: str
    events: list[dict[str, Any]] = field(default_factory=list)
    rows: dict[str, Any] | None = None
    published: str = ""


def joined(tokens: list[str]) -> tuple[str, list[Span]]:
    """Words of a treebank as a text, with where each stands."""
    text, spans = "", []
    glue, quoted = True, False
    for token in tokens:
        form = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}.get(token, token)
        if form == '"':
            form = "”" if quoted else "“"
        if form in "“”":
            quoted = form == "“"
        close = form in {",", ".", ";", ":", "?", "!", ")", "]", "”", "%", "...", "'"} or form.lower() in {
            "'s", "’s", "n't", "n’t", "'re", "'ve", "'ll", "'m", "'d"}
        if text and not glue and not close:
            text += " "
        spans.append((len(text), len(text) + len(form)))
        text += form
        glue = form in {"(", "[", "“", "$", "£", "€"}
    return text, spans


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def articles(folder: Path, kind: str) -> list[Lesson]:
    found = []
    for path in sorted(folder.glob("*.rows.json")):
        ident = path.name.removesuffix(".rows.json")
        meta = json.loads((folder / f"{ident}.json").read_text(encoding="utf-8"))
        text = (folder / f"{ident}.txt").read_text(encoding="utf-8")
        rows = json.loads(path.read_text(encoding="utf-8"))
        found.append(Lesson(ident, kind, text, rows=rows, published=meta.get("published") or ""))
    return found


def pairs(path: Path) -> list[Lesson]:
    found = []
    for item in lines(path):
        text = item["sentence"]
        ends = {}
        for role, key in (("actor", "source"), ("recipient", "target")):
            at = text.find(item[key])
            ends[role] = [(at, at + len(item[key]))] if at >= 0 and item[key] else []
        types = ["CONCEDE", "RETREAT"] if item["root"] == "YIELD" else [item["root"]]
        if ends["actor"] and ends["recipient"]:
            found.append(Lesson(item["id"], "plv", text, [{"types": types, **ends}]))
    return found


def ace(folder: Path, most: int, seed: int) -> list[Lesson]:
    found = []
    for name in ("text_only_event", "text_multimedia_event"):
        for item in lines(folder / f"{name}.jsonl"):
            text, spans = joined(item["words"])
            place = lambda mark: (spans[mark["start"]][0], spans[mark["end"] - 1][1])
            lesson = Lesson(item["sentence_id"], "m2e2", text)
            for event in item["golden-event-mentions"]:
                kind = event["event_type"].replace(":", ".")
                roles = {role: [place(a) for a in event["arguments"] if a["role"] in names]
                         for role, names in ACE_ROLES.items()}
                lesson.events.append({"trigger": place(event["trigger"]), "types": ACE.get(kind, []), "ace": kind, **roles})
            found.append(lesson)
    told = [lesson for lesson in found if lesson.events]
    quiet = [lesson for lesson in found if not lesson.events]
    return told + random.Random(seed).sample(quiet, min(len(quiet), most))


def propbank(path: Path, most: int, seed: int) -> list[Lesson]:
    found = []
    for number, item in enumerate(lines(path)):
        if len(item["tokens"]) < 8:
            continue
        text, spans = joined(item["tokens"])
        lesson = Lesson(f"pb{number}", "propbank", text)
        for frame in item["frames"]:
            roles: dict[str, list[Span]] = {"actor": [], "recipient": []}
            for name, start, end in frame["args"]:
                role = {"ARG0": "actor", "ARG1": "recipient"}.get(name)
                if role:
                    roles[role].append((spans[start][0], spans[end][1]))
            lesson.events.append({"trigger": spans[frame["pred"]], **roles})
        found.append(lesson)
    return random.Random(seed).sample(found, min(len(found), most))


def factuality(folder: Path, most: int, seed: int) -> list[Lesson]:
    found = []
    for name in ("UW", "MEANTIME", "UDS_IH2"):
        some = []
        for number, item in enumerate(lines(folder / f"{name}-train.jsonl")):
            text, spans = joined(item["text"].split())
            events = [{"trigger": (spans[t["span1"][0]][0], spans[t["span1"][1] - 1][1]), "sure": float(t["label"])}
                      for t in item["targets"]]
            some.append(Lesson(f"{name}{number}", "factuality", text, events))
        found += random.Random(seed).sample(some, min(len(some), most))
    return found


def all_lessons(corpora: Path, gold: Path, seed: int) -> list[Lesson]:
    return [
        *articles(gold / "train", "gold"),
        *pairs(corpora / "plv" / "train.jsonl"),
        *ace(corpora / "m2e2", 1000, seed),
        *propbank(corpora / "propbank-ewt" / "ewt_srl_train.jsonl", 4000, seed),
        *factuality(corpora / "factuality", 1500, seed),
    ]
