"""
The addresses of things: the same each time, whatever is exported and when.

Facts, conclusions, rules and statements share one space of names with all rule sets that are used together, so they are
named under the first of these, on which the others build: `urn:regiorules:core:rule:some-rule`.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from attrs import frozen
from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

from regiorules.errors import InputError, Problem
from regiorules.facts.values import clip
from regiorules.text import Text

BASE = "urn:regiorules:"
TERMS = Namespace("urn:regiorules:term:")  # what no vocabulary has a word for; the README lists them
CPRMV = Namespace(
    "https://standaarden.open-regels.nl/standards/cprmv/0.4.0/#"
)  # Core Public Rule Management Vocabulary
PREFIXES = {
    "cprmv": CPRMV, "dcterms": DCTERMS, "owl": OWL, "prov": PROV, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "term": TERMS,
    "xsd": XSD,
}  # fmt: skip
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def is_address(text: str) -> bool:
    """True for a whole address, as linked data has them."""
    return _ABSOLUTE.fullmatch(text) is not None


@frozen
class Names:
    """Gives addresses under a base to what a family of rule sets names; `family` is the first of them."""

    family: str
    base: str = BASE

    @classmethod
    def under(cls, base: str, family: str) -> Names:
        """The names under a base that a user gives, "" for our own; raises InputError where it isn't an address."""
        if not base:
            return cls(family)
        if not is_address(base):
            what = Text(
                f"--base: {clip(base)} is geen heel adres; schrijf bijvoorbeeld https://voorbeeld.nl/regels/",
                f"--base: {clip(base)} is no whole address; write for example https://example.org/rules/",
            )
            raise InputError([Problem.of(what)])
        return cls(family, base if base[-1] in "/#:" else f"{base}{':' if base.startswith('urn:') else '/'}")

    def of(self, *parts: str) -> URIRef:
        """The address of a thing, by its kind and its id."""
        return URIRef(self.base + self.mark.join(quote(part, safe="") for part in (self.family, *parts)))

    @property
    def mark(self) -> str:
        """What stands between the parts of an address."""
        return ":" if self.base.startswith("urn:") else "/"

    def rule_set(self, name: str) -> URIRef:
        """A rule set, whatever its version; it names itself."""
        return URIRef(self.base + quote(name, safe=""))

    def version(self, name: str, version: str) -> URIRef:
        """One version of a rule set."""
        return URIRef(f"{self.rule_set(name)}{self.mark}version{self.mark}{quote(version, safe='')}")
