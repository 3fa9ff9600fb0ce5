"""A rule set as statements of linked data: what it holds, and what each rule rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import frozen
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, SKOS, XSD

from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.rules.expressions import assumes, reads
from regiorules.rules.model import Conclusion, Knowledge, Rule, RuleSetInfo
from regiorules.rules.model import Statement as Said
from regiorules_linked.names import CPRMV, TERMS, Names, is_address
from regiorules_linked.writing import Triple, both, value


def rule_set_triples(knowledge: Knowledge, ruleset: str, base: str = "") -> Iterator[Triple]:
    """All that is said of one rule set of some knowledge; raises InputError for a base that is no address."""
    names = Names.under(base, knowledge.rulesets[0].id)
    info = next(each for each in knowledge.rulesets if each.id == ruleset)
    return _RuleSet(knowledge, info, names).triples()


@frozen
class _RuleSet:
    knowledge: Knowledge
    info: RuleSetInfo
    names: Names

    def triples(self) -> Iterator[Triple]:
        """The head, and everything that is the rule set's own."""
        knowledge, vocabulary = self.knowledge, self.knowledge.vocabulary
        yield from self.head()
        for section, title in sorted(knowledge.source_sections.items()):
            if any(each.section == section for each in self.own(knowledge.statements.values())):
                yield from _said(self.names.of("section", section), (DCTERMS.title, both(title)))
                yield self.names.of("section", section), DCTERMS.isPartOf, self.source
        for statement in self.own(knowledge.statements.values()):
            yield from self.statement(statement)
        for fact in self.own(vocabulary.facts.values()):
            yield from self.fact(fact)
        for parameter in self.own(vocabulary.parameters.values()):
            yield from self.parameter(parameter)
        for conclusion in self.own(knowledge.conclusions.values()):
            yield from self.conclusion(conclusion)
        for rule in self.own(knowledge.every_rule()):
            yield from self.rule(rule)

    def own(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items that are of this rule set."""
        return (each for each in items if each.ruleset == self.info.id)

    def thing(self, kind: str, name: str, *types: URIRef) -> tuple[URIRef, list[Triple]]:
        """Something of the rule set, with its id."""
        node = self.names.of(kind, name)
        own = [(node, RDF.type, each) for each in types]
        return node, [*own, (node, CPRMV.id, Literal(name)), (node, DCTERMS.isPartOf, self.version)]

    @property
    def version(self) -> URIRef:
        """The rule set in the version that it has."""
        return self.names.version(self.info.id, self.info.version)

    @property
    def source(self) -> URIRef:
        """The publication that the rule set rests on: where it stands, or a name of ours."""
        url = self.info.source.url
        return URIRef(url) if is_address(url) else self.names.of("source", self.info.id)

    # --- the head ----------------------------------------------------------------------------------

    def head(self) -> Iterator[Triple]:
        """The rule set, this version of it, and its source."""
        info, whole = self.info, self.names.rule_set(self.info.id)
        yield from _said(
            whole, (RDF.type, [PROV.Entity]), (DCTERMS.hasVersion, [self.version]), (DCTERMS.title, both(info.title))
        )
        yield from _said(
            self.version,
            (RDF.type, [CPRMV.RuleSet, PROV.Entity]),
            (CPRMV.id, [Literal(info.id)]),
            (DCTERMS.isVersionOf, [whole]),
            (DCTERMS.title, both(info.title)),
            (OWL.versionInfo, [Literal(info.version)]),
            (TERMS.digest, [Literal(info.digest)]),
            (DCTERMS.requires, [self.names.rule_set(each) for each in info.extends]),
            (DCTERMS.spatial, [Literal(each) for each in info.applies.regions]),
            (PROV.hadPrimarySource, [self.source]),
            *_days(info.applies.valid_from, info.applies.valid_until),
        )
        yield from _said(
            self.source,
            (RDF.type, [PROV.Entity]),
            (DCTERMS.title, both(info.source.title)),
            (DCTERMS.publisher, [Literal(info.source.publisher)] if info.source.publisher else []),
            (SKOS.note, both(info.source.note)),
            (DCTERMS.date, [Literal(str(info.source.date))] if str(info.source.date) else []),
        )

    # --- what it holds -----------------------------------------------------------------------------

    def statement(self, statement: Said) -> Iterator[Triple]:
        """A statement of the source, in our words."""
        node, own = self.thing("statement", statement.id, PROV.Entity)
        yield from own
        yield from _said(node, (DCTERMS.description, both(statement.text)), (PROV.wasDerivedFrom, [self.source]))
        yield node, DCTERMS.references, self.names.of("section", statement.section)

    def fact(self, fact: Fact) -> Iterator[Triple]:
        """A fact, with its options; one that follows says what it is worked out from."""
        node, own = self.thing("fact", fact.id, SKOS.Concept)
        yield from own
        tree = self.knowledge.derivations.get(fact.id)
        yield from _said(
            node,
            (SKOS.prefLabel, both(fact.title)),
            (SKOS.definition, both(fact.question)),
            (SKOS.note, both(fact.help)),
            (TERMS.type, [Literal(fact.type)]),
            (TERMS.unit, both(fact.unit)),
            (TERMS.derivation, [Literal(fact.derive)] if fact.derive else []),
            (PROV.hadPrimarySource, self.statements(fact.statements)),
            (TERMS.reads, [self.named(each) for each in sorted(reads(tree) | assumes(tree))] if tree else []),
        )
        for option in fact.options:
            part = self.names.of("fact", fact.id, option.id)
            yield from _said(
                part, (RDF.type, [SKOS.Concept]), (SKOS.prefLabel, both(option.label)), (SKOS.broader, [node])
            )

    def parameter(self, parameter: Parameter) -> Iterator[Triple]:
        """An assumption, with its value and its reason."""
        node, own = self.thing("assumption", parameter.id, CPRMV.Parameter)
        yield from own
        yield from _said(
            node,
            (SKOS.prefLabel, both(parameter.title)),
            (SKOS.note, both(parameter.why)),
            (TERMS.value, [value(parameter.value)]),
            (TERMS.unit, both(parameter.unit)),
        )

    def conclusion(self, conclusion: Conclusion) -> Iterator[Triple]:
        """What can be concluded."""
        node, own = self.thing("conclusion", conclusion.id, SKOS.Concept)
        yield from own
        yield from _said(
            node,
            (SKOS.prefLabel, both(conclusion.title)),
            (SKOS.definition, both(conclusion.text)),
            (TERMS.kind, [Literal(conclusion.kind)]),
            (PROV.hadPrimarySource, self.statements(conclusion.statements)),
        )

    def rule(self, rule: Rule) -> Iterator[Triple]:
        """A rule: its condition, what it concludes, its reason, and what it rests on."""
        node, own = self.thing("rule", rule.id, CPRMV.Rule, PROV.Entity)
        yield from own
        yield from _said(
            node,
            (CPRMV.definition, [Literal(f"{rule.text} → {rule.says}")]),
            (DCTERMS.description, both(rule.because)),
            (SKOS.note, both(rule.why)),
            (TERMS.basis, [Literal(rule.basis)]),
            (TERMS.concludes, [self.named(rule.target)]),
            (TERMS.unless, [Literal(rule.unless)] if rule.unless else []),
            (TERMS.overriddenBy, [self.names.of("rule", each) for each in rule.overridden_by]),
            (TERMS.reads, [self.named(each) for each in sorted(self.read_by(rule))]),
            (PROV.hadPrimarySource, self.statements(rule.statements)),
            *_days(rule.valid_from, rule.valid_until),
        )

    def read_by(self, rule: Rule) -> set[str]:
        """The facts, assumptions and conclusions in a rule: in its condition, and in what it works out."""
        return {name for tree in rule.trees for name in reads(tree) | assumes(tree)}

    def statements(self, ids: Iterable[str]) -> list[URIRef]:
        """The addresses of statements."""
        return [self.names.of("statement", each) for each in ids]

    def named(self, name: str) -> URIRef:
        """The address of a fact, an assumption or a conclusion."""
        vocabulary = self.knowledge.vocabulary
        kind = "fact" if name in vocabulary.facts else "assumption" if name in vocabulary.parameters else "conclusion"
        return self.names.of(kind, name)


def _said(node: URIRef, *pairs: tuple[URIRef, Iterable[Any]]) -> Iterator[Triple]:
    """What is said of one thing: for each property its values."""
    return ((node, name, value) for name, values in pairs for value in values)


def _days(first: date | None, last: date | None) -> Iterator[tuple[URIRef, list[Literal]]]:
    """From when to when something applies."""
    for name, day in ((CPRMV.validFrom, first), (CPRMV.validUntil, last)):
        if day:
            yield name, [Literal(day.isoformat(), datatype=XSD.date)]
