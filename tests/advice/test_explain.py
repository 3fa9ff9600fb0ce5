"""Explanations: what decides a conclusion is named with its value, and the tree is data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from regiorules.advice.explain import Explanation, Step, explain
from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import UnknownName
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, read_region
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import FORMATS, render_note
from regiorules.render.renderer import Layout
from regiorules.rules.expressions import And, Expression, Not, Or
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.text import LANGUAGES
from tests.commands import flat, run
from tests.mini import codes
from tests.paths import REGIONS

KNOWLEDGE = load_rulesets(ruleset_folder("core"))
FACTS = KNOWLEDGE.vocabulary.facts
ENGINE = Engine(KNOWLEDGE, "compiled")
EXAMPLES = sorted(REGIONS.glob("*.yaml"))
FLEVOLAND = next(path for path in EXAMPLES if path.stem == "flevoland")
SOME = settings(max_examples=10, deadline=None, database=None, suppress_health_check=list(HealthCheck))
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def example(path: Path) -> Assessment:
    return ENGINE.assess(read_region(path, KNOWLEDGE.vocabulary))


def text(explanation: Explanation, format: str = "text") -> str:
    return render_note(explanation, explanation_blocks, format, Layout(width=10_000))


def walk(step: Step) -> Iterator[Step]:
    yield step
    for each in step.steps:
        yield from walk(each)


def explained(*words: object) -> str:
    """What `explain` says, without the breaks of its lines and the lines of the tree."""
    code, out, err = run("explain", *words, "--ruleset", "core")
    assert (code, err) == (0, "")
    return flat(out)


# --- what the issue shows -------------------------------------------------------------------------


def test_a_route_that_holds_is_traced_to_the_facts() -> None:
    """`via_subregional` names its rule, the facts behind it, the statement, and the threshold as an assumption."""
    out = explained(FLEVOLAND, "via_subregional")
    assert "Flevoland: geldt (sterk)." in out
    assert "regel emphasis-subregional:" in out
    assert "S39" in out
    for fact in ("(comparable_large_cities) = 2 steden — afgeleid", "(internal_differences) = groot — opgegeven"):
        assert fact in out
    assert "aanname large_city: Ondergrens van een grote stad = 75.000 inwoners" in out
    assert "Almere (inwonertal 198.145)" in out
    assert "Dronten (" not in out  # not a large city, so not among the records that count


def test_a_risk_that_fails_says_which_condition_failed_with_what_value() -> None:
    """`resistance` shows for every rule the condition, and the value that made it fail."""
    told = ("administrative_pullers=active", "official_pullers=active")
    words = [word for each in told for word in ("--set", each)]
    out = explained(FLEVOLAND, "resistance", *words)
    assert "Flevoland: geldt niet." in out
    assert "✗ Bestuurlijke trekkers is overheersend: Bestuurlijke trekkers (administrative_pullers) = actief" in out
    assert "✗ Druk van buiten: Druk van buiten (outside_pull) = nee" in out
    for rule in KNOWLEDGE.rules_for("resistance"):
        assert f"✗ regel {rule.id}:" in out


def test_an_open_risk_names_the_questions_it_waits_for() -> None:
    """`resistance` of Flevoland is open, for the two facts that could make it hold."""
    out = explained(FLEVOLAND, "resistance", "--lang", "en")
    assert "Flevoland: still open." in out
    waits = out.split("Waits for")[1]
    assert [name for name in FACTS if f"({name})" in waits] == ["administrative_pullers", "official_pullers"]


# --- why not, and what it waits for -----------------------------------------------------------------


def leaves(tree: Expression) -> list[Expression]:
    if isinstance(tree, And | Or):
        return [leaf for part in tree.parts for leaf in leaves(part)]
    return leaves(tree.part) if isinstance(tree, Not) and isinstance(tree.part, And | Or) else [tree]


def holds_up(assessment: Assessment) -> tuple[int, int]:
    """Checks every explanation of an assessment against the assessment; how many fail, and how many are open."""
    failing = waiting = 0
    for name, state in assessment.conclusions.items():
        explanation = explain(assessment, KNOWLEDGE, name)
        rules = {step.id: step for step in explanation.proof.steps}
        assert explanation.status == explanation.proof.status == state.status
        assert tuple(each.id for each in explanation.waits_for) == state.waits_for
        expected = state.rules if state.status == "holds" else [rule.id for rule in KNOWLEDGE.rules_for(name)]
        assert set(rules) == set(expected)
        for rule_id, step in rules.items():
            assert step.status == assessment.rules[rule_id].status
            conditions = [each for each in inside(step) if each.kind == "condition"]
            assert len(conditions) == len(leaves(KNOWLEDGE.rules[rule_id].when))
            decisive = [each for each in conditions if each.decisive]
            assert bool(decisive) == (step.status == "fails")
            for each in decisive:
                assert each.status == "fails"
                assert each.value
                assert {read.id for read in each.steps if read.kind != "assumption"} & {
                    *assessment.rules[rule_id].rests_on
                }
        failing += state.status == "fails"
        waiting += state.status == "open"
    return failing, waiting


def inside(step: Step) -> Iterator[Step]:
    """The conditions of one rule, without the rules behind what they read."""
    for each in step.steps:
        yield each
        if each.kind in ("all", "any", "not"):
            yield from inside(each)


@each_example
def test_every_rule_that_fails_has_a_decisive_condition(path: Path) -> None:
    """
    For a conclusion that fails every rule that could give it shows a condition that failed and the value seen; for
    one that holds, its rules; and an open one waits for what the assessment says.
    """
    failing, waiting = holds_up(example(path))
    assert failing > 0
    assert waiting > 0


@SOME
@given(regions(KNOWLEDGE.vocabulary))
def test_every_rule_that_fails_has_a_decisive_condition_for_any_region(region: Region) -> None:
    """The same for random regions."""
    holds_up(ENGINE.assess(region))


def test_of_an_or_that_fails_every_part_counts_and_of_an_and_the_first() -> None:
    """A rule that fails on `a and (b or c)` shows `a` where that fails, else both `b` and `c`."""
    rule = next(
        rule
        for rule in KNOWLEDGE.rules.values()
        if isinstance(rule.when, And) and any(isinstance(part, Or) for part in rule.when.parts)
    )
    found = set()
    for path in EXAMPLES:
        assessment = example(path)
        if assessment.rules[rule.id].status != "fails" or rule.target not in KNOWLEDGE.conclusions:
            continue
        proof = explain(assessment, KNOWLEDGE, rule.target).proof
        top = next(step for step in proof.steps if step.id == rule.id).steps[0]
        first = next(part for part in top.steps if part.status == "fails")
        decisive = [each for each in inside(top) if each.decisive]
        assert decisive == ([first] if first.kind == "condition" else list(first.steps))
        found.add(first.kind)
    assert found


# --- it is data -----------------------------------------------------------------------------------


@each_example
def test_an_assessment_kept_as_json_is_explained_the_same(path: Path) -> None:
    """From the assessment, or from its JSON years later: the same tree and so the same text, in both languages."""
    now = example(path)
    later = Assessment.from_json(now.to_json())
    for name in (*KNOWLEDGE.conclusions, *FACTS):
        for language in LANGUAGES:
            first, second = (explain(each, KNOWLEDGE, name, language) for each in (now, later))
            assert first == second
    for language in LANGUAGES:
        first, second = (explain(each, KNOWLEDGE, "resistance", language) for each in (now, later))
        assert text(first) == text(second)


@each_example
def test_everything_can_be_explained_and_every_slot_is_filled(path: Path) -> None:
    """Each conclusion and each fact, in both languages, without a `{` left."""
    everything_explained(example(path))


@SOME
@given(regions(KNOWLEDGE.vocabulary))
def test_everything_can_be_explained_for_any_region(region: Region) -> None:
    """The same for random regions, with anything unknown."""
    everything_explained(ENGINE.assess(region))


def everything_explained(assessment: Assessment) -> None:
    for name in (*KNOWLEDGE.conclusions, *FACTS):
        for language in LANGUAGES:
            explanation = explain(assessment, KNOWLEDGE, name, language)
            out = text(explanation, "markdown")
            assert name in out.replace("\\", "")
            assert "{" not in out
            assert "None" not in out


def test_the_json_form_is_the_explanation() -> None:
    """What `--format json` writes is the tree itself: every field, through json and back."""
    explanation = explain(example(FLEVOLAND), KNOWLEDGE, "via_subregional")
    data = json.loads(text(explanation, "json"))
    assert json.loads(json.dumps(data)) == data
    assert data["format"] == "regiorules-explanation/1"
    assert same(explanation.proof, data["proof"]) > 15
    assert data["waits_for"] == []
    code, out, _ = run("explain", FLEVOLAND, "via_subregional", "--ruleset", "core", "--format", "json")
    assert (code, json.loads(out)) == (0, data)


def same(step: Step, data: dict[str, Any]) -> int:
    """A step equals its data, all the way down; how many steps there are."""
    for name in ("kind", "id", "text", "status", "value", "wanted", "decisive", "basis", "why", "note"):
        assert data[name] == getattr(step, name)
    assert [each["id"] for each in data["statements"]] == [each.id for each in step.statements]
    assert [each["id"] for each in data["sources"]] == [each.id for each in step.sources]
    return 1 + sum(same(each, part) for each, part in zip(step.steps, data["steps"], strict=True))


def test_nothing_is_proved_twice() -> None:
    """A fact or conclusion that is proved once stands further on without its proof, so that a tree stays small."""
    for path in EXAMPLES:
        assessment = example(path)
        for name in KNOWLEDGE.conclusions:
            proved = [step.id for step in walk(explain(assessment, KNOWLEDGE, name).proof) if reasoned(step)]
            assert len(proved) == len(set(proved))


def reasoned(step: Step) -> bool:
    return step.kind in ("conclusion", "fact") and bool(step.steps)


# --- facts, gaps, names ---------------------------------------------------------------------------


def test_a_fact_is_explained_from_where_it_comes() -> None:
    """A given fact names its source and note, a derived one its expression, an unknown one what it waits for."""
    out = explained(FLEVOLAND, "regional_network")
    assert "opgegeven" in out
    assert "bhznet.nl" in out
    assert "count(municipalities, population >= large_city)" in explained(FLEVOLAND, "large_cities")
    assert "Wacht op" in explained(FLEVOLAND, "sme_role")


def test_a_gap_in_a_list_is_what_it_waits_for() -> None:
    """A figure that lacks a population is more precise with the list, although the list is known."""
    people = [{"name": "Dorp", "population": None}, {"name": "Stad", "population": 80_000}]
    explanation = explain(ENGINE.assess(Region("X", {"municipalities": Given(people)})), KNOWLEDGE, "large_cities")
    assert [each.id for each in explanation.waits_for] == ["municipalities"]
    assert (explanation.proof.status, explanation.proof.value) == ("derived", "1 tot en met 2")
    assert [(step.text, step.status) for step in walk(explanation.proof) if step.kind == "record"] == [
        ("Dorp", "open"),
        ("Stad", "holds"),
    ]
    out = render_note(explanation, explanation_blocks, "text", Layout())
    assert "Preciezer te zeggen met:" in out
    assert "Wacht op" not in out


def test_an_unknown_name_gets_one_line_with_the_nearest() -> None:
    """In both languages, and as an error with its code in Python."""
    for language, expected in (
        ("nl", "resistence is geen conclusie en geen feit (zie: regiorules rules); bedoelt u resistance?"),
        ("en", "resistence is neither a conclusion nor a fact (see: regiorules rules); did you mean resistance?"),
    ):
        assert run("explain", FLEVOLAND, "resistence", "--lang", language) == (2, "", f"{expected}\n")
    assert codes(UnknownName, explain, example(FLEVOLAND), KNOWLEDGE, "niets") == ["unknown_conclusion"]


def test_without_a_conclusion_there_is_one_line() -> None:
    """The command line lacks its second word."""
    code, out, err = run("explain", FLEVOLAND)
    assert (code, out) == (2, "")
    assert err == "geef de conclusie: regiorules explain REGIO CONCLUSIE\n"


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_to_a_file(format: str, tmp_path: Path) -> None:
    """`--output` writes what the screen would show, whatever the width of the screen."""
    target = tmp_path / "uitleg"
    words = ("explain", FLEVOLAND, "via_subregional", "--ruleset", "core", "--format", format)
    said = "" if format == "json" else f"geschreven: {target}\n"  # a program knows
    assert run(*words, "--output", target) == (0, "", said)
    found = target.read_text()
    explanation = explain(example(FLEVOLAND), KNOWLEDGE, "via_subregional")
    assert found == render_note(explanation, explanation_blocks, format, Layout())
    assert "S39" in found


def test_markdown_is_a_nested_list() -> None:
    """A heading, and the tree as a list that is indented as deep as the tree."""
    explanation = explain(example(FLEVOLAND), KNOWLEDGE, "via_subregional")
    lines = text(explanation, "markdown").splitlines()
    assert lines[0].startswith("# Route:")
    assert len({len(line) - len(line.lstrip()) for line in lines if line.lstrip().startswith("- ")}) > 3


def test_a_region_by_name_is_explained() -> None:
    """`--region NAME CONCLUSION` needs no file."""
    code, out, err = run("explain", "--region", "Zeeland", "via_subregional", "--ruleset", "core")
    assert (code, err) == (0, "")
    assert "Zeeland" in out
