"""What is partly known, in explanations, figures, divisions and texts: said as it is, no more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regiorules.advice.compare import compare
from regiorules.advice.explain import Explanation, explain
from regiorules.advice.model import Advice, AxisLevel
from regiorules.engine.engine import Engine
from regiorules.facts.region import region_of
from regiorules.render import markdown, text
from regiorules.rules.load import load_rulesets
from regiorules.stored import to_plain
from tests.advice.told import ENGINES, FLEVOLAND, WIDE, advised, assessed, explained, shown, walk
from tests.mini import changed, copied

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
            {
                "municipalities": [
                    {"name": "Almere", "population": 218_000},
                    {"name": "Urk", "population": "73.000 tot 90.000"},
                ]
            },
            "? Aantal vergelijkbare grote steden is ten minste 2 steden — gezien: Aantal vergelijkbare grote steden: 1"
            " tot en met 2; nog open of het ten minste 2 steden is",
            "— seen: Number of comparable large cities: 1 to 2; still open whether it is at least 2 cities",
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


@pytest.mark.parametrize(
    ("when", "outcome"),
    [
        ("known(trust)", "nog niet precies bekend"),
        ("trust in (low, medium)", "dus laag of gemiddeld"),
        ("trust in (high,)", "dus niet hoog"),
        ("not trust == high", "dus niet hoog"),
        ("medium < trust", "dus hoogstens gemiddeld"),
        ("budget * 2 > 20", "dat geeft 10 tot en met 16, dus hoogstens 20"),
        ("count(municipalities) > 3", "dat geeft minstens 1, nog open of het meer dan 3 is"),
        (
            "max(municipalities, population) < large_city",
            "dat geeft 80.000 tot en met 2.000.000, dus ten minste 75.000 inwoners",
        ),
        ("work not in domains", "dus met werk"),
        ("trust == effort", ""),
        ("strategy_agreed", ""),
    ],
)
def test_every_kind_of_condition_says_what_it_makes_of_it(tmp_path: Path, when: str, outcome: str) -> None:
    """A level, a calculation, a figure and a set; what is written the other way round, or negated."""
    folder = copied(tmp_path)
    rules = changed("rules.yaml", "when: trust == low and not strategy_agreed", f"when: {when}")
    (folder / "rules.yaml").write_text(rules, "utf-8")
    knowledge = load_rulesets(folder)
    facts = {
        "trust": "hoogstens gemiddeld",
        "budget": "5 tot en met 8",
        "domains": "werk in elk geval",
        "municipalities": [{"name": "A", "population": 80_000}, "en andere"],
    }
    found = Engine(knowledge, "compiled").assess(region_of({"region": "R", "facts": facts}, knowledge.vocabulary))
    steps = [step for step in walk(explain(found, knowledge, "strained").proof) if step.id == "strained-little-trust"]
    (condition,) = steps[0].steps
    assert condition.outcome == outcome


def test_of_two_facts_nothing_is_said_but_what_was_seen() -> None:
    """Whether the one is more than the other is open, and its title is no level."""
    out = explained("regional_lead", regional_network="minstens los", local_networks="minstens los")
    assert "nog open of het meer dan" not in out
    assert "? Regionaal netwerk is meer dan Lokale netwerken — gezien: Lokale netwerken: minstens los, Regionaal" in out
    out = explained("regional_lead", regional_network="hoogstens los", local_networks="connected")
    assert "Regionaal netwerk: hoogstens los, dus hoogstens Lokale netwerken" in out


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
    other = {"name": "D", "population": "70.000 tot 80.000"}
    out = explained("subregional_strong", municipalities=[*cities, other])
    assert "De regio telt meerdere vergelijkbare steden van minstens 75.000 inwoners." in out
    assert "De regio telt 3 vergelijkbare steden" in explained("subregional_strong", municipalities=cities)
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
    assert comparison.rows[0].cells[0].value == "middelgroot: Aa; nog open: Bee, andere"
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
