"""What a rule gives a number where that doesn't stand there, but is worked out: `then: {fee: hours * 0.1}`."""

from __future__ import annotations

from typing import Any

from regiorules.errors import Place, Problems
from regiorules.facts.values import UNKNOWN_WORDS
from regiorules.facts.vocabulary import Fact
from regiorules.patterns import pattern
from regiorules.rules.conditions import parse_number
from regiorules.rules.model import Calculation
from regiorules.rules.names import Names
from regiorules.text import fold

_NAME = pattern(r"(?<![\w.])[^\W\d]\w*")
_BEGINS = pattern(r"\s*[(-]*\s*[^\W\d]")
_SIGN = pattern(r"[*/+×÷(]|\s[-–−]\s")


def is_calculation(fact: Fact | None, written: Any) -> bool:
    """True for what is written where a number is to follow and is no number: it has names, and calculates with them."""
    if fact is None or fact.type != "number" or not isinstance(written, str) or fold(written) in UNKNOWN_WORDS:
        return False
    named = _NAME.search(written) is not None
    return named and (_BEGINS.match(written) is not None or _SIGN.search(written) is not None)


def read_calculation(text: str, names: Names, place: Place, path: str, problems: Problems) -> Calculation | None:
    """The calculation; None where it is wrong (then `problems` grows)."""
    tree = parse_number(text, names, place, path, problems)
    return None if tree is None else Calculation(" ".join(text.split()), tree)
