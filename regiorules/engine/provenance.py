"""The given facts behind every name of an outcome, and the facts that open names wait for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any

from regiorules.engine.executor import Outcome
from regiorules.engine.judgement import Judgement
from regiorules.engine.program import Program, ProgramRule
from regiorules.engine.settling import matter
from regiorules.facts.possible import is_known

_FEW = 16  # bits that are sooner looked for than all read
_OF_DIGITS = bytes.maketrans(b"01", b"\x00\x01")


class Provenance:
    """
    What is behind every rule (`judgements`) and every name of one outcome.

    A set of facts is a whole number with a bit for each, as in a long chain every link may rest on all facts before
    it: thousands of sets of thousands, which as sets of Python take gigabytes.
    """

    def __init__(self, program: Program, outcome: Outcome, given: Mapping[str, Any], askable: frozenset[str]) -> None:
        self.values = outcome.values
        self.statuses = outcome.statuses
        self._settle_by = program.settle
        self._names = sorted({*given, *askable}.intersection(program.names))
        bits = {name: 1 << number for number, name in enumerate(self._names)}
        known = {name for name in self._names if given.get(name) is not None}
        whole = {name for name in known if is_known(given[name])}
        self._rests_on = {name: bits[name] if name in known else 0 for name in program.names}
        self._waits_for = {name: bits[name] if name in askable - whole else 0 for name in program.names}
        self._read: dict[int, tuple[str, ...]] = {0: ()}
        self.judgements = {name: rule.judge.judgement(self.values) for name, rule in program.rules.items()}
        for layer in program.layers:
            for derivation in layer.derivations:
                if derivation.target not in whole:
                    self._follow(derivation.target, [derivation.judge.judgement(self.values)])
            for target, rules in layer.by_target.items():
                if target not in whole:
                    self._settle(target, rules)

    def rests_on(self, name: str) -> tuple[str, ...]:
        """The given facts behind a name, in order."""
        return self._in_words(self._rests_on[name])

    def waits_for(self, name: str) -> tuple[str, ...]:
        """The facts that an open name waits for, in order."""
        return self._in_words(self._waits_for[name])

    def _in_words(self, facts: int) -> tuple[str, ...]:
        if facts not in self._read:
            few = facts.bit_count() <= _FEW
            found = map(self._names.__getitem__, _bits(facts)) if few else compress(self._names, _truths(facts))
            self._read[facts] = tuple(found)
        return self._read[facts]

    def _settle(self, target: str, rules: Sequence[ProgramRule]) -> None:
        said = [(self.statuses[rule.id], rule.value) for rule in rules]
        chosen = matter(self._settle_by[target], said, self.values.get(target))
        self._follow(target, [self.judgements[rules[at].id] for at in chosen])

    def _follow(self, target: str, judgements: Iterable[Judgement]) -> None:
        rests_on, waits_for = self._rests_on[target], self._waits_for[target]
        for each in judgements:
            for name in each.rests_on:
                rests_on |= self._rests_on[name]
            for name in each.waits_for:
                waits_for |= self._waits_for[name] or self._rests_on[name]  # what is known, but has a gap, itself
        self._rests_on[target] = rests_on
        self._waits_for[target] = 0 if is_known(self.values.get(target)) else waits_for


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, one after another."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _truths(number: int) -> bytes:
    """Every bit as a byte, the lowest first."""
    return f"{number:b}"[::-1].encode().translate(_OF_DIGITS)
