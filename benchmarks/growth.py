"""
How the time of each reader grows with its input, right and wrong: the exponent in time = constant * size ^ exponent.

1 is linear.  Each size is read several times and the quickest counts; the exponent is the slope through all sizes,
so that what is the same for any input makes it less than one.  `--write` puts the table into docs/growth.md.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl

from benchmarks.measure import exponent, quickest
from regiorules import Region, region_of
from regiorules.errors import Problems, RegioRulesError
from regiorules.facts.profiles import read_profiles
from regiorules.facts.region import read_region
from regiorules.facts.workbook.reader import read_workbook
from regiorules.facts.workbook.writer import workbook_content
from regiorules.rules.conditions import parse_condition
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.names import Names

CORE = load_rulesets(ruleset_folder("core"))
NAMES = Names.of(CORE)
ROUNDS = 3
DOCS = Path(__file__).parent.parent / "docs" / "growth.md"
HEAD = {
    "id": "big",
    "version": "1",
    "title": {"nl": "a", "en": "a"},
    "source": {"title": {"nl": "a", "en": "a"}},
}
Make = Callable[[int, Path], Callable[[], Any]]


def text_of(word: str) -> dict[str, str]:
    """A text in both languages."""
    return {"nl": word, "en": word}


def saved(folder: Path, name: str, content: str) -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(content, "utf-8")
    return path


def said(action: Callable[[], Any]) -> Callable[[], None]:
    """The action, and what is said where it raises an error: saying it takes time too."""

    def run() -> None:
        try:
            action()
        except RegioRulesError as error:
            error.say("nl")

    return run


def region(facts: Mapping[str, Any], folder: Path, **more: Any) -> Callable[[], None]:
    """Reading a region with these facts."""
    path = saved(folder, "r.json", json.dumps({"region": "X", "facts": facts, **more}, indent=1))
    return said(lambda: read_region(path, CORE.vocabulary))


def municipalities(size: int, folder: Path) -> Callable[[], None]:
    """Municipalities in a file."""
    records = [{"name": f"Dorp {number}", "population": 1000 + number} for number in range(size)]
    return region({"municipalities": records}, folder)


def unknown_facts(size: int, folder: Path) -> Callable[[], None]:
    """Facts that no vocabulary has."""
    return region({f"regional_netwrok_{number}": "x" for number in range(size)}, folder)


def wrong_sources(size: int, folder: Path) -> Callable[[], None]:
    """Sources that aren't there, beside as many that are."""
    wrong = [f"sourc_{number}" for number in range(size)]
    facts = {"regional_network": {"value": "loose", "source": wrong}}
    return region(facts, folder, sources={f"source_{number}": {"title": "T"} for number in range(size)})


def plain_data(size: int, folder: Path) -> Callable[[], None]:
    """The same without a file."""
    records = [{"name": f"Dorp {number}", "population": 1000 + number} for number in range(size)]
    return said(lambda: region_of({"region": "X", "facts": {"municipalities": records}}, CORE.vocabulary))


def workbook(size: int, folder: Path) -> Callable[[], None]:
    """Municipalities in a workbook."""
    path = folder / "w.xlsx"
    path.write_bytes(workbook_content(CORE.vocabulary, Region("X")))
    book = openpyxl.load_workbook(path)
    sheet = next(each for each in book.worksheets if each.title == "Gemeenten")
    for number in range(size):
        sheet.cell(sheet.max_row + 1, 1, f"Dorp {number}")
    book.save(path)
    return said(lambda: read_workbook(path, CORE.vocabulary))


def profiles(size: int, folder: Path) -> Callable[[], None]:
    """A table of regions."""
    lines = [f"{1 + number // 40},Regio {number // 40},Dorp {number},{1000 + number}" for number in range(size)]
    path = saved(folder, "p.csv", "\n".join(["region_number,region,municipality,population", *lines]) + "\n")
    return said(lambda: read_profiles(path, CORE.vocabulary))


def ruleset(rules: Mapping[str, Any], folder: Path, **more: Any) -> Callable[[], None]:
    """Loading a rule set with these rules."""
    whole = {"ruleset": HEAD, "rules": rules, **more}
    saved(folder, "ruleset.yaml", json.dumps(whole, indent=1))
    return said(lambda: load_rulesets(folder))


def rules_of(size: int, when: str) -> dict[str, Any]:
    """Rules with a condition each."""
    rest = {"because": text_of("x"), "basis": "assumption", "why": text_of("x")}
    return {f"r{number}": {"when": when.format(number), "then": f"c{number}", **rest} for number in range(size)}


def many_rules(size: int, folder: Path) -> Callable[[], None]:
    """Rules without a mistake."""
    finding = {"kind": "finding", "title": text_of("x"), "text": text_of("x")}
    number = {"type": "number", "title": text_of("x"), "question": text_of("x")}
    return ruleset(
        rules_of(size, "f{} >= 3"),
        folder,
        facts={f"f{each}": number for each in range(size)},
        conclusions={f"c{each}": finding for each in range(size)},
    )


def wrong_rules(size: int, folder: Path) -> Callable[[], None]:
    """Rules with a mistake each."""
    return ruleset(rules_of(size, "unknown_{} >= 3"), folder)


def table(cells: Sequence[Sequence[str]], hit: str, folder: Path) -> Callable[[], None]:
    """Loading a rule set with a decision table."""
    saved(folder, "t.csv", "\n".join(";".join(row) for row in cells) + "\n")
    number = {"type": "number", "title": text_of("x"), "question": text_of("x")}
    finding = {"kind": "finding", "title": text_of("x"), "text": text_of("x")}
    declared = {"file": "t.csv", "hit": hit, "because": text_of("x"), "basis": "assumption", "why": text_of("x")}
    facts = {f"f{each}": number for each in range(50)}
    return ruleset({}, folder, facts=facts, conclusions={"c": finding}, tables={"t": declared})


def cells_of(size: int, cell: str) -> list[list[str]]:
    """A table of so many cells; of at most 200 rows."""
    width = -(-size // 190)
    rows = size // width
    return [[*(f"f{at}" for at in range(width)), "→ c"], *([*[cell.format(row)] * width, "x"] for row in range(rows))]


def wide_table(size: int, folder: Path) -> Callable[[], None]:
    """Cells with a number."""
    return table(cells_of(size, "{}"), "collect", folder)


def lists_in_table(size: int, folder: Path) -> Callable[[], None]:
    """Cells with many tests, denied."""
    return table(cells_of(size, "niet ({0}-{0}1, {0}2, {0}3, {0}4-{0}5, {0}6, {0}7, {0}8, {0}9)"), "collect", folder)


def wrong_table(size: int, folder: Path) -> Callable[[], None]:
    """Cells with a mistake each."""
    return table(cells_of(size, "unknwon_{}"), "collect", folder)


def condition(size: int, folder: Path) -> Callable[[], None]:
    """A long condition."""
    text = " or ".join(["municipality_count > 5"] * size)
    return lambda: parse_condition(text, NAMES, CORE.rules[next(iter(CORE.rules))].place, "", Problems())


def postcodes(size: int, folder: Path) -> Callable[[], None]:
    """A postcode table, with what its areas have to do with each other."""
    from regiorules_friesland.areas import records, stretches
    from regiorules_friesland.table import read_table

    lines = [f"{1000 + each};{1003 + each};Partij {each % 300};Contact {each}" for each in range(size)]
    path = saved(folder, "c.csv", "\n".join(["postcode_van;postcode_tot_en_met;partij;contact", *lines]) + "\n")

    def run() -> None:
        areas = read_table(path)
        records(areas)
        list(stretches(areas))

    return run


READERS: list[tuple[str, Make, Sequence[int]]] = [
    ("a region file with so many municipalities", municipalities, (500, 1_000, 2_000, 4_000)),
    ("the same as plain data", plain_data, (500, 1_000, 2_000, 4_000)),
    ("a region file with so many unknown facts", unknown_facts, (2_000, 4_000, 8_000, 16_000)),
    ("a region file with so many wrong sources", wrong_sources, (500, 1_000, 2_000, 4_000)),
    ("a workbook with so many municipalities", workbook, (200, 400, 800, 1_600)),
    ("a table of regions with so many rows", profiles, (1_000, 2_000, 4_000, 8_000)),
    ("a rule set with so many rules", many_rules, (200, 400, 800, 1_600)),
    ("a rule set with so many wrong rules", wrong_rules, (200, 400, 800, 1_600)),
    ("a decision table with so many cells", wide_table, (500, 1_000, 2_000, 4_000)),
    ("a decision table with so many cells of nine tests", lists_in_table, (100, 190, 380, 760)),
    ("a decision table with so many wrong cells", wrong_table, (500, 1_000, 2_000, 4_000)),
    ("a condition with so many comparisons", condition, (8, 16, 32, 64)),
    ("a postcode table with so many rows", postcodes, (600, 1_200, 2_400, 4_800)),
]


def measured(name: str, make: Make, sizes: Sequence[int]) -> str:
    """A row of the table."""
    times = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            times.append(quickest(make(size, Path(folder)), ROUNDS))
    return f"| {name} | {sizes[0]:,} – {sizes[-1]:,} | {times[-1] * 1000:,.0f} ms | {exponent(sizes, times):.2f} |"


def main() -> None:
    """Measure all readers."""
    lines = ["| reader | sizes | time of the largest | exponent |", "| --- | --- | --- | --- |"]
    for name, make, sizes in READERS:
        with suppress(ModuleNotFoundError):  # of a plugin that isn't installed
            lines.append(measured(name, make, sizes))
            print(lines[-1], flush=True)
    if "--write" in sys.argv:
        before, _, _ = DOCS.read_text("utf-8").partition("| reader |")
        DOCS.write_text(before + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
