"""What is certain whatever the answers are, in words."""

from __future__ import annotations

from collections.abc import Iterable

from regiorules.advice.lines import CertainLine
from regiorules.advice.wording import Wording
from regiorules.proofs.certainty import Certain


def certain_lines(certain: Iterable[Certain], wording: Wording) -> tuple[CertainLine, ...]:
    """Each of these in the language of a wording, in their order."""
    return tuple(_line(each, wording) for each in certain)


def _line(each: Certain, wording: Wording) -> CertainLine:
    kind = wording.label(wording.knowledge.conclusions[each.name].kind)
    status = "holds" if each.holds else "fails"
    facts = tuple(wording.line(name) for name in each.facts)
    return CertainLine(each.name, wording.title(each.name), kind, status, wording.label(status), facts)
