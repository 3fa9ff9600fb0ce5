"""What is partly known, in comparisons and what-ifs, and whatever is known: a narrowing turns nothing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.changes import Changes, what_changes
from regiorules.advice.compare import compare
from regiorules.advice.explain import explain
from regiorules.authoring.testing.regions import regions
from regiorules.engine.assessment import Assessment
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region
from regiorules.render import markdown, text
from regiorules.render.change_notes import changes_blocks, comparison_blocks
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import FORMATS, render_note
from regiorules.render.renderer import Layout
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES, Language
from tests.advice.told import ENGINES, FLEVOLAND, SOME, WIDE, assessed
from tests.blurred import blurring

# --- what if, and side by side -----------------------------------------------------------------------------------


def changed(before: dict[str, Any], after: dict[str, Any], language: Language = "nl") -> Changes:
    """What changes when facts are set over others."""
    knowledge = ENGINES["core"].knowledge
    return what_changes(assessed(**before), assessed(**{**before, **after}), knowledge, after, language)


def test_a_narrowing_is_shown_as_one() -> None:
    """What was partly known of what is set, and of what is derived of it."""
    cities = "Almere 218.000, Lelystad 80.000, anderen onbekend"
    found = changed(FLEVOLAND, {"regional_network": "los", "municipalities": cities})
    out = render_note(found, changes_blocks, "text", WIDE)
    assert "- Regionaal netwerk (regional_network): los (was hoogstens los)" in out
    assert "- Gemeenten (municipalities): minstens 2 (was minstens 1)" in out
    assert "Inwoners van de regio (population_total): was minstens 218.000, is nu minstens 298.000" in out
    assert {each.id for each in found.facts if each.narrowed} == {
        "large_cities",
        "municipality_count",
        "population_total",
    }
    assert Changes.from_json(found.to_json()) == found
    assert "was at most loose" in render_note(
        changed(FLEVOLAND, {"regional_network": "los"}, "en"), changes_blocks, "markdown", WIDE
    )


def test_a_turn_is_no_narrowing() -> None:
    """What was unknown, or contradicts what was known, or takes some back, has an arrow."""
    assert "before" not in changed({}, {"regional_network": "loose"}).to_data()
    for before, after in (
        ("Almere 218.000", "Almere 218.000, anderen onbekend"),
        ("Almere 218.000, anderen onbekend", "unknown"),
        ("Almere 218.000, Urk 21.000, anderen onbekend", "Almere 100.000, anderen onbekend"),
    ):
        found = changed({"municipalities": before}, {"municipalities": after})
        assert [each.id for each in found.facts if each.narrowed] == []
        assert "Aantal gemeenten (municipality_count): " in (out := render_note(found, changes_blocks, "text", WIDE))
        assert " → " in out


def test_nothing_changes_where_as_much_is_known() -> None:
    """In whatever words."""
    out = render_note(changed(FLEVOLAND, {"regional_network": "niet verbonden"}), changes_blocks, "text", WIDE)
    assert "Er verandert niets." in out
    assert "(was" not in out


def test_regions_side_by_side_show_ranges() -> None:
    """In the facts behind a difference; a figure whose name is open is open, whatever is partly known."""
    knowledge = ENGINES["core"].knowledge
    first = assessed(**FLEVOLAND)
    second = assessed(**{**FLEVOLAND, "regional_network": "loose", "cooperation_domains": "jeugd niet"})
    found = compare([first, second], knowledge)
    rows = {row.id: row for row in found.rows}
    assert not rows["networks_position"].differs
    assert [cell.value for cell in rows["ladder_position"].cells] == ["samenwerking in opbouw", "nog open"]
    out = render_note(found, comparison_blocks, "text", WIDE)
    assert "— terreinen van samenwerking: werkgeversdienstverlening in elk geval, jeugd niet" in out


def test_a_fact_that_can_be_given_may_be_more_than_rules_make_of_it() -> None:
    """One joint organisation would make the regional network connected; but who knows it may say otherwise."""
    knowledge = ENGINES["core"].knowledge
    told = {"execution_organisation": "one", "local_regional_link": {"one_of": ["none", "structural"]}}
    advice = make_advice(assessed(**told), knowledge)
    (axis,) = [axis for each in advice.positions for axis in each.axes if axis.fact == "regional_network"]
    assert (axis.coordinate, axis.possible) == (None, ())


# --- whatever is known ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENGINES)
@SOME
@given(data=st.data())
def test_whatever_is_partly_known_is_told_and_read_back(name: str, data: st.DataObject) -> None:
    """Advice, explanation, changes and comparison in both languages and every format, and the same again from JSON."""
    engine = ENGINES[name]
    knowledge, language = engine.knowledge, data.draw(st.sampled_from(LANGUAGES))
    whole, less = pair(data, knowledge)
    found, then = engine.assess(less), engine.assess(whole)
    assert Assessment.from_json(found.to_json()) == found
    kept = Assessment.from_json(found.to_json())
    advice = make_advice(kept, knowledge, language)
    named = data.draw(st.sampled_from([*knowledge.conclusions, *knowledge.vocabulary.facts]))
    explanation = explain(kept, knowledge, named, language)
    assigned = [fact for fact in whole.facts if fact in knowledge.vocabulary.facts]
    changes = what_changes(kept, then, knowledge, dict.fromkeys(assigned), language)
    comparison = compare([kept, then], knowledge, language)
    assert text.render(advice, Layout())
    assert markdown.render(advice, Layout())
    for value, blocks in (
        (explanation, explanation_blocks),
        (changes, changes_blocks),
        (comparison, comparison_blocks),
    ):
        assert all(render_note(value, blocks, form, Layout()) for form in FORMATS)  # type: ignore[arg-type]
    for value in (advice, explanation, changes, comparison):
        assert type(value).from_json(value.to_json()) == value


@pytest.mark.parametrize("name", ENGINES)
@SOME
@given(data=st.data())
def test_a_completion_lies_within_the_area(name: str, data: st.DataObject) -> None:
    """The level, the name and the topic that turn out to be are among those that were possible."""
    engine = ENGINES[name]
    whole, less = pair(data, engine.knowledge)
    before = make_advice(engine.assess(less), engine.knowledge)
    after = make_advice(engine.assess(whole), engine.knowledge)
    if before.conflicts or after.conflicts:
        return
    for was, now in zip(before.positions, after.positions, strict=True):
        assert now.name in (was.name, *was.possible) or not (was.name or was.possible) or not now.name
        for old, new in zip(was.axes, now.axes, strict=True):
            left = {each.coordinate for each in old.possible} or {old.coordinate}
            assert new.coordinate in left or left == {None} or new.coordinate is None
    for was_topic, now_topic in zip(before.divisions, after.divisions, strict=True):
        left = {was_topic.label, *was_topic.possible} - {""}
        assert now_topic.label in left or not left or not now_topic.label


@pytest.mark.parametrize("name", ENGINES)
@SOME
@given(data=st.data())
def test_no_conclusion_turns_by_a_narrowing(name: str, data: st.DataObject) -> None:
    """What if more were known: only what was open changes, and no derived fact but unknown or narrowed."""
    engine = ENGINES[name]
    whole, less = pair(data, engine.knowledge)
    before, after = engine.assess(less), engine.assess(whole)
    if before.conflicts or after.conflicts:
        return
    found = what_changes(before, after, engine.knowledge, whole.facts)
    settled = {key for key, state in before.conclusions.items() if state.status == "fails"}
    assert settled.isdisjoint(each.id for each in found.conclusions)
    unknown = {key for key, state in before.facts.items() if state.value is None}
    assert [each.id for each in found.facts if not each.narrowed and each.id not in unknown] == []


def pair(data: st.DataObject, knowledge: Knowledge) -> tuple[Region, Region]:
    """A region, and one of which less is known."""
    whole = data.draw(regions(knowledge.vocabulary))
    return whole, data.draw(blurring(whole, knowledge.vocabulary))


def test_random_regions_are_partly_known() -> None:
    """Or the properties above would say little."""
    seen = set()

    @settings(SOME, max_examples=100)
    @given(data=st.data())
    def look(data: st.DataObject) -> None:
        knowledge = ENGINES["mini"].knowledge
        _, less = pair(data, knowledge)
        seen.update(
            knowledge.vocabulary.facts[name].type for name, each in less.facts.items() if is_partial(each.value)
        )

    look()
    assert seen >= {"level", "set", "number", "records"}
