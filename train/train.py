"""Train the reading model: `python train/train.py --bert FOLDER --corpora ../shared/corpora --out train/runs/NAME`.

Each step takes a batch of windows from all corpora mixed; every corpus teaches the tasks it has
labels for. `--teacher` adds, on every window and every task, the teacher's answers (Hinton et al. 2015)
and, where it is of the same width, its last states (Jiao et al. 2020), and news texts that have no labels; the windows of `PASSES` passes are then cut once and come again and
again, so that the teacher reads each but once.
Resumes from `--out/state.pt`; prints dev figures each quarter of the way.
"""

import argparse
import json
import os
import random
import sys
import time
from pathlib import Path

import torch
import torch.nn.functional as F
from corpora import NAMES, ROLES, TAG_TASKS, Document, dev_documents, training_documents, unlabelled
from model import HEADS, LARGE, SMALL, WEIGHTS, Reader, losses, masked_arcs
from safetensors.torch import load_file
from renamed import Renamer
from windows import IGNORE, Pieces, batches, cut, tensors


BODY = ("words", "positions", "near", "norm_in", "layers")
"""Weights that come from the checkpoint started from."""
PASSES = 2
TAUGHT = 0.6
"""What the teacher's answers weigh beside the labels."""
HALVES = torch.ops.mkldnn._is_mkldnn_bf16_supported()
"""Whether the processor multiplies in 16 bits; where it does not, they cost six times what 32 bits do."""
MEAN_OF = 20
"""Of every so many steps the weights go into the mean."""


def distilled(reader: Reader, student: dict, teaching: Reader, teacher: dict, batch: dict, weights: dict) -> torch.Tensor:
    """Cross-entropy to the teacher's distributions, summed over tasks by weight. What a head is asked about (which
    words may be cues, whose relation to which head) is the label where there is one, else the teacher's guess."""
    real = batch["first"] > 0
    total = torch.zeros(())

    def add(task: str, given: torch.Tensor, wanted: torch.Tensor, words: torch.Tensor) -> None:
        nonlocal total
        loss = -(F.softmax(wanted.float(), -1) * F.log_softmax(given.float(), -1)).sum(-1)
        total = total + weights[task] * (loss * words).sum() / words.sum().clamp(min=1)

    for task in TAG_TASKS:
        add(task, student[task], teacher[task], real)
    roles = torch.where(batch["role"] != IGNORE, batch["role"], teacher["role"].argmax(-1)).masked_fill(~real, IGNORE)
    sentence = torch.where(batch["head"] != IGNORE, batch["sentence"], 1 + teacher["starts"].argmax(-1).cumsum(1))
    known = {**batch, "role": roles, "sentence": sentence}
    arcs = masked_arcs(teacher, known)
    add("arc", masked_arcs(student, known), arcs, real)
    heads = torch.where(batch["head"] != IGNORE, batch["head"], arcs.argmax(-1)).clamp(min=0)
    add("deprel", reader.relations(student, heads), teaching.relations(teacher, heads), real)
    content = real & (roles >= ROLES.index("B-content"))
    for end in ("cue", "source"):
        add(end, reader.links(student, known, end), teaching.links(teacher, known, end), content)
    if reader.size != teaching.size:
        return total
    wanted = teacher["states"].float()[:, 1:]
    apart = (student["states"].float()[:, 1:] - wanted).square().mean(-1)
    return total + (apart * real).sum() / (wanted.square().mean(-1) * real).sum()


def epoch_windows(documents: list[Document], pieces: Pieces, random_: random.Random, args: argparse.Namespace,
                  renamer: Renamer) -> list:
    """All windows of an epoch; of the Worldwide documents and those without labels, a share; of those with names, copies."""
    windows = []
    for document in documents:
        if set(document.labels) <= {"news_name"} and random_.random() > args.share:
            continue
        windows += cut(document, pieces, random_)
        if any(document.labels.get("name", [])) and random_.random() < args.renamed:
            windows += cut(renamer.copy(document, random_), pieces, random_)
    return windows


def f1_of_labels(gold: list[int], given: list[int], names: list[str]) -> dict[str, float]:
    """Token F1 of each kind in a B-/I- scheme."""
    result = {}
    for kind in dict.fromkeys(name[2:] for name in names if name != "O"):
        mine = {i for i, name in enumerate(names) if name[2:] == kind and name != "O"}
        right = sum(a in mine and b in mine for a, b in zip(gold, given))
        wanted, found = sum(a in mine for a in gold), sum(b in mine for b in given)
        result[kind] = 2 * right / max(1, wanted + found)
    return result


@torch.no_grad()
def evaluate(reader: Reader, dev: dict[str, list[Document]], pieces: Pieces, limit: int) -> dict:
    reader.eval()
    result = {}
    for corpus, documents in dev.items():
        windows = [w for d in documents[:limit] for w in cut(d, pieces, None)]
        counts: dict[str, list[int]] = {}
        labels: dict[str, tuple[list[int], list[int]]] = {}
        for group in batches(windows, 4096, random.Random(1)):
            batch = tensors(group, pieces)
            out = reader(batch)
            out["arc"] = masked_arcs(out, batch)
            guesses = {task: out[task].argmax(-1) for task in TAG_TASKS}
            guesses.update({end: reader.links(out, batch, end).argmax(-1) for end in ("cue", "source")})
            guesses["head"] = out["arc"].argmax(-1)
            guesses["deprel"] = reader.relations(out, batch["head"].clamp(min=0)).argmax(-1)
            for task, guess in guesses.items():
                known = batch[task] != IGNORE
                right = (guess == batch[task]) & known
                count = counts.setdefault(task, [0, 0])
                count[0] += int(right.sum())
                count[1] += int(known.sum())
                if task in ("role", "name", "news_name"):
                    pair = labels.setdefault(task, ([], []))
                    pair[0].extend(batch[task][known].tolist())
                    pair[1].extend(guess[known].tolist())
            known = batch["head"] != IGNORE
            both = (guesses["head"] == batch["head"]) & (guesses["deprel"] == batch["deprel"]) & known
            count = counts.setdefault("las", [0, 0])
            count[0] += int(both.sum())
            count[1] += int(known.sum())
        result[corpus] = {t: round(r / n, 4) for t, (r, n) in counts.items() if n}
        for task, names in (("role", ROLES), ("name", NAMES)):
            if labels.get(task, ([], []))[0]:
                result[corpus][f"{task} F1"] = {k: round(v, 4) for k, v in f1_of_labels(*labels[task], names).items()}
    reader.train()
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bert", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--mpnet", type=Path, help="folder with MPNet's model.safetensors: train a large reader, to be a teacher")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--budget", type=int, default=2048, help="word pieces a step")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--share", type=float, default=0.35, help="share of the Worldwide documents and of those without labels in each pass")
    parser.add_argument("--renamed", type=float, default=0.0, help="share of the documents with names that come with other names too")
    parser.add_argument("--mean", action="store_true",
                        help="keep the rate and end with the mean of the weights over the last three quarters (Izmailov et al. 2018)")
    parser.add_argument("--init", type=Path, help="start from this run's weights")
    parser.add_argument("--teacher", type=Path, help="a run to learn from as well")
    parser.add_argument("--weigh", default="", help="weights of tasks other than the model's, as name=2,upos=0.1")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    weights = {**WEIGHTS, **{task: float(weight) for task, weight in (pair.split("=") for pair in args.weigh.split(",") if pair)}}
    torch.manual_seed(args.seed)
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    random_ = random.Random(args.seed)

    pieces = Pieces(str(args.bert / "tokenizer.json"))
    documents = training_documents(args.corpora)
    dev = dev_documents(args.corpora)
    renamer = Renamer(documents)
    if args.init:
        reader = Reader.of(torch.load(args.init / "weights.pt"))
    else:
        size = LARGE if args.mpnet else SMALL
        reader = Reader(size, [(HEADS, size.inner)] * args.layers)
        if args.mpnet:
            reader.load_mpnet(load_file(args.mpnet / "model.safetensors"))
        else:
            reader.load_bert(load_file(args.bert / "model.safetensors"))
    teacher = None
    if args.teacher:
        teacher = Reader.of(torch.load(args.teacher / "weights.pt")).eval()
        documents += unlabelled(args.corpora)
        reader.drop = 0.05

    body = [p for n, p in reader.named_parameters() if n.startswith(BODY)]
    heads = [p for n, p in reader.named_parameters() if not n.startswith(BODY)]
    fresh = 1e-3 if not args.init else args.rate * 2
    mean = torch.optim.swa_utils.AveragedModel(reader)
    optimizer = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": heads, "lr": fresh}], weight_decay=0.01)

    def rate(step: int) -> float:
        warm = max(20, args.steps // 20)
        if step < warm:
            return step / warm
        return 1.0 if args.mean else max(0.0, (args.steps - step) / (args.steps - warm))

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    step = 0
    saved = args.out / "state.pt"
    if saved.exists():
        state = torch.load(saved)
        reader.load_state_dict(state["reader"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        mean.load_state_dict(state["mean"])
        step = state["step"]
        random_.seed(args.seed + step)
    passes: list[list] = []
    states: dict[int, torch.Tensor] = {}
    queue: list = []
    seen = 0
    began = time.time()
    means: dict[str, float] = {}
    while step < args.steps:
        if not queue:
            if not teacher or len(passes) < PASSES:
                queue = batches(epoch_windows(documents, pieces, random_, args, renamer), args.budget, random_)
                passes = [*passes, list(queue)] if teacher else []
            else:
                passes = [*passes[1:], passes[0]]
                queue = random_.sample(passes[-1], len(passes[-1]))
            print(f"step {step}: an epoch of {len(queue)} batches", flush=True)
        windows = queue.pop()
        batch = tensors(windows, pieces)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALVES):
            out = reader(batch)
            found = losses(reader, out, batch)
            loss = sum(weights[name] * value for name, value in found.items())
            if teacher:
                with torch.no_grad():
                    if id(windows) not in states:
                        states[id(windows)] = teacher.encode(batch).bfloat16()
                    answers = teacher.judge(states[id(windows)].to(out["states"].dtype))
                loss = (1 - TAUGHT) * loss + TAUGHT * distilled(reader, out, teacher, answers, batch, weights)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad(set_to_none=True)
        step += 1
        if args.mean and step % MEAN_OF == 0 and step * 4 >= args.steps:
            mean.update_parameters(reader)
        if args.mean and step == args.steps:
            reader.load_state_dict(mean.module.state_dict())
        seen += int((batch["ids"] != 0).sum())
        for name, value in found.items():
            means[name] = 0.98 * means.get(name, value.item()) + 0.02 * value.item()
        if step % 50 == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in means.items())
            print(f"step {step} {seen / (time.time() - began):.0f} pieces/s {shown}", flush=True)
        if step % 250 == 0:
            torch.save(reader.state_dict(), args.out / "weights.pt")
            state = {"reader": reader.state_dict(), "optimizer": optimizer.state_dict(),
                     "schedule": schedule.state_dict(), "mean": mean.state_dict(), "step": step}
            torch.save(state, saved)
        if step % max(1, args.steps // 4) == 0 or step == args.steps:
            figures = evaluate(reader, dev, pieces, 40 if step < args.steps else 10_000)
            print(json.dumps({"step": step, "minutes": round((time.time() - began) / 60, 1), **figures}), flush=True)
    torch.save(reader.state_dict(), args.out / "weights.pt")
    (args.out / "figures.json").write_text(json.dumps({"arguments": {k: str(v) for k, v in vars(args).items()}, **figures}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
