"""What a service knows, and what a request may choose of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from regiorules_web.service import Service

from regiorules.errors import InputError, UnknownName
from regiorules.plugins import load_plugins

HEAD = (
    "ruleset: {{id: {0}, version: 0.1.0, title: {{nl: A, en: A}}, source: {{title: {{nl: B, en: B}}}}, extends: [{1}]}}"
)


@pytest.fixture
def two(tmp_path: Path) -> Service:
    """Two rule sets of one's own, of which the second builds on the first."""
    for name, base in (("one", ""), ("two", "one")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(HEAD.format(name, base))
    return Service(load_plugins(only=()), (tmp_path / "one", tmp_path / "two"))


def test_an_engine_is_made_once_for_a_choice(service: Service) -> None:
    """In whatever order it is made; without a choice it is the engine of all."""
    assert service.engine() is service.engine()
    assert service.engine(("core",)) is service.engine(("core", "core"))
    assert service.engine(("core", "werkcentra")) is service.engine(("werkcentra", "core"))
    assert [each.id for each in service.engine(("core",)).knowledge.rulesets] == ["core"]


def test_a_choice_that_cant_stand_alone_is_the_askers_fault(two: Service) -> None:
    """And no folder of the service is named."""
    assert [each.id for each in two.engine(("one", "two")).knowledge.rulesets] == ["one", "two"]
    with pytest.raises(InputError) as caught:
        two.engine(("two",))
    assert "one" in caught.value.say("en")
    assert "ruleset.yaml" not in caught.value.say("en")


def test_only_what_is_served_can_be_chosen(two: Service, tmp_path: Path) -> None:
    """No other rule set, nor a folder by its path."""
    for name in ("core", str(tmp_path / "one"), "../one", ""):
        with pytest.raises(UnknownName):
            two.engine((name,))


def test_what_has_no_table_has_no_regions(two: Service) -> None:
    """Nothing to choose from, and nothing that goes wrong."""
    assert two.profiles(two.knowledge) == {}
