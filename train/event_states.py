"""Lessons with what the program sees of them: states, features, and the labels as answers to the heads' questions.

The program itself (`cargo build -p sayso --example states`) reads the texts, so that training has the very states and
features that reading has.
"""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from event_data import STATUSES, TYPES, Lesson, Span

Role = set[int] | None
"""The words that are right in a role, -1 for nobody; None where the corpus does not tell."""


@dataclass
class Case:
    """An event of which the participants are known."""

    word: int
    types: list[int]
    roles: list[Role]
    weight: float


@dataclass
class Read:
    """A text as the program read it. `triggers`: acceptable types of a word and whether the event is optional; None for
    words of which nothing is known; words that are not in it tell no event, where the lesson is whole."""

    lesson: Lesson
    words: list[list[Any]]
    sentence_of: list[int]
    probes: dict[int, dict[str, Any]]
    candidates: dict[int, tuple[Span, int | None]]
    entities: list[dict[str, Any]]
    rows: tuple[int, int]
    states: torch.Tensor | None = None
    triggers: dict[int, tuple[list[int], bool] | None] = field(default_factory=dict)
    cases: list[Case] = field(default_factory=list)
    statuses: dict[int, list[int]] = field(default_factory=dict)

    def span(self, word: int) -> Span:
        return tuple(self.words[word][0])

    def heads_in(self, span: Span) -> set[int]:
        """The words that head the phrases in a span and may take part."""
        inside = [word for word in self.candidates if span[0] <= self.span(word)[0] < span[1]]
        head = lambda word: self.words[word][4]
        free = [w for w in inside if head(w) is None or not span[0] <= self.span(head(w))[0] < span[1]]
        return set(free or inside)

    def participant(self, word: int) -> dict[str, Any]:
        (start, end), entity = self.candidates[word]
        name = None if entity is None else f"e{entity}"
        return {"text": self.lesson.text[start:end], "span": [start, end], "entity": name}

    def trigger(self, span: Span) -> tuple[int | None, list[int]]:
        """The word of a marked trigger that the heads are asked of, and all its words."""
        words = [at for at, word in enumerate(self.words) if word[0][0] < span[1] and word[0][1] > span[0]]
        may = [word for word in words if word in self.probes]
        ruled = [word for word in may if self.probes[word]["ruled"]]
        if len(ruled) == 1:
            return ruled[0], words
        heads = [word for word in may if self.words[word][4] not in words]
        return (heads or may or [None])[0], words


def read(lessons: list[Lesson], program: Path, work: Path, name: str) -> list[Read]:
    """Lets the program read the lessons (once: what it gave is kept in `work`)."""
    place = work / name
    if not place.with_suffix(".jsonl").exists():
        lines = [json.dumps({"id": lesson.ident, "text": lesson.text}) for lesson in lessons]
        subprocess.run([program, place], input="\n".join(lines) + "\n", text=True, check=True)
    found, at = [], 0
    by_name = {lesson.ident: lesson for lesson in lessons}
    for line in place.with_suffix(".jsonl").open(encoding="utf-8"):
        item = json.loads(line)
        count = len(item["words"])
        lesson = by_name.get(item["id"])
        if lesson and item["same_text"]:
            sentence_of = [n for n, (start, end) in enumerate(item["sentences"]) for _ in range(start, end)]
            found.append(Read(
                lesson, item["words"], sentence_of, {probe["word"]: probe for probe in item["probes"]},
                {word: (tuple(span), entity) for word, span, entity in item["candidates"]}, item["entities"],
                (at, at + count)))
        at += count
    bytes_ = np.memmap(place.with_suffix(".states"), dtype=np.uint8, mode="r")
    scales = np.fromfile(place.with_suffix(".scales"), dtype=np.float32)
    rows = bytes_.reshape(at, len(scales) // at, -1)
    scales = scales.reshape(at, -1)
    for one in found:
        start, end = one.rows
        values = (rows[start:end].astype(np.float32) - 128) * scales[start:end][:, :, None]
        one.states = torch.from_numpy(values.reshape(end - start, -1))
    return found


def compared(one: Read, scorer: Any) -> Any:
    """The scorer's view of an annotated article, to ask it who is whom."""
    entities = [{"id": f"e{n}", "name": entity["name"],
                 "mentions": [{"span": span, "form": form} for span, form in entity["mentions"]]}
                for n, entity in enumerate(one.entities)]
    document = type("Document", (), {"text": one.lesson.text})
    item = type("Item", (), {"document": document, "gold": one.lesson.rows})
    return scorer.Compared(item, {"entities": entities, "report": {}})


def label_article(one: Read, scorer: Any) -> None:
    view = compared(one, scorer)
    for event in one.lesson.rows["events"]:
        if not event["trigger"]:
            continue
        word, words = one.trigger(tuple(event["trigger"]))
        for other in words:
            if other in one.probes and other != word:
                one.triggers.setdefault(other, None)
        if word is None:
            continue
        before = one.triggers.get(word)
        if before and (event["optional"] or not before[1]):
            continue
        types = [TYPES.index(kind) for kind in event["type"] if kind in TYPES]
        one.triggers[word] = (types, event["optional"])
        may = [pair[0] for pair in one.probes[word]["pairs"] if pair[0] in one.candidates]
        roles: list[Role] = []
        for role in ("actor", "recipient"):
            gold = event[role]
            if role == "actor" and event["type"] == ["HARM"]:
                roles.append(None)
            elif not gold:
                roles.append({-1})
            else:
                right = {w for w in may if view.is_party(gold, [one.participant(w)], event["trigger"])}
                if not any(view.in_sentence(name, event["trigger"]) for name in gold):
                    right.add(-1)
                roles.append(right or None)
        one.cases.append(Case(word, types, roles, 0.5 if event["optional"] else 1.0))
        one.statuses[word] = [STATUSES.index(status) for status in event["status"] if status in STATUSES]


def label_roles(one: Read, nobody: bool) -> None:
    """Predicates with who does it and to whom; `nobody`: whether a role that is not marked is empty."""
    for event in one.lesson.events:
        word, _ = one.trigger(event["trigger"])
        if word is None:
            continue
        roles: list[Role] = []
        for role in ("actor", "recipient"):
            right = set().union(*(one.heads_in(span) for span in event[role]), set())
            right &= {pair[0] for pair in one.probes[word]["pairs"]}
            roles.append(right or ({-1} if nobody and not event[role] else None))
        one.cases.append(Case(word, [], roles, 1.0))


def label_sure(one: Read) -> None:
    for event in one.lesson.events:
        word, _ = one.trigger(event["trigger"])
        if word is not None:
            one.statuses[word] = [0 if event["sure"] >= 2 else 1 if event["sure"] > -0.5 else 2]


def label_pair(one: Read, likely: Callable[[Read], list[dict[str, Any]]], least: float) -> bool:
    """Gives a marked pair's type to the word that the heads, so far, find likeliest to tell it of the two."""
    event = one.lesson.events[0]
    types = [TYPES.index(kind) for kind in event["types"]]
    ends = [one.heads_in(event[role][0]) for role in ("actor", "recipient")]
    best, word = least, None
    for guess in likely(one):
        score = float(guess["types"][types].sum())
        for role, end in enumerate(ends):
            score *= max((guess["words"][w][role] for w in end if w in guess["words"]), default=0.0)
        if score > best:
            best, word = score, guess["word"]
    one.triggers = dict.fromkeys(one.probes, None)
    one.cases = []
    if word is None:
        return False
    one.triggers[word] = (types, False)
    one.cases = [Case(word, types, [end or None for end in ends], 0.7)]
    return True
