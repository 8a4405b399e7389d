"""Fifty clients at once against `sayso serve`, while `sayso add` writes to the same ledger.

    python3 bench/load.py target/release/sayso LEDGER [SECONDS] [CLIENTS] [REPORTS] [PAUSE]

Serves LEDGER (one of bench/growth.py, kept; it is written to) and asks it for SECONDS (60) with CLIENTS (50), each on
one connection: searches, statements, claims, stories, reports, figures, events. After an answer a client waits for
PAUSE seconds on average (1: somebody who types and reads; 0: as many questions as the machine can answer).
Meanwhile REPORTS (2,000) new reports are added, again and again. Printed are the questions answered, the errors, and
the median, 95th and 99th percentile of each kind in milliseconds. Ends with 1 where a question failed.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from growth import LAST, PARTS, TOWNS, reports, write

PORT = 8737


def question(rng: random.Random) -> tuple[str, str]:
    town = f"{rng.choice(PARTS)}%20{rng.choice(TOWNS)}"
    of = lambda count: rng.randrange(1, count)
    return rng.choice([
        ("search", f"search?words={town}%20killed&limit=20"),
        ("statements", f"statements?by={rng.choice(LAST)}&limit=20"),
        ("statements by stance", f"statements?stance=denies&limit=20&skip={of(500)}"),
        ("claims", f"claims?status={rng.choice(['disputed', 'updated', 'confirmed'])}&limit=20"),
        ("claims about", f"claims?about=ferry%20sank%20{town}&limit=20"),
        ("story", f"stories/{of(2000)}"),
        ("stories", f"stories?limit=20&skip={of(500)}"),
        ("report", f"reports/{of(50_000)}"),
        ("figures", f"figures?of=killed%20{town}&limit=20"),
        ("events", f"events?type=ASSAULT&place={town}&limit=20"),
    ])


async def answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "content-length:" in head:
        await reader.readexactly(int(head.split("content-length:")[1].split("\r\n")[0]))
    else:
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readexactly(2)
    return status


async def client(number: int, pause: float, until: float, took: dict[str, list[float]], failed: list[str]) -> None:
    rng = random.Random(number)
    reader = writer = None
    while time.perf_counter() < until:
        await asyncio.sleep(pause * 2 * rng.random())
        kind, path = question(rng)
        start = time.perf_counter()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            writer.write(f"GET /api/v1/{path} HTTP/1.1\r\nHost: 127.0.0.1:{PORT}\r\n\r\n".encode())
            status = await answer(reader)
            if status not in (200, 404):
                failed.append(f"{path}: {status}")
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            failed.append(f"{path}: {error!r}")
            writer = None
        took.setdefault(kind, []).append(1000 * (time.perf_counter() - start))


async def adding(binary: str, ledger: str, count: int, until: float, folder: str) -> int:
    goes = 0
    while time.perf_counter() < until:
        made = reports(count, max(1, count // 12), random.Random(1000 + goes))
        file = Path(folder) / "more.jsonl"
        write(file, made)
        job = await asyncio.create_subprocess_exec(binary, "add", "--jobs", "1", "--ledger", ledger, str(file), stderr=asyncio.subprocess.DEVNULL)
        while job.returncode is None and time.perf_counter() < until:
            await asyncio.sleep(0.2)
        if job.returncode is None:
            job.terminate()
            await job.wait()
        goes += 1
    return goes


def of(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


async def main() -> int:
    binary, ledger = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
    seconds, clients, count = (int(sys.argv[at]) if len(sys.argv) > at else usual for at, usual in ((3, 60), (4, 50), (5, 2000)))
    pause = float(sys.argv[6]) if len(sys.argv) > 6 else 1.0
    print(f"load before {os.getloadavg()[0]:.1f}")
    server = subprocess.Popen([binary, "serve", "--ledger", ledger, "--port", str(PORT)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        await asyncio.sleep(2)
        took: dict[str, list[float]] = {}
        failed: list[str] = []
        until = time.perf_counter() + seconds
        with tempfile.TemporaryDirectory() as folder:
            *_, goes = await asyncio.gather(
                *(client(number, pause, until, took, failed) for number in range(clients)),
                *([adding(binary, ledger, count, until, folder)] if count else [asyncio.sleep(0, 0)]),
            )
    finally:
        server.terminate()
    everything = [one for times in took.values() for one in times]
    print(f"{len(everything)} questions in {seconds} s by {clients} clients who pause for {pause:g} s, {goes} runs of add; {len(failed)} failed {json.dumps(failed[:5])}")
    for kind, times in [("all", everything), *sorted(took.items())]:
        print(f"{kind}: {len(times)}, median {of(times, 0.5):.0f} ms, p95 {of(times, 0.95):.0f} ms, p99 {of(times, 0.99):.0f} ms")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
