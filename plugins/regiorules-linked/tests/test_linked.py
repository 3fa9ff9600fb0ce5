"""Linked data: all of a rule set is in it, it says the same in both forms, and always in the same bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
import regiorules_linked
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS
from regiorules_linked.assessed import assessment_triples
from regiorules_linked.names import BASE, CPRMV, TERMS, Names
from regiorules_linked.rules import rule_set_triples
from regiorules_linked.writing import json_ld, turtle, value

import regiorules
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Region
from regiorules.rules.declared import unfilled
from regiorules.rules.model import Knowledge
from regiorules.testing import regions

CORE = regiorules.load("core")
BOTH = regiorules.load("core", "werkcentra")
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # making a region smaller takes minutes
PLUGINS = {"linked": regiorules_linked}


def read(text: str, form: str) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses a class of its own past
        return Graph().parse(data=text, format={"turtle": "turtle", "jsonld": "json-ld"}[form])


def graph(knowledge: Knowledge, ruleset: str, base: str = "") -> Graph:
    return read(turtle(rule_set_triples(knowledge, ruleset, base)), "turtle")


def address(*parts: str) -> URIRef:
    return URIRef(":".join(("urn:regiorules:core", *parts)))


@pytest.mark.parametrize("ruleset", ["core", "werkcentra"])
def test_both_forms_say_the_same(ruleset: str) -> None:
    triples = set(rule_set_triples(BOTH, ruleset))
    first, second = read(turtle(triples), "turtle"), read(json_ld(triples), "jsonld")
    assert set(first) == set(second) == triples
    assert ruleset == "core" or isomorphic(first, second)


def test_everything_of_a_rule_set_is_there() -> None:
    """Each rule, statement, fact, assumption and conclusion of core, and nothing of another rule set."""
    found = graph(BOTH, "core")
    for kind, items in {
        "rule": CORE.rules,
        "statement": CORE.statements,
        "fact": CORE.vocabulary.facts,
        "assumption": CORE.vocabulary.parameters,
        "conclusion": CORE.conclusions,
    }.items():
        own = {node for node in found.subjects(CPRMV.id) if str(node).startswith(address(kind, ""))}
        assert own == {address(kind, name) for name in items}
        assert all((node, DCTERMS.isPartOf, address("version", CORE.rulesets[0].version)) in found for node in own)


def test_a_rule_says_what_it_rests_on_and_what_it_concludes() -> None:
    found = graph(CORE, "core")
    for rule in CORE.rules.values():
        node = address("rule", rule.id)
        assert set(found.objects(node, PROV.hadPrimarySource)) == {
            address("statement", each) for each in rule.statements
        }
        assert set(found.objects(node, DCTERMS.description)) == {
            Literal(unfilled(rule.because.nl), lang="nl"),
            Literal(unfilled(rule.because.en), lang="en"),
        }
        (concluded,) = found.objects(node, TERMS.concludes)
        assert concluded in (address("conclusion", rule.target), address("fact", rule.target))
        assert (concluded, RDF.type, SKOS.Concept) in found
    reads = set(found.objects(address("rule", "organise-where-network-loose"), TERMS.reads))
    assert reads == {address("fact", "regional_network")}


@pytest.mark.parametrize("base", ["", "https://voorbeeld.nl/regels/", "https://voorbeeld.nl/regels#", "urn:nl:regels"])
def test_no_address_leads_nowhere(base: str) -> None:
    """Whatever a rule set names is said of in it, or in the rule set that it builds on."""
    found = graph(BOTH, "core", base) + graph(BOTH, "werkcentra", base)
    start = Names.under(base, "core").base
    own = {node for node in found.objects() if isinstance(node, URIRef) and str(node).startswith(start)}
    said = set(found.subjects())
    assert {node for node in own if not str(node).startswith(str(TERMS))} <= said
    assert all(str(node).startswith(start) for node in found.subjects(CPRMV.id))


def test_days_are_days() -> None:
    found = graph(BOTH, "werkcentra")
    days = {each.toPython() for each in found.objects(None, CPRMV.validFrom)}
    rules = [each for each in BOTH.rules.values() if each.ruleset == "werkcentra"]
    assert days == {each.valid_from for each in rules if each.valid_from} | {
        each.applies.valid_from for each in BOTH.rulesets if each.applies.valid_from
    }
    assert days


@pytest.mark.parametrize("base", ["regels", "https://a b/", "a:", "<x:y>"])
def test_a_base_that_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(InputError) as caught:
        graph(CORE, "core", base)
    assert "--base" in caught.value.say("nl")


names = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), min_size=1, max_size=3)


@settings(deadline=None)
@given(one=names, other=names, base=st.sampled_from(["", "https://voorbeeld.nl/a"]))
def test_two_things_never_have_one_address(one: list[str], other: list[str], base: str) -> None:
    made = Names.under(base, "core")
    assert (made.of(*one) == made.of(*other)) is (one == other)
    assert made.of(*one).n3()  # which fails for what is no address


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_what_is_said_makes_no_difference(chance: random.Random) -> None:
    some = sorted(rule_set_triples(BOTH, "werkcentra"))
    shuffled = chance.sample(some, len(some))
    assert turtle(shuffled) == turtle(some)
    assert json_ld(shuffled) == json_ld(some)


def test_another_process_gives_the_same_bytes() -> None:
    """Whatever Python makes of the order of sets there."""
    code = (
        "import regiorules, sys; from regiorules_linked.rules import rule_set_triples as of;"
        "from regiorules_linked.writing import turtle, json_ld; k = regiorules.load('core', 'werkcentra');"
        "t = list(of(k, 'werkcentra')); sys.stdout.buffer.write((turtle(t) + json_ld(t)).encode())"
    )
    path = os.pathsep.join(each for each in sys.path if each)
    given_ = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
        ).stdout
        for seed in ("1", "2")
    ]
    assert given_[0] == given_[1]
    assert b"cprmv:Rule" in given_[0]


# --- what follows for a region -----------------------------------------------------------------


def rests(found: Graph, node: URIRef) -> set[Any]:
    return set(found.objects(node, PROV.wasDerivedFrom))


@settings(max_examples=8, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(region=regions(CORE.vocabulary))
def test_every_conclusion_says_what_it_rests_on(region: Region) -> None:
    """The rules and the facts of the assessment, each of which is said of; and what an open one waits for."""
    assessment = Engine(CORE, "compiled").assess(region)
    triples = set(assessment_triples(assessment))
    found = read(turtle(triples), "turtle")
    assert set(found) == set(read(json_ld(triples), "jsonld")) == triples  # without blank nodes that is enough
    (whole,) = found.subjects(PROV.wasDerivedFrom, address("version", CORE.rulesets[0].version))
    said: set[Any] = set(found.subjects())
    for name, state in assessment.conclusions.items():
        node = URIRef(f"{whole}:conclusion:{name}")
        assert (node, TERMS.status, Literal(state.status)) in found
        facts = {URIRef(f"{whole}:fact:{each}") for each in state.rests_on}
        assert rests(found, node) == facts | {address("rule", each) for each in state.rules}
        assert facts <= said
        assert set(found.objects(node, TERMS.waitsFor)) == {address("fact", each) for each in state.awaited}


@settings(deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.booleans() | st.text())
def test_a_value_is_read_back_whole(given_: Any) -> None:
    """Every digit of it, in both forms."""
    triples = {(address("fact", "x"), PROV.value, value(given_))}
    for found in (read(turtle(triples), "turtle"), read(json_ld(triples), "jsonld")):
        (back,) = found.objects()
        assert type(given_)(back.toPython()) == given_


def test_the_same_assessment_has_the_same_address() -> None:
    engine = Engine(CORE, "compiled")
    told = Region("Zeeland").tell(CORE.vocabulary, regional_network="loose")
    one, same = (turtle(assessment_triples(engine.assess(each))) for each in (told, told))
    other = turtle(assessment_triples(engine.assess(told.tell(CORE.vocabulary, regional_network="connected"))))
    whole = [
        line.split(" ")[0] for text in (one, other) for line in text.splitlines() if 'dcterms:title "Zeeland"' in line
    ]
    assert one == same
    assert one != other
    assert len(whole) == 2


# --- the commands --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_export_and_advise_as_a_user_does(form: str, tmp_path: Path, regiorules_run: Any) -> None:
    words = ("--base", "https://voorbeeld.nl/regels/")
    done = regiorules_run("export", "core", "--format", form, *words, plugins=PLUGINS)
    assert (done.code, done.err) == (0, "")
    assert URIRef("https://voorbeeld.nl/regels/core") in set(read(done.out, form).subjects())
    file = tmp_path / {"turtle": "zeeland.ttl", "jsonld": "zeeland.jsonld"}[form]
    done = regiorules_run("advise", "--region", "Zeeland", "--output", file, plugins=PLUGINS)
    assert done.code == 0, done.err
    titles = set(read(file.read_text("utf-8"), form).objects(None, DCTERMS.title))
    assert Literal("Zeeland") in titles


def test_a_bad_base_is_one_clear_line(regiorules_run: Any) -> None:
    done = regiorules_run("export", "core", "--format", "turtle", "--base", "regels", "--lang", "en", plugins=PLUGINS)
    assert done.code == 2
    assert done.err == "--base: regels is no whole address; write for example https://example.org/rules/\n"
    assert BASE == "urn:regiorules:"
