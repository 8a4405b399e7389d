"""How adding and asking grow with the ledger: 1,000, 10,000 and 100,000 reports made from templates.

    python3 bench/growth.py target/release/sayso [REPORTS] [HAPPENINGS] [LEDGER]

Makes REPORTS (100,000) short reports of HAPPENINGS (REPORTS / 12, at least 500) invented happenings with a fixed
seed: each is told by several outlets over a few days, some reprinting an agency, with figures that change and
denials. They are added in three goes. Printed are the cost of a report in each go, in milliseconds of processor
time and beside that of `sayso read` for the same reports, the memory at the peak, the size of the ledger, and the
95th percentile of each query over twenty questions, the start of the process included. The ledger is kept where
LEDGER names a file.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SYLLABLES = "bar bel bren cal cor dal dun el fen gar hal hol kar kel lin lor mar mel nor or pel ral rav sel sun tar tor ul var ves".split()
ENDINGS = "by den ham holm lund mere mond ness ovo rick sted ton ville wick".split()
TOWNS = [(a + b).capitalize() + c for a in SYLLABLES for b in ("", "an", "er") for c in ENDINGS]
PARTS = "Upper Lower North South East West New Old Great Little".split()
FIRST = "Marta Joris Emil Irina Henrik Dana Tomas Sofia Piet Lena Anders Greta Ines Pavel Ruth Samir Clara Otto Nadia Felix".split()
LAST = [(a + b + c).capitalize() for a in SYLLABLES for b in ("", "o", "ni") for c in ("berg", "ford", "man", "sen", "ski", "well")]
OUTLETS = ["Courier", "Post", "Herald", "Observer", "Telegraph", "Standard", "Chronicle", "Gazette", "Radio", "Daily"]
KINDS = [
    ("{n} people were killed when a ferry sank off {town} on {day}", "rescue chief", "killed", "“We found {n} bodies in the water,” {who} said. “The boat carried too many.”", "The ferry company denied that the boat was overloaded."),
    ("{n} workers went on strike at the {town} steelworks on {day}", "union leader", "workers", "“Nobody will go back before the pay is settled,” {who} said.", "The management said that only {m} workers had joined."),
    ("{n} homes were destroyed by fire in {town} on {day}", "fire chief", "homes", "“The wind turned at midnight and took the whole street,” {who} said.", "The mayor denied that the alarm had come late."),
    ("{n} soldiers were wounded by shelling near {town} on {day}", "army spokesman", "soldiers", "“The shells came from across the river,” {who} said.", "The other side denied that its guns had fired."),
    ("Police arrested {n} demonstrators in {town} on {day}", "police chief", "demonstrators", "“They threw stones at my officers,” {who} said.", "The organisers said that the march had been peaceful."),
]
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


WHO = "a baker|the ferry pilot|two teachers|a night porter|the school board|an engineer|the tram company|a lorry driver|the parish council|three students|a nurse|the water company|a shopkeeper|the road office|a retired judge|the harbour office|a farmer|the football club|an electrician|the museum|a waiter|the choir|the rail operator|a postman".split("|")
DID = "closed|repaired|inspected|emptied|photographed|blocked|rented|sold|painted|measured|searched|bought|fenced|lit|swept|reported|visited|opened|moved|cleared|guarded|described|counted|filmed".split("|")
WHAT = "the old customs house|a stone bridge|the bus depot|two warehouses|the cattle market|a flooded cellar|the eastern quay|a broken crane|the town archive|a row of garages|the chapel roof|an empty factory|the swimming hall|a blue van|the fuel tanks|the tennis courts|a pumping station|the grain silo|a narrow lane|the clock tower|three barges|the signal box|a row of poplars|the fish hall".split("|")
WHEN = "before dawn|in heavy rain|during the lunch hour|after the bells had rung|in front of cameras|without a permit|for the second time|with borrowed tools|at the council's cost|against advice|by candlelight|under police guard|in thick fog|within an hour|on foot|by mistake|with great care|to loud applause".split("|")
THEN = "neighbours brought soup and blankets|the buses were sent another way|a generator was borrowed from the mine|the pupils were sent home|nobody could say who had the keys|an old dispute over rent began again|the price of timber rose|the evening market was put off|the phones did not work until noon|a crowd watched from the hill|the insurers asked for more time|the cathedral was kept open all night".split("|")


def detail(rng):
    """A sentence that no other happening is likely to have."""
    first = f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)} {rng.choice(WHEN)}"
    return rng.choice([
        f"{first[0].upper()}{first[1:]}, and {rng.choice(THEN)}.",
        f"While {rng.choice(THEN)}, {first}.",
        f"In {rng.choice(TOWNS)}, {rng.randrange(2, 90)} miles away, {first}.",
    ])


def reports(count, happenings, rng):
    made = []
    for number in range(happenings):
        kind = KINDS[number % len(KINDS)]
        town = f"{rng.choice(PARTS)} {rng.choice(TOWNS)}"
        who = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        details = [detail(rng) for _ in range(8)]
        made.append((kind, town, who, rng.randrange(5, 900), rng.randrange(0, 700), details))
    each = count / happenings
    told = []
    for number, (kind, town, who, n, start, details) in enumerate(made):
        for copy in range(round((number + 1) * each) - round(number * each)):
            day = start + copy // 3
            m = n + (copy // 4) * rng.randrange(1, 6)
            outlet = f"{rng.choice(TOWNS)} {rng.choice(OUTLETS)}"
            lead = kind[0].format(n=m, town=town, day=DAYS[day % 7])
            said = kind[3].format(n=m, who=who)
            rest = kind[4].format(m=max(1, m // 2))
            if copy % 5 == 4:
                text = f"{town.upper()} (Reuters) — {lead}, {kind[1]} {who} said.\n\n{said}\n\n{' '.join(details[:4])}"
            else:
                own = [rng.choice(details), *(detail(rng) for _ in range(3))]
                text = f"{lead}, {kind[1]} {who} said.\n\n{said} {rest}\n\n{' '.join(own)}"
            date = time.strftime("%Y-%m-%d", time.gmtime(1735689600 + 86400 * day))
            told.append((day, rng.random(), {"url": f"https://{outlet.lower().replace(' ', '-')}.example/{number}-{copy}", "outlet": outlet, "title": f"{town}: {kind[2]} {m}", "published": date, "text": text}))
    told.sort(key=lambda one: one[:2])
    return [one[2] for one in told]


def run(command, **more):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, **more)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, cpu, after.ru_maxrss / 1024


def main():
    binary = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    happenings = int(sys.argv[3]) if len(sys.argv) > 3 else max(500, count // 12)
    keep = Path(sys.argv[4]).resolve() if len(sys.argv) > 4 else None
    made = reports(count, happenings, random.Random(11))
    print(f"{count} reports of {happenings} happenings; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        done = 0
        for until in sorted({min(count, n) for n in (1_000, 10_000, count)}):
            # Each go is of the same length at most, so that what is measured is the ledger's size.
            if done < until - 1_000:
                write("go.jsonl", made[done : until - 1_000])
                run([binary, "add", "--ledger", "l.sayso", "go.jsonl"])
            write("go.jsonl", made[max(done, until - 1_000) : until])
            with open(os.devnull, "w") as null:
                _, read, _ = run([binary, "read", "--format", "jsonl", "go.jsonl"], stdout=null)
            wall, add, peak = run([binary, "add", "--ledger", "l.sayso", "go.jsonl"])
            last = until - max(done, until - 1_000)
            size = os.path.getsize("l.sayso") / 1e6
            print(f"at {until}: add {1000 * add / last:.2f} ms of processor a report, read {1000 * read / last:.2f} ms, ratio {read / add:.2f}; wall {1000 * wall / last:.2f} ms; peak {peak:.0f} MB; ledger {size:.0f} MB")
            done = until
        ask(binary, random.Random(5))
        if keep:
            shutil.move("l.sayso", keep)


def write(path, records):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(record) + "\n" for record in records)


def ask(binary, rng):
    town = lambda: f"{rng.choice(PARTS)} {rng.choice(TOWNS)}"
    who = lambda: rng.choice(LAST)
    questions = {
        "search": lambda: ["search", *town().split(), "killed"],
        "statements": lambda: ["statements", "--by", who(), "--about", "pay"],
        "statements --stance": lambda: ["statements", "--stance", "denies", "--since", "2026-01-01"],
        "events": lambda: ["events", "--type", "ASSAULT", "--place", town()],
        "figures": lambda: ["figures", "--of", f"killed {town()}"],
        "claims --status": lambda: ["claims", "--status", rng.choice(["disputed", "updated", "confirmed"])],
        "claims --about": lambda: ["claims", "--about", f"ferry sank {town()}"],
        "claims --story": lambda: ["claims", "--story", str(rng.randrange(1, 400))],
        "story": lambda: ["story", str(rng.randrange(1, 400))],
        "report": lambda: ["report", str(rng.randrange(1, 900))],
    }
    for name, question in questions.items():
        times = []
        for _ in range(20):
            start = time.perf_counter()
            done = subprocess.run([binary, *question(), "--ledger", "l.sayso"], capture_output=True)
            times.append(time.perf_counter() - start)
        times.sort()
        print(f"{name}: median {1000 * times[10]:.0f} ms, p95 {1000 * times[18]:.0f} ms, exit {done.returncode}")


if __name__ == "__main__":
    main()
