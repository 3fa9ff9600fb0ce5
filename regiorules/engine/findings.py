"""
What the values of an outcome make of the rules for each name, and which of these rules count.

Regions have much in common: what was found once for the same values isn't looked for again, as long as it isn't too
much.  Lists hardly ever are the same, and what is asked of them often is: they are told apart by that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import itemgetter
from typing import Any, NamedTuple

from regiorules.engine.executor import Outcome
from regiorules.engine.judgement import Judge, Judgement, is_joint
from regiorules.engine.program import Derivation, Program, ProgramRule
from regiorules.engine.settling import Settle, matter, settle_silent
from regiorules.engine.states import STATUS, ConclusionState, RuleState
from regiorules.facts.possible import is_known
from regiorules.memo import Bounded
from regiorules.rules.expressions import Expression, reads

_MOST_KEPT = 60_000  # findings altogether, of some hundreds of bytes each
_MOST_OF_ONE = 128  # of the values that one name, or one rule, depends on
_MOST_SEEN = 15_000  # of which each may hold two sets of facts
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


class Seen:
    """
    What is seen of a name: its value, the bits of the given facts behind it, and of those that it waits for.

    There is one of each, so that it is told apart by what it is, and not by what is in it.
    """

    __slots__ = ("rests_on", "value", "waits_for")

    def __init__(self, value: Any, rests_on: int, waits_for: int) -> None:
        self.value, self.rests_on, self.waits_for = value, rests_on, waits_for


class Finding:
    """
    What is found of one name: the `states` of its rules, and the `rules` by which it has its value; none if derived.

    `seen` is what those that read the name make use of, and `state` that of the conclusion, once it was asked for.
    Not to be changed; each is itself, and equal to no other.
    """

    __slots__ = ("rules", "seen", "state", "states")

    def __init__(self, states: tuple[RuleState, ...], rules: tuple[str, ...], seen: Seen) -> None:
        self.states, self.rules, self.seen = states, rules, seen
        self.state: ConclusionState | None = None


Sight = Mapping[Any, Any]  # what is seen of names, and by its judge what is asked of a list
Finder = Callable[[Values, Sight], Finding]  # by all values, and what is seen of the names before


# One name that is derived or settled, what gives all that is seen that makes the difference, what was found by that
# before, and what finds it anew.
Step = tuple[str, Callable[[Sight], Any], Mapping[Any, Finding], Finder]


class Sights:
    """What was seen of names, each but once, as long as it isn't too much."""

    def __init__(self) -> None:
        self._kept: Bounded[tuple[Any, int, int], Seen] = Bounded(_MOST_SEEN)

    def of(self, value: Any, rests_on: int, waits_for: int) -> Seen:
        """The one that has these."""
        key = value, rests_on, waits_for
        return self._kept.get(key) or self._kept.keep(key, Seen(*key))


class Findings:
    """
    The findings of one program, for any number of outcomes and threads; `askable` are the facts that can be asked.

    A set of facts is a whole number with a bit for each, as in a long chain every link may rest on all facts
    before it: thousands of sets of thousands, which as sets of Python take gigabytes.  `places` are those of the names
    that rules settle, in what is found.
    """

    def __init__(self, program: Program, askable: frozenset[str]) -> None:
        self._names = sorted(program.names, key=lambda name: (name not in askable, name))
        self._bits = {name: 1 << number for number, name in enumerate(self._names)}
        self._asked = {name: bit if name in askable else 0 for name, bit in self._bits.items()}
        self._sights = Sights()
        self._unseen = {name: self._sights.of(None, 0, bit) for name, bit in self._asked.items()}
        self._unknown: dict[str, Any] = dict.fromkeys(program.names)
        self._words: Bounded[int, tuple[str, ...]] = Bounded(_MOST_SETS)
        self.places: dict[str, int] = {}
        self._steps: list[Step] = []
        self._lists: dict[Expression, Judge] = {}  # what is asked of lists
        rules = self._lay_out(program)
        self._rules = sorted(rules)
        self._order = sorted(range(len(rules)), key=rules.__getitem__)

    def _lay_out(self, program: Program) -> list[str]:
        """Put the steps after what they depend on; the rules in that order."""
        rules: list[str] = []
        for layer in program.layers:
            self._steps += [_derived(each, program, self._sights) for each in layer.derivations]
            for target, own in layer.by_target.items():
                self.places[target] = len(self._steps)
                lists = [self._lists.setdefault(each.tree, each) for rule in own for each in rule.aggregates]
                self._steps.append(_settled(target, own, lists, program, self._sights))
                rules += [rule.id for rule in own]
        return rules

    def of(self, outcome: Outcome, given: Mapping[str, Any]) -> tuple[list[Finding], Sight]:
        """What is found of each name that is derived or settled, layer by layer; and what is seen of all names then."""
        values = self._unknown | dict(outcome.values)
        known = {name: value for name, value in given.items() if value is not None and name in self._bits}
        whole = {name for name, value in known.items() if is_known(value)}
        seen: dict[Any, Any] = {each: each.outcome(values) for each in self._lists.values()}
        seen |= self._unseen | {name: self._as_given(name, values[name], name in whole) for name in known}
        found = []
        for target, read, known_of, find in self._steps:
            made = known_of.get(read(seen)) or find(values, seen)
            found.append(made)
            if target not in whole:
                seen[target] = made.seen
        return found, seen

    def _as_given(self, name: str, value: Any, whole: bool) -> Seen:
        """What is seen of a fact that is given, whole or in part; of a list only whether it is known."""
        told = type(value) if isinstance(value, tuple) else value
        return self._sights.of(told, self._bits[name], 0 if whole else self._asked[name])

    def states(self, found: Iterable[Finding]) -> dict[str, RuleState]:
        """The states of all rules in what was found, in the order of their ids."""
        every = list(chain.from_iterable([each.states for each in found]))
        return dict(zip(self._rules, map(every.__getitem__, self._order), strict=True))

    def in_words(self, facts: int) -> tuple[str, ...]:
        """The facts of which the bits are set, in order."""
        found = self._words.get(facts)
        if found is None:
            few = facts.bit_count() <= _FEW
            names = map(self._names.__getitem__, _bits(facts)) if few else compress(self._names, _truths(facts))
            found = self._words.keep(facts, tuple(sorted(names)))
        return found


def judging(program: Program) -> Mapping[str, Judging]:
    """Of every rule what judges it by the values of all names (None where unknown)."""
    rules, most = program.rules.values(), most_of_one(program)
    return program.memo.of("judging", lambda: {rule.id: kept(_judging(rule.judge), [rule], most) for rule in rules})


def most_of_one(program: Program) -> int:
    """How much is kept of one rule, or of one name."""
    return min(_MOST_OF_ONE, _MOST_KEPT // (3 * len(program.rules) or 1))


def _judging(judge: Judge) -> Judging:
    def judged(values: Values) -> Judged:
        found = judge.judgement(values)
        return Judged(found.value, found, RuleState(STATUS[found.value], found.rests_on, found.waits_for))

    return judged


def _derived(derivation: Derivation, program: Program, sights: Sights) -> Step:
    """Finds what is behind a derived name; of most that is all that is read, once the name is known."""
    target, judge = derivation.target, derivation.judge
    every = tuple(sorted(reads(judge.tree)))
    together = is_joint(judge.tree) and target not in program.settle

    def find(values: Values, seen: Sight) -> Finding:
        if together and is_known(values[target]):
            return Finding((), (), sights.of(*_behind(target, every, (), values, seen)))
        judged = judge.judgement(values)
        return Finding((), (), sights.of(*_behind(target, judged.rests_on, judged.waits_for, values, seen)))

    return target, itemgetter(target), {}, find


def _settled(
    target: str, rules: Sequence[ProgramRule], lists: Sequence[Judge], program: Program, sights: Sights
) -> Step:
    """Finds what counts for a name; kept by what is seen of the names that its rules read, and of the lists."""
    judged, settle = judging(program), program.settle[target]
    known: Bounded[Any, Finding] = Bounded(most_of_one(program))
    read = itemgetter(target, *sorted({name for rule in rules for name in rule.reads}), *lists)
    judges = [(judged[rule.id], rule.said) for rule in rules]

    def find(values: Values, seen: Sight) -> Finding:
        said = [(judge(values), say) for judge, say in judges]
        counting = _counting(settle, [(each.value, say) for each, say in said], values, target)
        chosen = [said[place][0].judgement for place in counting]
        worked_out = [rules[place].works_out for place in counting if said[place][0].value is not False]
        chosen += [judge.judgement(values) for judge in worked_out if judge]
        decide = dict.fromkeys(name for each in chosen for name in each.rests_on)
        lack = dict.fromkeys(name for each in chosen for name in each.waits_for)
        finding = Finding(
            tuple([each.state for each, _ in said]),
            tuple([rules[place].id for place in counting]),
            sights.of(*_behind(target, decide, lack, values, seen)),
        )
        return known.keep(read(seen), finding)

    return target, read, known, find


def _counting(
    settle: Settle, said: Sequence[tuple[bool | None, Callable[[Values], Any]]], values: Values, target: str
) -> list[int]:
    """The places of the rules that count, by what each of them comes to and says."""
    value = values[target]
    if settle is settle_silent:  # as `matter` has it, of nearly every name
        return [place for place, (truth, _) in enumerate(said) if truth is value]
    return matter(settle, [(truth, say(values)) for truth, say in said], value)


def _behind(
    target: str, decide: Iterable[str], lack: Iterable[str], values: Values, seen: Sight
) -> tuple[Any, int, int]:
    """What is to be seen of a name: from the names that decide it, and those that it lacks, to what is behind these."""
    value = values[target]
    rests_on, waits_for = seen[target].rests_on, seen[target].waits_for
    for name in decide:
        rests_on |= seen[name].rests_on
    if is_known(value):
        return value, rests_on, 0
    for name in lack:
        waits_for |= seen[name].waits_for or seen[name].rests_on  # what is known, but has a gap, itself
    return value, rests_on, waits_for


def kept(find: Callable[[Values], Any], rules: Sequence[ProgramRule], most: int) -> Callable[[Values], Any]:
    """What is found by what some rules read, kept by that: by the values of names, and what they make of lists."""
    read = _reading(rules)
    known: Bounded[Any, Any] = Bounded(most)

    def found(values: Values) -> Any:
        key = read(values)
        try:
            made = known.get(key)
        except TypeError:  # whether records are known
            return find(values)
        return known.keep(key, find(values)) if made is None else made

    return found


def _reading(rules: Sequence[ProgramRule]) -> Callable[[Values], Any]:
    """What gives the values of the names that rules read, and what they make of lists."""
    names = sorted({name for rule in rules for name in rule.reads_beside})
    outcomes = [each.outcome for rule in rules for each in rule.aggregates]
    if names and not outcomes:
        return itemgetter(*names)  # as of most rules
    return lambda values: (*[values[name] for name in names], *[outcome(values) for outcome in outcomes])


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set, one after another."""
    while number:
        yield (number & -number).bit_length() - 1
        number &= number - 1


def _truths(number: int) -> bytes:
    """Every bit as a byte, the lowest first."""
    return f"{number:b}"[::-1].encode().translate(_OF_DIGITS)
