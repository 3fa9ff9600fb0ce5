"""What is partly known, in explanations, figures, divisions, comparisons and what-ifs: said as it is, no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.advice.advise import make_advice
from regiorules.advice.changes import Changes, what_changes
from regiorules.advice.compare import compare
from regiorules.advice.explain import Explanation, Step, explain
from regiorules.advice.model import Advice, AxisLevel
from regiorules.authoring.testing.strategies import regions
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.partial import is_partial
from regiorules.facts.region import Region, region_of
from regiorules.render import markdown, text
from regiorules.render.change_notes import changes_blocks, comparison_blocks
from regiorules.render.explanation_note import explanation_blocks
from regiorules.render.notes import FORMATS, render_note
from regiorules.render.renderer import Layout
from regiorules.rules.load import load_rulesets, ruleset_folder
from regiorules.rules.model import Knowledge
from regiorules.stored import to_plain
from regiorules.text import LANGUAGES, Language
from tests.blurred import blurring
from tests.mini import MINI
from tests.paths import DATA

WIDE = Layout(width=10_000)
ENGINES = {
    name: Engine(load_rulesets(folder), "compiled")
    for name, folder in (("core", ruleset_folder("core")), ("mini", MINI), ("drawn", DATA / "drawn"))
}
SOME = settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
FLEVOLAND = {
    "regional_network": "hoogstens los",
    "regional_strategy_agreed": "minstens deels",
    "employer_service_point": "niet in bedrijf",
    "municipalities": "Almere 218.000, anderen onbekend",
    "cooperation_domains": "werkgeversdienstverlening in elk geval, jeugd niet",
}


def assessed(name: str = "core", **facts: Any) -> Assessment:
    """An assessment by one of the rule sets, of facts as a file has them."""
    engine = ENGINES[name]
    return engine.assess(region_of({"region": "Flevoland", "facts": facts}, engine.knowledge.vocabulary))


def explained(conclusion: str, name: str = "core", language: Language = "nl", **facts: Any) -> str:
    """What the explanation says, without the lines of the tree."""
    return shown(explain(assessed(name, **facts), ENGINES[name].knowledge, conclusion, language))


def shown(explanation: Explanation, format: str = "text") -> str:
    return render_note(explanation, explanation_blocks, format, WIDE)


def advised(name: str = "core", language: Language = "nl", **facts: Any) -> Advice:
    return make_advice(assessed(name, **facts), ENGINES[name].knowledge, language)


def walk(step: Step) -> Iterator[Step]:
    yield step
    for each in step.steps:
        yield from walk(each)


# --- explanations -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conclusion", "facts", "nl", "en"),
    [
        (
            "regional_first",
            {"regional_network": "hoogstens los"},
            "✗ Regionaal netwerk is verbonden: Regionaal netwerk (regional_network) = hoogstens los, dus niet verbonden"
            " — opgegeven",
            "✗ Regional network is connected: Regional network (regional_network) = at most loose, so not connected"
            " — given",
        ),
        (
            "regional_first",
            {"regional_network": "hoogstens los"},
            "✓ Regionaal netwerk is minder dan verbonden: Regionaal netwerk (regional_network) = hoogstens los, dus"
            " minder dan verbonden — opgegeven",
            "= at most loose, so less than connected — given",
        ),
        (
            "regional_first",
            {"regional_network": "minstens los"},
            "? Regionaal netwerk is verbonden: Regionaal netwerk (regional_network) = minstens los; nog open of het"
            " verbonden is — opgegeven",
            "= at least loose; still open whether it is connected — given",
        ),
        (
            "position_ladder",
            {"cooperation_domains": "jeugd niet", "employer_service_point": "operating"},
            "= jeugd niet; nog open of werkgeversdienstverlening erbij hoort — opgegeven",
            "= youth not; still open whether employer services belongs to it — given",
        ),
        (
            "position_ladder",
            {"cooperation_domains": "werkgeversdienstverlening in elk geval", "employer_service_point": "planned"},
            "= werkgeversdienstverlening in elk geval, dus met werkgeversdienstverlening — opgegeven",
            "= employer services certainly, so with employer services — given",
        ),
        (
            "position_ladder",
            {"cooperation_domains": "werkgeversdienstverlening niet", "employer_service_point": "none"},
            "= werkgeversdienstverlening niet, dus zonder werkgeversdienstverlening — opgegeven",
            "= employer services not, so without employer services — given",
        ),
        (
            "subregional_strong",
            {"municipalities": "Almere 218.000, anderen onbekend"},
            "? Aantal grote steden is ten minste 2 steden — gezien: Aantal grote steden: minstens 1; nog open of het"
            " ten minste 2 steden is",
            "— seen: Number of large cities: at least 1; still open whether it is at least 2 cities",
        ),
        (
            "cooperation_tradition",
            {"cooperation_history": [{"year": 2010, "kind": "agreement", "what": "A"}, "en andere"]},
            "? aantal in geschiedenis van samenwerking waarvoor soort gebeurtenis is overeenkomst of gezamenlijke"
            " organisatie is ten minste 3 gebeurtenissen — gezien: Geschiedenis van samenwerking: minstens 1; dat"
            " geeft minstens 1, nog open of het ten minste 3 gebeurtenissen is",
            "— seen: History of cooperation: at least 1; that gives at least 1, still open whether it is at least 3",
        ),
        (
            "cooperation_tradition",
            {"cooperation_history": [{"year": 2010, "kind": "agreement", "what": "A"}, "en andere"]},
            "= minstens 1, ook al is de lijst niet volledig — opgegeven",
            "= at least 1, even though the list isn't complete — given",
        ),
        (
            "cooperation_tradition",
            {"cooperation_history": [{"year": 2010, "kind": "conflict", "what": "A"}, "en andere"]},
            "= minstens 1; de lijst is niet volledig — opgegeven",
            "= at least 1; the list isn't complete — given",
        ),
    ],
)
def test_a_step_says_what_it_makes_of_what_is_partly_known(
    conclusion: str, facts: dict[str, Any], nl: str, en: str
) -> None:
    """The value in words, then what follows of what the condition asks, or that it is still open."""
    assert nl in explained(conclusion, language="nl", **facts)
    assert en in explained(conclusion, language="en", **facts)


def test_an_explanation_says_it_in_every_format() -> None:
    """In Markdown as in text; in JSON it stands apart from the value."""
    found = explain(assessed(**FLEVOLAND), ENGINES["core"].knowledge, "regional_first")
    assert "= hoogstens los, dus niet verbonden — opgegeven" in shown(found, "markdown").replace("\\", "")
    steps = [step for step in walk(found.proof) if step.text == "Regionaal netwerk is verbonden"]
    assert {(step.status, step.value, step.outcome, step.steps[0].value) for step in steps} == {
        ("fails", "Regionaal netwerk: hoogstens los", "dus niet verbonden", "hoogstens los")
    }
    assert '"outcome": "dus niet verbonden"' in found.to_json()
    assert Explanation.from_json(found.to_json()) == found


def test_what_is_known_whole_has_no_such_words() -> None:
    """Neither in the text nor in the data, which are as before."""
    found = explain(assessed(regional_network="loose"), ENGINES["core"].knowledge, "regional_first")
    assert {step.outcome for step in walk(found.proof)} == {""}
    assert "outcome" not in found.to_json()
    assert "dus" not in shown(found)


def test_of_two_facts_nothing_is_said_but_what_was_seen() -> None:
    """Whether the one is more than the other is open, and its title is no level."""
    out = explained("regional_lead", regional_network="minstens los", local_networks="minstens los")
    assert "nog open of het meer dan" not in out
    assert "? Regionaal netwerk is meer dan Lokale netwerken — gezien: Lokale netwerken: minstens los, Regionaal" in out
    out = explained("regional_lead", regional_network="connected", local_networks="hoogstens los")
    assert "Regionaal netwerk: verbonden, dus minder dan Regionaal netwerk" in out


def test_what_a_list_may_still_hold_is_named() -> None:
    """Beside the records that count: those that may, and others; and what would tell more."""
    told = [{"name": "Almere", "population": 218_000}, {"name": "Urk", "population": "60.000 tot 90.000"}, "en andere"]
    found = explain(assessed(municipalities=told), ENGINES["core"].knowledge, "large_cities")
    records = [(step.text, step.status, step.value) for step in walk(found.proof) if step.kind == "record"]
    assert records == [
        ("Almere", "holds", "inwonertal 218.000"),
        ("Urk", "open", "inwonertal 60.000 tot 90.000"),
        ("andere", "open", "onbekend"),
    ]
    out = shown(found)
    assert "Flevoland: minstens 1." in out
    assert "? andere (onbekend)" in out
    assert "Preciezer te zeggen met:" in out


# --- figures and divisions ----------------------------------------------------------------------------


def test_a_figure_has_an_area() -> None:
    """The levels that are possible with their places, and the names that are left; none where all is known."""
    facts = {"regional_network": "hoogstens los", "local_networks": "minstens los"}
    found = advised(**facts)
    (figure,) = (each for each in found.positions if each.id == "networks_position")
    across, up = figure.axes
    assert (across.value, across.coordinate) == ("minstens los", None)
    assert across.possible == (AxisLevel("loose", "los", 0.5), AxisLevel("connected", "verbonden", 1.0))
    assert up.possible == (AxisLevel("absent", "afwezig", 0.0), AxisLevel("loose", "los", 0.5))
    assert (figure.name, figure.possible) == ("", ("lokaal en regionaal nog los", "alleen lokaal verbonden"))
    assert (
        "(figuur 4): nog niet te bepalen: lokaal en regionaal nog los of alleen lokaal verbonden (lokale netwerken:"
        " minstens los; regionaal netwerk: hoogstens los)"
    ) in text.render(found, WIDE)
    assert "can't be told yet: local and regional both loose or only local connected" in markdown.render(
        advised(language="en", **facts), WIDE
    )
    assert Advice.from_json(found.to_json()) == found


def test_a_figure_of_what_is_whole_or_unknown_is_as_before() -> None:
    """No key more in its data: a point, or nothing."""
    found = to_plain(advised(regional_network="loose").positions)
    assert all("possible" not in part for each in found for part in (each, *each["axes"]))
    assert [each["coordinate"] for each in found[-1]["axes"]] == [None, 0.5]
    assert found[-1]["name"] == ""


def test_a_name_is_certain_where_every_level_gives_it() -> None:
    """However loose the networks are, they aren't connected."""
    found = advised(regional_network="hoogstens los", local_networks="hoogstens los")
    (figure,) = (each for each in found.positions if each.id == "networks_position")
    assert (figure.name, figure.possible) == ("lokaal en regionaal nog los", ())


def test_a_topic_may_have_levels_left() -> None:
    """Those of the rules that are open; the level itself is told in no form."""
    found = advised(**FLEVOLAND)
    divisions = {each.id: each for each in found.divisions}
    topic = divisions["network_agreements"]
    assert (topic.level, topic.label) == ("", "")
    assert topic.possible == ("lokaal", "subregionaal", "gedeeld")
    assert topic.waits_for
    assert "nog niet te bepalen: lokaal, subregionaal of gedeeld" in text.render(found, WIDE)
    assert divisions["supralocal_employers"].possible == ()


def test_the_count_of_what_is_open_says_that_something_is_partly_known() -> None:
    """It depends on facts that nobody would call unknown; without such facts the words are as before."""
    assert "hangen nog af van feiten die niet of maar deels bekend zijn." in text.render(advised(**FLEVOLAND), WIDE)
    assert "hangen nog af van onbekende feiten." in text.render(advised(regional_network="loose"), WIDE)


def test_the_summary_gives_bounds() -> None:
    """Of an incomplete list the figures are bounds."""
    lines = {line.id: line.value for line in advised(**FLEVOLAND).summary}
    assert lines["municipality_count"] == "minstens 1"
    assert lines["population_total"] == "minstens 218.000"
    assert lines["large_cities"] == "minstens 1"


# --- texts ------------------------------------------------------------------------------------------------


def test_a_slot_in_a_text_falls_back_where_it_can() -> None:
    """What stands for the unknown reads well; a slot without it shows what is known."""
    cities = [{"name": name, "population": 80_000} for name in "ABC"]
    out = explained("subregional_strong", municipalities=[*cities, "en andere"])
    assert "De regio telt meerdere steden van minstens 75.000 inwoners." in out
    assert "De regio telt 3 steden" in explained("subregional_strong", municipalities=cities)
    village = {"name": "Aa", "people": "hoogstens 700", "shop": False}
    (risk,) = advised("drawn", villages=[village]).risks
    assert risk.text == "Aa (onbekende kant) heeft te weinig van de vele inwoners."
    assert [reason.text for reason in risk.reasons] == ["Aa is klein (hoogstens 700)."]


# --- conclusions for each record ------------------------------------------------------------------------------

VILLAGES = [
    {"name": "Aa", "people": "hoogstens 700", "shop": False},
    {"name": "Bee", "people": "600 tot 5000", "shop": False},
    {"name": "Cee", "people": 800, "shop": True},
    "en andere",
]


def test_a_conclusion_for_each_record_tells_which_are_left() -> None:
    """It holds for one, is open for another, and for those that aren't known."""
    found = assessed("drawn", villages=VILLAGES, bus=True)
    knowledge = ENGINES["drawn"].knowledge
    comparison = compare([found], knowledge)
    assert [row.cells[0].value for row in comparison.rows] == ["middelgroot: Aa; nog open: Bee, andere"]
    proof = explain(found, knowledge, "empty").proof
    assert [(step.text, step.status) for step in proof.steps] == [("Aa", "holds"), ("Bee", "open"), ("andere", "open")]
    said = [step.outcome for step in walk(proof) if step.outcome]
    assert said == ["dus minder dan 1000", "nog open of het minder dan 1000 is"]


def test_what_may_hold_for_others_counts_as_open() -> None:
    """A risk that holds for all known records isn't settled while the list isn't complete."""
    complete = advised("drawn", villages=VILLAGES[:1], bus=True, trust="high")
    incomplete = advised("drawn", villages=[VILLAGES[0], "en andere"], bus=True, trust="high")
    assert [each.record for each in complete.risks] == [each.record for each in incomplete.risks] == ["Aa"]
    assert (complete.open_conclusions, incomplete.open_conclusions) == (0, 2)


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
