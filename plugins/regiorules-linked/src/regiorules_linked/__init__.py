"""Rule sets and assessments as linked data, as a plugin of RegioRules: `--format turtle` and `--format jsonld`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from regiorules import Exported, hookimpl

if TYPE_CHECKING:
    from regiorules import Exporter, ExportWish, Knowledge
    from regiorules.advice.model import Advice
    from regiorules.render.renderer import Layout, Renderer

_SUFFIXES = {"turtle": ".ttl", "jsonld": ".jsonld"}


class RulesAsLinkedData:
    """The form behind `regiorules export --format turtle` and `--format jsonld`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suffixes: tuple[str, ...] = (_SUFFIXES[name],)

    def write(self, knowledge: Knowledge, wish: ExportWish) -> Exported:
        """The rule set that was asked for, in both languages; raises InputError for a base that is no address."""
        from regiorules_linked.rules import rule_set_triples
        from regiorules_linked.writing import FORMS

        return Exported(FORMS[self.name](rule_set_triples(knowledge, wish.ruleset, wish.base)))


class AdviceAsLinkedData:
    """The format behind `regiorules advise --format turtle` and `--format jsonld`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.suffixes: tuple[str, ...] = (_SUFFIXES[name],)

    def render(self, advice: Advice, layout: Layout) -> str:
        """What follows for the region, and what it rests on; it has no layout."""
        from regiorules_linked.assessed import assessment_triples
        from regiorules_linked.writing import FORMS

        return FORMS[self.name](assessment_triples(advice.assessment))


@hookimpl
def regiorules_exports(register: Callable[[Exporter], None]) -> None:
    """Register the forms `turtle` and `jsonld`."""
    for name in _SUFFIXES:
        register(RulesAsLinkedData(name))


@hookimpl
def regiorules_renderers(register: Callable[[Renderer], None]) -> None:
    """Register the formats `turtle` and `jsonld`."""
    for name in _SUFFIXES:
        register(AdviceAsLinkedData(name))
