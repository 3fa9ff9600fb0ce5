"""What counts as provoked: a problem that the package's own code makes, and none that a test makes by itself."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import evolve

from regiorules.errors import Problem, Problems, unknown_name
from regiorules.messages import MESSAGES
from tests.paths import ROOT


@pytest.fixture
def recorder(request: pytest.FixtureRequest) -> Any:
    """The conftest that notes what is reported."""
    found = request.config.pluginmanager.get_plugin(str(ROOT / "conftest.py"))
    assert found is not None
    return found


def test_what_the_package_makes_counts(recorder: Any) -> None:
    """Through a list of problems, or a function that makes an error."""
    Problems().add("made_by_the_package")
    unknown_name("made_by_a_function", "x", ())
    assert {"made_by_the_package", "made_by_a_function"} <= recorder.SEEN


def test_what_a_test_makes_does_not_count(recorder: Any) -> None:
    """Neither made here nor changed here: only a real mistake shows that a message is ever said."""
    problem = Problem("made_by_a_test")
    evolve(problem, code="changed_by_a_test")
    assert not {"made_by_a_test", "changed_by_a_test"} & recorder.SEEN


def test_only_messages_can_be_missing(recorder: Any) -> None:
    """At the start one code counts: the one that is never said alone."""
    assert "did_you_mean" in MESSAGES
    assert "did_you_mean" in recorder.SEEN
