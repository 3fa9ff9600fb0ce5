"""A rule set in the making: written as a folder that loads, and under a side file that loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regiorules.documents import parse, plain
from regiorules.documents.written import YAML, document_text
from regiorules.errors import Place, Problem, Problems
from regiorules.rules.drafts import SAID, Draft, both, folder_of, said, said_in, side_of, with_side
from regiorules.rules.load import load_rulesets
from regiorules.rules.recognised import MODEL, Recognised
from regiorules.text import Text
from regiorules.writing import write_folder

HEAD = {
    "id": "trial",
    "version": "0.1.0",
    "title": said("Trial"),
    "source": {"title": said("trial.json")},
}
DRAFT = Draft(
    {
        "ruleset": HEAD,
        "groups": {"asked": both(Text("Gevraagd", "Asked"))},
        "facts": {
            "age": {"type": "number", "group": "asked", "title": said("Age"), "question": said("How old?")},
            "fee": {"type": "number", "group": "asked", "asked": "no", "title": said("Fee")},
        },
        "source_sections": {"model": said("trial.json")},
        "statements": {"T01": {"section": "model", "text": said("A table")}},
        "tables": {
            "fees": {
                "file": "tables/fees.csv",
                "hit": "first",
                "because": said("The table says so."),
                "statements": ["T01"],
                "basis": "source",
            }
        },
        "rules": {},
    },
    {"tables/fees.csv": "age,→ fee\n> 5,1\n,2\n".encode()},
)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1).filter(str.strip)


def laid(text: str, draft: Draft = DRAFT) -> tuple[Draft, Problems]:
    problems = Problems()
    return with_side(draft, parse(text, "trial.texts.yaml"), problems), problems


def test_a_draft_is_a_folder_that_loads(tmp_path):
    write_folder(tmp_path / "trial", folder_of(DRAFT))
    knowledge = load_rulesets(tmp_path / "trial")
    assert set(knowledge.rules) == {"fees-2", "fees-3"}
    assert knowledge.vocabulary.facts["age"].title == Text("Age", "(not yet translated) Age")


def test_what_is_in_one_language_is_marked_in_the_other():
    assert said("Leeftijd") == {"nl": "Leeftijd", "en": "(not yet translated) Leeftijd"}
    assert said("Age", "en") == {"nl": "(nog te vertalen) Age", "en": "Age"}


@given(nl=texts, en=texts)
def test_a_side_file_keeps_what_a_person_wrote(nl, en):
    """Written, read, laid over the draft and written again it says the same, in any characters."""
    changed = {**DRAFT.sections["tables"]["fees"], "because": {"nl": nl, "en": en}}
    draft = Draft({**DRAFT.sections, "tables": {"fees": changed}}, DRAFT.files)
    side = side_of(draft)
    again, problems = laid(side.decode())
    assert not problems.found
    assert again.sections["tables"]["fees"]["because"] == {"nl": nl, "en": en}
    assert side_of(again, plain(parse(side.decode(), ""))) == side


def test_a_side_file_brings_statements_of_its_own():
    draft, problems = laid("statements: {T02: {section: model, text: {nl: Twee, en: Two}}}")
    assert not problems.found
    assert set(draft.sections["statements"]) == {"T01", "T02"}


def test_what_the_model_no_longer_has_is_named_and_kept():
    old = "rules: {gone: {because: {nl: Weg, en: Gone}}}"
    draft, problems = laid(old)
    assert not problems.found
    assert [(each.code, each.place.line) for each in draft.remarks] == [("side_stale", 1)]
    assert "gone" in plain(parse(side_of(draft, plain(parse(old, ""))).decode(), ""))["rules"]


def ruled(*readings: str) -> Draft:
    """A draft with these rules, each named by its place."""
    rules = {
        f"row-{at}": {"when": when, "then": {"fee": "1"}, "because": said(f"Row {at}"), "basis": "source"}
        for at, when in enumerate(readings, 1)
    }
    return Draft({**DRAFT.sections, "rules": rules})


def imported(draft: Draft, side: str) -> tuple[Draft, str]:
    """The draft with the side file over it, and the side file as it is then written."""
    done, problems = laid(side, draft)
    assert not problems.found
    return done, side_of(done, plain(parse(side, ""))).decode()


readings = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=6)


@given(models=st.lists(readings, min_size=2, max_size=6))
def test_texts_stay_with_their_rule_wherever_it_comes_to_stand(models: list[list[str]]) -> None:
    """However rows come, go and move: what was written of one is never lost, nor said of another without a word."""
    side = "{}"
    for model in models:
        before = set(written(side).values())
        done, side = imported(ruled(*model), side)
        changed = {each.fields["name"] for each in done.remarks if each.code == "side_changed"}
        for name, rule in done.sections["rules"].items():
            mine = rule["because"]["nl"]
            assert name in changed or mine == f"Mine: {rule['when']}" or mine.startswith("Row ")
        assert before <= set(written(side).values())
        told = plain(parse(side, ""))
        for each in told.get("rules", {}).values():
            each["because"] = both(Text(f"Mine: {each['model'][0]}", "Mine"))
        side = document_text(told, YAML)


def written(side: str) -> dict[str, str]:
    """The reasons in a side file, by the name of the entry."""
    return {name: each["because"]["nl"] for name, each in plain(parse(side, "")).get("rules", {}).items()}


def test_a_row_that_reads_otherwise_is_named_and_keeps_its_texts() -> None:
    _, side = imported(ruled("a", "b"), "{}")
    mine = side.replace("Row 2", "Mine")
    done, side = imported(ruled("a", "c"), mine)
    assert [(each.code, each.fields["name"]) for each in done.remarks] == [("side_changed", "row-2")]
    assert done.sections["rules"]["row-2"]["because"]["nl"] == "Mine"
    assert imported(ruled("a", "c"), side)[0].remarks == ()


def test_texts_of_rows_that_are_gone_come_back_with_them() -> None:
    """Also where two that had one name are gone."""
    _, side = imported(ruled("a", "b", "c"), "{}")
    side = side.replace("Row 1", "Of a").replace("Row 2", "Of b")
    done, side = imported(ruled("b", "c"), side)
    assert [each.code for each in done.remarks] == ["side_stale"]
    _, side = imported(ruled("c"), side)
    done, side = imported(ruled("a", "b", "c"), side)
    assert [each["because"]["nl"] for each in done.sections["rules"].values()] == ["Of a", "Of b", "Row 3"]
    assert set(plain(parse(side, ""))["rules"]) == {"row-1", "row-2", "row-3"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tables: {fees: {hit: collect}}", "side_key"),
        ("ruleset: {id: other}", "side_key"),
        ("goals: {}", "side_key"),
        ("tables: []", "expected_mapping"),
        ("tables: {fees: no}", "expected_mapping"),
        ("[]", "expected_mapping"),
    ],
)
def test_a_side_file_says_only_what_the_model_does_not(text, code):
    draft, problems = laid(text)
    assert [each.code for each in problems.found] == [code]
    assert problems.found[0].place.line == 1
    assert draft == DRAFT


def test_the_side_file_has_all_that_may_be_said():
    side = plain(parse(side_of(DRAFT).decode(), ""))
    assert set(side["tables"]["fees"]) == {"because", "basis", "statements"} <= set(SAID["tables"])
    assert set(side) == {"ruleset", "groups", "facts", "source_sections", "statements", "tables"}


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("facts.age.title", 3),
        ("facts.age.title.en", 3),
        ("facts.age.question", 9),  # the side file says nothing of it
        ("facts.fee.title", 9),
        ("facts.age", 9),  # of a whole fact the model says the most
        ("ruleset.title", 5),
        ("statements.T01", 6),
    ],
)
def test_a_problem_stands_where_it_is_said(path, line):
    """In the side file where that says it; else it stays where it was found."""
    side = parse(
        "facts:\n  age:\n    title: {nl: x, en: y}\nruleset:\n  title: {nl: x, en: y}\nstatements: {T01: {}}\n", "side"
    )
    assert said_in(side, Problem("missing_key", {"name": "x"}, Place("model", 9, 1), path)).place.line == line


def test_texts_of_rules_that_are_gone_never_take_the_place_of_each_other():
    """Each is kept under a name of its own, though others have had the same."""
    rules = {"a": {"when": "x"}, "a-gone": {"when": "z"}}
    side = {"a": {MODEL: "q"}, "a-gone": {MODEL: "r"}, "b": {MODEL: "x → "}, "c": {MODEL: "z → "}}
    left = Recognised(rules, side).left()
    assert sorted(each[MODEL] for each in left.values()) == ["q", "r"]
    assert not left.keys() & rules.keys()
