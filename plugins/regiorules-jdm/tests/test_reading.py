"""What a rule set can't say is refused by name and in its place; what it can, reads as a person would write it."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import pytest
from graphs import SCHEMA, formulas, graph, node, table
from hypothesis import given
from hypothesis import strategies as st
from regiorules_jdm.exporting import write_jdm
from regiorules_jdm.importing import draft_of, read_jdm
from regiorules_jdm.parsing import parse_expression, parse_tests
from regiorules_jdm.trees import Unsayable

from regiorules.documents import parse
from regiorules.errors import InputError
from regiorules.rules.drafts import Draft
from regiorules.rules.load import load_rulesets


def draft(text: str) -> Draft:
    return draft_of(parse(text, "graph.json", is_json=True), Path("graph.json"))[0]


def test_what_says_less_in_a_graph_is_named(tmp_path: Path) -> None:
    """Rules about each record, and how grave a risk is; titles stand in it without what is filled in."""
    said = """
ruleset: {id: trial, version: 1.0.0, title: {nl: Proef, en: Trial}, source: {title: {nl: Proef, en: Trial}}}
source_sections: {s1: {nl: Een, en: One}}
statements: {S01: {section: s1, text: {nl: Een, en: One}}}
severities: {high: {title: {nl: hoog, en: high}}}
facts:
  villages:
    type: records
    key: name
    title: {nl: Dorpen, en: Villages}
    question: {nl: Welke?, en: Which?}
    fields:
      name: {type: text, required: yes, title: {nl: Naam, en: Name}}
      people: {type: number, title: {nl: Inwoners, en: People}}
conclusions:
  empty:
    kind: risk
    severity: high
    title: {nl: "{name|Een dorp} loopt leeg", en: "{name|A village} empties"}
    text: {nl: Let op., en: Beware.}
rules:
  small: {each: villages, when: people < 9, then: empty, severity: high, GROUNDS}
"""
    grounds = 'because: {nl: "{name} is klein.", en: "{name} is small."}, basis: source, statements: [S01]'
    (tmp_path / "ruleset.yaml").write_text(said.replace("GROUNDS", grounds), "utf-8")
    found = write_jdm(load_rulesets(tmp_path), "nl")
    each, grade = found.left_out
    assert (each.place.line, grade.place.line) == (22, 22)
    assert "small gaat over elk van villages" in each.say("nl")
    assert "a severity or strength isn't in it; these rules give one: small" in grade.say("en")
    assert "Een dorp loopt leeg" in str(found.content)
    assert "{name" not in str(found.content)


def refused(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        draft(text)
    assert all(each.place.line for each in caught.value.problems)
    assert all(each.say("nl") != each.say("en") for each in caught.value.problems)
    return caught.value.say("en").splitlines()


def rows(made: Draft, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made.files[f"tables/{name}.csv"].decode())))


def cell(text: str, subject: str = "age") -> str:
    return graph(table("t", [subject], ["fee"], [(text, "1"), ("", "2")]))


# --- what is read ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "header", "written"),
    [
        ("> 60", "age", "> 60"),
        ("[1..5)", "age", "[1..5["),
        ("(1..5]", "age", "]1..5]"),
        ("1, 2, > 7", "age", "1, 2, > 7"),
        ("in [1, 2]", "age", "1, 2"),
        ("not in [1..5]", "age", "not [1..5]"),
        ("'a', \"b\"", "age", '"a", "b"'),
        ("!= 'a'", "age", 'not "a"'),
        ("true", "age", "yes"),
        ("!= true", "age", "no"),
        ("> 2 and < 5", "age > 2 and age < 5", "yes"),
        ("< 2, > 5", "age < 2 or age > 5", "yes"),
        ("'say \"hi\"'", 'age == "say \\"hi\\""', "yes"),
        ("$ * 2 > 5", "age * 2 > 5", "yes"),
    ],
)
def test_a_cell_is_written_as_a_person_would(text: str, header: str, written: str) -> None:
    first = rows(draft(cell(text)), "t")[0]
    assert first == {header: written, "→ fee": "1"}


def test_a_graph_becomes_facts_tables_and_rules() -> None:
    one = table(
        "Korting voor klanten", ["customer.age", ""], ["fee"], [("> 60", "", "5"), ("", "customer.vip == true", "7.5")]
    )
    two = formulas("Som", {"double": "fee * 2", "word": "fee > 6 ? 'much' : 'little'", "same": "fee"})
    made = draft(graph(one, two))
    facts = made.sections["facts"]
    assert {name: (fact["type"], fact.get("derive")) for name, fact in facts.items()} == {
        "customer_age": ("number", None),
        "customer_vip": ("yes_no", None),
        "fee": ("number", None),
        "double": ("number", "fee * 2"),
        "word": ("text", None),
    }
    assert [facts[name].get("in_summary") for name in ("customer_age", "fee", "double")] == [None, True, True]
    assert [(each["when"], each["then"]) for each in made.sections["rules"].values()] == [
        ("fee > 6", {"word": "much"}),
        ("not (fee > 6)", {"word": "little"}),
    ]
    assert list(made.files) == ["tables/korting-voor-klanten.csv"]
    assert made.sections["tables"]["korting-voor-klanten"]["hit"] == "first"


def test_the_schema_of_the_request_says_kinds_and_limits() -> None:
    schema = {
        "properties": {
            "age": {"type": "integer", "minimum": 0, "maximum": 120, "title": "Leeftijd"},
            "kind": {"type": "string", "enum": ["a", "b"]},
            "list": {"type": "array"},
        }
    }
    made = draft(graph(table("t", ["age", "kind"], ["fee"], [("> 5", "'a'", "1")]), schema=json.dumps(schema)))
    age, kind = made.sections["facts"]["age"], made.sections["facts"]["kind"]
    assert (age["title"]["nl"], age["min"], age["max"], age["whole"]) == ("Leeftijd", "0", "120", "yes")
    assert kind["texts"] == ["a", "b"]


def test_the_description_of_a_row_is_its_reason() -> None:
    one = table("t", ["age"], ["fee"], [("> 60", "5"), ("", "7")])
    one["content"]["rules"][0]["_description"] = "Wie {oud} is\nbetaalt minder"
    first, second = rows(draft(graph(one)), "t")
    assert first["because nl"] == "Wie (oud) is betaalt minder"
    assert first["because en"] == "(not yet translated) Wie (oud) is betaalt minder"
    assert second["because en"] == "So it stands in the table ‘t’."


def test_a_row_that_can_never_count_is_left_out_and_said() -> None:
    text = graph(table("t", ["age"], ["fee"], [("> 5", "1"), ("> 7", "2"), ("in (3..2)", "3"), ("", "4")]))
    made = draft(text)
    assert [each["→ fee"] for each in rows(made, "t")] == ["1", "4"]
    lines = text.splitlines()
    places = [(each.say("en").split(": ", 1)[1], lines[each.place.line].strip()) for each in made.remarks]
    assert places == [
        ("row 2 of ‘t’ can never count, and was left out", '"_id": "1",'),
        ("row 3 of ‘t’ can never count, and was left out", '"_id": "2",'),
    ]


def test_a_row_that_gives_nothing_keeps_those_after_it_silent() -> None:
    made = draft(graph(table("t", ["age"], ["fee"], [("> 5", ""), ("> 3", "1")])))
    assert rows(made, "t") == [{"age": "> 3", "age > 5": "no", "→ fee": "1"}]


@pytest.mark.parametrize("cell", ["> 5 and > 7", "true"])
def test_a_row_that_asks_for_what_gave_nothing_never_counts(cell: str) -> None:
    field = "flag" if cell == "true" else "age"
    made = draft(graph(table("t", [field], ["fee"], [(cell, ""), (cell, "1"), ("", "2")])))
    assert [each["→ fee"] for each in rows(made, "t")] == ["2"]


@pytest.mark.parametrize("name", ["id", "class", "Regel", "2e", "naïve", "customerAge", "x" * 90, "because nl"])
def test_any_name_becomes_an_id_of_its_own(name: str) -> None:
    field = "".join(sign if sign.isalnum() else "_" for sign in name).replace("2e", "e2").replace("ï", "i")
    made = draft(graph(table(name, [field], ["fee"], [("> 5", "1")])))
    assert len(made.sections["facts"]) == 2


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("len($) > 2", "the function len"),
        ("null", "null"),
        ("$ == null", "null"),
        ("-", "missing at the end"),
        ("]1..5[", "turned outwards"),
        ("> 5 or < 2 and > 1", "from left to right"),
        ("1, > 3 and < 5", "from left to right"),
        ("($ > 2 and $ < 3)", "brackets around a condition"),
        ("not > 5", "> can't stand here"),
        ("1 < $ < 5", "two comparisons in a row"),
        ("$ > 3 and flag", "write flag == true"),
        ("$.a", "the reference $.a"),
        ("items[0] > 1", "an element of items"),
        ("$ % 2 == 0", "% (a remainder)"),
        ("$ ^ 2 > 3", "^ (a power)"),
        ("x ?? 1", "??"),
        ("`a`", "` (a text that is put together)"),
        ("'a\\'", "isn't understood"),
        ("> 5 é", "isn't understood"),
        ("== $ + 1", "whether a calculated number equals another"),
        ("> 'a'", "of another kind"),
        ("1, 'a'", "of another kind"),
        ("'A', 'a'", "the same text to a rule set"),
        ("$ ? 1 : 2", "no condition"),
        ("(" * 50 + "1" + ")" * 50, "nested deeper"),
        ("1" + " + 1" * 1000, "longer than 2000"),
        ("5 > 3", "two fixed values"),
        ("[1, 2]", "only stand after in"),
        ("{a: 1}", "{ (an object)"),
    ],
)
def test_a_cell_that_a_rule_set_cannot_say(text: str, why: str) -> None:
    lines = refused(cell(text))
    assert len(lines) == 1
    assert why in lines[0]
    assert lines[0].startswith("graph.json:")


def test_the_place_is_that_of_the_cell() -> None:
    text = cell("len($) > 2")
    line = next(number for number, each in enumerate(text.splitlines(), 1) if "len(" in each)
    column = text.splitlines()[line - 1].index('"len(') + 1
    assert refused(text)[0].startswith(f"graph.json:{line}:{column}: len($) > 2: a rule set can't say this")


@pytest.mark.parametrize(
    ("nodes", "why"),
    [
        ([node("f", "function", source="")], "a function in JavaScript"),
        ([node("s", "switch", statements=[])], "a switch"),
        ([node("d", "decision", key="other")], "a decision in another file"),
        ([node("n", "custom")], "a node of kind customNode"),
        ([table("t", ["a"], ["b"], [("> 1", "1")], executionMode="loop")], "a repetition for each element"),
        ([table("t", ["a"], ["b"], [("> 1", "1")], hitPolicy="unique")], "hitPolicy unique"),
        ([table("t", ["a"], ["b"], [("> 1", "a > 2 ? 1 : 2")])], "a choice in an outcome"),
        (
            [table("t", ["a"], ["b"], [("> 1", "true")]), table("u", ["b"], ["c"], [("false", "1")])],
            "whether b is false: no row says so",
        ),
        (
            [table("t", ["a"], ["b"], [("> 1", "1")]), table("u", [""], ["c"], [("b * 2 > 5 or b == 1", "1")])],
            "calculating with b before another possibility",
        ),
        ([table("t", ["a"], ["b"], [("> 1", "a > 2")])], "a calculated outcome that is no number"),
        ([table("t", ["a"], ["b"], [("> 1", "a + 1")], hitPolicy="collect")], "a calculated outcome that is collected"),
        ([table("t", ["a"], ["b"], [("> 1", "'unknown'")])], "that is no value in a rule set"),
        ([table("t", ["a"], ["b"], [("> 1", "1"), ("", "'x'")])], "text here, and a number elsewhere"),
        ([table("t", ["a"], ["b c"], [("> 1", "1")])], "b c is no name"),
        ([table("t", ["a"], ["b"], [("> 1", "1")], strange=1)], "strange isn't known"),
        ([table("t", ["a", "a.b"], ["c"], [("> 1", "> 1", "1")])], "a is an object"),
        ([table("t", ["a"], ["b"], [("> 1", "1")]), formulas("u", {"c": "a + 1"})], "a doesn't get here"),
        ([table("t", ["a"], ["b"], [("", "1"), ("c == d", "2")])], "nothing tells whether"),
        ([formulas("u", {"c": "1 +"})], "missing at the end"),
        ([table("t", [""], ["b"], [("true", "1")])], "settled beforehand"),
    ],
)
def test_a_node_that_a_rule_set_cannot_be(nodes: list[dict[str, object]], why: str) -> None:
    lines = refused(graph(*nodes))
    assert why in lines[0]
    assert len(lines) <= 2


def test_what_comes_from_two_nodes_has_two_meanings() -> None:
    one, two = table("one", ["a"], ["x"], [("> 1", "1")]), table("two", ["a"], ["x"], [("> 2", "1")])
    last = formulas("last", {"y": "x + 1"})
    edges = [("request", "one"), ("request", "two"), ("one", "last"), ("two", "last"), ("last", "response")]
    assert "x comes from more than one node" in refused(graph(one, two, last, edges=edges))[0]


def test_a_node_without_a_way_to_it_is_named() -> None:
    one, two = table("one", ["a"], ["x"], [("> 1", "1")]), table("two", ["a"], ["x"], [("> 2", "1")])
    edges = [("request", "one"), ("one", "response"), ("two", "two")]
    assert "two is given nothing" in refused(graph(one, two, edges=edges))[0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[]", "a JDM file is an object"),
        ("{}", "no nodes here"),
        ('{"nodes": {}}', "nodes: a list belongs here"),
        ('{"nodes": [1]}', "nodes: an object belongs here"),
        ('{"contentType": "x", "nodes": []}', "x is no decision graph"),
        ('{"nodes": [{"id": "r", "type": "inputNode", "content": {"schema": "{"}}]}', "schema:1:1"),
        ('{"nodes": [{"id": "r", "type": "inputNode", "content": {"schema": {}}}]}', "schema: a value belongs here"),
        ('{"nodes": [{"id": "r", "type": [], "content": {}}]}', "type: a value belongs here"),
    ],
)
def test_a_file_that_is_no_graph(text: str, why: str) -> None:
    assert any(why in line for line in refused(text))


def test_every_problem_is_said_at_once() -> None:
    lines = refused(graph(table("t", ["a"], ["b"], [("null", "1"), ("len($)", "`c`"), ("> 1", "2")])))
    assert len(lines) == 3


# --- anything at all -----------------------------------------------------------------------------

PIECES = [
    *"$<>=!()[]{},.?:+-*/%^`'\"# ",
    "and",
    "or",
    "not",
    "in",
    "true",
    "null",
    "a.b",
    "len",
    "..",
    "==",
    "1",
    "2.5",
    "'x'",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join) | st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (parse_tests, parse_expression):
        with suppress(Unsayable):
            read(text)


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.sampled_from(["", "a", "decisionTableNode", "inputNode", "> 5", "r"]),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "nodes",
                    "edges",
                    "id",
                    "type",
                    "content",
                    "inputs",
                    "outputs",
                    "rules",
                    "field",
                    "sourceId",
                    "targetId",
                ]
            ),
            inside,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@given(json_values)
def test_any_json_is_read_or_refused(data: object) -> None:
    with suppress(InputError):
        draft(json.dumps(data))


# --- the command ---------------------------------------------------------------------------------


def test_import_and_export_as_a_user_does(tmp_path: Path, regiorules_run) -> None:  # type: ignore[no-untyped-def]
    import regiorules_jdm

    path = tmp_path / "korting.json"
    path.write_text(
        graph(table("Korting", ["n1", "f1"], ["fee"], [("> 5", "true", "1"), ("", "", "2")]), schema=SCHEMA)
    )
    plugins = {"jdm": regiorules_jdm}
    done = regiorules_run("import", path, "--output", tmp_path / "korting", plugins=plugins)
    assert done.code == 0, done.err
    assert (tmp_path / "korting.texts.yaml").exists()
    done = regiorules_run("export", tmp_path / "korting", "--format", "jdm", plugins=plugins)
    assert done.code == 0, done.err
    assert json.loads(done.out)["nodes"][1]["name"] == "fee"
    assert read_jdm(path).sections["facts"].keys() == {"n1", "f1", "fee"}
