"""The tiny rule set of the tests, and how a test reads problems."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from regiorules.errors import RegioRulesError, RuleSetError
from regiorules.rules.load import load_rulesets
from tests.paths import DATA

MINI = DATA / "mini"
KNOWLEDGE = load_rulesets(MINI)
VOCABULARY = KNOWLEDGE.vocabulary


def copied(folder: Path) -> Path:
    """A copy of it, to change, in this folder."""
    return shutil.copytree(MINI, folder / "mini")


def changed(name: str, old: str, new: str) -> str:
    """The text of a file of it with one thing in it changed."""
    text = (MINI / name).read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1)


def mistakes(folder: Path) -> list[str]:
    """The messages, in English, about a rule set that has mistakes, without its folder."""
    return [line.replace(f"{folder}/", "") for line in messages(RuleSetError, load_rulesets, folder)]


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
