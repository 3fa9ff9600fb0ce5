"""The tiny rule set of the tests, and how a test reads problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from regiorules.errors import RegioRulesError
from regiorules.rules.load import load_rulesets
from tests.paths import DATA

MINI = DATA / "mini"
KNOWLEDGE = load_rulesets(MINI)
VOCABULARY = KNOWLEDGE.vocabulary


def messages(error: type[RegioRulesError], action: Callable[..., Any], *arguments: Any, **named: Any) -> list[str]:
    """The lines, in English, of the error that the action must raise."""
    with pytest.raises(error) as caught:
        action(*arguments, **named)
    assert type(caught.value) is error
    return caught.value.say("en").splitlines()


def codes(error: type[RegioRulesError], action: Callable[..., Any], *arguments: Any, **named: Any) -> list[str]:
    """The codes of the problems of the error that the action must raise, in the order of the file."""
    with pytest.raises(error) as caught:
        action(*arguments, **named)
    return [problem.code for problem in caught.value.problems]
