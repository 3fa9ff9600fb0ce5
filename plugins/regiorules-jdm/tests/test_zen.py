"""What zen-engine answers, the imported rule set answers too, and back; `make soak` has the engine."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from graphs import COLLECTED, SCHEMA, formulas, graph, graphs, requests, table, tables
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from regiorules_jdm.exporting import write_jdm
from regiorules_jdm.importing import draft_of
from regiorules_jdm.reading import Model

import regiorules
from regiorules.documents import parse
from regiorules.engine.engine import Engine
from regiorules.errors import InputError
from regiorules.facts.region import Region
from regiorules.rules.drafts import folder_of
from regiorules.rules.load import load_rulesets
from regiorules.rules.model import Knowledge
from regiorules.testing import regions
from regiorules.writing import write_folder

zen = pytest.importorskip("zen", reason="zen-engine isn't installed (it is in the groups bench and soak)")
EXAMPLES = int(os.environ.get("REGIORULES_EXAMPLES", "0"))
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # making a graph smaller takes minutes
few = settings(max_examples=EXAMPLES or 40, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])


def imported(text: str) -> tuple[Knowledge, Model]:
    """The rule set of a graph, written and loaded, and the model that was read."""
    draft, model = draft_of(parse(text, "graph.json", is_json=True), Path("graph.json"))
    with tempfile.TemporaryDirectory() as folder:
        write_folder(Path(folder) / "set", folder_of(draft))
        return load_rulesets(Path(folder) / "set"), model


def importable(text: str) -> tuple[Knowledge, Model]:
    """The same, of a graph in which silence means nothing else, and that tells of everything what it is."""
    try:
        return imported(text)
    except InputError as cause:
        assume(not any(why in cause.say("en") for why in ("empty in a graph", "nothing tells whether")))
        raise


def at(data: Any, parts: tuple[str, ...]) -> Any:
    for part in parts:
        data = data.get(part) if isinstance(data, Mapping) else None
    return data


def assessed(knowledge: Knowledge, model: Model, request: Mapping[str, Any]) -> Any:
    facts = {slot.id: at(request, slot.parts) for slot in model.request.slots.values()}
    return Engine(knowledge, "compiled").assess(Region("Proef").tell(knowledge.vocabulary, **facts))


def zen_says(text: str, request: Mapping[str, Any]) -> Any:
    """Its answer; None where it gives up, on calculating with what isn't there."""
    decision = zen.ZenEngine().create_decision(text)
    try:
        return decision.evaluate(dict(request))["result"]
    except RuntimeError:
        return None


@few
@given(text=graphs(), request_=requests)
def test_an_imported_graph_answers_as_zen_does(text: str, request_: dict[str, Any]) -> None:
    """What it knows is what zen says; it leaves open what zen says nothing of, and what may rest on that."""
    knowledge, model = importable(text)
    facts = assessed(knowledge, model, request_).facts
    mine = {slot.parts: facts[slot.id].value for slot in model.slots if slot.id}
    unknown = [parts for parts, value in mine.items() if value is None]
    theirs = zen_says(text, request_)
    if theirs is None:
        assert unknown
        return
    for parts, value in mine.items():
        said = at(theirs, parts)
        if value is None:
            assert said is None or len(unknown) > 1
        elif value is False:  # of what is only ever said to be so, silence is no
            assert said is False or (said is None and parts[-1].endswith("_truth"))
        else:
            assert said == (value if isinstance(value, str) else pytest.approx(value))


@few
@given(node=tables("extras", COLLECTED, hitPolicy="collect", outputPath="found"), request_=requests)
def test_what_a_graph_collects_is_concluded_row_by_row(node: dict[str, Any], request_: dict[str, Any]) -> None:
    """The conclusions that hold are the rows that zen collects, in their order."""
    text = graph(node, schema=SCHEMA)
    knowledge, model = imported(text)
    conclusions = assessed(knowledge, model, request_).conclusions
    (rows,) = (each.rows for each in model.tables)
    held = [row for number, row in enumerate(rows, 1) if conclusions[f"extras_{number}"].status == "holds"]
    found = [{slot.parts[-1]: value.value for slot, value in row.values} for row in held]
    assert found == at(zen_says(text, request_), ("found",))


def test_what_a_node_gives_goes_under_a_path_and_into_a_part() -> None:
    """`inputField` and `outputPath` mean what they mean to zen."""
    one = table("one", ["age"], ["fee"], [("> 60", "5"), ("", "10")], inputField="person", outputPath="cost.base")
    two = formulas("two", {"twice": "cost.base.fee * 2", "again": "$.twice + 1"}, passThrough=True)
    text = graph(one, two)
    knowledge, model = imported(text)
    for age in (30, 70):
        request = {"person": {"age": age}}
        facts = assessed(knowledge, model, request).facts
        said = zen_says(text, request)
        assert {slot.parts: facts[slot.id].value for slot in model.slots} == {
            ("cost", "base", "fee"): said["cost"]["base"]["fee"],
            ("twice",): said["twice"],
            ("again",): said["again"],
        }


# --- back ----------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value of a region as JSON has it."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list | tuple) else value


JEUGDZORG = Path(__file__).parents[3] / "examples" / "domains" / "jeugdzorg"
SETS = ["core", *([str(JEUGDZORG)] if JEUGDZORG.exists() else [])]


@pytest.mark.parametrize("name", SETS, ids=[Path(each).name for each in SETS])
def test_an_exported_rule_set_concludes_the_same_in_zen(name: str) -> None:
    """For regions of which all is known: every conclusion, and every fact that follows."""
    knowledge = regiorules.load(name)
    exported = write_jdm(knowledge)
    assert all(each.fields["what"].en.startswith("a severity or strength") for each in exported.left_out)
    engine = Engine(knowledge, "compiled")
    following = {fact.id for fact in knowledge.vocabulary.facts.values() if not fact.asked}

    @settings(max_examples=EXAMPLES or 15, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
    @given(region=regions(knowledge.vocabulary, complete=True))
    def same(region: Region) -> None:
        assessment = engine.assess(region)
        said = zen_says(str(exported.content), {name: plain(each.value) for name, each in region.facts.items()})
        assert said is not None
        for each, state in assessment.conclusions.items():
            assert bool(said.get(each)) is (state.status == "holds"), each
        for each in following:
            value = plain(assessment.facts[each].value)
            assert said.get(each) == (pytest.approx(value) if isinstance(value, float) else value), each

    same()


@pytest.mark.parametrize("value", ["no", "yes"])
def test_rules_that_differ_leave_it_open_in_zen_too(value: str, tmp_path: Path) -> None:
    """Two rules that hold and say otherwise are a conflict: nobody's victory, whatever their order."""
    text = {"nl": "zo", "en": "so"}
    other = {"nl": "anders", "en": "otherwise"}
    rule = {"because": text, "basis": "assumption", "why": text}
    parts = {
        "ruleset": {"id": "trial", "version": "1.0.0", "title": text, "source": {"title": text}},
        "facts": {
            "one": {"type": "yes_no", "title": text, "question": text},
            "two": {"type": "yes_no", "title": text, "question": text},
            "many": {"type": "set", "scale": {"a": other, "b": text}, "title": text, "asked": False},
            "size": {"type": "choice", "scale": {"a": other, "b": text}, "title": text, "question": text},
        },
        "rules": {
            "a": {"when": "one", "then": {"size": "a"}, **rule},
            "b": {"when": "two", "then": {"size": "b"}, **rule},
            "c": {"when": "one", "then": {"many": "a"}, **rule},
            "d": {"when": "two or size == b", "then": {"many": ["a", "b"]}, **rule},
        },
    }
    (tmp_path / "ruleset.yaml").write_text(json.dumps(parts))
    knowledge = load_rulesets(tmp_path)
    text_ = str(write_jdm(knowledge).content)
    two = value == "yes"
    said = zen_says(text_, {"one": True, "two": two})
    facts = Engine(knowledge, "compiled").assess(Region("X").tell(knowledge.vocabulary, one=True, two=two)).facts
    assert said.get("size") == facts["size"].value == (None if two else "a")
    assert said["many"] == plain(facts["many"].value)
    assert zen_says(text_, {"one": True, "two": False, "size": "b"})["size"] == "b"  # what is given goes before


POWERS = {f"power_{at}": each for at, each in enumerate(("a ** 3", "a ** 0", "a ** -1", "a ** 0.5", "(a + 1) ** -0.5"))}


@pytest.mark.parametrize("a", [-4, -1, 0, 2, 2.5])
def test_a_power_is_the_same_in_zen(a: float, tmp_path: Path) -> None:
    """And where there is none it gives none, though zen has a number for some; an exponent that varies is left out."""
    text = {"nl": "zo", "en": "so"}
    number = {"type": "number", "title": text}
    derived = {
        name: {**number, "asked": False, "derive": each} for name, each in {**POWERS, "varies": "a ** a"}.items()
    }
    parts = {
        "ruleset": {"id": "trial", "version": "1.0.0", "title": text, "source": {"title": text}},
        "facts": {"a": {**number, "question": text}, **derived},
    }
    (tmp_path / "ruleset.yaml").write_text(json.dumps(parts))
    knowledge = load_rulesets(tmp_path)
    exported = write_jdm(knowledge)
    assert len(exported.left_out) == 1
    facts = Engine(knowledge, "compiled").assess(Region("X").tell(knowledge.vocabulary, a=a)).facts
    said = zen_says(str(exported.content), {"a": a})
    for name in POWERS:
        value = facts[name].value
        assert said.get(name) == (None if value is None else pytest.approx(value)), name


@few
@given(st.data())
def test_what_is_exported_comes_back(data: st.DataObject) -> None:
    """A graph that was imported, exported and imported again answers as it did the first time."""
    text = data.draw(graphs())
    request = data.draw(requests)
    knowledge, model = importable(text)
    exported = write_jdm(knowledge)
    assert not exported.left_out
    again, second = importable(str(exported.content))
    facts = {slot.id: at(request, slot.parts) for slot in model.request.slots.values()}
    first = assessed(knowledge, model, request).facts
    later = assessed(again, second, facts).facts
    known = {slot.id: first[slot.id].value for slot in model.slots if slot.id and first[slot.id].value is not None}
    for name, value in known.items():
        found = later[name].value
        assert found == (value if isinstance(value, str | bool) else pytest.approx(value)), name


@pytest.mark.parametrize(
    "when", ['begun <= "2020-01-01"', 'begun == "2020-01-01"', 'begun in ("2020-01-01", "2021-01-01")']
)
def test_what_zen_cannot_say_is_left_out_and_named(when: str, tmp_path: Path) -> None:
    """A date is something else there; what rests on it goes too, and the rest stands."""
    text = {"nl": "zo", "en": "so"}
    rule = {"because": text, "basis": "assumption", "why": text}
    parts = {
        "ruleset": {"id": "trial", "version": "1.0.0", "title": text, "source": {"title": text}},
        "facts": {
            "begun": {"type": "date", "title": text, "question": text},
            "one": {"type": "yes_no", "title": text, "question": text},
            **{name: {"type": "yes_no", "title": text, "asked": False} for name in ("old", "older", "other")},
        },
        "rules": {
            "a": {"when": when, "then": "old", **rule},
            "b": {"when": "old or one", "then": "older", **rule},
            "c": {"when": "one", "then": "other", **rule},
        },
    }
    (tmp_path / "ruleset.yaml").write_text(json.dumps(parts))
    exported = write_jdm(load_rulesets(tmp_path))
    said = [each.say("en").rpartition("ruleset.yaml")[2].split(": ", 1)[1] for each in exported.left_out]
    assert said == ["old was left out: a fact of type date", "older was left out: it rests on old"]
    assert [each["id"] for each in json.loads(exported.content)["nodes"]] == ["request", "other", "response"]
