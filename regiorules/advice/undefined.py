"""Why something has no outcome, though all that it is worked out of is known."""

from __future__ import annotations

from collections.abc import Mapping

from regiorules.advice.wording import Wording
from regiorules.engine.judgement import Judgement, Undefined
from regiorules.rules.expressions import Calculate
from regiorules.text import Text

_PROBLEMS: Mapping[str, Text] = {
    "zero": Text("kan niet worden berekend: er wordt door 0 gedeeld", "can't be calculated: it divides by 0"),
    "power": Text(
        "kan niet worden berekend: deze macht bestaat niet, of is te groot",
        "can't be calculated: there is no such power, or it is too large",
    ),
    "large": Text("kan niet worden berekend: de uitkomst is te groot", "can't be calculated: the outcome is too large"),
    "empty": Text("kan niet worden berekend: de lijst is leeg", "can't be calculated: the list is empty"),
}


def why_undefined(judgement: Judgement, wording: Wording) -> str:
    """Why something can't be calculated though all in it is known; "" where that isn't so."""
    found = judgement.undefined
    return _PROBLEMS[_why(found[0], wording)].say(wording.language) if found else ""


def _why(tree: Undefined, wording: Wording) -> str:
    """What is wrong in a calculation of which all is known."""
    if isinstance(tree, Calculate):
        if tree.op == "**":
            return "power"
        divisor = wording.judgement(tree.right).value
        return "zero" if tree.op == "/" and divisor == 0 else "large"
    if not wording.values.get(tree.records):
        return "empty"
    return "zero" if tree.function == "share" else "large"
