"""
What the values of an outcome make of the rules for each name, and which of these rules count.

Regions have much in common: what was found once for the same values isn't looked for again, as long as it isn't too
much.  Lists hardly ever are the same, and what is asked of them often is: they are told apart by that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from operator import itemgetter
from typing import Any, NamedTuple

from regiorules.engine.executor import Outcome
from regiorules.engine.judgement import Judge, Judgement, is_joint
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.settling import Settle, matter, settle_silent
from regiorules.engine.states import STATUS, RuleState
from regiorules.facts.possible import is_known
from regiorules.rules.expressions import reads

_MOST_KEPT = 60_000  # findings altogether, of some hundreds of bytes each
_MOST_OF_ONE = 128  # of the values that one name, or one rule, depends on

_MOST_SETS = 4_000  # of facts, in words
_FEW = 16  # bits that are sooner looked for than all read
_OF_DIGITS = bytes.maketrans(b"01", b"\x00\x01")

Values = Mapping[str, Any]


class Judged(NamedTuple):
    """What some values make of a rule (`value` is its truth), and how an assessment says that."""

    value: bool | None
    judgement: Judgement
    state: RuleState


Judging = Callable[[Values], Judged]


class Finding(NamedTuple):
    """
    What is found of one name: the `states` of its rules, and the `rules` by which it has its value; none if derived.

    `rests_on` and `waits_for` are the names in the conditions of these: those that decide, and those that could.
    """

    target: str
    states: tuple[RuleState, ...]
    rules: tuple[str, ...]
    rests_on: tuple[str, ...]
    waits_for: tuple[str, ...]


class Findings:
    """
    The findings of one program, for any number of outcomes and threads; `askable` are the facts that can be asked.

    A set of facts is a whole number with a bit for each (`bits`), as in a long chain every link may rest on all facts
    before it: thousands of sets of thousands, which as sets of Python take gigabytes.  Of each name, `nothing`
    has none, and `asked` its own bit where it can be asked.
    """

    def __init__(self, program: Program, askable: frozenset[str]) -> None:
        self.program = program
        self.askable = askable
        self._names = sorted(program.names, key=lambda name: (name not in askable, name))
        self.bits = {name: 1 << number for number, name in enumerate(self._names)}
        self.nothing = dict.fromkeys(self._names, 0)
        self.asked = {name: bit if name in askable else 0 for name, bit in self.bits.items()}
        self._words: dict[int, tuple[str, ...]] = {}
        self._unknown: dict[str, Any] = dict.fromkeys(program.names)
        judged, most = judging(program), most_of_one(program)
        self.places: dict[str, int] = {}
        self._steps: list[Callable[[Values], Finding]] = []
        rules: list[str] = []
        for layer in program.layers:
            self._steps += [_derived(each, beside_rules=each.target in program.settle) for each in layer.derivations]
            for target, own in layer.by_target.items():
                self.places[target] = len(self._steps)
                self._steps.append(_step(target, own, program.settle[target], judged, most))
                rules += [rule.id for rule in own]
        self._in_order = sorted(zip(rules, count()))

    def of(self, outcome: Outcome) -> list[Finding]:
        """
        What is found of each name that is derived, or that rules settle, after all that it depends on.

        Those of which rules settle the name stand at their `places`.
        """
        values = self._unknown | dict(outcome.values)
        return [find(values) for find in self._steps]

    def states(self, found: Iterable[Finding]) -> dict[str, RuleState]:
        """The states of all rules in what was found, in the order of their ids."""
        every = [state for each in found for state in each.states]
        return {rule: every[place] for rule, place in self._in_order}

    def in_words(self, facts: int) -> tuple[str, ...]:
        """The facts of which the bits are set, in order."""
        found = self._words.get(facts)
        if found is None:
            if len(self._words) >= _MOST_SETS:
                self._words.clear()
            few = facts.bit_count() <= _FEW
            names = map(self._names.__getitem__, _bits(facts)) if few else compress(self._names, _truths(facts))
            found = self._words[facts] = tuple(sorted(names))
        return found


def judging(program: Program) -> Mapping[str, Judging]:
    """Of every rule what judges it by the values of all names (None where unknown)."""
    rules, most = program.rules.values(), most_of_one(program)
    return program.memo.of("judging", lambda: {rule.id: kept(_judging(rule.judge), [rule], (), most) for rule in rules})


def most_of_one(program: Program) -> int:
    """How much is kept of one rule, or of one name."""
    return min(_MOST_OF_ONE, _MOST_KEPT // (3 * len(program.rules) or 1))


def _judging(judge: Judge) -> Judging:
    def judged(values: Values) -> Judged:
        found = judge.judgement(values)
        return Judged(found.value, found, RuleState(STATUS[found.value], found.rests_on, found.waits_for))

    return judged


def _derived(derivation: Derivation, *, beside_rules: bool) -> Callable[[Values], Finding]:
    """Finds what is behind a derived name; of most that is all that is read, once the name is known."""
    target, judge = derivation.target, derivation.judge
    whole = Finding(target, (), (), tuple(sorted(reads(judge.tree))), ())
    together = not beside_rules and is_joint(judge.tree)

    def find(values: Values) -> Finding:
        if together and is_known(values[target]):
            return whole
        found = judge.judgement(values)
        return Finding(target, (), (), found.rests_on, found.waits_for)

    return find


def _step(
    target: str,
    rules: Sequence[ProgramRule],
    settle: Settle,
    judged: Mapping[str, Judging],
    most: int,
) -> Callable[[Values], Finding]:
    """Finds what counts for a name, by the values of all names."""
    judges = [judged[rule.id] for rule in rules]
    said = [rule.said for rule in rules]

    def find(values: Values) -> Finding:
        truths, judgements, states = zip(*[judge(values) for judge in judges], strict=True)
        value = values[target]
        if settle is settle_silent:  # as `matter` has it, of nearly every name
            counting = [place for place, truth in enumerate(truths) if truth is value]
        else:
            counting = matter(settle, [(truth, say(values)) for truth, say in zip(truths, said, strict=True)], value)
        chosen = [judgements[place] for place in counting]
        worked_out = [rules[place].works_out for place in counting if truths[place] is not False]
        chosen += [judge.judgement(values) for judge in worked_out if judge]
        return Finding(
            target,
            states,
            tuple([rules[place].id for place in counting]),
            tuple(dict.fromkeys(name for each in chosen for name in each.rests_on)),
            tuple(dict.fromkeys(name for each in chosen for name in each.waits_for)),
        )

    return kept(find, rules, (target,), most)


def kept(
    find: Callable[[Values], Any], rules: Sequence[ProgramRule], beside: tuple[str, ...], most: int
) -> Callable[[Values], Any]:
    """What is found by what some rules read and the values of the names beside; kept by these."""
    read = _reading(rules, beside)
    if read is None:
        return find
    known: dict[Any, Any] = {}

    def found(values: Values) -> Any:
        key = read(values)
        try:
            made = known.get(key)
        except TypeError:  # whether records are known
            return find(values)
        if made is None:
            if len(known) >= most:
                known.clear()
            made = known[key] = find(values)
        return made

    return found


def _reading(rules: Sequence[ProgramRule], beside: tuple[str, ...]) -> Callable[[Values], Any] | None:
    """What gives the values that some rules read, and those of the names beside; None where they read nothing."""
    names = sorted({*beside, *(name for rule in rules for name in rule.reads_beside)})
    outcomes = [each.outcome for rule in rules for each in rule.aggregates]
    if not outcomes:
        return itemgetter(*names) if names else None
    return lambda values: (*[values[name] for name in names], *[outcome(values) for outcome in outcomes])


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, one after another."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _truths(number: int) -> bytes:
    """Every bit as a byte, the lowest first."""
    return f"{number:b}"[::-1].encode().translate(_OF_DIGITS)
