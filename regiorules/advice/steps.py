"""The steps that a proof consists of: data, which renderers only read."""

from __future__ import annotations

from typing import Literal

from attrs import field

from regiorules.advice.model import SPARSE, SourceLine, StatementLine
from regiorules.frozen import frozen

StepKind = Literal[
    "conclusion",
    "rule",
    "all",
    "any",
    "not",
    "condition",
    "fact",
    "assumption",
    "record",
    "calculation",
    "exception",
]
Elsewhere = Literal["", "above", "apart"]


@frozen
class Step:
    """
    One step of a proof.

    Of kind "exception" is what a rule doesn't hold for: a condition, or the rule with that `id`, which goes before it.

    `status` is holds, fails or open, of a record too; of a fact given, derived or unknown; of an assumption "assumed";
    of what a rule works out derived or unknown; of a rule that another rule set switched off "off"; of what counts for
    nothing here not_in_force or not_here.
    `value` is what was seen, `wanted` the condition in the rule's own words; `decisive` marks the first
    condition on which a rule fails.  `ruleset` is that of a rule or of its change, `note` the reason for
    the change (of a fact: the note given with it), `valid` the days between which it is in force, `regions`
    the regions that it is for, where it isn't for this one.  `problem` says why something can't be
    calculated though all in it is known.  `outcome` is what a condition makes of what is partly known ("so not
    connected").  `elsewhere` says where the steps below stand: "above", where this
    was explained already, or "apart", in an explanation of its own, as this one gets too deep.
    """

    kind: StepKind
    id: str
    text: str
    status: str
    value: str = ""
    wanted: str = ""
    decisive: bool = False
    basis: str = ""
    why: str = ""
    note: str = ""
    ruleset: str = ""
    valid: str = ""
    regions: tuple[str, ...] = ()
    problem: str = ""
    elsewhere: Elsewhere = ""
    statements: tuple[StatementLine, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    steps: tuple[Step, ...] = ()
    outcome: str = field(default="", metadata=SPARSE)
