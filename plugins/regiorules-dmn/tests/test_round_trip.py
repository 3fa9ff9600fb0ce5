"""A rule set as a model and back: the same conclusions in any region, for all that a model can say."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from regiorules_dmn.deciding import DmnModel

import regiorules
from regiorules import Engine, ExportWish, Region
from regiorules.facts.partial import is_whole
from regiorules.testing import regions

EXAMPLES = int(os.environ.get("REGIORULES_EXAMPLES", "100"))
CORE = regiorules.load("core")
ENGINE = Engine(CORE, "compiled")
STATUS = {"holds": True, "fails": False}


@cache
def back() -> DmnModel:
    """Core as a model, read as a rule set."""
    import tempfile

    from regiorules_dmn.export import export

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "core.dmn"
        path.write_text(str(export(CORE, ExportWish("core")).content), "utf-8")
        return DmnModel(path, "compiled")


def known(region: Region) -> dict[str, Any]:
    """The facts that are known whole, of those that the model asks."""
    asked = back().translated.inputs
    facts = {name: each.value for name, each in region.facts.items() if name in asked}
    return {name: value for name, value in facts.items() if value is not None and is_whole(value)}


def test_nothing_of_core_is_lost() -> None:
    """Every conclusion and every fact that follows is a decision, and none of them is asked instead."""
    concluded = {*CORE.by_target, *CORE.derivations, *CORE.vocabulary.parameters}
    assert set(back().translated.decisions) == concluded
    assert back().translated.unsaid == {}


@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(region=regions(CORE.vocabulary))
def test_the_same_follows_in_every_region(region: Region) -> None:
    """Conclusions hold, fail or stay open alike, and facts get the same values; with whatever isn't known."""
    facts = known(region)
    first = ENGINE.assess(regiorules.region_of({"region": "X", "facts": facts}, CORE.vocabulary))
    second = back().decide(facts)
    expected = {name: STATUS.get(first.conclusions[name].status) for name in CORE.conclusions}
    expected |= {name: whole(first.facts[name].value) for name in second if name in first.facts}
    assert {name: (second[name], each) for name, each in expected.items() if plain(second[name]) != plain(each)} == {}


def whole(value: Any) -> Any:
    """A value, None where it is partly known."""
    return value if is_whole(value) else None


def plain(value: Any) -> Any:
    """Sets as they compare; a number as one that is rounded."""
    if isinstance(value, tuple | list):
        return sorted(value) or None
    return round(value, 9) if isinstance(value, float) else value
