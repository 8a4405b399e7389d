"""Write a training run as the model file the product reads: `python train/export.py RUN --bert FOLDER --out models/reader.safetensors`.

Weights of linear layers and embeddings are bytes, symmetric, one scale a row; the rest is float32. The
heads that read the last states are joined into one matrix.
"""

import argparse
import hashlib
import json
import math
from pathlib import Path

import torch
from corpora import DEPRELS, TAG_TASKS
from model import ARC
from safetensors.torch import save_file

LONGEST = 256
"""Positions kept: the product's windows are no longer."""


def as_bytes(weight: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    scale = weight.abs().amax(1).clamp(min=1e-12) / 127
    return (weight / scale[:, None]).round().clamp(-127, 127).to(torch.int8), scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--bert", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--calibration", type=Path, help="JSON of [slope, offset] by kind")
    args = parser.parse_args()
    run = torch.load(args.run / "weights.pt", map_location="cpu")
    run = {name: tensor.float() for name, tensor in run.items()}
    out: dict[str, torch.Tensor] = {}

    def linear(name: str, weight: torch.Tensor, bias: torch.Tensor) -> None:
        out[f"{name}.bytes"], out[f"{name}.scales"] = as_bytes(weight)
        out[f"{name}.bias"] = bias

    def norm(name: str) -> None:
        out[f"{name}.gain"], out[f"{name}.bias"] = run[f"{name}.weight"], run[f"{name}.bias"]

    out["words.bytes"], out["words.scales"] = as_bytes(run["words.weight"])
    out["positions"] = run["positions.weight"][:LONGEST]
    out["shapes"], out["quoted"] = run["shapes.weight"], run["quoted.weight"]
    norm("norm_in")
    layers = 1 + max(int(name.split(".")[1]) for name in run if name.startswith("layers."))
    for number in range(layers):
        at = f"layers.{number}"
        for part in ("qkv", "out", "up", "down"):
            linear(f"{at}.{part}", run[f"{at}.{part}.weight"], run[f"{at}.{part}.bias"])
        norm(f"{at}.norm_attention")
        norm(f"{at}.norm_out")
    parts = [f"tags.{task}" for task in TAG_TASKS]
    parts += ["arc_dependent", "arc_head", "relation_dependent", "relation_head"]
    parts += [f"link_{side}.{end}" for side in ("query", "key") for end in ("cue", "source")]
    linear("heads", torch.cat([run[f"{p}.weight"] for p in parts]), torch.cat([run[f"{p}.bias"] for p in parts]))
    heads = [(part.removeprefix("tags."), run[f"{part}.weight"].shape[0]) for part in parts]
    linear("arc", run["arc_weight"].T.contiguous() / math.sqrt(ARC), torch.zeros(ARC))
    out["arc_bias"], out["arc_distance"] = run["arc_bias"], run["arc_distance"]
    linear("relation", run["relation.weight"], run["relation.bias"])
    for end in ("cue", "source"):
        for table in ("link_distance", "link_rank", "link_paragraph"):
            out[f"{table}.{end}"] = run[f"{table}.{end}"]
    tokenizer = json.loads((args.bert / "tokenizer.json").read_text(encoding="utf-8"))
    vocabulary = sorted(tokenizer["model"]["vocab"].items(), key=lambda item: item[1])
    lines = "\n".join(piece for piece, _ in vocabulary).encode()
    out["vocabulary"] = torch.frombuffer(bytearray(lines), dtype=torch.uint8)
    digest = hashlib.sha256(b"".join(out[name].numpy().tobytes() for name in sorted(out))).hexdigest()
    description = {
        "id": f"reader-{layers}x384-{digest[:8]}",
        "layers": layers,
        "heads": heads,
        "labels": {**TAG_TASKS, "deprel": DEPRELS},
        "calibration": json.loads(args.calibration.read_text()) if args.calibration else {},
    }
    save_file({name: tensor.contiguous() for name, tensor in out.items()}, args.out, {"sayso": json.dumps(description)})
    print(description["id"], args.out.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
