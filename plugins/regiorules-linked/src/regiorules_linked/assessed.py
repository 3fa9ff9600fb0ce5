"""What follows for a region as statements of linked data: PROV-O says what every conclusion rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen
from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from regiorules.engine.assessment import Assessment
from regiorules.engine.states import ConclusionState, FactState
from regiorules.facts.region import Source
from regiorules_linked.names import TERMS, Names
from regiorules_linked.writing import Triple
from regiorules_linked.writing import value as written

_THERE = ("holds", "fails", "open")  # a conclusion of which something can be said here


def assessment_triples(assessment: Assessment) -> Iterator[Triple]:
    """All that is said of a region; the same assessment has the same address, by its content."""
    names = Names(assessment.rulesets[0].id)
    digest = hashlib.sha256(assessment.to_json().encode()).hexdigest()[:20]
    return _Assessed(assessment, names, digest).triples()


@frozen
class _Assessed:
    assessment: Assessment
    names: Names
    digest: str

    def triples(self) -> Iterator[Triple]:
        """The assessment, its facts and its conclusions."""
        whole = self.own()
        yield whole, RDF.type, PROV.Entity
        yield whole, DCTERMS.title, Literal(self.assessment.region)
        for said, text in ((DCTERMS.date, self.assessment.date), (TERMS.rulesOf, self.assessment.on)):
            if text:
                yield whole, said, Literal(text)
        for used in self.assessment.rulesets:
            yield whole, PROV.wasDerivedFrom, self.names.version(used.id, used.version)
        for name, value in self.assessment.parameters.items():
            yield from self.valued(self.own("assumption", name), self.names.of("assumption", name), value)
        for name, source in self.assessment.sources.items():
            yield from self.source(self.own("source", name), source)
        for name, fact in self.assessment.facts.items():
            if fact.value is not None:
                yield from self.fact(name, fact)
        for name, conclusion in self.assessment.conclusions.items():
            if conclusion.status in _THERE:
                yield from self.conclusion(name, conclusion)

    def own(self, *parts: str) -> URIRef:
        """Something of this assessment; without parts the assessment itself."""
        return self.names.of("assessment", self.digest, *parts)

    def valued(self, node: URIRef, of: URIRef, value: Any) -> Iterator[Triple]:
        """A value of this region; a set has several, and what has parts is JSON."""
        yield from ((node, RDF.type, PROV.Entity), (node, DCTERMS.isPartOf, self.own()), (node, DCTERMS.subject, of))
        for each in (
            value if isinstance(value, tuple) and not any(isinstance(one, Mapping) for one in value) else [value]
        ):
            yield node, PROV.value, written(each if isinstance(each, str | int | float) else _json(each))

    def fact(self, name: str, fact: FactState) -> Iterator[Triple]:
        """A fact: given by sources, or derived by rules from other facts."""
        node = self.own("fact", name)
        yield from self.valued(node, self.names.of("fact", name), fact.value)
        yield node, TERMS.origin, Literal(fact.origin)
        for source in fact.sources:
            yield node, PROV.hadPrimarySource, self.own("source", source)
        yield from self.rests(node, fact.rules, fact.rests_on if fact.origin == "derived" else ())

    def conclusion(self, name: str, state: ConclusionState) -> Iterator[Triple]:
        """A conclusion: its status, and what it rests on or waits for."""
        node = self.own("conclusion", name)
        yield from (
            (node, RDF.type, PROV.Entity),
            (node, DCTERMS.isPartOf, self.own()),
        )
        yield node, DCTERMS.subject, self.names.of("conclusion", name)
        yield node, TERMS.status, Literal(state.status)
        if state.grade:
            yield node, TERMS.grade, Literal(state.grade)
        yield from self.rests(node, state.rules, state.rests_on)
        for fact in state.awaited:
            yield node, TERMS.waitsFor, self.names.of("fact", fact)
        for record in state.records:
            yield node, TERMS.record, Literal(record.name)

    def rests(self, node: URIRef, rules: Iterable[str], facts: Iterable[str]) -> Iterator[Triple]:
        """What something follows from: rules, and the facts of this region behind it."""
        yield from ((node, PROV.wasDerivedFrom, self.names.of("rule", each)) for each in rules)
        yield from ((node, PROV.wasDerivedFrom, self.own("fact", each)) for each in facts)

    def source(self, node: URIRef, source: Source) -> Iterator[Triple]:
        """A source of facts, as the region file names it."""
        yield node, RDF.type, PROV.Entity
        yield node, DCTERMS.title, Literal(source.title)
        if source.url:
            yield node, DCTERMS.identifier, Literal(source.url)
        if source.date:
            yield node, DCTERMS.date, Literal(source.date)


def _json(value: Any) -> str:
    """A value with parts as JSON text."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        default=lambda each: dict(each) if isinstance(each, Mapping) else str(each),
    )
