"""Assessments kept as JSON: what the schema refuses is refused, and what the engine gives comes back."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator

import regiorules
from regiorules.authoring.schemas import schema
from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.errors import InputError
from regiorules.facts.region import Region
from tests.engine.keeping import CONFLICT, ENGINE, FOUND, OPEN, SOME
from tests.mini import KNOWLEDGE, VOCABULARY
from tests.spots import edits

SCHEMA = Draft202012Validator(schema("assessment"))


@SOME
@given(data=edits([each.to_data() for each in (FOUND, OPEN, CONFLICT)]))
def test_what_the_schema_refuses_is_refused(data: Any) -> None:
    """And what is read comes out as it went in, and either serves the advice or is refused there."""
    try:
        read = Assessment.from_data(data)
    except InputError:
        return
    assert SCHEMA.is_valid(data)
    for each in data["conclusions"].values():
        each.setdefault("records", [])  # older ones lack it
    assert read.to_data() == data
    assert Assessment.from_json(read.to_json()).to_json() == read.to_json()
    for use in (
        lambda: regiorules.make_advice(read, KNOWLEDGE),
        lambda: [regiorules.explain(read, KNOWLEDGE, name) for name in (*KNOWLEDGE.conclusions, *VOCABULARY.facts)],
        lambda: regiorules.what_changes(read, FOUND, KNOWLEDGE, {}),
        lambda: regiorules.compare([FOUND, read], KNOWLEDGE),
    ):
        with suppress(InputError):
            use()


@SOME
@given(told=regions(VOCABULARY))
def test_what_is_assessed_can_be_kept(told: Region) -> None:
    """Every assessment that the engine gives is read back, with the same bytes, and fits the knowledge."""
    found = ENGINE.assess(told)
    again = Assessment.from_json(found.to_json())
    assert (again, again.to_json(), again.checked(KNOWLEDGE)) == (found, found.to_json(), KNOWLEDGE)
    assert SCHEMA.is_valid(found.to_data())
