"""The Word report, read back with python-docx: all that stands in an advice stands in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from attrs import evolve
from docx.shared import Cm
from docx.table import Table
from regiorules_docx.styles import severity_fill
from word_reports import Maker, flevoland, headings, nothing, opened, partly, table, text_of

from regiorules import Advice
from regiorules.advice.model import Note
from regiorules.facts.dates import show_moment
from regiorules.figures.share_words import percent
from regiorules.render.phrases import phrase
from regiorules.text import LANGUAGES, Language


def rows(table: Table) -> list[list[str]]:
    """The texts in a table."""
    return [[cell.text for cell in row.cells] for row in table.rows]


def texts(advice: Advice) -> Iterator[str]:
    """Every text that a reader of the advice has to find in the whole report."""
    yield from (advice.region, advice.date, *advice.conflicts)
    yield from (part for line in (*advice.summary, *advice.assumptions) for part in (line.title, line.value))
    for position in advice.positions:
        yield from (position.title, position.name, *(axis.value for axis in position.axes))
    routes = [route for choice in advice.choices for route in choice.routes]
    for route in routes:
        yield from (route.title, *((route.text, *route.steps) if route.status == "holds" else ()))
    shares = [share for choice in advice.choices for share in choice.shares]
    yield from (f"{each.title} {percent(each.holds / each.worlds, advice.language)}" for each in shares)
    for each in advice.recommendations:
        yield from (each.title, each.text, each.horizon, *each.steps)
    for risk in advice.risks:
        yield from (risk.title, risk.text, *(remedy.title for remedy in risk.remedies if remedy.advised))
    reasons = [reason for route in routes for reason in route.reasons]
    reasons += [reason for each in advice.recommendations for reason in each.reasons]
    reasons += [reason for risk in advice.risks for reason in risk.reasons]
    reasons += [reason for division in advice.divisions for reason in division.reasons]
    yield from (reason.text for reason in reasons)
    yield from (division.title for division in advice.divisions)
    yield from (question.title for question in advice.questions[5:])
    yield from (question.question for question in advice.questions[:5])
    for piece in advice.background:
        yield from (piece.title, piece.text, piece.url)
    for source in advice.sources:
        yield from (source.title, show_moment(source.date, advice.language), source.url)
    for answer in advice.answers:
        yield from (answer.title, answer.value, answer.note, *(line.title for line in answer.used))
    for line in (*advice.outlook.open, *advice.outlook.excluded, *advice.outlook.waits_for):
        yield line.title
    for statement in advice.statements:
        yield from (statement.id, statement.text)
    yield from (part for ruleset in advice.rulesets for part in (ruleset.version, ruleset.title, ruleset.source))
    yield from (note.text for note in advice.notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_stand_in_order(language: Language) -> None:
    """The chapters are headings of level 1, in the order of every note, and the contents name the same."""
    words = flevoland(language).words
    named = [words[name] for name in ("positions", "route", "first", "risks", "confirmed", "division", "further")]
    examples = {"nl": "Voorbeelden", "en": "Examples"}[language]
    named = [phrase("in_short", language), *named, phrase("open", language), examples]
    asked = [words["background"], phrase("account", language)]
    last = phrase("answers", language)
    assert headings(opened(flevoland(language)), 1) == [*named, last]
    document = opened(flevoland(language), full=True)
    named = [*named, *asked, last]
    assert headings(document, 1) == named
    contents = [each for each in document.paragraphs if each.style and each.style.name == "toc 1"]
    assert [each.text for each in contents] == named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [flevoland, nothing, partly])
def test_nothing_of_the_advice_is_left_out(make: Maker, language: Language) -> None:
    """Each text of the advice stands in the report, of a known, an unknown and a partly known region."""
    advice = make(language)
    found = text_of(opened(advice, full=True))
    assert [text for text in texts(advice) if text not in found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_risks_are_the_rows_of_a_table(language: Language) -> None:
    """A row for each risk, in order, with its severity as a word and as a colour, and what helps."""
    advice = flevoland(language)
    found = table(opened(advice), advice.words["risks"])
    head, *body = rows(found)
    assert head[2:] == [phrase("because", language), phrase("to_do", language)]
    assert [row[0].splitlines()[0] for row in body] == [risk.title for risk in advice.risks]
    assert [row[1].lower() for row in body] == [risk.severity_label for risk in advice.risks]
    helps = [[remedy.title for remedy in risk.remedies if remedy.advised] for risk in advice.risks]
    assert [row[3].splitlines() for row in body] == helps
    fills = [row.cells[1]._tc.xpath("./w:tcPr/w:shd/@w:fill") for row in found.rows[1:]]
    assert fills == [[severity_fill(risk.severity, tuple(advice.severities))] for risk in advice.risks]


def test_every_table_with_a_heading_row_repeats_it() -> None:
    """Risks, division and positions carry their heading row to the next page; no row breaks while it fits."""
    advice = flevoland()
    document = opened(advice)
    for name in ("risks", "division", "positions"):
        found = table(document, advice.words[name])
        assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in found.rows] == [True] + [False] * (
            len(found.rows) - 1
        )
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in found.rows)


def test_every_recommendation_has_its_heading() -> None:
    """The first five by rank as headings of level 2, the others in their sections as headings of level 3."""
    advice = flevoland()
    document = opened(advice)
    ranked = [f"{each.rank}. {each.title}" for each in advice.recommendations[:5]]
    assert [each for each in headings(document, 2) if each in ranked] == ranked
    assert sorted(headings(document, 3)) == sorted(each.title for each in advice.recommendations[5:])


def test_each_numbered_list_starts_at_one() -> None:
    """The lists of steps don't count on from each other."""
    numbers = [
        paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val")[0]
        for paragraph in opened(flevoland()).paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
    ]
    runs = [number for number, before in zip(numbers, [None, *numbers], strict=False) if number != before]
    assert len(runs) == len(set(runs)) == 2  # what first, the steps of the route


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_words(language: Language) -> None:
    """A picture each, within the text, with its title below it; its description says what it shows."""
    advice = flevoland(language)
    document = opened(advice)
    shapes = [*document.inline_shapes]
    assert len(shapes) == len(advice.positions) > 3
    for shape, position in zip(shapes, advice.positions, strict=True):
        properties = shape._inline.docPr
        assert shape.width <= Cm(21) - 2 * Cm(2.2)
        assert properties.get("title") in text_of(document)
        assert position.title in properties.get("title")
        assert all(axis.value in properties.get("descr") for axis in position.axes)


def test_what_is_partly_known_is_told_in_words_and_drawn() -> None:
    """In the tables with what is left of the names, and in the description."""
    document = opened(partly())
    places = rows(table(document, "Waar de regio staat"))
    assert places[-1][1] == "nog niet te bepalen: lokaal en regionaal nog los of alleen lokaal verbonden"
    assert places[-1][2].endswith("Regionaal netwerk, van afwezig tot verbonden: hoogstens los")
    divided = {row[0]: row[1:] for row in rows(table(document, "Wat lokaal, wat regionaal"))}
    level, why = divided["Overeenkomsten met werkgeversnetwerken"]
    assert level == "nog niet te bepalen: lokaal, subregionaal of gedeeld"
    assert why.startswith("Hangt af van: ")
    shape = [*document.inline_shapes][-1]
    assert "alleen lokaal verbonden" in shape._inline.docPr.get("descr")


def test_what_is_certain_whatever_the_answer_is_stands_with_what_is_open() -> None:
    """With the fact that suffices for it."""
    document = opened(partly())
    [line] = partly().certain
    [said] = [each.text for each in document.paragraphs if each.text.startswith(f"{line.title}: ")]
    assert said == f"{line.title}: geldt (genoeg daarvoor is Gedeeld klantenbestand: hoogstens deels)"


def test_links_work() -> None:
    """Sources and examples with an address are links to it; links inside the report have a place to go to."""
    advice = flevoland()
    document = opened(advice, full=True)
    relations = document.part.rels
    outside = {relations[link].target_ref for link in document.element.xpath("//w:hyperlink/@r:id")}
    named = [each.url for each in advice.sources] + [each.url for each in advice.background]
    assert outside == set(filter(None, named))
    inside = set(document.element.xpath("//w:hyperlink/@w:anchor"))
    places = document.element.xpath("//w:bookmarkStart/@w:name")
    assert inside <= set(places)
    assert len(places) == len(set(places))
    assert len(inside) > len(advice.statements)  # statements, examples and chapters


def test_notes_and_conflicts_stand_in_it() -> None:
    """Notes of plugins and contradictions come in the report where there are any, and only then."""
    advice = evolve(flevoland(), notes=(Note("mijn-plugin", "Let op de grens."),), conflicts=("Dit spreekt dat tegen",))
    document = opened(advice)
    found = text_of(document)
    assert "Let op de grens." in found
    assert "mijn-plugin" not in found
    assert "Dit spreekt dat tegen" in found
    assert phrase("notes", "nl") in headings(document, 1)
    assert phrase("notes", "nl") not in headings(opened(flevoland()), 1)


def test_what_is_for_each_record_stands_once_a_record() -> None:
    """Recommendations of one kind for two municipalities, far down the list, each with a link to its own example."""
    advice = flevoland("nl")
    last = advice.recommendations[-1]
    kind = next(each for each in advice.background if each.kind == "example")
    names = ("Dronten", "Urk")
    told = evolve(
        advice,
        recommendations=(
            *advice.recommendations[:-1],
            *(
                evolve(last, rank=last.rank - 1 + at, title=f"Ga naar {name}", record=name)
                for at, name in enumerate(names, 1)
            ),
        ),
        background=tuple(evolve(kind, title=f"Zo deed {name} het", record=name, beside=(last.id,)) for name in names),
    )
    document = opened(told)
    assert [each for each in headings(document, 3) if each.startswith("Ga naar")] == ["Ga naar Dronten", "Ga naar Urk"]
    after = text_of(document).split("Ga naar Dronten")[1].split("Ga naar Urk")
    assert ["Zo deed Dronten het" in after[0], "Zo deed Urk het" in after[0]] == [True, False]
    assert "Zo deed Urk het" in after[1]
