"""
Many sessions made, told a fact and dropped: what memory is left taken, on every executor.

Once each session has an engine of its own, and once they share one.  Memory has to be flat after the first
hundred, so that a service that makes a session a request doesn't grow.
"""

from __future__ import annotations

import time

from regiorules import Engine, Session, load, region_of
from regiorules.engine import rete

SESSIONS = {True: 1000, False: 300}  # that share an engine; with one each
MOST_GROWTH = 8.0  # megabytes


def taken() -> float:
    """Resident memory of this process, in megabytes (Linux)."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


def main() -> None:
    """Make, tell, drop, measure, print."""
    knowledge = load("core")
    region = region_of({"region": "X", "facts": {"regional_network": "loose"}}, knowledge.vocabulary)
    for executor in ("compiled", "durable") if rete.available() else ("compiled",):
        shared = Engine(knowledge, executor)
        for what, shares in (("sharing an engine", True), ("with one each", False)):
            seen, start = [], time.perf_counter()
            for number in range(SESSIONS[shares]):
                session = Session(shared, region) if shares else Session(knowledge, region, executor)
                session.tell("sme_role", "large")
                if number in (99, SESSIONS[shares] - 1):
                    seen.append(taken())
            each = (time.perf_counter() - start) / SESSIONS[shares]
            growth = seen[1] - seen[0]
            print(f"{executor:9} {what:18} {each * 1e3:6.1f} ms each, {seen[1]:6.1f} MB, {growth:+.1f} since the 100th")
            assert growth < MOST_GROWTH, "sessions leave memory behind"


if __name__ == "__main__":
    main()
