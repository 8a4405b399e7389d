#!/usr/bin/env python3
"""Train the model that resolves pronouns and descriptions (data/entities/weights.tsv).

    python3 train/entities.py --corpus ../shared/corpora/gum/train --program target/release/examples/gum \\
        --weights data/entities/weights.tsv --rounds 4

A linear model ranks the candidates of each mention and "nobody"; it is trained on the choices
that the program itself meets with the weights of the round before, so that it learns on its own
earlier decisions. Gold chains come from GUM's `Entity=` brackets. Needs numpy; the seed is fixed.
"""

import argparse
import json
import re
import subprocess
from pathlib import Path

import numpy as np

BRACKET = re.compile(r"\(([^()]+)(\))?|(\d+)\)")
SEED = 7
CLASSES = ["he", "she", "they", "it", "i", "you", "we", "one", "several"]


def documents(corpus: Path):
    for path in sorted(corpus.glob("*.conllu")):
        yield path, gold(path)


def gold(path: Path):
    """Chain of each mention head (by code points of the laid-out text), names of each chain."""
    heads: dict[tuple[int, int], list[tuple[int, str]]] = {}
    names: dict[str, list[tuple[int, int]]] = {}
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
    return heads, names


def read_brackets(words, heads, names):
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


def label(choice, heads, names):
    """Which options are right; nobody where none is. `None` where the mention is no gold one."""
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


def choices(program: Path, weights: Path, corpus: Path):
    files = [str(path) for path, _ in documents(corpus)]
    lines = subprocess.run([program, "--choices", "--weights", str(weights), *files], check=True, capture_output=True, text=True).stdout.splitlines()
    for line, (_, (heads, names)) in zip(lines, documents(corpus), strict=True):
        for choice in json.loads(line)["choices"]:
            yield choice, label(choice, heads, names)


def train(data, l2: float, bonus: float):
    """Gradient descent on the ranking loss; weights shared by all classes and of each class."""
    features = sorted({f for choice, _ in data for o in [*choice["options"], {"features": choice["nobody"]}] for f in o["features"]})
    number = {f: i for i, f in enumerate(features)}
    width = len(features)
    rows, columns, groups, targets, weight = [], [], [], [], []
    row = 0
    for group, (choice, right) in enumerate(data):
        klass = 1 + CLASSES.index(choice["class"])
        lists = [o["features"] for o in choice["options"]] + [choice["nobody"]]
        hits = [*right, not any(right)]
        for feature_list, hit in zip(lists, hits):
            for feature in feature_list:
                for block in (0, klass):
                    rows.append(row)
                    columns.append(block * width + number[feature])
            groups.append(group)
            targets.append(hit)
            row += 1
        weight.append(1.0)
    rows, columns, groups = np.array(rows), np.array(columns), np.array(groups)
    targets = np.array(targets, dtype=float)
    size = width * (1 + len(CLASSES))
    weights = np.zeros(size)
    moment, square = np.zeros(size), np.zeros(size)
    count = len(data)
    for step in range(1, 401):
        scores = np.bincount(rows, weights[columns], minlength=row)
        top = np.full(count, -1e9)
        np.maximum.at(top, groups, scores)
        odds = np.exp(scores - top[groups])
        total = np.bincount(groups, odds, minlength=count)
        share = odds / total[groups]
        good = np.bincount(groups, share * targets, minlength=count)
        wanted = share * targets / np.maximum(good, 1e-12)[groups]
        error = share - wanted
        slope = np.bincount(columns, error[rows], minlength=size) / count + l2 * weights / count
        moment = 0.9 * moment + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.05 * (1 - step / 400) + 0.002
        weights -= rate * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-9)
    loss = -np.log(np.maximum(good, 1e-12)).mean()
    return features, weights.reshape(1 + len(CLASSES), width), loss


def write(path: Path, features, weights, bonus: float):
    lines = ["# Weights of the choice among candidates; made by train/entities.py.", "# Licence: MIT or Apache-2.0; made by train/entities.py.", "class\tfeature\tweight"]
    for klass, row in zip(["every", *CLASSES], weights):
        lines += [f"{klass}\t{feature}\t{value:.3f}" for feature, value in zip(features, row) if abs(value) >= 0.01]
    if bonus:
        lines.append(f"every\tnobody\t{bonus:.3f}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--l2", type=float, default=1.0)
    parser.add_argument("--nobody", type=float, default=0.0, help="added to nobody's score: higher is choosier")
    args = parser.parse_args()
    np.random.seed(SEED)
    seen = []
    for number in range(args.rounds):
        data = list(choices(args.program, args.weights, args.corpus))
        # Choices met by the rounds before stay: the last two.
        seen = [*seen[-1:], data]
        features, weights, loss = train([item for batch in seen for item in batch], args.l2, args.nobody)
        write(args.weights, features, weights, args.nobody)
        print(f"round {number + 1}: {len(data)} choices, {sum(any(right) for _, right in data)} with a right candidate, loss {loss:.4f}", flush=True)


if __name__ == "__main__":
    main()
