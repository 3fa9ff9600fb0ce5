"""What can be asked of regions: an assessment, advice, why, what to ask next, what if, side by side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import frozen

from regiorules import Advice, Assessment, Region, compare, explain, make_advice, newest, plan, robustness, what_changes
from regiorules.advice.named import conclusion_of
from regiorules.errors import InputError, Problem
from regiorules.figures.division import division_figure
from regiorules.figures.plan import plan_figure
from regiorules.figures.positions import position_figure
from regiorules.figures.risks import risk_figure
from regiorules.plugins.using import render
from regiorules.render.renderer import Layout
from regiorules.stored import to_plain
from regiorules_web.answers import Answer, Document
from regiorules_web.asked import Asked, standing_at
from regiorules_web.formats import media_type_of, suffix_of

_PLANNING = 5.0  # seconds
_WORLDS = 1_000_000  # that are looked at one by one


def assess(asked: Asked) -> Answer:
    """The assessment of a region."""
    return _answer(asked, asked.engine().assess(asked.region(), asked.day()).to_data())


def advise(asked: Asked) -> Answer | Document:
    """The advice for a region, as data or in any format that is registered."""
    chosen = asked.text_or("format", "json")
    with standing_at(asked.place("format")):
        asked.service.registry.renderer(chosen)  # one that doesn't exist is said before the work
    advice = _advice(asked, asked.region())
    if chosen == "json":
        return _answer(asked, advice.to_data())
    layout = Layout(ids=asked.flag("ids"), full=asked.flag("full"))
    content = render(asked.service.registry, chosen, advice, layout)
    suffix = suffix_of(asked.service.registry, chosen)
    return Document(content, media_type_of(suffix, content), f"{_file_name(advice.region)}{suffix}", _said(asked))


def why(asked: Asked) -> Answer:
    """Why a conclusion holds, fails or is open."""
    assessment = asked.engine().assess(asked.region(), asked.day())
    with standing_at(asked.place("conclusion")):
        found = explain(assessment, asked.engine().knowledge, asked.text("conclusion"), asked.language)
    return _answer(asked, found.to_data())


def questions(asked: Asked) -> Answer:
    """The open questions, the one that settles most first."""
    assessment = asked.engine().assess(asked.region(), asked.day())
    return _answer(asked, to_plain(make_advice(assessment, asked.engine().knowledge, asked.language).questions))


def way_ahead(asked: Asked) -> Answer:
    """The shortest plan to the goals; what isn't found in time isn't said to be impossible."""
    assessment = asked.engine().assess(asked.region(), asked.day())
    found = plan(assessment, asked.engine().knowledge, asked.language, seconds=_PLANNING)
    return _answer(asked, found.to_data())


def how_firm(asked: Asked) -> Answer:
    """In which part of all answers that may still come each of these conclusions holds, or each there is."""
    engine = asked.engine()
    with standing_at(asked.place("conclusions")):
        names = [conclusion_of(each, engine.knowledge) for each in asked.texts("conclusions")]
    found = robustness(engine, asked.region(), asked.language, asked.day(), names, most=_WORLDS)
    return _answer(asked, found.to_data())


def what_if(asked: Asked) -> Answer:
    """What changes where facts or assumptions are set."""
    region = asked.region()
    told, values = asked.told(region)
    if not values:
        raise InputError([Problem("missing_key", {"name": "set"}, asked.place("set"))])
    engine = asked.engine()
    before, after = (engine.assess(each, asked.day()) for each in (region, told))
    return _answer(asked, what_changes(before, after, engine.knowledge, values, asked.language).to_data())


def side_by_side(asked: Asked) -> Answer:
    """Regions side by side."""
    regions = asked.regions()
    if len(regions) < 2:
        raise InputError([Problem("two_regions_needed", {}, asked.place("regions"))])
    found = [asked.engine().assess(each, asked.day()) for each in regions]
    return _answer(asked, compare(found, asked.engine().knowledge, asked.language).to_data())


def overview(asked: Asked) -> Answer:
    """All that a page shows at once: the region as it is read, its advice with the questions, and its figures."""
    region = asked.region()
    advice = _advice(asked, region)
    data = {"region": region.to_data(), "advice": advice.to_data(), "figures": list(_figures(advice))}
    remarks = [each.to_data(asked.language) for each in _said(asked)]
    return _answer(asked, {**data, "remarks": remarks})


@frozen
class FigureDetails:
    """A figure as SVG, with its title and the text that says the same."""

    id: str
    title: str
    text: str
    svg: str


def _figures(advice: Advice) -> Iterable[dict[str, Any]]:
    """The figures of an advice: its positions, the matrices of what it has, and its plan in time."""
    drawn = {each.id: position_figure(each, advice.language) for each in advice.positions}
    drawn |= {"division": division_figure(advice)} if advice.divisions else {}
    drawn |= {"risks": risk_figure(advice)} if "risk" in advice.kinds else {}
    drawn |= {"plan": plan_figure(advice)} if advice.plan and advice.plan.steps else {}
    for name, each in drawn.items():
        yield to_plain(FigureDetails(name, each.title, each.text, each.svg(name)))


def _advice(asked: Asked, region: Region) -> Advice:
    engine, day = asked.engine(), asked.day()
    assessment = engine.assess(region, day)
    notes = _notes(asked, assessment)
    newer = newest(region, engine, day)
    return make_advice(assessment, engine.knowledge, asked.language, notes=notes, newer=newer)


def _notes(asked: Asked, assessment: Assessment) -> Any:
    notes, failed = asked.service.registry.notes(assessment, asked.engine().knowledge)
    asked.remarks.extend(failed)
    return notes


def _said(asked: Asked) -> tuple[Problem, ...]:
    """What is odd, each once: of the plugins, of the rule sets, and of what was asked."""
    service = asked.service
    return tuple(dict.fromkeys((*service.registry.noticed, *service.left_out, *asked.remarks)))


def _answer(asked: Asked, data: Any) -> Answer:
    return Answer(data, _said(asked))


def _file_name(region: str) -> str:
    """A name for a file about a region: letters, digits and hyphens."""
    kept = "".join(each if each.isalnum() and each.isascii() else " " for each in region.lower())
    return "-".join(kept.split())[:60] or "advice"
