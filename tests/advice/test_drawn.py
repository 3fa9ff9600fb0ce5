"""What is said of each record: one risk and one recommendation a record, with its name, its figures and its reasons."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from regiorules.advice.advise import make_advice
from regiorules.advice.changes import what_changes
from regiorules.advice.compare import compare
from regiorules.advice.explain import explain
from regiorules.advice.held import Held
from regiorules.advice.model import Advice
from regiorules.advice.questions import rank_questions
from regiorules.advice.steps import Step
from regiorules.authoring.schemas import schema
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.errors import UnknownName
from regiorules.facts.region import Region
from regiorules.render import json as json_format
from regiorules.render import markdown
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.renderer import Layout
from regiorules.render.text import render_blocks
from regiorules.rules.load import load_rulesets
from tests.commands import flat, run
from tests.paths import DATA

DRAWN = DATA / "drawn"
KNOWLEDGE = load_rulesets(DRAWN)
ENGINE = Engine(KNOWLEDGE, "compiled")
VILLAGES = [
    {"name": "Aa", "people": 300, "shop": False, "side": "east"},
    {"name": "Bee", "people": 5000, "shop": True, "side": "west"},
    {"name": "Cee", "people": 800, "shop": None, "side": "west"},
    {"name": "Dee", "people": 2000, "shop": False, "side": None},
]


def assessed(**values: Any) -> Assessment:
    return ENGINE.assess(Region("R").tell(KNOWLEDGE.vocabulary, **{"villages": VILLAGES, **values}))


def advice(**values: Any) -> Advice:
    return make_advice(assessed(**values), KNOWLEDGE, "en")


def test_every_record_has_a_risk_of_its_own() -> None:
    """The severest first, then in the order of the list; with the fields of the record in the texts."""
    found = advice(bus=False)
    assert [(each.id, each.record, each.title, each.severity) for each in found.risks] == [
        ("empty", "Bee", "Bee empties", "high"),
        ("empty", "Cee", "Cee empties", "high"),
        ("empty", "Aa", "Aa empties", "medium"),
    ]
    assert found.risks[0].text == "Bee (west) has 5000 of the 8100 people."
    assert advice(bus=False, villages=[{"name": "X", "side": "west"}]).risks[0].text == (
        "X (west) has too few of the many people."
    )


def test_every_record_has_its_own_reasons() -> None:
    """Only the rules that hold for it, with the fields and the facts that decided."""
    bee, _, aa = advice(bus=False).risks
    assert [(each.rule, each.text) for each in bee.reasons] == [("empty-without-a-bus", "No bus runs to Bee.")]
    assert [(each.id, each.title, each.value) for each in bee.reasons[0].facts] == [
        ("bus", "Bus", "no"),
        ("villages.side", "Side", "west"),
    ]
    assert [each.text for each in aa.reasons] == ["Aa is small (300)."]


def test_a_remedy_is_advised_for_the_record_itself() -> None:
    """A visit to Aa does nothing against the risk of Bee; what is advised for the region does."""
    found = advice(bus=False)
    assert [(each.rank, each.id, each.record, each.title, each.against) for each in found.recommendations] == [
        (1, "visit", "Aa", "Go to Aa", ("empty",)),
        (2, "council", "", "Convene the council", ("empty",)),
    ]
    assert found.recommendations[0].steps == ("Call Aa.",)
    remedies = {risk.record: [(each.title, each.advised) for each in risk.remedies] for risk in found.risks}
    assert remedies["Aa"] == [("Go to Aa", True), ("Convene the council", True)]
    assert remedies["Bee"] == [("Go to Bee", False), ("Convene the council", True)]


def test_a_severer_risk_of_its_record_comes_first() -> None:
    """Of two recommendations alike, that for the record with the worst risk; each section names them once."""
    villages = [{"name": "Aa", "people": 5, "shop": False, "side": "east"}, {"name": "Bee", "people": 5, "shop": False}]
    found = advice(bus=False, villages=[villages[0], {**villages[1], "side": "west"}])
    assert [each.record for each in found.recommendations] == ["Bee", "Aa", ""]
    assert [each.recommendations for each in found.sections] == [("visit", "council")]


def test_a_conclusion_of_the_region_gives_the_reasons_of_every_record() -> None:
    """Where it rests on a finding that is drawn for each, all for which that holds are named."""
    divided = next(each for each in advice(bus=False, trust="low").risks if each.id == "divided")
    assert [each.text for each in divided.reasons] == [
        "There is a village that is stuck.",
        "Aa has no bus and no shop.",
        "Dee has no bus and no shop.",
    ]
    assert divided.record == ""
    assert [(each.title, each.advised) for each in divided.remedies] == [("Go to …", True)]


def test_an_example_goes_with_its_own_record() -> None:
    """That of Bee beside the visit to Bee, in every form."""
    found = advice(bus=True, trust="low")
    assert [(each.id, each.record) for each in found.background] == [("tale", "Bee")]
    text = markdown.render(found, Layout(100))
    visits = {part.split("\n")[0]: part for part in text.split("\n### ")}
    assert "How Bee did it" in next(part for head, part in visits.items() if "Go to Bee" in head)
    assert "How Bee did it" not in next(part for head, part in visits.items() if "Go to Dee" in head)


def test_json_follows_its_schema() -> None:
    """The states of the records stand in the assessment, the name of the record beside each text."""
    jsonschema = pytest.importorskip("jsonschema")
    document = json.loads(json_format.render(advice(bus=False), Layout(100)))
    jsonschema.Draft202012Validator(schema("assessment")).validate(document)
    assert [each["name"] for each in document["conclusions"]["empty"]["records"]] == ["Aa", "Bee", "Cee", "Dee"]
    assert Assessment.from_data(document) == assessed(bus=False)


def test_what_is_open_for_a_record_is_asked() -> None:
    """Also where the conclusion holds for another one already."""
    found = assessed(bus=True)  # Aa is empty; Cee may be, with or without a shop
    assert found.holds("empty")
    assert [each.fact for each in rank_questions(found, KNOWLEDGE)] == ["villages", "trust"]
    assert [each.id for each in explain(found, KNOWLEDGE, "empty", "en").waits_for] == ["villages"]
    assert make_advice(found, KNOWLEDGE).open_conclusions == 2  # empty and visit


def lines(step: Step) -> list[str]:
    return [
        f"{step.kind} {step.id} {step.status}".replace("  ", " "),
        *(line for each in step.steps for line in lines(each)),
    ]


def test_an_explanation_goes_record_by_record() -> None:
    """Those for which it holds or is open, each with its rule, and its condition down to the fields and the facts."""
    proof = explain(assessed(bus=False, villages=VILLAGES[1:3]), KNOWLEDGE, "stuck", "en").proof
    assert lines(proof) == [
        "conclusion stuck open",
        "record Cee open",
        "rule stuck-without-a-bus open",
        "all open",
        "condition holds",
        "fact bus given",
        "condition open",
        "fact villages.shop unknown",
    ]
    blocks = explanation_blocks(explain(assessed(bus=False), KNOWLEDGE, "empty", "en"))
    text = flat(render_blocks(blocks, Layout(200)))
    assert "✓ Aa (people 300, shop no, side east) ✓ rule empty-when-small: Aa is small (300)." in text
    assert "People (villages.people) = 300 — given" in text
    assert "✓ Side is west: Side (villages.side) = west — given" in text


def test_an_explanation_says_why_it_holds_for_none() -> None:
    """Every record, with the fields that the rule asks of."""
    proof = explain(assessed(bus=True), KNOWLEDGE, "stuck", "en").proof
    records = [(each.id, each.status, each.value) for each in proof.steps[0].steps if each.kind == "record"]
    assert records == [
        ("Aa", "fails", "shop no"),
        ("Bee", "fails", "shop yes"),
        ("Cee", "fails", "shop unknown"),
        ("Dee", "fails", "shop no"),
    ]


def test_what_changes_names_the_records() -> None:
    """A conclusion that holds before and after, for other records: for which, and why."""
    before, after = assessed(bus=True), assessed(bus=False)
    found = {each.id: each for each in what_changes(before, after, KNOWLEDGE, {"bus": False}, "en").conclusions}
    assert (found["empty"].before, found["empty"].after) == (
        "holds (medium): Aa; still open: Cee",
        "holds (high): Aa, Bee, Cee; still open: Dee",
    )
    assert found["empty"].because == ("Aa is small (300).", "No bus runs to Bee.", "No bus runs to Cee.")
    assert what_changes(before, before, KNOWLEDGE, {}, "en").conclusions == ()


def test_regions_are_compared_by_the_records() -> None:
    """Beside the severity stand the names."""
    other = assessed(bus=True, villages=VILLAGES[1:2])
    [row] = [each for each in compare([assessed(bus=False), other], KNOWLEDGE, "en").rows if each.id == "empty"]
    assert row.title == "A village empties"
    assert [cell.value for cell in row.cells] == ["high: Aa, Bee, Cee; still open: Dee", "none"]


def test_the_report_of_a_plugin_says_it_too(tmp_path: Path) -> None:
    """The command line from file to note, in Dutch."""
    path = tmp_path / "r.yaml"
    path.write_text(
        "region: R\nfacts:\n  bus: no\n  villages: [{name: Aa, people: 3, side: west, shop: no}]\n", "utf-8"
    )
    code, out, _ = run("advise", path, "--ruleset", DRAWN)
    assert code == 0
    assert "Aa loopt leeg — hoog" in out
    assert "Naar Aa rijdt geen bus." in flat(out)
    assert "S01" not in out
    assert "Naar Aa rijdt geen bus. [S01]" in flat(run("advise", path, "--ruleset", DRAWN, "--full")[1])
    code, out, _ = run("rules", "--ruleset", DRAWN, "--lang", "en")
    assert "for each of villages, when: people < small and not shop → empty" in flat(out)


def test_a_title_of_the_advice_is_explained() -> None:
    """With the name of a record in it, as a reader finds it; a slip is met with a title that can be read."""
    assert explain(assessed(bus=False), KNOWLEDGE, "bee empties", "en").id == "empty"
    with pytest.raises(UnknownName) as caught:
        explain(assessed(bus=False), KNOWLEDGE, "A village emptis", "en")
    assert "{" not in caught.value.say("en")
    assert "did you mean" in caught.value.say("en")


def test_records_are_looked_up_and_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """With twice as many records, twice as much is looked at."""
    seen: list[Held] = []
    apart = Held.apart
    monkeypatch.setattr(Held, "apart", lambda held, other: seen.append(held) or apart(held, other))
    looks = []
    for count in (20, 40):
        seen.clear()
        advice(bus=False, villages=[{"name": f"V{n}", "people": 300, "side": "west"} for n in range(count)])
        looks.append(len(seen))
    assert 0 < looks[1] <= 2 * looks[0]
