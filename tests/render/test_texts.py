"""Advice and texts only read the assessment, and an engine may be used from many threads at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from attrs import evolve

from regiorules import Assessment, Engine, Region, load, make_advice, read_region, render_advice
from regiorules.text import LANGUAGES
from tests.executors import each_executor
from tests.paths import REGIONS

EXAMPLES = sorted(REGIONS.glob("*.yaml"))
KNOWLEDGE = load("core")
REGIONS = [read_region(path, KNOWLEDGE.vocabulary) for path in EXAMPLES]
ENGINE = Engine(KNOWLEDGE, "compiled")
THREADS = 8
each_region = pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)


@each_region
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_comes_from_the_assessment_alone(region: Region, language: Any) -> None:
    """An assessment that went through JSON gives the same bytes of JSON, and the same text."""
    assessment = ENGINE.assess(region)
    again = Assessment.from_json(assessment.to_json())
    assert again.to_json() == assessment.to_json()
    one, other = (make_advice(each, KNOWLEDGE, language) for each in (assessment, again))
    assert one == other
    assert render_advice(one) == render_advice(other)


@each_region
def test_the_json_of_advice_holds_the_assessment(region: Region) -> None:
    """The JSON that `advise` prints is an assessment too, with the words beside it."""
    assessment = ENGINE.assess(region)
    text = render_advice(make_advice(assessment, KNOWLEDGE, "en"), "json")
    assert Assessment.from_json(text).to_json() == assessment.to_json()


def test_making_and_rendering_change_nothing() -> None:
    """After making advice and rendering it in every way the assessment is what it was."""
    assessment = ENGINE.assess(REGIONS[0])
    before = assessment.to_json()
    for language in LANGUAGES:
        advice = make_advice(assessment, KNOWLEDGE, language)
        texts = [render_advice(advice, name) for name in ("text", "markdown", "json")]
        assert texts == [render_advice(advice, name) for name in ("text", "markdown", "json")]
    assert assessment.to_json() == before


def test_a_width_breaks_lines_and_changes_no_words() -> None:
    """A narrow text has the words of a wide one outside its table; colour only adds escape codes."""
    advice = make_advice(ENGINE.assess(REGIONS[0]), KNOWLEDGE, "nl")
    narrow, wide = (render_advice(advice, width=width) for width in (60, 100))
    assert max(map(len, narrow.splitlines())) <= 60
    until = "WAT LOKAAL, WAT REGIONAAL"
    lines = str.maketrans("", "", "═│├└─")  # of the title and of trees
    assert narrow.split(until)[0].translate(lines).split() == wide.split(until)[0].translate(lines).split()
    colored = render_advice(advice, width=100, color=True)
    assert "\x1b[" in colored
    assert "\x1b" not in wide


@each_executor
def test_one_engine_in_many_threads(executor: str) -> None:
    """Eight threads that use one engine at once, also with assumptions of their own, get what one thread gets."""
    changed = [evolve(region, parameters={"large_city": 100_000 + number}) for number, region in enumerate(REGIONS)]
    work = [*REGIONS, *changed]
    expected = [Engine(KNOWLEDGE, executor).assess(region).to_json() for region in work]
    shared = Engine(KNOWLEDGE, executor)
    start = Barrier(THREADS)

    def assess(first: int) -> list[str]:
        start.wait()
        order = [*range(first, len(work)), *range(first)]
        found = {number: shared.assess(work[number]).to_json() for number in order}
        return [found[number] for number in range(len(work))]

    with ThreadPoolExecutor(THREADS) as pool:
        results = list(pool.map(assess, range(0, 2 * THREADS, 2)))
    assert results == [expected] * THREADS
