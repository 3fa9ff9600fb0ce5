"""The cases of the DMN Technology Compatibility Kit, on every executor; what can't be said is named, never wrong."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from dmn_kit import ABSENT, KIT, Case, cases, same
from regiorules_dmn.deciding import DmnModel

from regiorules import InputError
from regiorules.engine import rete

CASES = cases()
WRITE = os.environ.get("REGIORULES_GOLDEN") == "write"
PAGE = Path(__file__).parents[3] / "docs" / "dmn.md"
TABLE = re.compile(r"(?<=<!-- kit -->\n\n).*?(?=\n\n<!-- /kit -->)", re.DOTALL)
needs_kit = pytest.mark.skipif(not CASES, reason=ABSENT)


@cache
def model(path: Path, executor: str) -> DmnModel | None:
    """A model of the kit; None for one of which nothing can be said."""
    try:
        return DmnModel(path, executor)
    except InputError:
        return None


def unsaid(case: Case, executor: str) -> Iterator[str]:
    """Why a case can't be tried: the reasons for its decisions, or for those that they rest on."""
    found = model(case.model, executor)
    if found is None:
        yield "nothing of the model can be said"
    else:
        yield from (why.en for name, why in found.translated.unsaid.items() if name in found.behind(*case.results))


@needs_kit
@pytest.mark.parametrize("executor", ("compiled", "durable") if rete.available() else ("compiled",))
@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_case_gives_what_it_should_or_is_named(case: Case, executor: str) -> None:
    """Every decision of the case, in order and with its structure; or the reason why the model can't be said."""
    if any(unsaid(case, executor)):
        return
    found = model(case.model, executor)
    assert found is not None
    given = found.decide(case.inputs, *case.results)
    assert {name: given[name] for name, wanted in case.results.items() if not same(given[name], wanted)} == {}


@needs_kit
def test_nine_in_ten_are_right() -> None:
    """What is named is less than one in ten."""
    named = [case for case in CASES if any(unsaid(case, "compiled"))]
    assert len(named) * 10 <= len(CASES)


def lines() -> Iterator[str]:
    """A line for each model of the kit, and one for all."""
    yield "| model | cases | right | named, and why |\n| --- | ---: | ---: | --- |"
    for path in sorted({case.model for case in CASES}):
        own = [case for case in CASES if case.model == path]
        named = [case for case in own if any(unsaid(case, "compiled"))]
        why = "; ".join(dict.fromkeys(each for case in named for each in unsaid(case, "compiled")))
        yield f"| `{path.relative_to(KIT).parent}` | {len(own)} | {len(own) - len(named)} | {why} |"
    right = sum(not any(unsaid(case, "compiled")) for case in CASES)
    yield f"| all | {len(CASES)} | {right} | |"


@needs_kit
@pytest.mark.skipif(not PAGE.exists(), reason="the page isn't there")
def test_the_table_on_the_page_is_this_one() -> None:
    """REGIORULES_GOLDEN=write writes it anew."""
    page, table = PAGE.read_text("utf-8"), "\n".join(lines())
    if WRITE:
        PAGE.write_text(TABLE.sub(lambda _: table, page), "utf-8")
        return
    assert TABLE.findall(page) == [table]
