"""Writes the heads of events as the file that the program reads (`models/events.safetensors`)."""

import hashlib
from pathlib import Path

import torch
from event_data import STATUSES, TYPES
from event_heads import Parties, Words
from safetensors import safe_open
from safetensors.torch import save_file


def as_bytes(rows: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    scale = rows.abs().amax(1).clamp(min=1e-12) / 127
    return (rows / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def export(trigger: Words, status: Words, parties: Parties, vocabularies: dict[str, dict[int, int]], least: float,
           trust: list[float], path: Path) -> str:
    """`vocabularies`: feature to row of the embedding, by head. `trust`: by type."""
    out: dict[str, torch.Tensor] = {}

    def features(head: str, module: torch.nn.EmbeddingBag) -> None:
        known = sorted(vocabularies[head].items())
        out[f"{head}.ids"] = torch.tensor([i for i, _ in known], dtype=torch.int64).to(torch.uint32)
        rows = module.weight.detach()[torch.tensor([row for _, row in known])]
        out[f"{head}.rows"], out[f"{head}.scales"] = as_bytes(rows)

    def last(name: str, layer: torch.nn.Linear) -> None:
        out[name], out[f"{name}.bias"] = layer.weight.detach().T, layer.bias.detach()

    for head, module in (("trigger", trigger), ("status", status)):
        out[f"{head}.states"], out[f"{head}.bias"] = module.states.weight.detach().T, module.states.bias.detach()
        features(head, module.features)
        last(f"{head}.out", module.out["event"])
    out["parties.trigger"], out["parties.bias"] = parties.trigger.weight.detach().T, parties.trigger.bias.detach()
    out["parties.word"] = parties.word.weight.detach().T
    out["parties.types"], out["parties.nobody"] = parties.types.weight.detach(), parties.nobody.weight.detach()
    features("parties", parties.features)
    last("parties.out", parties.out["event"])
    last("parties.none", parties.none["event"])
    out = {name: tensor.contiguous().clone() for name, tensor in out.items()}
    digest = hashlib.sha256(b"".join(out[name].numpy().tobytes() for name in sorted(out))).hexdigest()
    hidden = trigger.states.weight.shape[0]
    said = {"id": f"events-{hidden}-{digest[:8]}", "types": " ".join(TYPES), "statuses": " ".join(STATUSES),
            "hidden": str(hidden), "width": str(trigger.states.weight.shape[1]), "least": f"{least:.4f}", "trust": " ".join(f"{one:.4f}" for one in trust)}
    save_file(out, path, said)
    return said["id"]


def contents(path: Path) -> tuple[dict[str, torch.Tensor], dict[str, str]]:
    with safe_open(path, "pt") as file:
        return {name: file.get_tensor(name) for name in file.keys()}, dict(file.metadata())


def set_calibration(path: Path, calibration: list[tuple[float, float]]) -> None:
    """`calibration`: slope and offset of the odds of a type, an actor and a recipient."""
    tensors, said = contents(path)
    save_file(tensors, path, said | {"calibration": " ".join(f"{one:.4f}" for pair in calibration for one in pair)})


def load(path: Path) -> tuple[dict[str, dict[int, int]], list[dict[str, torch.Tensor]], dict[str, str]]:
    """What a file holds: the known features, the weights of the heads of triggers, statuses and participants, and what it says of itself."""
    out, said = contents(path)
    known, rows = {}, {}
    for head in ("trigger", "status", "parties"):
        known[head] = {feature: row + 1 for row, feature in enumerate(out[f"{head}.ids"].to(torch.int64).tolist())}
        values = out[f"{head}.rows"].float() * out[f"{head}.scales"][:, None]
        rows[head] = torch.cat([torch.zeros(1, values.shape[1]), values])
    last = lambda name, to: {f"{to}.event.weight": out[name].T.contiguous(), f"{to}.event.bias": out[f"{name}.bias"]}
    words = [{"states.weight": out[f"{head}.states"].T.contiguous(), "states.bias": out[f"{head}.bias"], "features.weight": rows[head],
              **last(f"{head}.out", "out")} for head in ("trigger", "status")]
    parties = {"trigger.weight": out["parties.trigger"].T.contiguous(), "trigger.bias": out["parties.bias"],
               "word.weight": out["parties.word"].T.contiguous(), "types.weight": out["parties.types"],
               "nobody.weight": out["parties.nobody"], "features.weight": rows["parties"],
               **last("parties.out", "out"), **last("parties.none", "none")}
    return known, [*words, parties], said
