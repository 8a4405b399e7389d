#!/usr/bin/env python3
"""What a ledger bears: programs killed at any moment while they write, and damage to its file.

    python3 bench/faults.py --sayso target/release/sayso add 100      # so many kills of `sayso add`
    python3 bench/faults.py --sayso target/release/sayso serve 20     # of `sayso serve`, four writers on its API
    python3 bench/faults.py --sayso target/release/sayso damage 200   # flipped bits, zeroed and swapped pages

After a kill the file must be whole, hold whole batches and everything that was acknowledged, and adding the same again must
give the same export. After a damage each command must print what it printed before, or say on standard error that something
is wrong. Moments and damages follow from --seed. The exit code is 1 where one of these failed; its ledger is kept then.
"""

import argparse
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

BATCH = 64
"""Reports that `sayso add` keeps at once (crates/cli/src/ledger/add.rs)."""


def report(number: int) -> dict:
    town = ["Orlen", "Tarn", "Lind", "Vesby"][number % 4]
    return {
        "url": f"https://post.example/{number}",
        "outlet": f"Post of {town}",
        "published": f"2026-03-{1 + number % 28:02}",
        "text": f"Lock {number} of {town} is shut, said Ada Lund. {number + 2} ships wait.\n\nThe council denied that it had been warned.",
    }


def run(sayso: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sayso, *arguments], capture_output=True, text=True, errors="replace", timeout=120)


def faults_of(ledger: Path) -> list[str]:
    """What SQLite finds wrong."""
    with sqlite3.connect(ledger) as file:
        told = [row[0] for row in file.execute("PRAGMA integrity_check")]
        return [line for line in told if line != "ok"] + [str(row) for row in file.execute("PRAGMA foreign_key_check")]


def remove(ledger: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{ledger}{end}").unlink(missing_ok=True)


def kill_add(sayso: str, times: int, folder: Path, chance: random.Random) -> list[str]:
    """Four kills a ledger, then the same once more undisturbed."""
    reports = folder / "reports.jsonl"
    reports.write_text("".join(json.dumps(report(number)) + "\n" for number in range(200)))
    ledger = folder / "ledger.sayso"
    add = [sayso, "add", "--ledger", str(ledger), "--jobs", "2", str(reports)]
    start = time.perf_counter()
    subprocess.run(add, check=True, capture_output=True)
    took = time.perf_counter() - start
    whole = run(sayso, "export", "--ledger", str(ledger)).stdout
    faults, seen = [], []
    for time_ in range(times):
        if time_ % 4 == 0:
            remove(ledger)
        with subprocess.Popen(add, stderr=subprocess.DEVNULL) as child:
            time.sleep(took * chance.random())
            child.kill()
        if ledger.exists() and ledger.stat().st_size > 0:
            faults += faults_of(ledger)
            with sqlite3.connect(ledger) as file:
                made = file.execute("SELECT count(*) FROM sqlite_master WHERE name = 'report'").fetchone()[0]
                seen.append(file.execute("SELECT count(*) FROM report").fetchone()[0] if made else 0)
            if seen[-1] % BATCH and seen[-1] != 200:
                faults.append(f"kill {time_}: {seen[-1]} reports are no whole batches")
        if time_ % 4 == 3 or time_ == times - 1:
            subprocess.run(add, check=True, capture_output=True)
            if run(sayso, "export", "--ledger", str(ledger)).stdout != whole:
                faults.append(f"kill {time_}: the export differs")
    print(f"{times} kills of add, in runs of {took:.1f} s; reports kept then: {sorted(set(seen))}")
    return faults


def kill_serve(sayso: str, times: int, folder: Path, chance: random.Random) -> list[str]:
    faults, kept = [], 0
    for time_ in range(times):
        ledger = folder / f"served-{time_}.sayso"
        server = subprocess.Popen([sayso, "serve", "--new", "--ledger", str(ledger), "--port", "0"], stderr=subprocess.PIPE, text=True)
        address = next(line for line in server.stderr if "http:" in line).strip()
        known: list[int] = []

        def write(writer: int) -> None:
            for number in range(writer, 100_000, 4):
                told = report(number)
                pasted = json.dumps({"text": told["text"], "outlet": told["outlet"]}).encode()
                asked = urllib.request.Request(f"{address}api/v1/reports", pasted, {"Content-Type": "application/json"})
                try:
                    with urllib.request.urlopen(asked, timeout=30) as answer:
                        known.extend(one["report"] for one in json.load(answer)["added"])
                except (OSError, ValueError):
                    return

        writers = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
        for writer in writers:
            writer.start()
        time.sleep(0.5 + 2 * chance.random())
        server.send_signal(signal.SIGKILL)
        server.wait()
        for writer in writers:
            writer.join()
        faults += faults_of(ledger)
        with sqlite3.connect(ledger) as file:
            held = {row[0] for row in file.execute("SELECT id FROM report")}
        kept += len(known)
        if lost := set(known) - held:
            faults.append(f"kill {time_}: acknowledged and lost: {sorted(lost)}")
        if not faults:
            remove(ledger)
    print(f"{times} kills of serve under four writers; {kept} reports were acknowledged")
    if kept == 0:
        faults.append("no writer was answered")
    return faults


def damaged(whole: bytes, page: int, chance: random.Random) -> tuple[str, bytes]:
    """A damage and what it makes of a file."""
    bytes_ = bytearray(whole)
    pages = len(whole) // page
    match chance.choice(["flip", "flips", "zero", "swap"]):
        case "flip":
            at = chance.randrange(len(whole))
            bytes_[at] ^= 1 << chance.randrange(8)
            what = f"bit of byte {at}"
        case "flips":
            for _ in range(20):
                bytes_[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
            what = "20 bits"
        case "zero":
            at = chance.randrange(pages)
            bytes_[at * page : (at + 1) * page] = bytes(page)
            what = f"page {at} zeroed"
        case _:
            one, other = chance.randrange(pages), chance.randrange(pages)
            first, second = (slice(at * page, (at + 1) * page) for at in (one, other))
            bytes_[first], bytes_[second] = bytes_[second], bytes_[first]
            what = f"pages {one} and {other} swapped"
    return what, bytes(bytes_)


def damage(sayso: str, times: int, folder: Path, chance: random.Random) -> list[str]:
    ledger = folder / "whole.sayso"
    examples = Path(__file__).parent.parent / "examples" / "stories"
    subprocess.run([sayso, "add", "--ledger", str(ledger), str(examples)], check=True, capture_output=True)
    with sqlite3.connect(ledger) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = file.execute("PRAGMA page_size").fetchone()[0]
    whole = ledger.read_bytes()
    asked = [["report", "13"], ["claims"], ["statements"], ["figures", "--of", "people"], ["search", "dam"], ["export"]]
    right = [run(sayso, *one, "--ledger", str(ledger)).stdout for one in asked]
    faults, same, told = [], 0, 0
    bad = folder / "damaged.sayso"
    for time_ in range(times):
        what, bytes_ = damaged(whole, page, chance)
        for one, wanted in zip(asked, right):
            remove(bad)
            bad.write_bytes(bytes_)
            answer = run(sayso, *one, "--ledger", str(bad))
            same += answer.stdout == wanted
            if answer.returncode < 0 or "panicked" in answer.stderr:
                faults.append(f"damage {time_} ({what}): {one[0]} ended badly: {answer.stderr[-200:]}")
            elif answer.stdout != wanted and not answer.stderr.strip():
                faults.append(f"damage {time_} ({what}): {one[0]} prints something else without a word")
            elif answer.stdout != wanted:
                told += 1
    print(f"{times} damages, {times * len(asked)} answers: {same} right, {told} said to be damaged, {len(faults)} wrong")
    return faults


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sayso", required=True)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("what", choices=["add", "serve", "damage"])
    asked.add_argument("times", type=int)
    told = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="sayso-faults-"))
    work = {"add": kill_add, "serve": kill_serve, "damage": damage}[told.what]
    faults = work(str(Path(told.sayso).resolve()), told.times, folder, random.Random(told.seed))
    for fault in faults:
        print(fault)
    if faults:
        print(f"kept: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
