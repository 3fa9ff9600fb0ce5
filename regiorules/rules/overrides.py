"""Whether rules can go before the rules that they name, whichever of them are in force, replaced or switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field

from regiorules.errors import Place, Problems
from regiorules.frozen import frozen
from regiorules.rules.exceptions import Overriding, own
from regiorules.rules.expressions import Aggregate, Known, walk
from regiorules.rules.model import Knowledge, Rule
from regiorules.text import Near, listing

MAX_CHAIN = 10  # rules of which each goes before the one before it: more than that nobody follows
MAX_LENGTH = 10_000  # characters of a condition with all its exceptions: that of five of the longest
Locate = Callable[..., Place]


@frozen
class Versions:
    """The rules by id, each in every version that there is of it: its own, and those that replace it."""

    rules: Mapping[str, tuple[Rule, ...]]
    by: Mapping[str, frozenset[str]]  # the ids of those that may go before a rule

    @classmethod
    def of(cls, knowledge: Knowledge) -> Versions:
        """Those of some knowledge."""
        rules: dict[str, list[Rule]] = {}
        by: dict[str, set[str]] = {}
        over = Overriding(knowledge.rules)
        for rule in knowledge.every_rule():
            rules.setdefault(rule.id, []).append(rule)
            for general in over.overridden(rule):
                by.setdefault(general, set()).add(rule.id)
        return cls({name: tuple(each) for name, each in rules.items()}, {name: frozenset(s) for name, s in by.items()})

    def over(self, name: str) -> list[str]:
        """The ids of the rules that may go before this one, in order."""
        return sorted(self.by.get(name, ()))

    def overriding(self, name: str) -> Rule:
        """The version of a rule that goes before others."""
        return next(each for each in self.rules[name] if each.overrides)

    def specials(self, rule: Rule) -> Iterator[Rule]:
        """Every version of the rules that may go before this one."""
        return (each for name in self.over(rule.id) for each in self.rules.get(name, ()) if each.overrides)


def stands(rule: Rule) -> tuple[str, ...]:
    """Where a rule stands, or the table that it is a row of: the section, the key, and what leads to it from there."""
    if rule.table:
        return "tables", rule.table
    return ("changes", f"{rule.id} {rule.ruleset}", "replace") if rule.changed else ("rules", rule.id)


def path_of(rule: Rule) -> str:
    """Where the names stand before which a rule goes, as people read it."""
    section, key, *rest = stands(rule)
    return ".".join((section, key.split(" ")[0], *rest, "overrides"))


@frozen
class OverrideChecks:
    """Holds what rules say that they go before against the rest of the knowledge; what is wrong goes on the list."""

    knowledge: Knowledge
    locate: Locate
    problems: Problems
    broken: frozenset[str]  # defined, but wrongly: already reported
    known: frozenset[str] = field(init=False)

    @known.default
    def _known(self) -> frozenset[str]:
        return frozenset({*self.knowledge.rules, *self.knowledge.tables})

    def names(self) -> None:
        """Each rule goes before rules that there are, once, not before itself, and asks for nothing to be known."""
        seen: set[tuple[str, ...]] = set()
        for rule in self.knowledge.every_rule():
            if rule.overrides and stands(rule) not in seen:
                seen.add(stands(rule))
                for at, name in enumerate(rule.overrides):
                    self._name(rule, at, name)
            if rule.overrides and any(isinstance(each, Known) for each in walk(own(rule))):
                self._add("override_known", rule, rule=listing(rule.overrides, 5))

    def _name(self, rule: Rule, at: int, name: str) -> None:
        if name and name in (rule.id, rule.table):
            self._add("override_self", rule, at)
        elif name in rule.overrides[:at]:
            self._add("override_twice", rule, at, rule=name)
        elif name not in self.known and name not in self.broken:
            self._add("unknown_reference", rule, at, kind="rule", suggestion=Near(name, sorted(self.known)), name=name)

    def bounds(self) -> None:
        """What exceptions come to together can be followed, and looked at for one record; there is no circle in it."""
        versions = Versions.of(self.knowledge)
        depth: dict[str, int] = {}
        length: dict[str, int] = {}
        for name in versions.rules:
            _measure(name, versions, depth, length)
        for name, specials in versions.by.items():
            if depth[name] > MAX_CHAIN or length[name] > MAX_LENGTH:
                fields: dict[str, Any] = {"rule": name, "limit": MAX_CHAIN, "length": MAX_LENGTH}
                self._add("override_large", versions.overriding(min(specials)), **fields)
                return  # what stands on it is too large too
        for rule in self.knowledge.every_rule():
            self._nested(rule, versions)

    def _nested(self, rule: Rule, versions: Versions) -> None:
        """What goes before an exception about one record is looked at for that record, so it looks at no list."""
        about = [each for each in versions.specials(rule) if each.each and each.each == rule.each]
        for special in about:
            for other in versions.specials(special):
                if other.each != special.each and _lists(other, versions):
                    fields: dict[str, Any] = {"rule": special.id, "general": rule.id, "each": special.each}
                    self._add("override_nested", other, **fields)

    def _add(self, code: str, special: Rule, /, *at: int, suggestion: Near | None = None, **given: Any) -> None:
        place = self.locate(*stands(special), "overrides", *at)
        self.problems.add(code, place, path_of(special), suggestion=suggestion, **{"name": special.id, **given})


def _lists(rule: Rule, versions: Versions) -> bool:
    """True where a rule, or what goes before it, looks at a list."""
    here = bool(rule.each) or any(isinstance(each, Aggregate) for each in walk(own(rule)))
    return here or any(_lists(each, versions) for each in versions.specials(rule))


def _measure(name: str, versions: Versions, depth: dict[str, int], length: dict[str, int]) -> None:
    """How many rules go before one another up to this one, and how many characters they come to."""
    if name in depth:
        return
    over = versions.over(name)
    for special in over:
        _measure(special, versions, depth, length)
    depth[name] = max((depth[each] + 1 for each in over), default=0)
    own_length = max(len(rule.text) + len(rule.unless) for rule in versions.rules[name])
    length[name] = own_length + sum(length[each] for each in over)
