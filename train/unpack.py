"""The model file as a run to train on from, the inverse of `export.py` but for what rounding to bytes lost:
`python train/unpack.py models/reader.safetensors --out train/runs/NAME`.
"""

import argparse
import json
import math
import sys
from pathlib import Path

import torch
from model import ARC, POSITIONS
from safetensors import safe_open


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with safe_open(args.model, "pt") as file:
        stored = {name: file.get_tensor(name) for name in file.keys()}
        description = json.loads(file.metadata()["sayso"])
    run: dict[str, torch.Tensor] = {}

    def matrix(name: str) -> torch.Tensor:
        return stored[f"{name}.bytes"].float() * stored[f"{name}.scales"][:, None]

    def linear(name: str) -> None:
        run[f"{name}.weight"], run[f"{name}.bias"] = matrix(name), stored[f"{name}.bias"]

    def norm(name: str) -> None:
        run[f"{name}.weight"], run[f"{name}.bias"] = stored[f"{name}.gain"], stored[f"{name}.bias"]

    run["words.weight"] = matrix("words")
    # Positions past those kept are never read: windows are shorter.
    run["positions.weight"] = torch.zeros(POSITIONS, stored["positions"].shape[1])
    run["positions.weight"][: len(stored["positions"])] = stored["positions"]
    run["shapes.weight"], run["quoted.weight"] = stored["shapes"], stored["quoted"]
    norm("norm_in")
    for number in range(description["layers"]):
        for part in ("qkv", "out", "up", "down"):
            linear(f"layers.{number}.{part}")
        norm(f"layers.{number}.norm_attention")
        norm(f"layers.{number}.norm_out")
    at = 0
    heads, bias = matrix("heads"), stored["heads.bias"]
    for part, rows in description["heads"]:
        name = part if "." in part or part.startswith(("arc", "relation", "link")) else f"tags.{part}"
        run[f"{name}.weight"], run[f"{name}.bias"] = heads[at : at + rows], bias[at : at + rows]
        at += rows
    run["arc_weight"] = (matrix("arc") * math.sqrt(ARC)).T.contiguous()
    run["arc_bias"], run["arc_distance"] = stored["arc_bias"], stored["arc_distance"]
    linear("relation")
    for end in ("cue", "source"):
        for table in ("link_distance", "link_rank", "link_paragraph"):
            run[f"{table}.{end}"] = stored[f"{table}.{end}"]
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: tensor.clone() for name, tensor in run.items()}, args.out / "weights.pt")


if __name__ == "__main__":
    sys.exit(main())
