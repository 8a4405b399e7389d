"""Cut a trained reading model smaller: `python train/prune.py RUN --bert FOLDER --corpora ../shared/corpora --out RUN2`.

Keeps the attention heads and inner neurons that matter most for what they cost, until `--share` of the layers' work is
left. What a unit matters is the mean of |activation x gradient of the loss| over training windows (Michel et al. 2019;
Molchanov et al. 2017). The result wants training with the first run as its teacher: `train.py --init RUN2 --teacher RUN`.
"""

import argparse
import random
import sys
from pathlib import Path

import torch
from corpora import training_documents
from model import SMALL, WEIGHTS, Reader, losses
from train import epoch_windows
from windows import Pieces, batches, tensors

# What a head costs in neurons, as measured with the product's kernels (products, softmax).
HEAD_COST = 98
EVENED = 0.75


def importance(reader: Reader, pieces: Pieces, documents: list, count: int) -> tuple[list[torch.Tensor], list[torch.Tensor]]:
    """Of every head and every inner neuron of each layer."""
    kept: dict[tuple[int, str], torch.Tensor] = {}
    hooks = []
    for number, layer in enumerate(reader.layers):
        for name in ("out", "down"):
            def keep(_module, inputs, at=(number, name)):
                inputs[0].retain_grad()
                kept[at] = inputs[0]
            hooks.append(getattr(layer, name).register_forward_pre_hook(keep))
    heads = [torch.zeros(layer.heads) for layer in reader.layers]
    neurons = [torch.zeros(layer.up.out_features) for layer in reader.layers]
    random_ = random.Random(7)
    reader.eval()
    for group in batches(epoch_windows(documents, pieces, random_, 0.1), 2048, random_)[:count]:
        batch = tensors(group, pieces)
        found = losses(reader, reader(batch), batch)
        sum(WEIGHTS[name] * value for name, value in found.items()).backward()
        for (number, name), value in kept.items():
            moved = (value * value.grad).detach()
            if name == "out":
                heads[number] += moved.unflatten(-1, (-1, SMALL.head)).sum(-1).abs().flatten(0, -2).sum(0)
            else:
                neurons[number] += moved.abs().flatten(0, -2).sum(0)
        reader.zero_grad()
    for hook in hooks:
        hook.remove()
    return heads, neurons


def chosen(heads: list[torch.Tensor], neurons: list[torch.Tensor], share: float) -> list[tuple[list[int], list[int]]]:
    """Of each layer the heads and neurons that stay; neurons in multiples of `SMALL.head`, at least one head and block.

    Importance falls from the bottom up faster than what a layer is worth, so each layer's is divided by a power of its
    mean (chosen on dev by the loss of quality without training); and the two sorts are summed differently, so each is
    weighed by the mean of its own."""
    heads, neurons = ([values / values.mean() ** EVENED for values in sort] for sort in (heads, neurons))
    of_heads = float(torch.cat(heads).mean())
    of_neurons = float(torch.cat(neurons).mean())
    units = [(float(value) / of_heads, layer, "head", at) for layer, values in enumerate(heads) for at, value in enumerate(values)]
    for layer, values in enumerate(neurons):
        order = values.argsort(descending=True).tolist()
        for first in range(0, len(order), SMALL.head):
            block = order[first : first + SMALL.head]
            units.append((float(values[block].mean()) / of_neurons, layer, "neurons", block))
    left = share * (sum(map(len, heads)) * HEAD_COST + sum(map(len, neurons)))
    stay: list[tuple[list[int], list[int]]] = [([], []) for _ in heads]
    for _, layer, kind, what in sorted(units, key=lambda unit: -unit[0]):
        cost = HEAD_COST if kind == "head" else SMALL.head
        first_of_kind = not stay[layer][kind == "neurons"]
        if left >= cost or first_of_kind:
            left -= cost
            stay[layer][0].append(what) if kind == "head" else stay[layer][1].extend(what)
    return [(sorted(a), sorted(b)) for a, b in stay]


def pruned(weights: dict, stay: list[tuple[list[int], list[int]]]) -> dict:
    """The weights of the smaller model."""
    small = {name: value for name, value in weights.items() if not name.startswith("layers.")}
    for number, (heads, neurons) in enumerate(stay):
        layer = {name.split(".", 2)[2]: value for name, value in weights.items() if name.startswith(f"layers.{number}.")}
        wide = (torch.tensor(heads)[:, None] * SMALL.head + torch.arange(SMALL.head)).flatten()
        third = layer["qkv.bias"].numel() // 3
        rows = torch.cat([wide, third + wide, 2 * third + wide])
        layer["qkv.weight"], layer["qkv.bias"] = layer["qkv.weight"][rows], layer["qkv.bias"][rows]
        layer["out.weight"] = layer["out.weight"][:, wide]
        layer["up.weight"], layer["up.bias"] = layer["up.weight"][neurons], layer["up.bias"][neurons]
        layer["down.weight"] = layer["down.weight"][:, neurons]
        small.update({f"layers.{number}.{name}": value.clone() for name, value in layer.items()})
    return small


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--bert", type=Path, required=True, help="folder with tokenizer.json")
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.4, help="share of the layers' work to keep")
    parser.add_argument("--batches", type=int, default=40, help="batches to judge importance by")
    args = parser.parse_args()
    torch.manual_seed(1)
    weights = torch.load(args.run / "weights.pt")
    reader = Reader.of(weights)
    heads, neurons = importance(reader, Pieces(str(args.bert / "tokenizer.json")), training_documents(args.corpora), args.batches)
    stay = chosen(heads, neurons, args.share)
    for number, (some, others) in enumerate(stay):
        print(f"layer {number}: {len(some)} heads, {len(others)} neurons")
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(pruned(weights, stay), args.out / "weights.pt")


if __name__ == "__main__":
    sys.exit(main())
