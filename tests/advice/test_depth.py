"""Explanations are bounded, however deep the rules go, and say what can't be calculated."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import regiorules
from regiorules.advice.explain import Step, explain
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import FORMATS, render_note
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES
from tests.commands import flat, run

HEAD = "ruleset: {id: deep, version: 1.0.0, title: {nl: a, en: b}, source: {title: {nl: a, en: b}}}\n"
TAIL = "because: {nl: x., en: x.}, basis: assumption, why: {nl: x, en: x}}\n"


def ruleset(folder: Path, rules: dict[str, str], kinds: dict[str, str], facts: str = "") -> Knowledge:
    """A rule set with a rule for each conclusion."""
    text = HEAD + "facts:\n  f: {type: number, title: {nl: F, en: F}, question: {nl: F, en: F}}\n" + facts
    text += "severities: {high: {title: {nl: hoog, en: high}}}\nconclusions:\n"
    for name in rules:
        kind = kinds.get(name, "kind: finding")
        text += f"  {name}: {{{kind}, title: {{nl: {name}, en: {name}}}, text: {{nl: x, en: x}}}}\n"
    text += "rules:\n"
    for name, when in rules.items():
        text += f'  r-{name.replace("_", "-")}: {{when: "{when}", then: {name}, {TAIL}'
    (folder / "ruleset.yaml").write_text(text)
    return load_rulesets(folder)


def walk(step: Step) -> Iterator[Step]:
    yield step
    for each in step.steps:
        yield from walk(each)


def height(step: Step) -> int:
    return 1 + max(map(height, step.steps), default=0)


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """A thousand findings, each resting on the one before; and a risk on top."""
    rules = {f"c{n}": f"c{n - 1} and f >= 1" if n else "f >= 1" for n in range(1000)}
    kinds = {"top": "kind: risk, severity: high"}
    return ruleset(tmp_path_factory.mktemp("chain"), {**rules, "top": "c999"}, kinds)


@pytest.mark.parametrize("f", [2, 0, None], ids=["holds", "fails", "open"])
def test_a_long_chain_is_explained_to_a_stated_depth(f: int | None, chain: Knowledge) -> None:
    """Far from the recursion limit, in every form; where it stops it says how to go on, and going on works."""
    engine = Engine(chain, "compiled")
    found = engine.assess(Region("X", {}) if f is None else Region("X").tell(chain.vocabulary, f=f))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(600)
    try:
        explanation = explain(found, chain, "top")
        notes = {form: render_note(explanation, explanation_blocks, form, Layout()) for form in FORMATS}
    finally:
        sys.setrecursionlimit(limit)
    assert height(explanation.proof) < 40
    [last] = [step for step in walk(explanation.proof) if step.elsewhere == "apart"]
    assert f"verder met: explain … {last.id}" in flat(
        render_note(explanation, explanation_blocks, "markdown", Layout())
    )
    assert json.loads(notes["json"])["status"] == explanation.status
    assert explain(found, chain, last.id).proof.steps
    assert {each.id for each in explanation.waits_for} == ({"f"} if f is None else set())


def test_the_reasons_of_a_long_chain_are_each_said_once(chain: Knowledge) -> None:
    """Advice on top of a thousand findings doesn't reach the recursion limit."""
    found = Engine(chain, "compiled").assess(Region("X").tell(chain.vocabulary, f=2))
    [risk] = regiorules.make_advice(found, chain).risks
    assert [reason.rule for reason in risk.reasons] == ["r-top", *(f"r-c{n}" for n in range(999, -1, -1))]


def test_what_is_used_twice_is_explained_once(tmp_path: Path) -> None:
    """Every step of a ladder rests twice on the one below: the proof grows with the rules, not with the paths."""
    rules = {"a0": "f >= 1", "b0": "f >= 2"}
    for n in range(1, 30):
        rules |= {f"a{n}": f"a{n - 1} and b{n - 1}", f"b{n}": f"b{n - 1} and a{n - 1}"}
    knowledge = ruleset(tmp_path, {**rules, "top": "a29 and b29"}, {"top": "kind: risk, severity: high"})
    found = Engine(knowledge, "compiled").assess(Region("X").tell(knowledge.vocabulary, f=3))
    for name in ("a29", "a6"):
        explanation = explain(found, knowledge, name)
        steps = list(walk(explanation.proof))
        assert len(steps) < 400
        proved = [step.id for step in steps if step.kind == "conclusion" and step.steps]
        assert len(proved) == len(set(proved))
        assert {step.elsewhere for step in steps if step.kind == "conclusion" and not step.steps} <= {"above", "apart"}
    said = flat(render_note(explanation, explanation_blocks, "text", Layout(width=10_000)))
    assert "bevinding: b0 (b0) — geldt (zie boven)" in said
    [risk] = regiorules.make_advice(found, knowledge).risks
    assert len(risk.reasons) == len(rules) + 1


FACTS = """
  total: {type: number, title: {nl: Totaal, en: Total}, question: {nl: T, en: T}}
  part: {type: number, title: {nl: Deel, en: Part}, question: {nl: D, en: D}}
  ratio: {type: number, asked: no, title: {nl: Verhouding, en: Ratio}, derive: part / total}
  rows:
    {type: records, title: {nl: Lijst, en: List}, question: {nl: L, en: L},
     fields: {n: {type: number, title: {nl: N, en: N}}, name: {type: text, title: {nl: M, en: M}}}}
"""
ZERO, LARGE, EMPTY, POWER = (
    ("kan niet worden berekend: er wordt door 0 gedeeld", "can't be calculated: it divides by 0"),
    ("kan niet worden berekend: de uitkomst is te groot", "can't be calculated: the outcome is too large"),
    ("kan niet worden berekend: de lijst is leeg", "can't be calculated: the list is empty"),
    (
        "kan niet worden berekend: deze macht bestaat niet, of is te groot",
        "can't be calculated: there is no such power, or it is too large",
    ),
)
CASES = {
    "much": ("ratio > 2", ZERO),
    "straight": ("part / total > 2", ZERO),
    "raised": ("total ** (0 - part) > 2", POWER),
    "deeper": ("f > 1 and (part / total > 2 or f > 9)", ZERO),
    "most": ("max(rows, n) > 3", EMPTY),
    "share": ("share(rows, n > 1, n) > 0.5", EMPTY),
    "huge": (f"{' * '.join(['f'] * 20)} > 3", LARGE),
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    """Conclusions that rest on a calculation."""
    return ruleset(tmp_path_factory.mktemp("figures"), {name: when for name, (when, _) in CASES.items()}, {}, FACTS)


@pytest.mark.parametrize("name", CASES)
def test_what_can_not_be_calculated_says_why(name: str, figures: Knowledge, tmp_path: Path) -> None:
    """In plain words, and no question asks for what is given; a fact that is still unknown is another matter."""
    told = Region("X").tell(figures.vocabulary, f=9e15 if name == "huge" else 5, total=0, part=3, rows=[])
    found = Engine(figures, "compiled").assess(told)
    for language, words in zip(LANGUAGES, CASES[name][1], strict=True):
        explanation = explain(found, figures, name, language)
        assert (explanation.status, explanation.waits_for) == ("open", ())
        assert words in flat(render_note(explanation, explanation_blocks, "text", Layout(width=10_000)))
        assert words in render_note(explanation, explanation_blocks, "json", Layout())
        assert [step.problem for step in walk(explanation.proof) if step.problem] == [words]
    unknown = explain(Engine(figures, "compiled").assess(Region("X")), figures, name)
    assert "niet worden berekend" not in render_note(unknown, explanation_blocks, "text", Layout())
    assert unknown.waits_for


def test_a_share_of_nothing_divides_by_zero(figures: Knowledge) -> None:
    """A list with rows whose total is 0."""
    found = Engine(figures, "compiled").assess(Region("X").tell(figures.vocabulary, rows=[{"n": 0}, {"n": 0}]))
    assert ZERO[0] in render_note(explain(found, figures, "share"), explanation_blocks, "text", Layout(width=10_000))


def test_rules_without_a_table_know_no_region_by_name(tmp_path: Path) -> None:
    """That is said, with what to do; the region in a file is assessed by any rules."""
    ruleset(tmp_path, {"c": "f >= 1"}, {})
    code, out, err = run("explain", "--region", "Zeeland", "c", "--set", "f=2", "--ruleset", tmp_path)
    assert (code, out) == (2, "")
    assert "kent geen tabel met regio's" in err
