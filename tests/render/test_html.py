"""The report in HTML: one sound page that needs nothing beside it, and that says all that the advice says."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from regiorules.advice.model import Advice, Reason
from regiorules.facts.entries import Given
from regiorules.facts.region import Region, Source
from regiorules.render.appendix import appendix
from regiorules.render.blocks import Block, Branch, Bullets, Heading, Paragraph
from regiorules.render.first_page import first_page
from regiorules.render.html import render
from regiorules.render.html.environment import address, environment
from regiorules.render.html.page import Page
from regiorules.render.renderer import Layout
from regiorules.text import LANGUAGES, Language
from tests.mini import KNOWLEDGE as MINI
from tests.paths import ROOT
from tests.render.reports import EMPTY, FILES, OTHER_DOMAIN, advice_of, page_of, parsed, tags, words

ZEELAND = next(each for each in FILES if each.stem == "zeeland")
VEENRAND = ROOT / "examples" / "domains" / "veenrand.yaml"
DANGEROUS = {"script", "iframe", "object", "embed", "link", "img", "form", "input", "base", "audio", "video", "use"}
FULL = Layout(full=True)
every_region = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
both_languages = pytest.mark.parametrize("language", LANGUAGES)


def held(advice: Advice) -> list[Any]:
    """Everything that holds, with its reasons."""
    routes = [each for choice in advice.choices for each in choice.routes]
    known = [each for each in advice.divisions if each.label]
    return [*routes, *advice.recommendations, *advice.risks, *advice.confirmations, *known]


def texts(block: Block) -> list[str]:
    """The texts of a block of a note."""
    match block:
        case Heading(_, text):
            return [text]
        case Paragraph(text, lead):
            return [lead, text]
        case Bullets(items, lead):
            return [lead, *items]
        case Branch(text, branches):
            return [text, *(below for each in branches for below in texts(each))]
    return []


@both_languages
@every_region
def test_the_page_is_sound_and_stands_alone(file: Path, language: Language) -> None:
    """It is HTML to the letter, fetches and runs nothing, and links only to its own places and to sources."""
    advice = advice_of(file, language)
    tree = page_of(advice, FULL)
    assert DANGEROUS & {*tags(tree)} == set()
    named = {name for each in tree.iter() for name in each.attrib}
    assert [name for name in named if name.startswith("on") or name in ("src", "srcset", "data", "action")] == []
    places = Counter(each.attrib["id"] for each in tree.iter() if "id" in each.attrib)
    assert [name for name, count in places.items() if count > 1] == []
    links = [each.attrib["href"] for each in tree.iter("a")]
    assert {each[1:] for each in links if each.startswith("#")} <= {*places}
    known = {each.url for each in (*advice.sources, *advice.background)}
    assert {each for each in links if not each.startswith("#")} <= known
    style = "".join(each.text for each in tree.iter("style"))
    assert "url(" not in style
    assert "@import" not in style


@both_languages
@every_region
def test_all_that_the_advice_says_is_in_it(file: Path, language: Language) -> None:
    """What holds with its steps, what may still hold, what is excluded, what is open, and the answers."""
    advice = advice_of(file, language)
    said = words(page_of(advice))
    for each in held(advice):
        assert each.title in said
        if getattr(each, "status", "holds") == "holds":
            assert all(step in said for step in getattr(each, "steps", ()))
            assert getattr(each, "text", "") in said
    lines = [*advice.outlook.open, *advice.outlook.excluded, *advice.positions, *advice.divisions, *advice.answers]
    assert [each.title for each in lines if each.title not in said] == []
    assert [each.question for each in advice.questions if each.question not in said] == []
    assert [each.text for each in advice.statements if each.text not in said] == []
    assert [each.digest for each in advice.assessment.rulesets if each.digest not in said] == []
    note = [text for block in (*first_page(advice, Layout()), *appendix(advice, Layout())) for text in texts(block)]
    answers = {f"{each.title}: {each.value}" for each in advice.answers}  # which are written in two parts here
    assert [text for text in note if " ".join(text.split()) not in said and text not in answers] == []


@every_region
def test_behind_every_conclusion_its_explanation_folds_out(file: Path) -> None:
    """Each reason with its rule, what the source says, and what was seen; each answer behind it with its sources."""
    advice = advice_of(file)
    folded = [words(each) for each in page_of(advice).iter("details")]
    texts_of = {each.id: each.text for each in advice.statements}
    sources = {each.id: each.title for each in advice.sources}
    answers = {each.fact: each for each in advice.answers}

    def stands(each: Any, reason: Reason) -> bool:
        wanted = [each.title, reason.text, reason.rule, reason.why, *map(texts_of.get, reason.statements)]
        wanted += [f"{line.title}: {line.value}" for line in reason.facts]
        return any(all(text in one for text in wanted if text) for one in folded)

    assert [
        (each.id, reason.rule) for each in held(advice) for reason in each.reasons if not stands(each, reason)
    ] == []
    for each in advice.risks:
        state = advice.assessment.conclusions[each.id]
        behind = next(one for one in folded if each.title in one and each.reasons[0].text in one)
        named = [answers[name] for name in state.rests_on if name in answers]
        assert named or not state.rests_on
        assert all(answer.title in behind for answer in named)
        assert all(sources[name] in behind for answer in named for name in answer.sources)


@both_languages
@pytest.mark.parametrize("layout", [Layout(), FULL])
@every_region
def test_headings_stand_in_order(file: Path, layout: Layout, language: Language) -> None:
    """One title, and no level is left out; each section is named by its heading."""
    tree = page_of(advice_of(file, language), layout)
    levels = [int(tag[1]) for tag in tags(tree) if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    named = {each.attrib["id"]: words(each) for each in tree.iter() if "id" in each.attrib}
    sections = [each.attrib["aria-labelledby"] for each in tree.iter("section")]
    assert all(named[each] for each in sections)
    assert tree.attrib["lang"] == language
    assert tags(tree).count("main") == tags(tree).count("nav") == 1


@every_region
def test_tables_say_what_their_cells_are_about(file: Path) -> None:
    """Every heading cell has a scope, and every table a name."""
    tree = page_of(advice_of(file), FULL)
    tables = [*tree.iter("table")]
    assert all("scope" in cell.attrib for table in tables for cell in table.iter("th"))
    assert all(words(next(table.iter("caption"))) for table in tables)


@both_languages
def test_the_policy_of_the_page_forbids_all_but_its_own_style(language: Language) -> None:
    """A browser that keeps to it fetches and runs nothing, whatever would stand in the page."""
    metas = {
        each.attrib.get("http-equiv"): each.attrib.get("content") for each in page_of(advice_of(EMPTY)).iter("meta")
    }
    policy = dict(part.split(" ", 1) for part in metas["Content-Security-Policy"].split("; "))
    assert policy.pop("style-src") == "'unsafe-inline'"
    assert set(policy.values()) == {"'none'"}
    assert "default-src" in policy


@both_languages
def test_a_region_of_which_nothing_is_known(language: Language) -> None:
    """Beside the first page stands what is certain anyhow, what to ask, and the account; nothing is empty."""
    page = Page(advice_of(EMPTY, language), Layout())
    assert [each.id for each in page.sections()] == ["division", "open", "account"]
    tree = page_of(advice_of(EMPTY, language))
    assert all(words(each) for tag in ("p", "li", "dd", "h2", "h3", "td") for each in tree.iter(tag))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_in_it_is_empty(file: Path) -> None:
    """No paragraph, item or cell without words."""
    tree = page_of(advice_of(file), FULL)
    empty = [
        (tag, each)
        for tag in ("p", "li", "h2", "h3", "h4", "td", "summary")
        for each in tree.iter(tag)
        if not words(each)
    ]
    assert empty == []


def test_ids_and_full_say_more() -> None:
    """`--ids` names what can be asked about, `--full` tells the background and the assumptions."""
    advice = advice_of(ZEELAND)
    plain, ids, full = (words(page_of(advice, layout)) for layout in (Layout(), Layout(ids=True), FULL))
    each = advice.recommendations[0]
    assert f"{each.title} ({each.id})" in ids
    assert f"{each.title} ({each.id})" not in plain
    told = [line.title for line in advice.assumptions] + [
        one.text for one in advice.background if one.kind != "example"
    ]
    assert [text for text in told if text not in full] == []
    assert [text for text in told if text in plain] == []


@pytest.mark.parametrize("layout", [Layout(), FULL])
@both_languages
def test_the_other_domain(language: Language, layout: Layout) -> None:
    """Another rule set gets a page of its own words, with all that holds in it."""
    advice = advice_of(VEENRAND, language, OTHER_DOMAIN)
    said = words(page_of(advice, layout))
    assert held(advice)
    assert [each.title for each in held(advice) if each.title not in said] == []
    assert advice.words["title"].replace("{region}", advice.region) in said


@both_languages
def test_a_rule_set_without_scales_or_addressees(language: Language) -> None:
    """What a rule set doesn't have leaves no heading and no mark behind."""
    facts = {"trust": Given("high", (), {})}
    tree = page_of(advice_of(Region("Klein", facts=facts), language, MINI))
    assert all(words(each) for tag in ("h2", "h3", "h4", "span") for each in tree.iter(tag))


# --- whatever a text says, it stays text ---------------------------------------------------------


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 'x' * 9 }}{% raw %}",
    "<!-- ",
    "&lt;b&gt;&#x202e;",
    "]]><svg onload=alert(1)>",
]


def told(text: str) -> Advice:
    """The advice for a region of which every text is this."""
    name = "regional_network"
    source = Source(text, text, "")
    fact = Given("loose", ("s",), {"nl": text, "en": text})
    return advice_of(Region(text, facts={name: fact}, sources={"s": source}))


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_stays_text(text: str) -> None:
    """What looks like an element is read as the words that it is."""
    tree = page_of(told(text))
    assert tags(tree) == tags(page_of(told("x")))
    assert " ".join(text.split()) in words(tree)
    assert "xxxxxxxxx" not in words(tree)


def test_what_turns_or_hides_text_is_spelled() -> None:
    """No character in the page turns the direction of writing, has no width, or is a command."""
    page = render(told("a\u202eb\u200bc\x1bd"), Layout())
    assert r"a\u202eb\u200bc\x1bd" in page
    assert re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\x00-\x09\x0b-\x1f\x7f-\x9f]", page) is None


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_leaves_the_page_as_it_is(text: str) -> None:
    """Whatever stands in a name, a note and a source: the elements are the same."""
    advice = advice_of(ZEELAND)
    answers = tuple(evolve(each, note=text, value=text) for each in advice.answers)
    risks = tuple(evolve(each, title=text, text=text) for each in advice.risks)
    other = evolve(advice, region=text, answers=answers, risks=risks)
    same = evolve(advice, answers=tuple(evolve(each, note="x", value="x") for each in advice.answers))
    found, wanted = (Counter(tags(parsed(render(each, Layout())))) for each in (other, same))
    assert {*found} == {*wanted}
    lines = {name for name in wanted if name.startswith("{")}  # of figures, in which a text takes as many as it needs
    unsaid = {"dd"} if not text.strip() else set()  # a note without words isn't shown
    assert {name for name in found if found[name] != wanted[name]} <= lines | unsaid


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//x", "http:", "file:///etc/passwd", "http://[", "x", "HTTP://a b/"],
)
def test_only_web_addresses_become_links(url: str) -> None:
    """Anything else is shown, and can't be followed."""
    assert address(url) == ""
    tree = page_of(told(url))
    assert url in words(tree)
    assert [each for each in tree.iter("a") if not each.attrib["href"].startswith("#")] == []


def test_a_web_address_is_a_link() -> None:
    """And is written so that it ends where it ends."""
    assert address("https://example.nl/a?b=c#d") == "https://example.nl/a?b=c#d"
    assert address('https://example.nl/"><b>') == "https://example.nl/%22%3E%3Cb%3E"


def test_what_a_template_asks_for_must_be_there() -> None:
    """A slip in a template is an error, and no gap in the page."""
    from jinja2 import UndefinedError

    with pytest.raises(UndefinedError):
        environment().from_string("{{ page.nothing }}").render(page=Page(advice_of(EMPTY), Layout()))


def test_the_same_advice_gives_the_same_page() -> None:
    """There is no clock and no chance in it."""
    advice = advice_of(ZEELAND)
    assert render(advice, FULL) == render(advice_of(ZEELAND), FULL)
