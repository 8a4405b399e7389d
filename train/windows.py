"""Documents to windows of word pieces, and windows to batches."""

import random
from dataclasses import dataclass

import numpy as np
import torch
from corpora import TAG_TASKS, Document
from tokenizers import Tokenizer

WINDOW = 254
"""Word pieces of a window, the two marks at its ends not counted."""
IGNORE = -100
CASES = 6
SPACES = 4
SHAPES = CASES * SPACES + 1
CLS, SEP, PAD = 101, 102, 0


def case_of(form: str) -> int:
    """0 lower, 1 Title, 2 UPPER, 3 mixed, 4 with a digit, 5 no letter or digit."""
    if any(c.isdigit() for c in form):
        return 4
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return 5
    if all(not c.isupper() for c in letters):
        return 0
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return 2
    return 1 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 3


class Pieces:
    """Word pieces of word forms, remembered."""

    def __init__(self, path: str) -> None:
        self.tokenizer = Tokenizer.from_file(path)
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.known: dict[str, list[int]] = {}

    def of(self, form: str) -> list[int]:
        found = self.known.get(form)
        if found is None:
            found = self.tokenizer.encode(form, add_special_tokens=False).ids[:12] or [100]
            self.known[form] = found
        return found


@dataclass
class Window:
    """Words `start..end` of a document."""

    document: Document
    start: int
    end: int
    pieces: int
    lines: bool


def cut(document: Document, pieces: Pieces, random_: random.Random | None) -> list[Window]:
    """Cut a document into windows without overlap, from a random first length in training."""
    sizes = [len(pieces.of(form)) for form in document.forms]
    lines = random_ is not None and bool(document.sentences) and random_.random() < 0.25
    total = sum(sizes)
    limit = random_.randint(WINDOW // 3, WINDOW) if random_ and total > WINDOW else WINDOW
    windows: list[Window] = []
    start = size = 0
    for word, length in enumerate(sizes):
        if size + length > limit:
            windows.append(Window(document, start, word, size, lines))
            start, size, limit = word, 0, WINDOW
        size += length
    if size:
        windows.append(Window(document, start, len(sizes), size, lines))
    return windows


def batches(windows: list[Window], budget: int, random_: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most `budget` pieces with padding."""
    order = sorted(windows, key=lambda w: w.pieces + random_.random() * 12)
    groups: list[list[Window]] = []
    for window in order:
        if not groups or (len(groups[-1]) + 1) * (window.pieces + 2) > budget:
            groups.append([])
        groups[-1].append(window)
    random_.shuffle(groups)
    return groups


def tensors(batch: list[Window], pieces: Pieces) -> dict[str, torch.Tensor]:
    """Input and labels of a batch; word w of a window is slot w, its head slot w + 1 (0 is the root)."""
    rows = len(batch)
    length = max(w.pieces for w in batch) + 2
    width = max(w.end - w.start for w in batch)
    ids = np.full((rows, length), PAD)
    shapes = np.full((rows, length), SHAPES - 1)
    quoted = np.zeros((rows, length), dtype=np.int64)
    first = np.zeros((rows, width), dtype=np.int64)
    out = {task: np.full((rows, width), IGNORE) for task in (*TAG_TASKS, "head", "deprel", "cue", "source")}
    sentence = np.full((rows, width), -1)
    paragraph = np.zeros((rows, width))
    for r, window in enumerate(batch):
        document = window.document
        sentence_starts = set(document.sentences)
        ids[r, 0] = CLS
        at = 1
        number = breaks = 0
        for slot, word in enumerate(range(window.start, window.end)):
            form = document.forms[word]
            found = pieces.of(form)
            space = document.space[word]
            if word in sentence_starts:
                number += 1
                if window.lines and space < 2:
                    space = 2
            breaks += space > 1
            paragraph[r, slot] = breaks
            ids[r, at : at + len(found)] = found
            shapes[r, at] = case_of(form) * SPACES + space
            quoted[r, at : at + len(found)] = document.quoted[word]
            first[r, slot] = at
            sentence[r, slot] = number
            at += len(found)
            for task, labels in document.labels.items():
                label = labels[word]
                if label is None:
                    continue
                if task in ("head", "cue", "source"):
                    inside = window.start <= label < window.end
                    out[task][r, slot] = 0 if label < 0 else label - window.start + 1 if inside else IGNORE
                else:
                    out[task][r, slot] = label
        ids[r, at] = SEP
    batch_ = {"ids": ids, "shapes": shapes, "quoted": quoted, "first": first, "sentence": sentence,
              "paragraph": paragraph, **out}
    return {name: torch.from_numpy(array.astype(np.int64)) for name, array in batch_.items()}
