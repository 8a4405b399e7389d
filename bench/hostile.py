#!/usr/bin/env python3
"""What hostile inputs cost: twelve shapes at 1, 2, 4 and 8 MB, each read by `sayso read` in a process of its own.

    python3 bench/hostile.py --sayso target/release/sayso
    python3 bench/hostile.py --sayso target/release/sayso --only tags --sizes 1 2

For each shape: seconds of processor time and peak memory at each size, and the most that a doubling of the size
multiplies the time by. The bounds: 1 MB in under 5 s, under 2.3 a doubling (of times over half a second, below
which the start of the program is measured), and memory under 300 MB and 4 times the input. The exit code is 1
where one is not met.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 5.0
RATIO = 2.3
FLOOR = 0.5
MEMORY = 300.0
TIMES = 4.0

SENTENCE = "The ferry company denied on Monday that 12 people were killed, Mayor Ada Lund said. "
PAGE = "<html><head><title>Bridge shut</title></head><body><article><h1>Bridge shut</h1>"
WORDS = (
    "<p>The swing bridge at Port Callow will stay closed for at least six weeks, the council said on Friday after a "
    "barge had struck two of its piers. “We are talking about weeks, not months,” said the engineer.</p>"
)


def filled(unit: str, size: int) -> str:
    """As many of a unit as fill a size."""
    return unit * (size // len(unit.encode()) + 1)


def numbered(unit: str, size: int) -> str:
    """A unit with another number each time."""
    many = size // len(unit.format(100000).encode()) + 1
    return "".join(unit.format(number) for number in range(many))


def page(inside: str) -> str:
    return f"{PAGE}{WORDS * 3}{inside}</article></body></html>"


SHAPES = {
    # name: (ending, what makes it of a size)
    "attributes": ("html", lambda size: page("<p " + numbered("a{}=1 ", size) + ">The mayor said no.</p>")),
    "tags": ("html", lambda size: page(filled("<p>", size))),
    "formats": ("html", lambda size: page(numbered("<font size={}>", size // 2) + filled("<p>no", size // 2))),
    "paragraphs": ("html", lambda size: page(numbered("<p>The mayor of town {} said no to it on Monday.</p>", size))),
    "json-ld": ("html", lambda size: page('<script type="application/ld+json">' + filled("[", size) + "</script>")),
    "repeated": ("txt", lambda size: filled(SENTENCE, size)),
    "dots": ("txt", lambda size: filled(".", size)),
    "brackets": ("txt", lambda size: filled("(", size)),
    "quotes": ("txt", lambda size: filled("“", size)),
    "numbers": ("txt", lambda size: filled("1,000,", size)),
    "marks": ("txt", lambda size: "a" + filled("\u0301", size)),
    "lines": ("txt", lambda size: filled("Said Lund.\n", size)),
}


def measured(binary: str, path: Path, limit: float) -> tuple[float, float]:
    """Processor time in seconds and peak memory in MB."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (int(limit) + 1, int(limit) + 2))

    with open(os.devnull, "w") as nowhere:
        process = subprocess.Popen(
            [binary, "read", "--jobs", "1", "--format", "jsonl", str(path)],
            stdout=nowhere,
            stderr=nowhere,
            preexec_fn=bounded,
        )
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sayso", default="target/release/sayso")
    arguments.add_argument("--sizes", type=float, nargs="+", default=[1, 2, 4, 8], help="in MB")
    arguments.add_argument("--only", nargs="+", choices=sorted(SHAPES), default=list(SHAPES))
    arguments.add_argument("--limit", type=float, default=120, help="processor seconds for one file at most")
    given = arguments.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}; seconds of processor time and MB of memory by size in MB")
    print(f"{'shape':<12}" + "".join(f"{size:>9g} MB" + " " * 6 for size in given.sizes) + "  ratio")
    met = True
    with tempfile.TemporaryDirectory() as folder:
        for name in given.only:
            ending, made = SHAPES[name]
            row, times, ratio = f"{name:<12}", [], 0.0
            for size in given.sizes:
                path = Path(folder) / f"input.{ending}"
                path.write_text(made(int(size * (1 << 20))), encoding="utf-8")
                seconds, memory = measured(given.sayso, path, given.limit)
                if times and seconds > FLOOR and size == 2 * times[-1][0]:
                    ratio = max(ratio, seconds / max(times[-1][1], FLOOR))
                times.append((size, seconds))
                bad = size == 1 and seconds > SECONDS or memory > MEMORY + TIMES * size
                met &= not bad
                row += f"{seconds:>7.1f} s{memory:>6.0f}{'!' if bad else ' '} "
                sys.stdout.flush()
            bad = ratio > RATIO
            met &= not bad
            print(row + f"{ratio:>6.2f}{'!' if bad else ''}", flush=True)
    print("all bounds are met" if met else "! is beyond its bound")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
