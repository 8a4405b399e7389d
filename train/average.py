"""Average the weights of runs of one shape (Wortsman et al. 2022): `python train/average.py RUN RUN... --out RUN2`."""

import argparse
import sys
from pathlib import Path

import torch


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    all_weights = [torch.load(run / "weights.pt") for run in args.runs]
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({name: sum(weights[name] for weights in all_weights) / len(all_weights) for name in all_weights[0]},
               args.out / "weights.pt")


if __name__ == "__main__":
    sys.exit(main())
