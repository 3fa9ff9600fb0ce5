"""
Other rule engines on the yardstick, each in the forms in which its users could write it.

A form is made from the program and then takes a dict of facts and gives the ids of the rules that hold.  All of these
are two-valued: every fact has to be known.  A form that writes conclusions out makes of the whole program one
expression, so that rules no longer read one another's conclusions: that is done here, by hand, and not by the peer.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from regiorules.engine.program import Program

Facts = Mapping[str, Any]
Run = Callable[[Facts], Collection[str]]
FORMS = (
    ("common-expression-language", "cel", "a program a layer", "layers"),
    ("common-expression-language", "cel", "one program, conclusions written out", "whole"),
    ("zen-engine", "zen", "a decision, a node a layer", "decision"),
    ("zen-engine", "zen", "an expression a layer", "layers"),
    ("zen-engine", "zen", "one expression, conclusions written out", "whole"),
    ("clipspy", "clips", "a fact with slots, rules assert conclusions", "rules"),
    ("rule-engine", "rule_engine", "a rule a rule", "rules"),
    ("rule-engine", "rule_engine", "a list a layer", "layers"),
    ("durable-rules", "durable", "durable.lang, as its manual shows", "manual"),
    ("durable-rules", "durable", "C functions, a wide fact a layer", "bare"),
    ("openfisca-core", "openfisca", "a variable a rule", "variables"),
)


class Form(NamedTuple):
    """A peer in one form; `run` is None where the peer isn't installed."""

    peer: str
    form: str
    run: Run | None

    @property
    def written_out(self) -> bool:
        """True where the conclusions were written out by hand."""
        return "written out" in self.form


class WrongAnswer(Exception):
    """A peer that gives other rules than the judges do: it isn't timed."""


def forms(program: Program) -> Iterator[Form]:
    """Each peer in each form, made from the program."""
    for peer, module, form, maker in FORMS:
        try:
            make = getattr(importlib.import_module(f"benchmarks.peers.{module}"), maker)
            yield Form(peer, form, make(program))
        except ImportError:
            yield Form(peer, form, None)


def fixpoint(program: Program, facts: Facts) -> set[str]:
    """The rules that hold, plainly: all rules again and again, in any order, until nothing changes."""
    values, holding = dict(facts) | dict.fromkeys((rule.target for rule in program.rules.values()), False), set[str]()
    rules = random.Random(7).sample(sorted(program.rules.values(), key=lambda rule: rule.id), len(program.rules))
    while True:
        new = {rule.id for rule in rules if rule.judge.value(values)} - holding
        if not new:
            return holding
        holding |= new
        values |= {rule.target: True for rule in rules if rule.id in new}


def check(name: str, run: Run, program: Program, cases: Sequence[Facts]) -> None:
    """Raises WrongAnswer where the run isn't the plain fixpoint in some case; all facts have to be known."""
    for facts in cases:
        found, expected = set(run(facts)), fixpoint(program, facts)
        if found != expected:
            raise WrongAnswer(f"{name}: {sorted(found ^ expected)}")
