#!/usr/bin/env python3
"""What half-open connections do to those who ask: so many clients that begin a request and never end it, opened again
as they are closed, beside clients that ask the page and its lists.

    python3 bench/halfopen.py --sayso target/release/sayso --ledger ledger.sayso --seconds 60

Prints how many answers the good ones had, how many failed, and the 50th and 99th hundredth of their times in ms. The
exit code is 1 where one failed or the 99th is over 500 ms.
"""

import argparse
import http.client
import selectors
import socket
import subprocess
import sys
import threading
import time


def half_open(port: int, count: int, until: float) -> None:
    """Keeps `count` connections that send the beginning of a request, and opens those anew that are closed."""
    chosen = selectors.DefaultSelector()

    def begin() -> None:
        try:
            connection = socket.create_connection(("127.0.0.1", port), timeout=5)
            connection.sendall(b"GET / HT")
            connection.setblocking(False)
            chosen.register(connection, selectors.EVENT_READ)
        except OSError:
            time.sleep(0.01)

    while time.time() < until:
        while len(chosen.get_map()) < count and time.time() < until:
            begin()
        for key, _ in chosen.select(0.2):
            chosen.unregister(key.fileobj)
            key.fileobj.close()


def good(port: int, until: float, times: list[float], failed: list[str]) -> None:
    """Asks one thing after the other, with a second between them."""
    paths = ["/", "/api/v1/reports?limit=20", "/api/v1/statements?limit=20"]
    asked = 0
    connection = None
    while time.time() < until:
        start = time.time()
        for attempt in range(2):
            try:
                connection = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", paths[asked % len(paths)])
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    failed.append(f"{paths[asked % len(paths)]}: {answer.status}")
                times.append(time.time() - start)
                break
            except (OSError, http.client.HTTPException) as error:
                # A connection that was idle may be closed: browsers ask again.
                connection = None
                if attempt:
                    failed.append(repr(error))
        asked += 1
        time.sleep(1)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sayso", default="target/release/sayso")
    arguments.add_argument("--ledger", default="ledger.sayso")
    arguments.add_argument("--half-open", type=int, default=500)
    arguments.add_argument("--good", type=int, default=50)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--port", type=int, default=4477)
    given = arguments.parse_args()
    command = [given.sayso, "serve", "--ledger", given.ledger, "--port", str(given.port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        until = time.time() + given.seconds
        times: list[float] = []
        failed: list[str] = []
        threads = [threading.Thread(target=half_open, args=(given.port, given.half_open, until))]
        time.sleep(0.5)
        threads += [threading.Thread(target=good, args=(given.port, until, times, failed)) for _ in range(given.good)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait()
    times.sort()
    of = lambda share: 1000 * times[int(share * (len(times) - 1))] if times else float("nan")
    print(f"{len(times)} answers, {len(failed)} failed {sorted(set(failed))[:3]}; p50 {of(0.5):.0f} ms, p99 {of(0.99):.0f} ms")
    return int(bool(failed) or not times or of(0.99) > 500)


if __name__ == "__main__":
    sys.exit(main())
