#!/usr/bin/env python3
"""Train the judge of pairs of clauses (data/claims/pairs.tsv): do two clauses of different reports of a story tell the same?

    train/stories.py unpack --corpora ../shared/corpora train/gold/stories.jsonl train/runs/stories
    cargo build --release -p sayso-claims --example stories
    .venv/bin/python train/claims.py --stories train/runs/stories --program target/release/examples/stories --weights data/claims/pairs.tsv

A logistic regression with L2 over what agrees in two clauses and, where that is a share, over how far it lies above each of
`KNOTS`. Two clauses tell the same where the annotated tellings that they meet are of one claim; pairs of which neither meets a
telling don't count. The areas under the curve are of stories left out of each of four folds, stories of one happening together,
beside those of the words in common alone. Needs numpy; no chance but the seed.
"""

import argparse
import json
import subprocess
from pathlib import Path

import numpy as np

SEED = 5
FOLDS = 4
L2 = 3.0
KNOTS = (0, 15, 30, 45, 60, 75)
HEAD = """# What agreements of two clauses weigh in telling whether they tell the same: log odds for each unit above `from`, in hundredths.
# Licence: MIT or Apache-2.0; made by train/claims.py from annotated stories.
agreement	from	weight
"""


def meets(a, b):
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared * 2 >= min(a[1] - a[0], b[1] - b[0])


def read(folder: Path):
    stories = []
    for path in sorted(folder.glob("*.claims.json")):
        sid = path.name.removesuffix(".claims.json")
        lines = (folder / f"{sid}.jsonl").read_text("utf-8").splitlines()
        stories.append({"story": sid, "reports": [json.loads(line) for line in lines], "claims": json.loads(path.read_text("utf-8"))["claims"]})
    return stories


def compared(program: str, stories):
    """What the program makes of the stories: names of agreements, and for each story its clauses and pairs."""
    asked = "".join(json.dumps({"story": s["story"], "reports": s["reports"]}) + "\n" for s in stories)
    lines = subprocess.run([program, "pairs"], input=asked, check=True, capture_output=True, text=True).stdout.splitlines()
    names, *rows = map(json.loads, lines)
    return names["names"], {row["story"]: row for row in rows}


def labelled(story, found):
    """(agreements, whether they tell the same) of the story's pairs."""
    met = []
    for report, spans in zip(story["reports"], found["clauses"]):
        told = [(g, t["span"]) for g, claim in enumerate(story["claims"]) for t in claim["told"] if t["report"] == report["id"]]
        met.append([{g for g, span in told if meets(span, clause)} for clause in spans])
    rows, same = [], []
    for (a, b), (first, second), agree in found["pairs"]:
        one, other = met[a][first], met[b][second]
        if one or other:
            rows.append(agree)
            same.append(bool(one & other))
    return np.array(rows, float), np.array(same, float)


def features(names, rows):
    """The columns of each agreement's knots, and what they are."""
    columns, what = [np.ones(len(rows))], [("bias", 0)]
    for at, name in enumerate(names):
        shares = len(np.unique(rows[:, at])) > 2
        for knot in KNOTS if shares else (0,):
            columns.append(np.maximum(0, rows[:, at] - knot / 100))
            what.append((name, knot))
    return np.stack(columns, 1), what


def fit(x, y, l2=L2):
    """Newton's method; the bias is free."""
    w = np.zeros(x.shape[1])
    free = np.full(x.shape[1], l2)
    free[0] = 1e-6
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + free * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(free)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def area(scores, y):
    order = np.argsort(scores, kind="stable")
    s, y = scores[order], y[order]
    _, at, counts = np.unique(s, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[at]
    right = y.sum()
    return (ranks[y == 1].sum() - right * (right + 1) / 2) / (right * (len(y) - right))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=Path, required=True)
    parser.add_argument("--program", required=True)
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()
    stories = read(args.stories)
    names, found = compared(args.program, stories)
    stories = [s for s in stories if s["story"] in found]
    data = [labelled(s, found[s["story"]]) for s in stories]
    urls = [{r.get("url") for r in s["reports"]} for s in stories]
    group = [min(j for j in range(len(stories)) if urls[i] & urls[j]) for i in range(len(stories))]
    x, what = features(names, np.concatenate([rows for rows, _ in data]))
    y = np.concatenate([same for _, same in data])
    of = np.concatenate([np.full(len(same), group[i]) for i, (_, same) in enumerate(data)])
    order = np.random.default_rng(SEED).permutation(sorted(set(group)))
    print(f"{len(stories)} stories, {len(y)} pairs, {int(y.sum())} tell the same")
    scores = np.zeros(len(y))
    overlap = x[:, what.index((names[0], 0))]
    for fold in range(FOLDS):
        out = np.isin(of, order[fold::FOLDS])
        scores[out] = x[out] @ fit(x[~out], y[~out])
        print(f"quarter {fold + 1}: area {area(scores[out], y[out]):.3f}, words in common {area(overlap[out], y[out]):.3f}")
    p = 1 / (1 + np.exp(-scores))
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        called = p >= least
        print(f"from {least}: P {y[called].mean():.3f} R {y[called].sum() / y.sum():.3f}")
    if args.weights:
        weights = fit(x, y)
        lines = [f"{name}\t{knot}\t{weight:.3f}\n" for (name, knot), weight in zip(what, weights) if abs(weight) >= 0.0005]
        args.weights.write_text(HEAD + "".join(sorted(lines)), "utf-8")


if __name__ == "__main__":
    main()
