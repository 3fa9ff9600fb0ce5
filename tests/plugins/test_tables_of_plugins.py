"""Tables of regions that plugins give: the vocabulary in use says what is in them, and reads it."""

from __future__ import annotations

from typing import Any

import pytest

import regiorules
from regiorules.errors import PluginError
from regiorules.facts.profiles import Profile
from regiorules.plugins.using import give_profiles
from regiorules.rules.load import load_rulesets
from tests.mini import VOCABULARY, messages
from tests.paths import ROOT
from tests.plugins.trial import NAMED, installed, plugin


def given(monkeypatch: pytest.MonkeyPatch, facts: dict[str, Any]) -> regiorules.plugins.Registry:
    """The registry with one table of one region."""
    table = {"R": Profile(1, "R", facts, "2026", "a trial")}
    return installed(monkeypatch, bad=lambda: plugin(profiles=lambda register: register("t", lambda: table)))


def test_values_are_read_as_the_vocabulary_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word for a level is that level, a field that isn't given is unknown; what no rule knows is left out."""
    registry = given(monkeypatch, {"municipalities": [{"name": "A"}], "trust": "hoog", "colour": "red"})
    found = give_profiles(registry, "t", VOCABULARY)["R"].facts
    assert found == {"municipalities": ({"name": "A", "population": None, "role": None},), "trust": "high"}
    other = load_rulesets(ROOT / "examples" / "domains" / "jeugdzorg").vocabulary
    assert give_profiles(registry, "t", other)["R"].facts == {}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "R has no facts"),
        ({"municipalities": []}, "R has no facts"),
        (
            {"municipalities": [{"name": "A", "population": "many"}]},
            "].population: many isn't a number",
        ),
        ({"municipalities": [{"name": ""}]}, "municipalities[1]"),
        ({"trust": "hihg"}, "hihg isn't a value of trust"),
        ({"municipalities": [{"name": "A"}], "centre_municipality": "B"}, "B isn't in the list Municipalities"),
    ],
)
def test_a_value_that_can_not_be_names_the_plugin(
    monkeypatch: pytest.MonkeyPatch, facts: dict[str, Any], said: str
) -> None:
    """With the region and what is wrong in it."""
    [*lines] = messages(PluginError, give_profiles, given(monkeypatch, facts), "t", VOCABULARY)
    assert NAMED in lines[0]
    assert said in " ".join(lines)
