"""Assessments to keep, and how a test spoils one and reads what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, settings

from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source
from tests.mini import KNOWLEDGE, VOCABULARY

ENGINE = Engine(KNOWLEDGE, "compiled")
SOME = settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))


def region(**values: Any) -> Region:
    told = Region("R").tell(VOCABULARY, **values)
    sources = {"a": Source("Rapport")}
    return evolve(told, sources=sources, facts={**told.facts, "effort": Given("low", ("a",), {"nl": "n", "en": "n"})})


CITIES = [{"name": "Urk", "population": 90_000}, {"name": "Goes", "population": 10_000}]
FOUND = ENGINE.assess(region(trust="low", strategy_agreed=False, municipalities=CITIES, domains=["work"]))
OPEN = ENGINE.assess(region(budget=5))
CONFLICT = ENGINE.assess(Region("R").tell(VOCABULARY, municipalities=CITIES, domains=["work", "care"], effort="high"))


def said(action: Callable[[], Any], language: Any = "en") -> str:
    """The one line that refuses a stored assessment."""
    with pytest.raises(InputError) as caught:
        action()
    [problem] = caught.value.problems
    assert problem.code == "stored_json"
    [line] = problem.say(language).splitlines()
    assert isinstance(line, str)
    return line


def changed(path: str, value: Any, base: Assessment = FOUND) -> dict[str, Any]:
    """The data of an assessment with one part of it replaced (`...` removes it)."""
    data = base.to_data()
    *trail, last = path.split("/")
    part: Any = data
    for key in trail:
        part = part[int(key)] if isinstance(part, list) else part[key]
    if value is ...:
        del part[last]
    else:
        part[int(last) if isinstance(part, list) else last] = value
    return data
