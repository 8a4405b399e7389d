#!/usr/bin/env python3
"""Train the model that resolves pronouns and descriptions (data/entities/weights.tsv).

    python3 train/entities.py --corpora ../shared/corpora --gold ../shared/gold/train --programs target/release/examples \\
        --model models/reader.safetensors --weights data/entities/weights.tsv --rounds 2

A ranking of the candidates of each mention and of "nobody": weights by feature and class of mention, and a small hidden layer
over all features. It is trained on the choices that the program itself meets with the weights of the round before, so that it
learns on its own earlier decisions. From gold syntax: GUM's `Entity=` brackets (example `gum`). From what the reader makes of
plain text (example `choices`): annotated news (`ID.rows.json`), LitBank, GAP. Every eighth annotated article is held back: the
program prints how many of its choices are right and how well their probabilities hold. Needs numpy and torch; the seed is fixed.
"""

import argparse
import csv
import json
import pickle
import re
import subprocess
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

import numpy as np
import torch

BRACKET = re.compile(r"\(([^()]+)(\))?|(\d+)\)")
SEED = 7
CLASSES = ["he", "she", "they", "it", "i", "you", "we", "one", "several"]
# How much a choice of each corpus counts; by trying on the held-back articles.
COUNTS = {"gum": 1.0, "news": 3.0, "litbank": 0.4, "gap": 0.6}
HELD_BACK = 8

Span = tuple[int, int]
Choice = dict[str, Any]
# Which options are right, or None where the gold does not tell.
Label = Callable[[Choice], list[bool] | None]


# --- GUM ------------------------------------------------------------------------------------


def gum(path: Path) -> Label:
    """Chain of each mention head (by code points of the laid-out text), names of each chain."""
    heads: dict[Span, list[tuple[int, str]]] = {}
    names: dict[str, list[Span]] = {}
    text_length, gap = 0, ""
    first = True
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().split("\n")
        text = next((line[8:].strip() for line in lines if line.startswith("# text =")), None)
        if text is None:
            continue
        paragraph = any(line.startswith(("# newpar", "# newdoc")) for line in lines)
        start = text_length + (0 if first else 2 if paragraph else len(gap))
        first = False
        cursor, words, covered = 0, [], 0
        for row in (line.split("\t") for line in lines if line and not line.startswith("#")):
            if "." in row[0]:
                continue
            if "-" in row[0]:
                covered = int(row[0].split("-")[1])
                token = text.index(row[1], cursor)
                span = (token, token + len(row[1]))
                gap = "" if "SpaceAfter=No" in row[9] else " "
                continue
            at = cursor
            while at < len(text) and text[at].isspace():
                at += 1
            if text.startswith(row[1], at):
                place = (start + at, start + at + len(row[1]))
                cursor = at + len(row[1])
            else:
                place = (start + span[0], start + span[1])
            words.append((place, row))
            if int(row[0]) > covered:
                gap = "" if "SpaceAfter=No" in row[9] else " "
        text_length = start + len(text)
        read_brackets(words, heads, names)
    return lambda choice: gum_label(choice, heads, names)


def read_brackets(words, heads, names) -> None:
    opened: dict[str, list[int]] = {}
    for index, (_, row) in enumerate(words):
        entity = next((field[7:] for field in row[9].split("|") if field.startswith("Entity=")), "")
        for opening, at_once, closing in BRACKET.findall(entity):
            chain = opening.split("-")[0] if opening else closing
            if opening:
                opened.setdefault(chain, []).append(index)
            if closing or at_once:
                first = opened[chain].pop()
                inside = range(first, index + 1)
                head = next(i for i in inside if not first < int(words[i][1][6]) <= index + 1)
                place, head_row = words[head]
                heads.setdefault(place, []).append((index - first, chain))
                if head_row[3] == "PROPN":
                    names.setdefault(chain, []).append((words[first][0][0], words[index][0][1]))


def gum_label(choice: Choice, heads, names) -> list[bool]:
    """Nobody is right where the mention is no gold one."""
    found = heads.get(tuple(choice["head"]))
    if not found:
        return [False] * len(choice["options"])
    chain = min(found)[1]
    right = []
    for option in choice["options"]:
        if option["names"]:
            right.append(any(a < d and c < b for a, b in option["names"] for c, d in names.get(chain, [])))
        else:
            same = sum(any(chain == other for _, other in heads.get(tuple(head), [])) for head in option["heads"])
            right.append(2 * same > len(option["heads"]))
    return right


# --- Spans of chains over plain text ----------------------------------------------------------


class Chains:
    """Which chain each stretch of a text is of."""

    def __init__(self, spans: list[tuple[int, int, str]], names: list[tuple[int, int, str]]) -> None:
        self.exact: dict[Span, list[str]] = {}
        self.spans = sorted(spans + names, key=lambda span: (span[1] - span[0], span))
        self.names = names
        for a, b, chain in self.spans:
            self.exact.setdefault((a, b), []).append(chain)

    def of_mention(self, choice: Choice) -> list[str]:
        """The chain of the stretch that is most like the mention and holds its head."""
        span = tuple(choice.get("span", choice["head"]))
        if span in self.exact:
            return self.exact[span]
        if choice["class"] not in ("one", "several"):
            return []
        a, b = choice["head"]
        best, found = 0.0, []
        for c, d, chain in self.spans:
            if c <= a and b <= d:
                share = max(0, min(d, span[1]) - max(c, span[0])) / (max(d, span[1]) - min(c, span[0]))
                if share > best:
                    best, found = share, [chain]
        return found if best >= 0.5 else []

    def of_head(self, head: list[int]) -> list[str]:
        """The chains of the narrowest stretch that holds a word."""
        a, b = head
        width = next((d - c for c, d, _ in self.spans if c <= a and b <= d), None)
        return [chain for c, d, chain in self.spans if c <= a and b <= d and d - c == width]

    def of_option(self, option: dict[str, Any]) -> set[str]:
        counts: Counter[str] = Counter()
        if option["names"]:
            for a, b in option["names"]:
                counts.update({chain for c, d, chain in self.names if a < d and c < b})
        else:
            for head in option["heads"][:12]:
                counts.update(set(self.of_head(head)))
        if not counts:
            return set()
        top = max(counts.values())
        wanted = len(option["names"]) or min(12, len(option["heads"]))
        return {chain for chain, count in counts.items() if count == top and 2 * count > wanted}

    def label(self, choice: Choice) -> list[bool] | None:
        chains = self.of_mention(choice)
        if not chains:
            return None
        return [bool(self.of_option(option) & set(chains)) for option in choice["options"]]


def news(path: Path) -> Label:
    """An annotated article; pronouns that it leaves out mean nobody, other mentions tell nothing."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(f"{gold['id']}.txt").read_text(encoding="utf-8")
    refs, named = [], {}
    for chain, entity in gold["entities"].items():
        refs += [(a, b, chain) for a, b in entity["refs"]]
        for form in {*entity["names"], chain}:
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
                named.setdefault(match.span(), set()).add(chain)
    # The longest name at each place; a surname that two share is of both.
    taken: list[Span] = []
    names = []
    for a, b in sorted(named, key=lambda span: (span[0] - span[1], span)):
        if not any(a < d and c < b for c, d in taken):
            taken.append((a, b))
            names += [(a, b, chain) for chain in sorted(named[a, b])]
    chains = Chains(refs, names)

    def label(choice: Choice) -> list[bool] | None:
        right = chains.label(choice)
        if right is None and choice["class"] in ("it", "they"):
            return [False] * len(choice["options"])
        return right

    return label


# How much a pronoun counts that the annotators say means nobody: they may have left one out.
VOID = 0.3


def litbank(path: Path) -> tuple[str, Label]:
    """A novel's pages: words without the spaces before their marks, a paragraph where a quotation opens a line."""
    source = path.with_suffix(".txt").read_text(encoding="utf-8")
    out, place = [], []
    at = 0
    for number, char in enumerate(source):
        place.append(at)
        following = source[number + 1 : number + 3]
        if char == "\n":
            char = "\n\n" if following.startswith(("“", '"', "``")) else " "
        elif char == " " and (following[:1] in tuple(",.;:!?)’") or following.startswith(("'s", "n't"))):
            char = ""
        out.append(char)
        at += len(char)
    place.append(at)
    spans = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if not fields[0].startswith("T"):
            continue
        kind, start, end = fields[1].split(" ")
        if "-" in kind:
            spans.append((place[int(start)], place[int(end)], kind))
    names = [span for span in spans if "".join(out)[span[0] : span[1]].istitle()]
    chains = Chains(spans, names)

    def label(choice: Choice) -> list[bool] | None:
        # Every mention is marked, but the reader's own heads may not be found again.
        return chains.label(choice)

    return "".join(out), label


def gap(row: dict[str, str]) -> Label:
    offset = int(row["Pronoun-offset"])
    names = {key: (int(row[f"{key}-offset"]), int(row[f"{key}-offset"]) + len(row[key])) for key in "AB"}
    right = [names[key] for key in "AB" if row[f"{key}-coref"] == "TRUE"]

    def label(choice: Choice) -> list[bool] | None:
        if choice["head"][0] != offset or not right:
            return None
        found = [any(a < d and c < b for a, b in option["names"] for c, d in right) for option in choice["options"]]
        return found if any(found) else None

    return label


# --- Choices --------------------------------------------------------------------------------


@dataclass
class Batch:
    """Choices as rows of ones, one row an option, nobody last."""

    rows: list[np.ndarray]
    right: list[np.ndarray]
    classes: list[int]
    counts: list[float]

    def add(self, other: "Batch") -> None:
        self.rows += other.rows
        self.right += other.right
        self.classes += other.classes
        self.counts += other.counts


def choices(command: list[str], files: list[str], labels: list[Label], count: float, number: dict[str, int]) -> Batch:
    batch = Batch([], [], [], [])
    with subprocess.Popen([*command, *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        for line, label in zip(process.stdout, labels, strict=True):
            for choice in json.loads(line)["choices"]:
                right = label(choice)
                if right is None:
                    continue
                lists = [option["features"] for option in choice["options"]] + [choice["nobody"]]
                rows = np.full((len(lists), 80), -1, dtype=np.int16)
                for row, features in zip(rows, lists):
                    numbers = [number.setdefault(feature, len(number)) for feature in features][:80]
                    row[: len(numbers)] = numbers
                batch.rows.append(rows)
                batch.right.append(np.array([*right, not any(right)], dtype=bool))
                batch.classes.append(CLASSES.index(choice["class"]))
                unsure = count == COUNTS["news"] and not any(right) and choice["class"] in ("it", "they")
                batch.counts.append(count * VOID if unsure else count)
    if process.returncode:
        raise SystemExit(f"{command[0]} failed")
    return batch


class Corpora:
    def __init__(self, args: argparse.Namespace, folder: Path) -> None:
        self.args = args
        self.texts: dict[str, tuple[list[str], list[Label]]] = {}
        articles = [path for folder in (args.gold, *args.more) for path in sorted(folder.glob("*.rows.json"))]
        held = [path for number, path in enumerate(articles) if number % HELD_BACK == 0]
        for name, paths in (("news", [path for path in articles if path not in held]), ("held", held)):
            files = [str(path.with_name(path.name.replace(".rows.json", ".txt"))) for path in paths]
            self.texts[name] = (files, [news(path) for path in paths])
        files, labels = [], []
        for path in sorted((args.corpora / "litbank/coref/brat").glob("*.ann")):
            text, label = litbank(path)
            files.append(str(folder / f"{path.stem}.txt"))
            Path(files[-1]).write_text(text, encoding="utf-8")
            labels.append(label)
        self.texts["litbank"] = (files, labels)
        files, labels = [], []
        for name in ("development", "validation"):
            source = args.corpora / f"gap/gap-{name}.tsv"
            for row in csv.DictReader(source.open(encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
                files.append(str(folder / f"{row['ID']}.txt"))
                Path(files[-1]).write_text(row["Text"], encoding="utf-8")
                labels.append(gap(row))
        self.texts["gap"] = (files, labels)
        for name in ("litbank", "gap"):
            files, labels = self.texts[name]
            # A page of a novel holds as much as some thirty paragraphs.
            most = args.most and args.most // (30 if name == "litbank" else 1)
            self.texts[name] = (files[:most], labels[:most])
        paths = sorted((args.corpora / "gum/train").glob("*.conllu"))
        self.gum = ([str(path) for path in paths], [gum(path) for path in paths])

    def read(self, name: str, weights: Path, number: dict[str, int]) -> Batch:
        if name == "gum":
            command = [str(self.args.programs / "gum"), "--choices", "--weights", str(weights)]
            return choices(command, *self.gum, COUNTS[name], number)
        command = [str(self.args.programs / "choices"), "--model", str(self.args.model), "--weights", str(weights)]
        return choices(command, *self.texts[name], COUNTS.get(name, 1.0), number)


# --- The model --------------------------------------------------------------------------------


class Ranking(torch.nn.Module):
    def __init__(self, width: int, units: int) -> None:
        super().__init__()
        self.plain = torch.nn.Parameter(torch.zeros(width, 1 + len(CLASSES)))
        self.hidden = torch.nn.Linear(width, units)
        self.output = torch.nn.Linear(units, 1, bias=False)
        torch.nn.init.normal_(self.hidden.weight, std=0.15)
        torch.nn.init.normal_(self.output.weight, std=0.1)
        self.drop_in, self.drop_out = torch.nn.Dropout(0.05), torch.nn.Dropout(0.2)

    def forward(self, ones: torch.Tensor, classes: torch.Tensor) -> torch.Tensor:
        plain = ones @ self.plain
        units = torch.relu(self.hidden(self.drop_in(ones)))
        return plain[:, 0] + plain.gather(1, classes[:, None] + 1)[:, 0] + self.output(self.drop_out(units))[:, 0]


class Data:
    """Batches as one matrix of ones."""

    def __init__(self, batch: Batch, width: int) -> None:
        lengths = np.array([len(rows) for rows in batch.rows])
        self.starts = np.concatenate([[0], np.cumsum(lengths)])
        rows = np.concatenate(batch.rows)
        self.ones = np.zeros((len(rows), width + 1), dtype=np.uint8)
        self.ones[np.arange(len(rows))[:, None], np.where((rows < 0) | (rows >= width), width, rows)] = 1
        self.ones = self.ones[:, :width]
        self.right = np.concatenate(batch.right)
        self.classes = np.array(batch.classes)
        self.counts = np.array(batch.counts, dtype=np.float32)

    def take(self, which: np.ndarray):
        lengths = self.starts[which + 1] - self.starts[which]
        rows = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in which])
        group = torch.from_numpy(np.repeat(np.arange(len(which)), lengths))
        return (torch.from_numpy(self.ones[rows]).float(), torch.from_numpy(self.classes[which])[group], group,
                torch.from_numpy(self.right[rows]), torch.from_numpy(self.counts[which]))


def shares(scores: torch.Tensor, group: torch.Tensor, count: int) -> torch.Tensor:
    top = torch.full((count,), -1e9).scatter_reduce(0, group, scores, "amax")
    odds = (scores - top[group]).exp()
    return odds / torch.zeros(count).scatter_add(0, group, odds)[group]


def fit(data: Data, args: argparse.Namespace, seed: int) -> Ranking:
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    model = Ranking(data.ones.shape[1], args.units)
    decay = [{"params": [model.plain], "weight_decay": args.decay}, {"params": [*model.hidden.parameters(), *model.output.parameters()], "weight_decay": args.decay}]
    optimizer = torch.optim.AdamW(decay, lr=args.rate)
    count = len(data.classes)
    steps = args.epochs * (count // args.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, args.rate, total_steps=steps, pct_start=0.1)
    for _ in range(args.epochs):
        mixed = order.permutation(count)
        for start in range(0, count, args.batch):
            ones, classes, group, right, counts = data.take(mixed[start : start + args.batch])
            share = shares(model(ones, classes), group, len(counts))
            good = torch.zeros(len(counts)).scatter_add(0, group, share * right)
            loss = -(good.clamp_min(1e-9).log() * counts).mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return model.eval()


def judge(models: list[Ranking], data: Data) -> str:
    """How many choices are right, and how well the probability of the best one holds."""
    which = np.arange(len(data.classes))
    with torch.no_grad():
        ones, classes, group, right, _ = data.take(which)
        scores = sum(model(ones, classes) for model in models) / len(models)
        share = shares(scores, group, len(which)).numpy()
    hits, sure = [], []
    for i in which:
        part = slice(data.starts[i], data.starts[i + 1])
        best = int(share[part].argmax())
        hits.append(bool(data.right[part][best]))
        sure.append(float(share[part][best]))
    hits, sure = np.array(hits), np.array(sure)
    bins = np.minimum((sure * 10).astype(int), 9)
    error = sum(abs(hits[bins == b].mean() - sure[bins == b].mean()) * (bins == b).sum() for b in set(bins)) / len(hits)
    by_class = " ".join(f"{name} {hits[data.classes == n].mean():.3f}/{(data.classes == n).sum()}" for n, name in enumerate(CLASSES) if (data.classes == n).any())
    return f"right {hits.mean():.4f} of {len(hits)}, calibration error {error:.3f}; {by_class}"


def write(path: Path, names: list[str], models: list[Ranking]) -> None:
    lines = ["# Weights of the choice among candidates; made by train/entities.py.", "# Licence: MIT or Apache-2.0; made by train/entities.py.",
             "class\tfeature\tweight"]
    plain = sum(model.plain.detach().numpy() for model in models) / len(models)
    for klass, row in zip(["every", *CLASSES], plain.T):
        lines += [f"{klass}\t{name}\t{value:.3f}" for name, value in zip(names, row) if abs(value) >= 0.01]
    hidden = np.concatenate([model.hidden.weight.detach().numpy() for model in models])
    bias = np.concatenate([model.hidden.bias.detach().numpy() for model in models])
    output = np.concatenate([model.output.weight.detach().numpy()[0] for model in models]) / len(models)
    rows = [*zip(names, hidden.T), ("bias", bias), ("output", output)]
    lines += [f"hidden\t{name}\t" + " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in row) for name, row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def rounds(args: argparse.Namespace, folder: Path) -> Iterator[str]:
    corpora = Corpora(args, folder)
    number: dict[str, int] = {}
    seen: list[Batch] = []
    for turn in range(args.rounds):
        batch = Batch([], [], [], [])
        kept = args.keep.with_suffix(f".{turn}") if args.keep else None
        if kept and kept.exists():
            batch, held, number = pickle.loads(kept.read_bytes())
        else:
            for name in args.use.split(","):
                part = corpora.read(name, args.weights, number)
                yield f"{name}: {len(part.classes)} choices"
                batch.add(part)
            held = corpora.read("held", args.weights, number)
            if kept:
                kept.write_bytes(pickle.dumps((batch, held, number)))
        seen = [*seen[-1:], batch]
        together = Batch([], [], [], [])
        for part in seen:
            together.add(part)
        width = len(number)
        data = Data(together, width)
        models = [fit(data, args, SEED + seed) for seed in range(args.nets)]
        write(args.weights, list(number), models)
        yield f"round {turn + 1}: held back: {judge(models, Data(held, width))}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotated articles to train on")
    parser.add_argument("--more", type=Path, action="append", default=[], help="a further folder of such articles")
    parser.add_argument("--programs", type=Path, required=True, help="folder of the built examples gum and choices")
    parser.add_argument("--model", type=Path, required=True, help="the reading model")
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--use", default="gum,news,litbank,gap")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--most", type=int, default=None, help="texts of LitBank and of GAP at most, to be quick")
    parser.add_argument("--keep", type=Path, help="keep the choices here, and take them from here where they are")
    parser.add_argument("--nets", type=int, default=2)
    parser.add_argument("--units", type=int, default=16)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--decay", type=float, default=0.3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        for line in rounds(args, Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
