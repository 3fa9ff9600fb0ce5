"""The schemas against the readers, on files in which one thing is replaced, left out, added or renamed."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from regiorules.text import LANGUAGES
from tests.authoring.schemas.agreeing import SCHEMA_OF, accepted, problems_in, problems_of, typed, written
from tests.mini import MINI, VOCABULARY
from tests.spots import spots

# --- rule sets: the schema against the loader -----------------------------------------------------

# Codes of problems in the form of one file; whatever else is wrong can only be known from other items.
FORM = {
    "unknown_key",
    "missing_key",
    "expected_mapping",
    "expected_list",
    "expected_text",
    "expected_both_languages",
    "not_one_of",
    "not_number",
    "not_whole",
    "not_yes_no",
    "not_date",
    "pattern",
    "why_needed",
    "no_statements",
    "change_form",
    "needs",
    "not_for",
}
SCRAPS: tuple[Any, ...] = (
    *("x", "yes", "No", "low", "Laag", "LAAG", "risk", "source", "2021-01-01", "unknown", "Onbekend", "1e3"),
    *(True, False, None, 0, 1, -1, 1.0, 1.5, 75_000, 10**20),
    *(
        [],
        {},
        ["x"],
        ["low"],
        ["work", "zorg"],
        "work; zorg",
        {"x": "y"},
        [{"name": "A"}],
        [{"name": "A", "population": 5}],
    ),
    *({"nl": "a"}, {"nl": "a", "en": "b"}, {"value": "low"}, {"value": 5, "source": "s"}, {"value": True, "note": "n"}),
)


@st.composite
def spoilt(draw: DrawFn, document: Any, keys: tuple[str, ...] = ()) -> Any:
    """The document with one thing somewhere in it replaced, left out, added or renamed."""
    copy = deepcopy(document)
    holder, key = draw(st.sampled_from(list(spots(copy))))
    action = draw(st.sampled_from(["replace", "replace", "leave out", "add", "rename"]))
    if action == "replace" or isinstance(holder, list):
        holder[key] = deepcopy(draw(st.sampled_from(SCRAPS)))
        assume(holder[key] is not None or key not in LANGUAGES)  # a text `null` is read as that word, and is a mistake
    elif action == "leave out":
        del holder[key]
    elif action == "rename":
        holder[draw(st.sampled_from(["x", "X1", f"{key}s", *keys]))] = holder.pop(key)
    else:
        holder[draw(st.sampled_from(["x", "scale", "asked", "why", *keys]))] = draw(st.sampled_from(SCRAPS))
    return copy


CHANGES = """
ruleset: {id: mini, version: 1, title: {nl: K, en: S}, source: {title: {nl: P, en: T}, url: x, note: {nl: n, en: n}},
  extends: [], applies: {regions: [Zeeland], valid_from: 2021-01-01, valid_until: 2030-12-31}}
changes:
  strained-little-trust:
    reason: {nl: r, en: r}
    replace:
      when: trust == low
      then: strained
      because: {nl: b, en: b}
      basis: interpretation
      why: {nl: w, en: w}
      statements: [S02]
      severity: watch
      valid_from: 2022-01-01
  talk-under-strain: {reason: {nl: r, en: r}, off: yes}
"""
CASES = """
cases:
  strained-little-trust:
    gives: strained
    on: 2020-01-01
    region: Zeeland
    severity: high
    holds: [{trust: low, strategy_agreed: no}]
    fails: [{trust: high}, {strategy_agreed: yes}]
scenarios:
  - {name: x, profile: Zeeland, on: 2020-01-01, set: {large_city: 1000}, not_holds: [talk], open: [], severity: {}}
"""
SPOILT = {
    **{name: (MINI / name).read_text("utf-8") for name in SCHEMA_OF},
    "changes.yaml": CHANGES,
    "scenarios/more.yaml": CASES,
}


@pytest.mark.parametrize("name", SPOILT)
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_schema_and_loader_agree_on_spoilt_rule_sets(name: str, data: st.DataObject) -> None:
    """The schema refuses nothing that the loader accepts, and accepts nothing of which the loader refuses the form."""
    kind = SCHEMA_OF.get(name, "scenario" if "scenarios" in name else "catalogue")
    text = written(data.draw(spoilt(typed(SPOILT[name]))))
    found = problems_of(name, text)
    verdict = accepted(text, kind, MINI)
    if not found:
        assert verdict == (True, True)
    values = (".effects", ".then.")  # of facts
    codes = {problem.code for problem in found if not any(each in problem.path for each in values)}
    if codes & FORM and "unknown_reference" not in codes:  # a scale that doesn't exist is missed as well
        assert verdict == (False, False), [problem.say("en") for problem in found]


# --- regions: the schema against the reader ---------------------------------------------------------

REGION_FORM = FORM | {"not_level", "missing_field", "unknown_fact", "not_asked"}
DESCRIBED = {
    "region": "X",
    "date": "2016",
    "profile": "Flevoland",
    "sources": {"s": {"title": "T", "url": "u", "date": "2016"}},
    "parameters": {"large_city": 5000, "fair_share": 0.25},
    "facts": {
        "trust": {"value": "low", "source": ["s"], "note": {"nl": "n", "en": "n"}},
        "effort": "Hoog",
        "strategy_agreed": False,
        "budget": 12.5,
        "domains": ["work", "zorg"],
        "municipalities": [{"name": "A", "population": 5, "role": "guest"}, {"name": "B", "population": None}],
    },
}


@settings(deadline=None)
@given(spoilt(DESCRIBED, tuple(VOCABULARY.facts)))
def test_schema_and_reader_agree_on_spoilt_regions(document: Any) -> None:
    """The schema refuses nothing that the reader accepts, and accepts nothing of which the reader refuses the form."""
    needed = [holder[key] for holder, key in spots(document) if key in ("region", "profile", "title", "name")]
    assume(not {"unknown", "Onbekend", "None"} & {str(each) for each in needed})  # with quotes those are names
    text = written(document)
    found = problems_in(text)
    verdict = accepted(text, "region", MINI)
    if not found:
        assert verdict == (True, True)
    if {problem.code for problem in found} & REGION_FORM:
        assert verdict == (False, False), [problem.say("en") for problem in found]
