"""Models as rule sets: what each part of a model gives, what is named, and the texts that stand beside a model."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import regiorules_dmn
from dmn_models import decision, given, item, literal, model, table
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from regiorules_dmn.deciding import DmnModel, decide

from regiorules import InputError
from regiorules.authoring.testing.running import run

PLUGINS = {"dmn": regiorules_dmn}
PEOPLE = item("tPerson", "", item("age", "number"), item("name", "string"))
MANY = item("tPeople", "tPerson", many=True)
COLOURS = item("tColours", "string", many=True, allowed='"red", "green", "blue"')
DOUBLE = (
    '<businessKnowledgeModel name="Double it" id="b"><encapsulatedLogic><formalParameter name="x" typeRef="number"/>'
    "<literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
)
CONTEXT = (
    '<context><contextEntry><variable name="half"/><literalExpression><text>Age / 2</text></literalExpression>'
    "</contextEntry><contextEntry><literalExpression><text>if half &gt; 20 then half else 0</text></literalExpression>"
    "</contextEntry></context>"
)
INVOCATION = (
    "<invocation><literalExpression><text>Double it</text></literalExpression><binding><parameter name='x'/>"
    "<literalExpression><text>Age + 1</text></literalExpression></binding></invocation>"
)
PEOPLE_GIVEN = [{"age": 10, "name": "Ann"}, {"age": 40, "name": "Bob"}]


def made(folder: Path, *parts: str) -> DmnModel:
    """A model that was read."""
    path = folder / "a.dmn"
    path.write_text(model(*parts), "utf-8")
    return DmnModel(path)


@pytest.mark.parametrize(
    ("text", "kind", "result"),
    [
        ("Age * 2 + 1", "number", 83),
        ("(Age + 1) / 2", "number", 21),
        ("-Age", "number", -41),
        ('if Age > 40 then "old" else "young"', "string", "old"),
        ("if Age > 50 then 3 else if Age > 40 then 2 else 1", "number", 2),
        ("max(Age, 50, 2)", "number", 50),
        ("min(Age, 50)", "number", 41),
        ("abs(0 - Age)", "number", 41),
        ("sum(Age, 1, 1)", "number", 43),
        ("Age between 40 and 42", "boolean", True),
        ("Age in (1, 2, [40..41))", "boolean", False),
        ("not(Age = 41) or Glad", "boolean", True),
        ("if Glad then Age > 50 else Age < 50", "boolean", False),
        ("Glad = (Age > 40)", "boolean", True),
        ("Age != null", "boolean", True),
        ("count(People)", "number", 2),
        ("count(People[age > 20])", "number", 1),
        ("sum(People.age)", "number", 50),
        ("max(People.age) / count(People)", "number", 20),
        ("sum(People[age > 20].age) / sum(People.age)", "number", 0.8),
        ("some p in People satisfies p.age > Age", "boolean", False),
        ("every p in People satisfies p.age < Age", "boolean", True),
        ('list contains(People.name, "Bob")', "boolean", True),
        ('list contains(Colours, "red")', "boolean", True),
        ("Double it(Age)", "number", 82),
        ("Double it(x: 2) + 1", "number", 5),
        ('Name + " (" + "x)"', "string", "Ann (x)"),
        ('Name = "Ann"', "boolean", True),
        ('Born < date("2000-01-01")', "boolean", True),
        ('Born in [@"1990-01-01"..@"1999-12-31"]', "boolean", True),
        ('Start >= time("09:00:00")', "boolean", True),
        ('Stay > duration("P1DT1H")', "boolean", True),
        ("2 ** 10", "number", 1024),
        ("-Age ** 2 + 1", "number", 1682),
        ("Age ** 2 ** 0.5 * (1 + Age) ** -1", "number", 41 / 42),
    ],
)
def test_an_expression_gives_what_feel_says(text: str, kind: str, result: Any, tmp_path: Path) -> None:
    """By the rules of the rule set, on facts that are known."""
    found = made(
        tmp_path,
        *(PEOPLE, MANY, COLOURS, given("Age"), given("Glad", "boolean"), given("People", "tPeople")),
        *(given("Colours", "tColours"), given("Name", "string"), given("Born", "date"), given("Start", "time")),
        *(given("Stay", "days and time duration"), literal("Outcome", text, kind), DOUBLE),
    )
    inputs = {"Age": 41, "Glad": True, "People": PEOPLE_GIVEN, "Colours": ["red"], "Name": "Ann"}
    inputs |= {"Born": date(1995, 5, 5), "Start": "10:30:00", "Stay": "P2D"}
    assert [each.say("en") for each in found.translated.draft.remarks] == []
    assert found.decide(inputs)["Outcome"] == pytest.approx(result)


def test_logic_of_other_kinds(tmp_path: Path) -> None:
    """A context with entries, a call of a function, and a decision that reads both."""
    parts = (given("Age"), DOUBLE, decision("Half", CONTEXT), decision("Twice", INVOCATION, "number"))
    found = made(tmp_path, *parts, literal("Both", "Half + Twice"))
    assert found.decide({"Age": 50}) == {"Half": 25, "Twice": 102, "Both": 127}
    assert found.decide({"Age": 10}, "Half") == {"Half": 0}
    assert found.decide({}) == {"Half": None, "Twice": None, "Both": None}


def test_an_input_without_a_type_has_that_of_the_tables_that_ask_it(tmp_path: Path) -> None:
    """Where they say it; else the input is named, and what needs it too."""
    asked = table(["Age"], [("", "")], ROWS[:2]).replace("<inputExpression>", '<inputExpression typeRef="number">')
    parts = (given("Age", ""), given("Other", "Any"), decision("Allowed", asked, "string"))
    found = made(tmp_path, *parts, literal("More", "Other + 1"))
    assert found.decide({"Age": 12}, "Allowed") == {"Allowed": "no"}
    said = [each.say("en") for each in found.translated.draft.remarks]
    assert ["Other has no type" in said[0], "this needs Other, which can't be said" in said[1]] == [True, True]


def test_a_decision_asks_what_is_in_the_list_of_another(tmp_path: Path) -> None:
    """Whether some row holds that gives it; open while that is."""
    logic = table(["Age"], [("", "")], ROWS, "COLLECT")
    asks = literal("Young", 'list contains(Allowed, "no") and not("yes" in Allowed)', "boolean")
    found = made(tmp_path, given("Age"), decision("Allowed", logic, "string"), asks)
    assert [found.decide({"Age": age}, "Young")["Young"] for age in (10, 30, 70)] == [True, False, False]
    assert found.decide({}, "Young") == {"Young": None}


def test_one_decision_by_its_file(tmp_path: Path) -> None:
    """Without keeping the model."""
    made(tmp_path, given("Age"), literal("Next", "Age + 1"))
    assert decide(tmp_path / "a.dmn", {"Age": 1}, "Next") == 2


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY", "FIRST", "PRIORITY"])
@pytest.mark.parametrize("default", ["", '"none"'])
def test_a_cell_may_ask_that_an_input_is_known(policy: str, default: str, tmp_path: Path) -> None:
    """`not(null)`, alone and with other tests; what is null stays open."""
    rows = [("not(null)", "< 18", '"no"'), ("not(null, 50, > 60)", ">= 18", '"yes"')]
    logic = table(["Size", "Age"], [("", '"yes","no"')], rows, policy, default=default)
    found = made(tmp_path, given("Size"), given("Age"), decision("Fee", logic, "string"))
    assert found.translated.draft.remarks == ()
    for size, age, fee in ((1, 10, "no"), (1, 20, "yes"), (50, 20, default.strip('"') or None), (None, 10, None)):
        assert found.decide({"Size": size, "Age": age})["Fee"] == fee, (size, age)


@pytest.mark.parametrize("cell", ["null", "null, 1", "< 5, null"])
def test_a_cell_cant_rest_on_what_is_not_known(cell: str, tmp_path: Path) -> None:
    logic = table(["Size"], [("", "")], [(cell, "1"), ("> 7", "2")])
    found = made(tmp_path, given("Size"), literal("Fine", "1"), decision("Fee", logic, "number"))
    [remark] = found.translated.draft.remarks
    assert "null means" in remark.say("en")


ROWS = [("< 18", '"no"'), (">= 18", '"yes"'), ("> 60", '"no"'), ("> 80", '"no"')]


@pytest.mark.parametrize(
    ("policy", "results"),
    [
        ("UNIQUE", {10: "no", 30: "yes", 70: None}),
        ("ANY", {10: "no", 30: "yes", 70: None}),
        ("FIRST", {10: "no", 30: "yes", 90: "yes"}),
        ("PRIORITY", {10: "no", 30: "yes", 90: "no"}),
        ("RULE ORDER", {10: ["no"], 90: ["yes", "no", "no"]}),
        ("OUTPUT ORDER", {10: ["no"], 90: ["no", "no", "yes"]}),
        ("COLLECT", {10: ["no"], 90: ["yes", "no", "no"]}),
    ],
)
def test_a_hit_policy(policy: str, results: dict[int, Any], tmp_path: Path) -> None:
    """One outcome or a list, in order and with repeats; rows that differ are no outcome."""
    logic = table(["Age"], [("", '"no", "yes"')], ROWS, policy)
    found = made(tmp_path, given("Age"), decision("Allowed", logic, "string"))
    assert {age: found.decide({"Age": age})["Allowed"] for age in results} == results
    assert found.decide({}) == {"Allowed": None}


@pytest.mark.parametrize(
    ("aggregation", "results"),
    [("SUM", {3: 3, 0: 7}), ("MIN", {3: 1, 0: 7}), ("MAX", {3: 2, 0: 7}), ("COUNT", {3: 2, 0: None})],
)
def test_an_aggregation_with_a_default(aggregation: str, results: dict[int, Any], tmp_path: Path) -> None:
    """A number is made of the rows that hold; where none does it is the default."""
    default = "" if aggregation == "COUNT" else "7"
    logic = table(["Age"], [("", "")], [("> 1", "1"), ("> 2", "2"), ("> 3", "4")], "COLLECT", aggregation, default)
    found = made(tmp_path, given("Age"), decision("Fee", logic, "number"))
    assert {age: found.decide({"Age": age})["Fee"] for age in results} == results


@pytest.mark.parametrize(
    ("logic", "mark", "why"),
    [
        ("1 + upper case(Name)", "upper case(Name)", "doesn't know the function upper case"),
        ("1 +\n Nobody", "Nobody", "Nobody isn't known here"),
        ("Age + 1 = 2", "= 2", "can't be compared for equality"),
        ('Age = "x"', '= "x"', "of different types"),
        ("Age = null", "= null", "null means"),
        ('Name &lt; "b"', '&lt; "b"', "texts have no order"),
        ('Name = "b" or Name = "B"', '= "B"', "b and B are one text"),
        ("1 +", "</text>", "ends where something should follow"),
        ("Age.years", ".years", "years isn't known here"),
        ("1e999999999", "1e999999999", "too large or too small"),
        ("1 + 10 ** 999999", "** 999999", "too large or too small"),
        ("Age + 1e-400", "1e-400", "too large or too small"),
        ('Age > years and months duration("P9999999999999999Y")', "years and months", "wrong arguments"),
        ("Age[1]", "[1]", "can't be said in a rule set"),
        ("{a: 1}", "{a: 1}", "something else belongs here"),
    ],
)
def test_what_cant_be_said_is_named_and_asked_instead(logic: str, mark: str, why: str, tmp_path: Path) -> None:
    """With its place; the rest of the model stands."""
    written = f"<literalExpression><text>{logic}</text></literalExpression>"
    parts = (given("Age"), given("Name", "string"), literal("Fine", "1"), decision("A", written, "number"))
    found = made(tmp_path, *parts)
    [remark] = found.translated.draft.remarks
    assert why in remark.say("en")
    line = (tmp_path / "a.dmn").read_text("utf-8").splitlines()[remark.place.line - 1]
    assert mark in line
    assert set(found.translated.unsaid) == {"A"}
    assert found.knowledge.vocabulary.facts["a"].asked


def test_the_place_of_what_cant_be_said_is_exact(tmp_path: Path) -> None:
    """The line and the column of the word itself, on a later line too."""
    found = made(tmp_path, given("Age"), literal("Fine", "1"), literal("A", "Age +\n  Nobody"))
    [remark] = found.translated.draft.remarks
    line = (tmp_path / "a.dmn").read_text("utf-8").splitlines()[remark.place.line - 1]
    assert line[remark.place.column - 1 :].startswith("Nobody")


@pytest.mark.parametrize(
    ("logic", "why"),
    [
        ("<functionDefinition/>", "functionDefinition can't be said"),
        (table(["Age"], [("", "")], [("1", "2", "3")]), "3 cells instead of 2"),
        (table(["Age"], [("", "")], [("1", "2")], "PRIORITY"), "needs a list of outputs"),
        (table(["Age"], [("", "")], [("1", "2")], "NONE"), "NONE is not a hit policy"),
        ("", "has no logic"),
    ],
)
def test_logic_that_cant_be_said_is_named_too(logic: str, why: str, tmp_path: Path) -> None:
    """Of another kind, or a table that isn't one."""
    found = made(tmp_path, given("Age"), literal("Fine", "1"), decision("A", logic, "number"))
    [remark] = found.translated.draft.remarks
    assert why in remark.say("en")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (model(), "there is no decision"),
        (model(literal("A", "Nobody")), "Nobody isn't known here"),
        (model(literal("A", "1"), literal("A", "2")), "A stands in this model twice"),
        (model(decision("", "")), "a name is missing"),
        ("<x/>", "this is no DMN 1.1 to 1.6"),
        (
            model(
                literal("A", "1").replace(
                    "<literal",
                    '<informationRequirement><requiredInput href="#no"/></informationRequirement><literal',
                    1,
                )
            ),
            "#no isn't in this model",
        ),
    ],
)
def test_a_model_that_is_no_use_is_refused(text: str, why: str, tmp_path: Path) -> None:
    """With a place, in both languages."""
    path = tmp_path / "a.dmn"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        DmnModel(path)
    assert why in caught.value.say("en")
    assert caught.value.problems[0].place.line >= 1
    assert caught.value.say("nl") != caught.value.say("en")


def test_the_command_writes_a_rule_set_that_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its texts beside it, which a second import keeps; a region is assessed by it."""
    monkeypatch.chdir(tmp_path)
    logic = table(["Age"], [("", "")], ROWS[:2])
    Path("loan.dmn").write_text(model(given("Age"), decision("Allowed", logic, "string")), "utf-8")
    done = run("import", "loan.dmn", "--output", "loan", plugins=PLUGINS)
    assert (done.code, done.err) == (0, "geschreven: loan.texts.yaml\ngeschreven: loan\n")
    texts = Path("loan.texts.yaml").read_text("utf-8")
    Path("loan.texts.yaml").write_text(texts.replace("Rij 1 van Allowed.", "Wie jong is, mag nog niet."), "utf-8")
    assert run("import", "loan.dmn", "--output", "loan", "--replace", plugins=PLUGINS).code == 0
    Path("x.yaml").write_text("region: X\nfacts: {age: 12}\n", "utf-8")
    assert "Wie jong is, mag nog niet." in run("explain", "x.yaml", "allowed", "--ruleset", "loan").out
    assert "fout" not in run("lint", "loan").out


SAMPLE = model(
    *(PEOPLE, MANY, COLOURS, DOUBLE, given("Age"), given("Name", "string"), given("People", "tPeople")),
    literal("Old", "if Age > 40 then count(People[age > 20]) else max(Age, 3)"),
    decision("Allowed", table(["Age"], [("", '"no", "yes"')], ROWS, "FIRST"), "string"),
    decision("Fee", table(["Name"], [("", "")], [('"a", "b"', "2")], "COLLECT", "SUM", "1"), "number"),
    decision("Half", CONTEXT),
)
PIECES = ["", '"', "<", ">", "&", "-", "(", ")", "[", "]", "..", "null", "not(", "1e99", "Age", "Fee", "**", "number"]
PIECES += ["UNIQUE", "COLLECT", "tPerson", "People", "date(", "{", "\x00", "é", " if ", "/>", 'name=""', "true", ","]


@settings(max_examples=150, deadline=None, database=None)
@for_all(at=st.integers(0, len(SAMPLE)), size=st.integers(0, 12), piece=st.sampled_from(PIECES))
def test_any_slip_in_a_model_is_named_or_harmless(at: int, size: int, piece: str) -> None:
    """Whatever is left out or put in: a rule set that loads, or an error with places."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.dmn"
        path.write_text(SAMPLE[:at] + piece + SAMPLE[at + size :], "utf-8")
        try:
            found = DmnModel(path)
        except InputError as caught:
            error = caught
        else:
            found.decide({})
            return
    assert all(each.place.line for each in error.problems)
