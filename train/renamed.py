"""Copies of documents in which other names stand for theirs, so that the few labelled names of web texts are
learned by where they stand and not by heart (Dai and Adel 2020, "mention replacement"), and in which some
sentences are in lower case, as people write there."""

import random

from corpora import NAME_KINDS, NAMES, Document

REPLACED = 0.5
LOWERED = 0.15
OTHERS = 0.5
"""How likely a name is replaced, a sentence is in lower case, and a replacement comes from the news."""

Form = tuple[str, int]
"""A word and how it is set off from the one before."""


def names(document: Document, task: str) -> list[tuple[int, int, str]]:
    """First word, word after the last, and kind of each name."""
    found: list[tuple[int, int, str]] = []
    for word, label in enumerate(document.labels.get(task, [])):
        if label and NAMES[label][0] == "B":
            found.append((word, word + 1, NAMES[label][2:]))
        elif label and found and found[-1][1] == word:
            found[-1] = (found[-1][0], word + 1, found[-1][2])
    return found


class Renamer:
    """All names of the training documents by task and kind, and copies with them."""

    def __init__(self, documents: list[Document]) -> None:
        self.pools: dict[tuple[str, str], list[list[Form]]] = {}
        for task in ("name", "news_name"):
            for kind in NAME_KINDS[:3]:
                known = {}
                for document in documents:
                    for first, end, of in names(document, task):
                        if of == kind:
                            forms = list(zip(document.forms[first:end], document.space[first:end]))
                            known.setdefault(tuple(document.forms[first:end]), forms)
                self.pools[task, kind] = list(known.values())

    def copy(self, document: Document, random_: random.Random) -> Document:
        """The document with its labels of names alone."""
        copy = Document(document.name, "", [])
        labels = copy.labels["name"] = []
        spans = {first: (end, kind) for first, end, kind in names(document, "name") if kind in NAME_KINDS[:3]}
        starts = set(document.sentences)
        word = 0
        lower = False
        while word < len(document.words):
            if word in starts:
                copy.sentences.append(len(copy.forms))
                lower = random_.random() < LOWERED
            end, kind = spans.get(word, (word + 1, ""))
            forms = list(zip(document.forms[word:end], document.space[word:end]))
            given = document.labels["name"][word:end]
            if kind and random_.random() < REPLACED:
                task = "news_name" if random_.random() < OTHERS else "name"
                other = random_.choice(self.pools[task, kind])
                forms = [(other[0][0], forms[0][1]), *((form, min(space, 1)) for form, space in other[1:])]
                inside = NAMES.index(f"I-{kind}")
                given = [inside - 1] + [inside] * (len(other) - 1)
            copy.forms += [form.lower() if lower else form for form, _ in forms]
            copy.space += [space for _, space in forms]
            copy.quoted += [document.quoted[word]] * len(forms)
            labels += given
            word = end
        copy.words = [(0, 0)] * len(copy.forms)
        return copy
