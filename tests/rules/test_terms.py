"""The words of a rule set's own: scales, addressees, paths and headings, and their order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules import Engine, Region, make_advice
from regiorules.errors import RuleSetError
from regiorules.facts.words import WORDS
from regiorules.rules.load import load_rulesets
from regiorules.rules.terms import Term, in_order, is_circular
from regiorules.text import Text
from tests.mini import KNOWLEDGE, MINI, changed, copied, messages, mistakes

DAY = date(2020, 1, 1)
HEAD = """
ruleset: {id: own, version: 1.0.0, extends: [mini], title: {nl: Eigen, en: Own}, source: {title: {nl: a, en: b}}}
"""
CRITICAL = """
severities: {critical: {title: {nl: kritiek, en: critical}, after: high}}
addressees: {neighbours: {title: {nl: buurgemeenten, en: neighbours}, named_by: centre_municipality}}
conclusions:
  alone:
    {kind: risk, severity: critical, title: {nl: Alleen, en: Alone}, text: {nl: Alleen., en: Alone.}}
  visit:
    kind: recommendation
    title: {nl: Ga langs, en: Visit}
    text: {nl: Ga langs., en: Visit.}
    addressee: neighbours
    level: regional
    horizon: now
    priority: high
    section: steering
    steps: [{nl: Bel., en: Call.}]
rules:
  alone-always:
    {when: trust == low, then: alone, because: {nl: Omdat., en: As.}, basis: assumption, why: {nl: x, en: x}}
  visit-always:
    {when: trust == low, then: visit, because: {nl: Omdat., en: As.}, basis: assumption, why: {nl: x, en: x}}
"""


def own(folder: Path, text: str) -> Path:
    """A rule set that builds on the tiny one."""
    (folder / "ruleset.yaml").write_text(HEAD + text, "utf-8")
    return folder


@pytest.mark.parametrize("folders", [0, 1], ids=["before", "behind"])
def test_a_plugin_adds_a_severity_and_an_addressee(tmp_path: Path, folders: int) -> None:
    """In its place in the scale, and by its name where a fact gives that; whichever is loaded first."""
    both = [own(tmp_path, CRITICAL), MINI]
    knowledge = load_rulesets(*(both if folders else both[::-1]))
    assert knowledge.grades("risk") == ("watch", "medium", "high", "critical")
    assert [each.id for each in knowledge.rulesets] == ["mini", "own"]
    told = Region("R").tell(knowledge.vocabulary, trust="low", strategy_agreed="no", centre_municipality="Urk")
    assessment = Engine(knowledge, "compiled").assess(told)
    advice = make_advice(assessment, knowledge)
    assert [(each.id, each.severity_label) for each in advice.risks] == [("alone", "kritiek"), ("strained", "hoog")]
    assert {each.id: each.addressee for each in advice.recommendations}["visit"] == "Urk (buurgemeenten)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("severities: {x: {title: {nl: x, en: x}, after: hgih}}", "severities.x.after: hgih can't stand here"),
        ("severities: {x: {title: {nl: x, en: x}, after: x}}", "severities.x: these depend on each other in a circle"),
        ("severities: {high: {title: {nl: x, en: x}}}", "severities: high is already defined"),
        ("severities: {x: {title: {nl: x, en: x}, named_by: trust}}", "named_by isn't a key that can stand here"),
        ("addressees: {x: {title: {nl: x, en: x}, named_by: budget}}", "addressees.x.named_by: budget can't stand"),
        ("paths: {x: {title: {nl: x, en: x}, short: x}}", "paths.x.short"),
        ("words: {titel: {nl: x, en: x}}", "words.titel: titel can't stand here; choose from: title, region,"),
        ("words: {title: {nl: 'x {naam}', en: x}}", "words.title: {naam} can't stand here: only {region} is filled in"),
        ("words: {risks: {nl: 'x {region}', en: x}}", "words.risks: {region} can't stand here: nothing is filled in"),
    ],
)
def test_a_wrong_declaration_says_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    """With its place."""
    found = messages(RuleSetError, load_rulesets, MINI, own(tmp_path, text))
    assert said in found[0]
    assert "ruleset.yaml:3:" in found[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("severity: high", "severity: High", "severity: High can't stand here; choose from: watch, medium, high"),
        ("strength: strong", "strength: strng", "strength: strng can't stand here; choose from: possible, strong"),
        ("    severity: medium\n", "", "strained: a risk needs severity; choose from: watch, medium, high"),
        ("    addressee: administrators\n", "", "talk: a recommendation needs addressee; choose from: administrators"),
        ("path: narrow", "path: wide", "path: wide can't stand here; choose from: narrow"),
    ],
)
def test_a_wrong_term_says_which_there_are(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Those that the rule set declares, which a conclusion needs where there are any."""
    folder = copied(tmp_path)
    (folder / "rules.yaml").write_text(changed("rules.yaml", old, new), "utf-8")
    assert said in mistakes(folder)[0]


def test_a_rule_set_without_a_scale_says_where_to_declare_it(tmp_path: Path) -> None:
    """What isn't declared can't be used, and isn't needed either."""
    risk = "conclusions: {c: {kind: risk, %stitle: {nl: x, en: x}, text: {nl: x, en: x}}}"
    path = own(tmp_path, risk % "severity: high, ")
    (path / "ruleset.yaml").write_text((path / "ruleset.yaml").read_text().replace(" extends: [mini],", ""))
    found = messages(RuleSetError, load_rulesets, path)
    assert "conclusions.c.severity: high isn't declared" in found[0]
    assert "under severities" in found[0]
    (path / "ruleset.yaml").write_text((path / "ruleset.yaml").read_text().replace("severity: high, ", ""))
    knowledge = load_rulesets(path)
    assert knowledge.grades("risk") == ()
    advice = make_advice(Engine(knowledge, "compiled").assess(Region("R")), knowledge, "en")
    assert advice.kinds == ("risk",)
    assert (advice.choices, advice.positions) == ((), ())
    assert advice.words == {name: text.en for name, text in WORDS.items()}


def test_the_terms_of_another_region_are_not_here(tmp_path: Path) -> None:
    """They'd make a difference: by how many severities there are, questions are weighed."""
    text = CRITICAL.replace("after: high", "after: watch")
    folder = own(tmp_path, text)
    head = (
        (folder / "ruleset.yaml").read_text().replace("extends: [mini],", "extends: [mini], applies: {regions: [Z]},")
    )
    (folder / "ruleset.yaml").write_text(head)
    knowledge = load_rulesets(MINI, folder)
    found = {
        name: make_advice(Engine(knowledge, "compiled").assess(Region(name)), knowledge, day=DAY) for name in ("Z", "R")
    }
    assert list(found["Z"].severities) == ["watch", "critical", "medium", "high"]
    alone = make_advice(Engine(KNOWLEDGE, "compiled").assess(Region("R")), KNOWLEDGE, day=DAY)
    assert found["R"].severities == alone.severities
    assert found["R"].questions == alone.questions


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_declared_twice_is_wrong_where_it_came_later(tmp_path: Path, order: tuple[int, int]) -> None:
    """In the rule set that builds on the other one, whichever was loaded first."""
    folders = (MINI, own(tmp_path, "severities: {high: {title: {nl: x, en: x}}}"))
    [found] = messages(RuleSetError, load_rulesets, *(folders[each] for each in order))
    assert found.startswith(str(tmp_path))
    assert found.endswith("terms.yaml:6:3")


def test_a_rule_set_chooses_its_headings(tmp_path: Path) -> None:
    """The title with the name of the region in it."""
    knowledge = load_rulesets(MINI, own(tmp_path, "words: {title: {nl: 'Over {region}', en: 'On {region}'}}"))
    advice = make_advice(Engine(knowledge, "compiled").assess(Region("R")), knowledge)
    assert advice.words["title"] == "Over {region}"


@st.composite
def scales(draw: st.DrawFn) -> dict[str, Term]:
    """Terms in any order, each after none or after another, never in a circle."""
    names = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    after = {name: draw(st.sampled_from(["", *names[:number]])) for number, name in enumerate(names)}
    return {name: Term(Text(name, name), after=after[name], id=name) for name in draw(st.permutations(names))}


def leads(terms: dict[str, Term], name: str) -> list[str]:
    """What a term comes after, what that comes after, and so on."""
    found = [terms[name].after]
    while found[-1]:
        found.append(terms[found[-1]].after)
    return found


@given(scales())
def test_a_term_stands_behind_its_own_with_only_its_kin_between(terms: dict[str, Term]) -> None:
    """All are kept; between a term and the one it comes after stand only others that come after that one."""
    ordered = list(in_order(terms))
    assert sorted(ordered) == sorted(terms)
    for name, term in terms.items():
        assert not is_circular(term, terms)
        if term.after:
            between = ordered[ordered.index(term.after) + 1 : ordered.index(name)]
            assert ordered.index(term.after) < ordered.index(name)
            assert all(term.after in leads(terms, each) for each in between)


def test_terms_in_a_circle_are_kept_and_found() -> None:
    """At the end, so that whoever reports them can name them."""
    circle = {name: Term(Text(name, name), after=after, id=name) for name, after in ("ab", "ba", ("c", ""))}
    assert list(in_order(circle)) == ["c", "a", "b"]
    assert [is_circular(each, circle) for each in circle.values()] == [True, True, False]


def test_a_long_chain_of_terms_is_put_in_order() -> None:
    """However long it is, and whatever a wrong name would come after."""
    names = ["", *(f"t{number}" for number in range(3000))]
    chain = {name: Term(Text("a", "a"), after=after, id=name) for after, name in pairwise(names)}
    assert list(in_order({**chain, "": Term(Text("a", "a"))})) == [*names[1:], ""]
