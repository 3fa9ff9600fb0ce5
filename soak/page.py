"""
The figures of docs/trust.md, from what `make soak` and `make coverage` left in build/: `python -m soak.page`.

A figure that wasn't measured here keeps its row, and says so.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from benchmarks.measure import table
from soak.parts import PARTS
from soak.results import ROOT, results

PAGE = ROOT / "docs" / "trust.md"
COVERAGE, BILL = ROOT / "build" / "coverage" / "coverage.json", ROOT / "build" / "sbom.json"
BEGIN, END = "<!-- figures: `make soak` writes what stands between these lines -->\n", "<!-- end of the figures -->\n"
ROOMS = ("engine", "rules", "advice")
LISTED = 40  # survivors that are named
Results = Mapping[str, Mapping[str, Any]]


def main() -> None:
    """Write the page anew."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{figures(results()).strip()}\n\n{END}{rest.split(END)[1]}", "utf-8")


def figures(found: Results) -> str:
    """All of them, as Markdown."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    return "\n".join(
        [
            f"Measured on {machine}.\n",
            table(("what", "figure", "command"), [*_coverage(), *map(_row, _parts(found)), *_fuzzing(found), *_bill()]),
            "### Mistakes made on purpose\n",
            table(("where", "made", "noticed", "change nothing", "unseen"), [*_rooms(found), *_core(found)]),
            *_kinds(found),
            *_skipped(found),
        ]
    )


def _coverage() -> Iterator[Sequence[str]]:
    if COVERAGE.exists():
        totals = json.loads(COVERAGE.read_text("utf-8"))["totals"]
        lines, branches = totals["covered_lines"] / totals["num_statements"], totals["covered_branches"]
        said = f"{lines:.1%} of the lines, {branches / totals['num_branches']:.1%} of the branches"
    else:
        said = "not measured"
    yield "what the tests run of the package", said, "`make coverage`"


def _parts(found: Results) -> Iterator[tuple[str, str, Mapping[str, Any] | None]]:
    for part in PARTS:
        if part.counts:
            yield part.about, part.name, found.get(f"part-{part.name}")


def _row(part: tuple[str, str, Mapping[str, Any] | None]) -> Sequence[str]:
    about, name, found = part
    return about, "not measured" if found is None else told(found), f"`make soak PARTS={name}`"


_COUNTED = {
    "tests": "tests",
    "examples": "random cases",
    "cases": "regions on which all of them agree",
    "moments": "moments",
}


def told(found: Mapping[str, Any]) -> str:
    """What a part did, in a few words; of one that failed that first."""
    counted = [f"{found[key]:,} {said}" for key, said in _COUNTED.items() if found.get(key)]
    return ("**failed**: " if found["failed"] else "") + ", ".join(counted) + f", in {found['seconds']:.0f} s"


def _fuzzing(found: Results) -> Iterator[Sequence[str]]:
    about, runs, ran = "the same by libFuzzer, led by the code that they reach", found.get("fuzzing"), "part-readers"
    kept = sum(path.is_file() for path in ROOT.glob("tests/data/corpus/*/*"))
    said = "not measured" if runs is None else f"{sum(runs.values()):,} files for {len(runs)} readers"
    failed = "**failed**: " if found.get(ran, {}).get("failed") else ""
    yield about, f"{failed}{said}; {kept} kept", "`make soak PARTS=readers`"


def _bill() -> Iterator[Sequence[str]]:
    said = "not measured"
    if BILL.exists():
        bill = json.loads(BILL.read_text("utf-8"))
        licensed = sum("licenses" in each for each in bill["components"])
        said = (
            f"{len(bill['components'])} components, {licensed} with their licence, as CycloneDX {bill['specVersion']}"
        )
    yield "the bill of materials, with all that tests need", said, "`make sbom`"


# --- mistakes ------------------------------------------------------------------------------------


def _rooms(found: Results) -> Iterator[Sequence[str]]:
    for room in ROOMS:
        score = found.get(f"mutation-{room}", {"tried": 0})
        if tried := score["tried"]:
            left = tried - score["killed"]
            yield f"`regiorules/{room}`", f"{tried:,}", f"{score['killed'] / tried:.0%}", "not known", f"{left:,}"
        else:
            yield f"`regiorules/{room}`", "not measured", "", "", ""


def _core(found: Results) -> Iterator[Sequence[str]]:
    for kind, score in found.get("mutated-rules", {}).items():
        others = score["tried"] - score["equivalent"]
        noticed = f"{score['killed'] / others:.0%}"
        unseen = f"{len(score['survivors']):,}"
        yield f"core: {kind}", f"{score['tried']:,}", noticed, f"{score['equivalent']:,}", unseen


def _kinds(found: Results) -> Iterator[str]:
    """The kinds of mistakes in code that went unseen, and where they are."""
    scores = [found.get(f"mutation-{room}", {}) for room in ROOMS]
    names = sorted({kind for score in scores for kind in score.get("kinds", ())})
    rows = [(name, *(f"{score.get('kinds', {}).get(name, 0)}" for score in scores)) for name in names]
    if rows:
        yield "Unseen, by kind:\n"
        yield table(("kind", *ROOMS), rows)
    unseen = [each for score in scores for each in score.get("survivors", ())]
    if unseen:
        yield f"Where {'the first ' + str(LISTED) if len(unseen) > LISTED else 'they'} stand:\n"
        yield "\n".join(
            f"- `{place}`: {kind}" for place, _, kind in (each.rpartition(": ") for each in unseen[:LISTED])
        )


def _skipped(found: Results) -> Iterator[str]:
    """What wasn't tried on that machine, and why."""
    why = sorted({why for name, each in found.items() if name.startswith("part-") for why in each["skipped"]})
    if why:
        yield "\n### Not tried there\n"
        yield "\n".join(f"- {each}" for each in why)


if __name__ == "__main__":
    main()
