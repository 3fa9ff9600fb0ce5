"""Which statement of the source is used where, and what should have a rule but hasn't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge


@frozen
class Coverage:
    """
    Where every statement is used: `rules` by id, `elsewhere` as "kind id".

    The rest are holes: statements that nothing uses, conclusions and derived facts without a
    rule, and rules that scenarios speak of but that aren't there.
    """

    rules: Mapping[str, tuple[str, ...]]
    elsewhere: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    without_rule: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """True where there is no hole."""
        return not (self.unused or self.without_rule or self.gone)


def cover(knowledge: Knowledge, tried_rules: Iterable[str] = ()) -> Coverage:
    """The coverage of some knowledge; `tried_rules` are the rules that its scenarios speak of."""
    concluded = {rule.target for rule in knowledge.rules.values()}
    rules: dict[str, list[str]] = {name: [] for name in knowledge.statements}
    elsewhere: dict[str, list[str]] = {name: [] for name in knowledge.statements}
    for rule in knowledge.rules.values():
        for name in rule.statements:
            rules[name].append(rule.id)
    for kind, items in (
        ("conclusion", {name: each for name, each in knowledge.conclusions.items() if name in concluded}),
        ("position", knowledge.positions),
        ("topic", knowledge.topics),
        ("section", knowledge.sections),
    ):
        for key, item in items.items():
            for name in item.statements:
                elsewhere[name].append(f"{kind} {key}")
    derived = {name for name, fact in knowledge.vocabulary.facts.items() if not fact.asked}
    return Coverage(
        {name: tuple(found) for name, found in rules.items()},
        {name: tuple(found) for name, found in elsewhere.items()},
        tuple(name for name in knowledge.statements if not rules[name] and not elsewhere[name]),
        tuple(sorted((derived | set(knowledge.conclusions)) - concluded - set(knowledge.derivations))),
        tuple(sorted(set(tried_rules) - set(knowledge.rules))),
    )
