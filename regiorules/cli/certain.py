"""What commands ask of what is certain whatever the answers are: where the solver isn't installed, that is said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from regiorules.cli.registered import remark
from regiorules.errors import MissingExtra, Problem

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.proofs.certainty import Certain
    from regiorules.rules.model import Knowledge


def certain_if_possible(
    assessment: Assessment, knowledge: Knowledge, names: Iterable[str] | None = None
) -> tuple[Certain, ...]:
    """The open conclusions (of these names, or of all) that come to the same whatever the answers are."""
    from regiorules.proofs.certainty import certain_of

    try:
        return certain_of(assessment, knowledge, names)
    except MissingExtra:
        remark([Problem("certain_missing")])
        return ()
