#!/usr/bin/env python3
"""Trains the heads of events on the encoder's frozen states, and writes `models/events.safetensors`.

    cargo build --release -p sayso --example states
    python train/events.py --program target/release/examples/states --corpora ../shared/corpora --gold ../shared/gold \\
        --eval ../shared/eval --work train/runs/events --out models/events.safetensors --seed 1

Several members are trained, each without another eighth of the annotated articles, and put together to one: their
outputs are averaged. On the eighth that a member did not see its figures are printed, and there the confidences of the file are
calibrated (Platt 1999): each member's part of the file judges the eighth that it did not see. The error on the articles kept for
choosing, which fit nothing, is printed; `--calibrate` does only that. `--more FOLDER` adds articles annotated in the same form (`gold.py unpack` makes such a folder). What the
program gave of each corpus is kept in `--work`, so a second run begins at once.
"""

import argparse
import collections
import json
import math
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from event_data import STATUSES, TYPES, articles, factuality, pairs, propbank
from event_export import export, load, set_calibration
from event_heads import NONE, SIZES, Bags, Parties, Words, acceptable, by_trigger
from event_states import Read, label_article, label_pair, label_roles, label_sure, read

WORDS, CASES, STATUS = 800, 72, 64
"""Rows of a step, by head."""
LEAST = 8
"""How often a feature must be seen to be known."""


def typed(key: int, kind: int) -> int:
    """A pair's key together with a type as a feature, as `learned.rs` has it."""
    return ((key * 31 + kind + 1) * 0x01000193) & 0xFFFFFFFF


def mask(classes: list[int], size: int) -> torch.Tensor:
    found = torch.zeros(size, dtype=torch.bool)
    found[classes] = True
    return found


def known(counts: collections.Counter, least: int) -> dict[int, int]:
    return {name: row + 1 for row, name in enumerate(sorted(k for k, n in counts.items() if n >= least))}


class WordSet:
    """Words with what is acceptable of each."""

    def __init__(self, rows: list[tuple[Read, int, torch.Tensor]], key: str, vocabulary: dict[int, int]) -> None:
        features = [[vocabulary[i] for i in one.probes[word][key] if i in vocabulary] for one, word, _ in rows]
        self.bags, self.states = Bags.of(features), torch.stack([one.states[word] for one, word, _ in rows])
        self.right = torch.stack([right for *_, right in rows])

    def __len__(self) -> int:
        return len(self.right)

    def loss(self, model: Words, rows: torch.Tensor, drop: float, name: str = "event") -> torch.Tensor:
        hidden = model(self.states[rows], *self.bags.take(rows, drop), drop)
        return acceptable(model.out[name](hidden), self.right[rows]).mean()


class CaseSet:
    """Triggers with those who may take part. `cases`: text, word, type, roles, weight."""

    def __init__(self, cases: list[tuple], vocabulary: dict[int, int]) -> None:
        trigger, kind, word, of, features, right, nobody, weight = [], [], [], [], [], [], [], []
        self.words: list[int] = []
        for number, (one, at, type_, roles, heavy) in enumerate(cases):
            trigger.append(one.states[at])
            kind.append(type_)
            weight.append(heavy)
            nobody.append([role is None or -1 in role for role in roles])
            for other, keys, names in one.probes[at]["pairs"]:
                if other not in one.candidates:
                    continue
                names = [vocabulary[i] for i in (*names, *(typed(key, type_) for key in keys)) if i in vocabulary]
                features.append(names)
                word.append(one.states[other])
                of.append(number)
                self.words.append(other)
                right.append([role is None or other in role for role in roles])
        self.trigger, self.kind, self.word = torch.stack(trigger), torch.tensor(kind), torch.stack(word)
        self.bags, self.weight = Bags.of(features), torch.tensor(weight)
        self.right, self.nobody = torch.tensor(right), torch.tensor(nobody)
        self.first = torch.cat([torch.zeros(1, dtype=torch.long), torch.bincount(torch.tensor(of), minlength=len(cases)).cumsum(0)])

    def __len__(self) -> int:
        return len(self.kind)

    def rows(self, cases: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        sizes = self.first[cases + 1] - self.first[cases]
        offsets = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
        rows = torch.repeat_interleave(self.first[cases] - offsets, sizes) + torch.arange(int(sizes.sum()))
        return rows, torch.repeat_interleave(torch.arange(len(cases)), sizes)

    def scores(self, model: Parties, cases: torch.Tensor, drop: float, name: str = "event") -> tuple[torch.Tensor, ...]:
        rows, of = self.rows(cases)
        words, nobody = model(self.trigger[cases], self.word[rows], self.kind[cases], of, *self.bags.take(rows, drop), drop, name)
        return words, nobody, of, rows

    def loss(self, model: Parties, cases: torch.Tensor, drop: float, name: str = "event") -> torch.Tensor:
        words, nobody, of, rows = self.scores(model, cases, drop, name)
        right = by_trigger(words.masked_fill(~self.right[rows], -1e9), nobody.masked_fill(~self.nobody[cases], -1e9), of)
        return ((by_trigger(words, nobody, of) - right) * self.weight[cases][:, None]).mean()


EIGHTHS = 8


def eighth(one: Read) -> int:
    """The part of the annotated articles that an article belongs to."""
    return int(one.lesson.ident[1:]) % EIGHTHS


class Heads:
    def __init__(self, known: dict[str, dict[int, int]], width: int, hidden: int) -> None:
        self.known = known
        self.trigger = Words(width, len(known["trigger"]), hidden, SIZES["trigger"])
        self.status = Words(width, len(known["status"]), hidden, SIZES["status"])
        self.parties = Parties(width, len(known["parties"]), hidden)

    @classmethod
    def merged(cls, members: list["Heads"]) -> "Heads":
        """One network that gives the mean of the members' outputs."""
        first = members[0]
        width, hidden = first.trigger.states.weight.shape[1], first.trigger.states.weight.shape[0]
        one = cls(first.known, width, hidden * len(members))
        for mine, theirs in zip(one.all(), zip(*(member.all() for member in members))):
            merge(mine, list(theirs))
        return one

    def parted(self, count: int) -> list["Heads"]:
        """The members that were merged, but for their last biases, of which only the mean is kept."""
        width, hidden = self.trigger.states.weight.shape[1], self.trigger.states.weight.shape[0] // count
        parts = [Heads(self.known, width, hidden) for _ in range(count)]
        for number, part in enumerate(parts):
            for theirs, mine in zip(self.all(), part.all()):
                take(mine, theirs, slice(number * hidden, (number + 1) * hidden), count)
        return parts

    @staticmethod
    def features(texts: dict[str, list[Read]]) -> dict[str, dict[int, int]]:
        """The features that are frequent enough to be known, by head."""
        counts: dict[str, collections.Counter] = {head: collections.Counter() for head in ("trigger", "status", "parties")}
        for kind, all_ in texts.items():
            for one in all_:
                if kind in ("gold", "plv"):
                    for probe in one.probes.values():
                        counts["trigger"].update(probe["features"])
                for word in one.statuses:
                    counts["status"].update(one.probes[word]["status"])
                for case in one.cases:
                    for _, keys, names in one.probes[case.word]["pairs"]:
                        counts["parties"].update(names)
                        if case.types:
                            counts["parties"].update(typed(key, case.types[0]) for key in keys)
        return {head: known(count, LEAST) for head, count in counts.items()}

    def all(self) -> list[torch.nn.Module]:
        return [self.trigger, self.status, self.parties]

    def train(self, on: bool) -> None:
        for module in self.all():
            module.train(on)

    def triggers(self, all_: list[Read]) -> WordSet:
        rows = []
        for one in all_:
            for word in one.probes:
                told = one.triggers.get(word, ([NONE], False))
                if told:
                    rows.append((one, word, mask(told[0] + [NONE] * told[1], NONE + 1)))
        return WordSet(rows, "features", self.known["trigger"])

    def statuses(self, all_: list[Read], size: int) -> WordSet:
        rows = [(one, word, mask(right, size)) for one in all_ for word, right in one.statuses.items()]
        return WordSet(rows, "status", self.known["status"])

    def cases(self, all_: list[Read]) -> CaseSet:
        cases = [(one, case.word, (case.types or [NONE])[0], case.roles, case.weight) for one in all_ for case in one.cases]
        return CaseSet([case for case in cases if case[0].probes[case[1]]["pairs"]], self.known["parties"])

    @torch.no_grad()
    def guesses(self, one: Read, least: float = 0.1, trust: list[float] | None = None) -> list[dict[str, Any]]:
        """The words that are not surely no events, with everything that is likely of each. `trust`: by type, what its
        score gains where the tables read it."""
        self.train(False)
        words = list(one.probes)
        if not words:
            return []
        told = WordSet([(one, word, mask([], 1)) for word in words], "features", self.known["trigger"])
        every = torch.arange(len(words))
        scores = self.trigger.out["event"](self.trigger(told.states, *told.bags.take(every), 0.0))
        for row, word in enumerate(words if trust else []):
            if one.probes[word]["ruled"] in TYPES:
                kind = TYPES.index(one.probes[word]["ruled"])
                scores[row, kind] += trust[kind]
        types = torch.softmax(scores, 1)
        keep = [row for row in range(len(words)) if types[row, NONE] <= 1 - least]
        if not keep:
            return []
        asked = WordSet([(one, words[row], mask([], 1)) for row in keep], "status", self.known["status"])
        every = torch.arange(len(keep))
        status = torch.softmax(self.status.out["event"](self.status(asked.states, *asked.bags.take(every), 0.0)), 1)
        found = [{"word": words[row], "types": types[row], "status": status[n], "words": {}, "nobody": (1.0, 1.0)}
                 for n, row in enumerate(keep)]
        some = [guess for guess in found if one.probes[guess["word"]]["pairs"]]
        if not some:
            return found
        cases = CaseSet([(one, guess["word"], int(guess["types"][:NONE].argmax()), [None, None], 1.0) for guess in some], self.known["parties"])
        scores, nobody, of, rows = cases.scores(self.parties, torch.arange(len(some)), 0.0)
        total = by_trigger(scores, nobody, of)
        likely, none = torch.exp(scores - total[of]).tolist(), torch.exp(nobody - total).tolist()
        for row, number in zip(rows.tolist(), of.tolist()):
            some[number]["words"][cases.words[row]] = likely[row]
        for guess, value in zip(some, none):
            guess["nobody"] = value
        return found


def row_of(one: Read, guess: dict[str, Any]) -> dict[str, Any]:
    """The row that the program makes of a guess, by `learned.rs`."""
    kind, status = int(guess["types"][:NONE].argmax()), int(guess["status"].argmax())
    row: dict[str, Any] = {"type": TYPES[kind], "trigger": list(one.span(guess["word"])), "status": STATUSES[status], "polarity": "positive"}
    sure = float(guess["types"][kind]) * float(guess["status"][status])
    row["sure"] = {"type": float(guess["types"][kind])}
    for role, name in enumerate(("actor", "recipient")):
        best = max(guess["words"].items(), key=lambda item: item[1][role], default=(None, (0.0, 0.0)))
        none = guess["nobody"][role]
        row[f"{name}s"] = []
        if name == "actor" and TYPES[kind] == "HARM":
            continue
        if best[1][role] > none:
            row[f"{name}s"] = [one.participant(best[0])]
            row["sure"][name] = best[1][role]
        sure *= max(best[1][role], none)
    return row | {"confidence": sure}


def is_table(name: str) -> bool:
    """Whether a weight has the hidden values behind, as embeddings have, and not in front."""
    return name.split(".")[0] in ("features", "types", "nobody")


def merge(into: torch.nn.Module, members: list[torch.nn.Module]) -> None:
    """Sets a network's weights so that its outputs are the mean of the members' outputs."""
    theirs = [member.state_dict() for member in members]
    with torch.no_grad():
        for name, weight in into.state_dict().items():
            all_ = [one[name] for one in theirs]
            if name.startswith(("out.", "none.")):
                mean = torch.stack(all_).mean(0) if name.endswith("bias") else torch.cat(all_, 1) / len(all_)
                weight.copy_(mean)
            else:
                weight.copy_(torch.cat(all_, 1 if is_table(name) else 0))


def take(into: torch.nn.Module, merged: torch.nn.Module, part: slice, count: int) -> None:
    """Sets a member's weights to its part of a merged network: what `merge` did, undone."""
    theirs = merged.state_dict()
    with torch.no_grad():
        for name, weight in into.state_dict().items():
            if name.startswith(("out.", "none.")):
                weight.copy_(theirs[name] if name.endswith("bias") else theirs[name][:, part] * count)
            else:
                weight.copy_(theirs[name][:, part] if is_table(name) else theirs[name][part])


KEYS = ("type", "actor", "recipient")
Sure = dict[str, list[tuple[float, bool]]]
"""By what it is of: how sure, and whether it was right."""


def odds(value: float) -> float:
    value = min(max(value, 0.001), 0.999)
    return math.log(value / (1 - value))


def platt(pairs_: list[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset by which the odds of what was sure become probabilities (Platt 1999), by Newton's method with halved steps."""
    x = torch.tensor([[odds(value), 1.0] for value, _ in pairs_], dtype=torch.float64)
    y = torch.tensor([float(right) for _, right in pairs_], dtype=torch.float64)
    loss = lambda weights: F.binary_cross_entropy_with_logits(x @ weights, y, reduction="sum") + 0.5e-3 * weights @ weights
    weights = torch.zeros(2, dtype=torch.float64)
    for _ in range(50):
        p = torch.sigmoid(x @ weights)
        slope = x.T @ (y - p) - 1e-3 * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + 1e-3 * torch.eye(2, dtype=torch.float64)
        step = torch.linalg.solve(curve, slope)
        while loss(weights + step) > loss(weights) and step.abs().max() > 1e-9:
            step = step / 2
        weights = weights + step
    return float(weights[0]), float(weights[1])


def calibrated(pairs_: list[tuple[float, bool]], by: tuple[float, float]) -> list[tuple[float, bool]]:
    return [(1 / (1 + math.exp(-(by[0] * odds(value) + by[1]))), right) for value, right in pairs_]


def calibration_error(pairs_: list[tuple[float, bool]]) -> float:
    """The expected calibration error over ten bins of the same width."""
    bins: dict[int, list[tuple[float, bool]]] = collections.defaultdict(list)
    for value, right in pairs_:
        bins[min(9, int(value * 10))].append((value, right))
    return sum(abs(sum(v for v, _ in b) - sum(r for _, r in b)) for b in bins.values()) / max(1, len(pairs_))


def judge(name: str, texts: list[Read], heads: Heads, scorer: Any, cuts: tuple[float, ...], trust: list[float], least: float) -> Sure:
    """Prints the scorer's figures at several thresholds; gives the confidences of the rows that are at least `least`
    likely, and whether they were right."""
    from event_states import compared
    made = [(one, compared(one, scorer), [row_of(one, guess) for guess in heads.guesses(one, trust=trust)]) for one in texts]
    sure: Sure = collections.defaultdict(list)
    for cut in cuts:
        found = whole = predicted = wanted = 0
        fields: collections.Counter = collections.Counter()
        for one, view, rows in made:
            view.report["events"] = [row for row in rows if row["confidence"] >= cut]
            gold, given, matched = scorer.events(view)
            ignored = sum(gold[i]["optional"] for i, _, _ in matched)
            kept = [(i, j, right) for i, j, right in matched if not gold[i]["optional"]]
            found, predicted = found + len(kept), predicted + len(given) - ignored
            wanted += sum(not event["optional"] for event in gold)
            whole += sum(all(right.values()) for *_, right in kept)
            for *_, right in kept:
                fields.update(key for key, value in right.items() if value)
            if cut == least:
                ok = {j: right for _, j, right in matched}
                for j, row in enumerate(given):
                    sure["type"].append((row["sure"]["type"], bool(ok.get(j, {}).get("type"))))
                    for role in ("actor", "recipient"):
                        if role in row["sure"] and j in ok:
                            sure[role].append((row["sure"][role], ok[j][role]))
        f1 = lambda right: 2 * right / max(1, predicted + wanted)
        shown = " ".join(f"{key} {fields[key] / max(1, found):.3f}" for key in scorer.EVENT)
        print(f"{name} at {cut}: found {f1(found):.3f} whole P {whole / max(1, predicted):.3f} R {whole / max(1, wanted):.3f} "
              f"F1 {f1(whole):.3f} {shown}", flush=True)
    return sure


def trusts(texts: list[Read], trust: float, rarity: float) -> list[float]:
    """What each type's score gains where the tables read it: the head has seen rare types too seldom to know them."""
    marks = [mark for one in texts for mark in one.triggers.values() if mark]
    counts = collections.Counter(kind for types, optional in marks if not optional for kind in types)
    most = max(counts.values())
    return [trust + rarity * math.log(most / max(1, counts[at])) for at in range(len(TYPES))]


def learn(texts: dict[str, list[Read]], heads: Heads, args: argparse.Namespace) -> None:
    """Trains one member."""
    began = time.time()
    train = texts["gold"]
    words, cases, status = heads.triggers(train), heads.cases(train), heads.statuses(train, len(STATUSES))
    roles, sure = heads.cases(texts["propbank"]), heads.statuses(texts["factuality"], 3)
    told: tuple[WordSet, CaseSet] | None = None
    parameters = [p for module in heads.all() for p in module.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=args.rate, weight_decay=0.01)
    steps = len(words) // WORDS
    total = steps * args.rounds
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: min(1, at / 50) * max(0.02, 1 - at / total))
    some = lambda from_, count: torch.randint(len(from_), (count,))
    for number in range(args.rounds):
        if number in (int(args.rounds * 0.35), int(args.rounds * 0.7)):
            chosen = [one for one in texts["plv"] if label_pair(one, lambda one: heads.guesses(one, 0.05), 0.02)]
            told = (heads.triggers(chosen), heads.cases(chosen))
            print(f"round {number}: {len(chosen)} pairs are told by a word", flush=True)
        heads.train(True)
        order, seen = torch.randperm(len(words)), collections.Counter()
        for step in range(steps):
            optimiser.zero_grad()
            losses = {
                "trigger": 3 * words.loss(heads.trigger, order[step * WORDS : (step + 1) * WORDS], args.drop),
                "parties": cases.loss(heads.parties, some(cases, CASES), args.drop),
                "status": status.loss(heads.status, some(status, STATUS), args.drop),
                "roles": 0.5 * roles.loss(heads.parties, some(roles, CASES), args.drop, "roles"),
                "sure": 0.3 * sure.loss(heads.status, some(sure, STATUS), args.drop, "sure"),
            }
            if told:
                losses["told"] = 0.4 * told[0].loss(heads.trigger, some(told[0], 64), args.drop)
                losses["told parties"] = 0.5 * told[1].loss(heads.parties, some(told[1], 32), args.drop)
            sum(losses.values()).backward()
            optimiser.step()
            schedule.step()
            seen.update({name: loss.item() for name, loss in losses.items()})
        print(f"round {number}:", *(f"{name} {value / steps:.3f}" for name, value in seen.items()), f"{time.time() - began:.0f} s", flush=True)
    heads.train(False)


def in_processes(work: Callable[[int], Any], count: int) -> list[Any]:
    """What `work` gives of 0 up to `count`, each in a process of its own that shares what is in memory."""
    context = multiprocessing.get_context("fork")
    ends = []
    for number in range(count):
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=lambda number=number, there=there: there.send(work(number)))
        process.start()
        there.close()
        ends.append((here, process))
    found = []
    for here, process in ends:
        found.append(here.recv())
        process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("program", "corpora", "gold", "eval", "work", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--more", type=Path, action="append", default=[], help="a folder of further annotated articles")
    parser.add_argument("--share", type=float, default=1.0, help="of the annotated articles, to see what more of them give")
    parser.add_argument("--members", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=14)
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--drop", type=float, default=0.3)
    parser.add_argument("--rate", type=float, default=4e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--trust", type=float, default=2.0, help="what a type's score gains where the tables read it")
    parser.add_argument("--rarity", type=float, default=2.0,
                        help="how much more for types that the articles have seldom (Menon et al. 2021): times the logarithm of how much rarer")
    parser.add_argument("--somebody", type=float, default=1.2, help="what nobody loses in score as the recipient")
    parser.add_argument("--least", type=float, default=0.2, help="rows less likely to be wholly right are not made")
    parser.add_argument("--calibrate", action="store_true", help="train nothing; set and print the calibration of what --out has")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    sys.path.insert(0, str(args.eval))
    import rows as scorer
    args.work.mkdir(parents=True, exist_ok=True)
    cuts = tuple(sorted({0.1, 0.15, 0.2, 0.25, 0.3, args.least}))
    lessons = {"gold": articles(args.gold / "train", "gold"), "dev": articles(args.gold / "dev", "gold"),
               **{f"more-{folder.name}": articles(folder, "gold") for folder in args.more}}
    if not args.calibrate:
        lessons |= {"plv": pairs(args.corpora / "plv" / "train.jsonl"),
                    "propbank": propbank(args.corpora / "propbank-ewt" / "ewt_srl_train.jsonl", 4000, 1),
                    "factuality": factuality(args.corpora / "factuality", 1500, 1)}
    texts = {kind: read(some, args.program, args.work, kind) for kind, some in lessons.items()}
    dev = texts.pop("dev")
    for folder in args.more:
        texts["gold"] += texts.pop(f"more-{folder.name}")
    texts["gold"] = texts["gold"][: round(len(texts["gold"]) * args.share)]
    for one in texts["gold"]:
        label_article(one, scorer)
    if args.calibrate:
        calibrate(args.out, texts["gold"], dev, args.members, scorer, cuts)
        return
    for one in texts["propbank"]:
        label_roles(one, True)
    for one in texts["factuality"]:
        label_sure(one)
    known_ = Heads.features(texts)
    trust = trusts(texts["gold"], args.trust, args.rarity)
    print({kind: len(some) for kind, some in texts.items()}, {head: len(all_) for head, all_ in known_.items()}, flush=True)
    width = dev[0].states.shape[1]

    def member(number: int) -> list[dict[str, Any]]:
        """Trains a member without an eighth of the articles, and judges it on that eighth."""
        torch.set_num_threads(args.threads)
        random.seed(args.seed + number)
        torch.manual_seed(args.seed + number)
        heads = Heads(known_, width, args.hidden)
        learn({**texts, "gold": [one for one in texts["gold"] if eighth(one) != number % EIGHTHS]}, heads, args)
        kept = [one for one in texts["gold"] if eighth(one) == number % EIGHTHS]
        judge(f"member {number}, kept apart", kept, heads, scorer, cuts, trust, args.least)
        return [{name: weight.numpy() for name, weight in module.state_dict().items()} for module in heads.all()]

    members = []
    for weights in in_processes(member, args.members):
        heads = Heads(known_, width, args.hidden)
        for module, own in zip(heads.all(), weights):
            module.load_state_dict({name: torch.from_numpy(weight) for name, weight in own.items()})
        members.append(heads)
    heads = Heads.merged(members)
    print(export(heads.trigger, heads.status, heads.parties, heads.known, args.least, trust, args.somebody, args.out))
    calibrate(args.out, texts["gold"], dev, args.members, scorer, cuts)


def calibrate(path: Path, gold: list[Read], dev: list[Read], members: int, scorer: Any, cuts: tuple[float, ...]) -> None:
    """Sets the calibration of a file of heads by what its members make of articles that they did not see, and prints how
    far its confidences are off on the articles kept for choosing."""
    known_, weights, said = load(path)
    heads = Heads(known_, int(said["width"]), int(said["hidden"]))
    for module, own in zip(heads.all(), weights):
        module.load_state_dict(own, strict=False)
    trust, least = [float(one) for one in said["trust"].split()], float(said["least"])
    unseen: Sure = collections.defaultdict(list)
    for number, member in enumerate(heads.parted(members)):
        kept = [one for one in gold if eighth(one) == number % EIGHTHS]
        for key, pairs_ in judge(f"member {number} as written, kept apart", kept, member, scorer, cuts, trust, least).items():
            unseen[key] += pairs_
    by = {key: platt(unseen[key]) for key in KEYS}
    set_calibration(path, [by[key] for key in KEYS])
    sure = judge("dev", dev, heads, scorer, cuts, trust, least)
    for key in KEYS:
        print(f"calibration error of {key} on dev: {calibration_error(sure[key]):.3f}, calibrated on {len(unseen[key])} unseen "
              f"{calibration_error(calibrated(sure[key], by[key])):.3f}, over {len(sure[key])}")


if __name__ == "__main__":
    main()
