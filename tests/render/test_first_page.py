"""The first page: it fits, it says how things stand and never that there is no risk while one is open; no jargon."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules import Advice, Engine, Region, load, make_advice, read_region, render_advice
from regiorules.advice.model import Confirmation
from regiorules.render.advice_note import outline
from regiorules.render.blocks import Bullets
from regiorules.render.first_page import first_page
from regiorules.render.phrases import phrase
from regiorules.render.renderer import Layout
from regiorules.render.speaking import small
from regiorules.render.text import render_blocks
from regiorules.testing import regions
from regiorules.text import LANGUAGES, Language
from tests.commands import run
from tests.paths import REGIONS

CORE = load("core")
ENGINE = Engine(CORE, "compiled")
EXAMPLES = sorted(REGIONS.glob("*.yaml"))
LINES = 45  # of 100 characters
IDS = {*CORE.conclusions, *CORE.vocabulary.facts, *CORE.rules, *CORE.statements, *CORE.vocabulary.parameters}
JARGON = re.compile(rf"--\w|executor|\b0[.,]\d|\b(?:{'|'.join(name for name in IDS if re.search('[_0-9-]', name))})\b")
NO_RISK = {language: phrase("no_risks", language) for language in LANGUAGES}
SOME = settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
any_region = st.deferred(lambda: regions(CORE.vocabulary))
languages = st.sampled_from(LANGUAGES)
each_language = pytest.mark.parametrize("language", LANGUAGES)
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


def advised(region: Region, language: Language) -> Advice:
    """The advice for it."""
    return make_advice(ENGINE.assess(region), CORE, language)


def note(advice: Advice, **layout: Any) -> str:
    """The whole note as text, in one line."""
    return " ".join(str(render_advice(advice, **layout)).split())


def page(advice: Advice) -> str:
    """Its first page as text."""
    return render_blocks(first_page(advice, Layout()), Layout())


@SOME
@given(region=any_region, language=languages)
def test_the_first_page_of_any_region(region: Region, language: Language) -> None:
    """It fits on a page, and says what to do, what threatens and what to ask, as far as there is any."""
    advice = advised(evolve(region, name="R"), language)
    well = Confirmation("x", "Overeenstemming over de strategie", "", "", (), ())
    more = evolve(advice, confirmations=(well,) * 5, choices=(*advice.choices, *advice.choices[:1]), conflicts=())
    assert len(page(more).splitlines()) <= LINES, page(more)
    said = page(advice)
    assert len(said.splitlines()) <= LINES, said
    flat = " ".join(said.split())
    assert all(each.title in flat for each in advice.recommendations[:3])
    assert all(each.title in flat for each in advice.risks[:3])
    assert all(each.question in flat for each in advice.questions[:1])
    for choice in advice.choices:
        assert all(route.title in flat for route in choice.routes)


@SOME
@given(region=any_region, language=languages)
def test_no_risk_is_said_only_where_none_is_open(region: Region, language: Language) -> None:
    """While some are open the note says how many, and how many are excluded; it says so nowhere else."""
    advice = advised(evolve(region, name="R"), language)
    for full in (False, True):
        said = note(advice, full=full)
        assert (NO_RISK[language] in said) is not bool(advice.risks or advice.outlook.open)
    if advice.outlook.open:
        assert f": {len(advice.outlook.open)} " in page(advice)
        assert "geen risico" not in note(advice).lower()


@SOME
@given(region=any_region, language=languages)
def test_there_is_no_jargon(region: Region, language: Language) -> None:
    """No id, no option of a command, no word of ours and no share as a fraction in what administrators read."""
    advice = advised(evolve(region, name="R", sources={}, facts=plain(region)), language)
    assert JARGON.findall(note(advice)) == []


def plain(region: Region) -> dict[str, Any]:
    """The answers that are no free text, without their notes."""
    facts = CORE.vocabulary.facts
    kept = {name: each for name, each in region.facts.items() if facts[name].type not in ("text", "records", "number")}
    return {name: evolve(each, note={}, sources=()) for name, each in kept.items()}


@each_language
@each_example
def test_the_examples_have_no_jargon_and_fit(path: Any, language: Language) -> None:
    """As they are read: with municipalities, sources and notes; and each example stands once."""
    advice = advised(read_region(path, CORE.vocabulary), language)
    assert len(page(advice).splitlines()) <= LINES
    said = note(advice)
    assert [each for each in JARGON.findall(said) if each not in str([*advice.sources, *advice.answers])] == []
    assert [each.text for each in advice.background if said.count(each.text) > 1] == []


@each_language
def test_a_region_of_which_nothing_is_known(language: Language, tmp_path: Any) -> None:
    """A page of questions with their answers, and what each settles; no chapter that says nothing."""
    path = tmp_path / "leeg.yaml"
    path.write_text("region: Leegland\n")
    code, out, err = run("advise", path, "--ruleset", "core", "--lang", language)
    assert (code, err) == (0, "")
    assert 25 <= len(out.splitlines()) <= 40
    assert NO_RISK[language] not in out
    advice = advised(Region("Leegland"), language)
    for each in advice.questions[:2]:
        assert each.question in " ".join(out.split())
        assert all(f"- {answer.label}: " in out for answer in each.answers)


@each_language
def test_where_all_is_known(language: Language) -> None:
    """Nothing is open, so no question is asked, and what is excluded needn't be told apart from what may come."""
    known: dict[str, Any] = {}
    for name, fact in CORE.vocabulary.facts.items():
        if fact.asked:
            options = {"level": fact.option_ids[-1:], "choice": fact.option_ids[-1:], "yes_no": (True,)}
            known[name] = next(iter(options.get(fact.type, ())), None)
    known["cooperation_domains"] = ["labour_market"]
    known["municipalities"] = [{"name": "Dorp", "population": 20_000}]
    known["centre_municipality"] = "Dorp"
    known["cooperation_history"] = []
    region = Region("R").tell(CORE.vocabulary, **{name: each for name, each in known.items() if each is not None})
    advice = advised(region, language)
    assert advice.outlook.open == ()
    said = page(advice)
    assert len(said.splitlines()) <= LINES
    assert phrase("nothing_open", language) in " ".join(said.split())
    assert phrase("certain", language) not in said
    none = " ".join(page(evolve(advice, recommendations=())).split())
    assert phrase("no_advice", language) in none
    assert phrase("nothing_advised", language) not in none


@each_language
def test_background_and_account_are_on_request(language: Language) -> None:
    """Without --full there is neither, nor a mark of a statement; with it there are both, and more of the risks."""
    words = ("advise", REGIONS / "flevoland.yaml", "--ruleset", "core", "--lang", language)
    short, long = (" ".join(run(*words, *more)[1].split()) for more in ((), ("--full",)))
    advice = advised(read_region(REGIONS / "flevoland.yaml", CORE.vocabulary), language)
    context = [each.text for each in advice.background if each.kind != "example"]
    statements = [each.text for each in advice.statements]
    for text in (*context, *statements, phrase("account", language).upper()):
        assert text in long
        assert text not in short
    assert "S41" in long
    assert not re.search(r"\bS\d\d\b", short)
    assert all(line.title in long for line in (*advice.outlook.open, *advice.outlook.excluded))
    assert "executor" not in long
    assert "--set" not in long


@each_language
def test_an_answer_decides_as_it_says(language: Language) -> None:
    """Each answer that is said to decide a choice does: the region with that answer has that route, or none."""
    seen = 0
    for path in EXAMPLES:
        region = read_region(path, CORE.vocabulary)
        for choice in advised(region, language).choices:
            for decider in choice.deciders:
                question = next(each for each in advised(region, language).questions if each.fact == decider.fact)
                assert decider.always is (len(decider.decided) == len(question.answers))
                for answer, way in ((a, w) for a in question.answers for w in decider.decided if w.answer == a.label):
                    told = region.tell(CORE.vocabulary, **{decider.fact: answer.value})
                    (after,) = (each for each in advised(told, language).choices if each.id == choice.id)
                    held = [route.id for route in after.routes if route.status == "holds"]
                    assert held == ([way.route] if way.route else [])
                    assert way.route or not after.routes
                    seen += 1
    assert seen > 10


@each_example
def test_what_open_risks_wait_for(path: Any) -> None:
    """Every risk holds, is open or is excluded; the facts are those that open ones wait for, most first."""
    advice = advised(read_region(path, CORE.vocabulary), "nl")
    states = advice.assessment.conclusions
    risks = [name for name, each in CORE.conclusions.items() if each.kind == "risk"]
    told = [line.id for line in (*advice.risks, *advice.outlook.open, *advice.outlook.excluded)]
    assert sorted(told) == sorted(risks)
    waits = [sum(line.id in states[name].awaited for name in risks) for line in advice.outlook.waits_for]
    assert waits == sorted(waits, reverse=True)
    assert min(waits) > 0


def test_what_speaks_for_an_open_route_is_known() -> None:
    """What a route that is open has going for it: facts that are known, and that are in the condition of its rules."""
    advice = advised(read_region(REGIONS / "haaglanden.yaml", CORE.vocabulary), "nl")
    open_routes = [route for each in advice.choices for route in each.routes if route.status == "open"]
    assert any(route.points for route in open_routes)
    for route in open_routes:
        assert all(advice.assessment.value(line.id) is not None for line in route.points)
        said = note(advice)
        assert all(f"{small(line.title)} ({line.value})" in said for line in route.points)


@each_language
def test_every_answer_stands_in_the_appendix(language: Language) -> None:
    """With its value, its sources and their dates, its note, and what rests on it."""
    region = read_region(REGIONS / "flevoland.yaml", CORE.vocabulary)
    advice = advised(region, language)
    assert [each.fact for each in advice.answers] == [
        name for name in CORE.vocabulary.facts if name in region.facts and region.facts[name].value is not None
    ]
    appendix = note(advice).split(phrase("answers", language).upper())[1].replace("│ ", "")
    for each in advice.answers:
        assert f"{each.title}: {each.value}" in appendix
        assert each.note in appendix
        assert all(line.title in appendix for line in each.used)
    resting = {(each.fact, line.id) for each in advice.answers for line in each.used}
    states = advice.assessment.conclusions
    kinds = ("route", "risk", "recommendation")
    held = {name for name, each in states.items() if each.status == "holds" and CORE.conclusions[name].kind in kinds}
    asked = {each.fact for each in advice.answers}
    assert {(fact, name) for name in held for fact in states[name].rests_on if fact in asked} <= resting
    assert all("http" not in each.value for each in advice.answers)
    assert all(f"{each.title}" in appendix and each.url in appendix for each in advice.sources)


@each_language
@each_example
def test_questions_stand_in_the_order_of_their_figures(path: Any, language: Language) -> None:
    """The points beside the questions go down; after them, as far as no answer alone settles anything, what waits."""
    out = " ".join(run("questions", path, "--ruleset", "core", "--lang", language)[1].split())
    settled = re.findall({"nl": r"voor ([\d,]+) punt", "en": r"settles ([\d.]+) point"}[language], out)
    waiting = re.findall({"nl": r"samen ([\d,]+) punt", "en": r"of ([\d.]+) points? together"}[language], out)
    assert settled
    for figures in (settled, waiting):
        numbers = [float(each.replace(",", ".")) for each in figures]
        assert numbers == sorted(numbers, reverse=True)


@each_language
def test_what_goes_well_stands_on_it_too(language: Language) -> None:
    """On the first page by name, and below it with what would endanger it."""
    advice = advised(Region("R"), language)
    well = Confirmation("x", "Eén bestand", "Alle gemeenten delen het.", "Wie het verlaat.", (), ())
    found = evolve(advice, confirmations=(well,) * 5)
    assert f"{advice.words['confirmed']}: Eén bestand, Eén bestand, Eén bestand" in " ".join(page(found).split())
    assert f"{phrase('danger', language)}: Wie het verlaat." in note(found)
    assert advice.words["confirmed"] not in note(advice)


def test_any_number_of_paths_is_laid_out() -> None:
    """A line for each, whatever they are called, also where none of its routes fits."""
    advice = advised(read_region(REGIONS / "flevoland.yaml", CORE.vocabulary), "nl")
    more = tuple(evolve(advice.choices[0], id=f"p{at}", title=f"Pad {at}") for at in range(3))
    none = evolve(advice.choices[0], id="none", title="Nadruk", routes=())
    blocks = list(outline(evolve(advice, choices=(*more, none))))
    lines = next(each.items for each in blocks if isinstance(each, Bullets) and each.lead == advice.words["route"])
    assert [line.split(":")[0] for line in lines] == ["Pad 0", "Pad 1", "Pad 2", "Nadruk"]
    assert lines[-1] == "Nadruk: geen past bij deze feiten."


@pytest.mark.parametrize(
    ("title", "within"),
    [("Role of the local SMEs", "role of the local SMEs"), ("VNG en Rijk", "VNG en Rijk"), ("Rol", "rol"), ("", "")],
)
def test_a_title_within_a_sentence_keeps_its_abbreviations(title: str, within: str) -> None:
    assert small(title) == within
