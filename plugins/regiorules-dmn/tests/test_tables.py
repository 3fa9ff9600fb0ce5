"""Random tables of every hit policy, held against what DMN says of them in so many words."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from dmn_models import decision, given, model, table
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st
from regiorules_dmn.deciding import DmnModel

ORDER = ("high", "low", "middle")
WORDS = ("red", "green", "blue")
NUMBERS: dict[str, Callable[[float], bool]] = {
    "-": lambda _: True,
    "< 3": lambda n: n < 3,
    ">= 3": lambda n: n >= 3,
    "[2..4)": lambda n: 2 <= n < 4,
    "]2..4]": lambda n: 2 < n <= 4,
    "1, 5": lambda n: n in (1, 5),
    "not(3, > 4)": lambda n: not (n == 3 or n > 4),
    "> 1, < 0": lambda n: n > 1 or n < 0,
    "(> 4), (<= 1)": lambda n: n > 4 or n <= 1,
    "not((< 2))": lambda n: n >= 2,
    "before(?, 3)": lambda n: n < 3,
}
TEXTS: dict[str, Callable[[str], bool]] = {
    "-": lambda _: True,
    '"red"': lambda word: word == "red",
    '"red", "blue"': lambda word: word in ("red", "blue"),
    'not("green")': lambda word: word != "green",
}
TRUTHS: dict[str, Callable[[bool], bool]] = {
    "-": lambda _: True,
    "true": lambda truth: truth,
    "false": lambda truth: not truth,
    "not(true)": lambda truth: not truth,
}
Row = tuple[str, str, str, str]
POLICIES = ("UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER")
rows = st.lists(
    st.tuples(*(st.sampled_from(sorted(cells)) for cells in (NUMBERS, TEXTS, TRUTHS)), st.sampled_from(ORDER)),
    min_size=1,
    max_size=5,
)
inputs = st.tuples(st.sampled_from([-1, 0, 1, 2, 2.5, 3, 4, 5]), st.sampled_from(WORDS), st.booleans())


def holding(every: Sequence[Row], number: float, word: str, truth: bool) -> list[str]:
    """What the rows give that hold, in their order."""
    return [row[3] for row in every if NUMBERS[row[0]](number) and TEXTS[row[1]](word) and TRUTHS[row[2]](truth)]


def meant(policy: str, found: list[str], default: str = "") -> Any:
    """What a table gives by its hit policy, of what its rows give that hold."""
    if not found and default:
        found = [default]
    if policy in ("COLLECT", "RULE ORDER"):
        return found or None
    if policy == "OUTPUT ORDER":
        return sorted(found, key=ORDER.index) or None
    if policy == "FIRST":
        return found[0] if found else None
    if policy == "PRIORITY":
        return min(found, key=ORDER.index) if found else None
    return found[0] if len(set(found)) == 1 else None  # rows that agree are no conflict


@settings(max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@for_all(
    every=rows,
    policy=st.sampled_from(POLICIES),
    default=st.sampled_from(["", "low"]),
    asked=st.lists(inputs, min_size=1, max_size=6),
)
def test_a_table_gives_what_its_policy_says(
    every: list[Row], policy: str, default: str, asked: list[tuple[Any, ...]]
) -> None:
    """For any rows and any inputs that are known."""
    listed = ", ".join(f'"{each}"' for each in ORDER)
    quoted = [(*row[:3], f'"{row[3]}"') for row in every]
    logic = table(["Number", "Word", "Truth"], [("", listed)], quoted, policy, default=default and f'"{default}"')
    parts = (given("Number"), given("Word", "string"), given("Truth", "boolean"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dmn"
        path.write_text(model(*parts, decision("Outcome", logic, "string")), "utf-8")
        found = DmnModel(path, "compiled")
        for number, word, truth in asked:
            outcome = found.decide({"Number": number, "Word": word, "Truth": truth})["Outcome"]
            assert outcome == meant(policy, holding(every, number, word, truth), default)


@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@for_all(
    every=rows, sign=st.sampled_from(["SUM", "MIN", "MAX", "COUNT"]), asked=inputs, default=st.sampled_from(["", "99"])
)
def test_a_figure_is_that_of_the_rows_that_hold(
    every: list[Row], sign: str, asked: tuple[Any, ...], default: str
) -> None:
    """The sum, the least, the most or the number of them; with a default where none holds."""
    values = [(*row[:3], str(at)) for at, row in enumerate(every, 1)]
    logic = table(["Number", "Word", "Truth"], [("", "")], values, "COLLECT", sign, default)
    parts = (given("Number"), given("Word", "string"), given("Truth", "boolean"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dmn"
        path.write_text(model(*parts, decision("Outcome", logic, "number")), "utf-8")
        outcome = DmnModel(path, "compiled").decide(dict(zip(("Number", "Word", "Truth"), asked, strict=True)))
    kept = [int(each) for each in holding(values, *asked)]
    figures: dict[str, Callable[[list[int]], int]] = {"SUM": sum, "MIN": min, "MAX": max, "COUNT": len}
    assert outcome["Outcome"] == (figures[sign](kept) if kept else 99 if default else None)
