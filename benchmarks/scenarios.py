"""
A table of scenarios for `regiorules batch`: each known region, so many times, with answers drawn at random.

    python benchmarks/scenarios.py OUT.csv 100000

One in five answers is unknown, and one in ten is known in part.  The same arguments give the same table.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regiorules
from regiorules.facts.profiles import built_in_profiles
from regiorules.facts.vocabulary import Fact

FACTS = 12


def main(path: Path, scenarios: int) -> None:
    """Write the table, a row a region and scenario, and beside it the table of their records."""
    vocabulary = regiorules.load("core").vocabulary
    asked = [each for each in vocabulary.facts.values() if each.asked and each.type in ("yes_no", "level")][:FACTS]
    draw = random.Random(scenarios)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["id", "region", *(each.id for each in asked)])
        for name in built_in_profiles(vocabulary):
            for number in range(scenarios):
                out.writerow([f"{name} {number}", name, *answers(asked, draw)])


def answers(asked: list[Fact], draw: random.Random) -> Iterator[str]:
    """An answer to each question, as a person would write it."""
    for fact in asked:
        options: tuple[Any, ...] = fact.option_ids or ("yes", "no")
        kind = draw.random()
        if kind < 0.2:
            yield ""
        elif kind < 0.3 and len(options) > 2:
            yield f"at most {options[draw.randrange(1, len(options) - 1)]}"
        else:
            yield draw.choice(options)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
