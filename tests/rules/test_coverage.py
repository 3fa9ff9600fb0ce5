"""Where the statements of a rule set are used."""

from __future__ import annotations

from attrs import evolve

from regiorules.rules.coverage import cover
from tests.mini import KNOWLEDGE


def test_a_statement_that_nothing_uses_is_a_hole() -> None:
    """One that a rule or a conclusion rests on isn't."""
    statements = {**KNOWLEDGE.statements, "S09": evolve(KNOWLEDGE.statements["S01"], id="S09")}
    found = cover(evolve(KNOWLEDGE, statements=statements))
    assert found.unused == ("S09",)
    assert not found.complete
    assert cover(KNOWLEDGE).unused == ()
