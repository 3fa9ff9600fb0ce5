"""Notes on what changes, on open questions, on regions side by side, and on a region through the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.changes import Changes
from regiorules.advice.compare import Cell, Comparison, Row
from regiorules.advice.history import Edition, History, Turn
from regiorules.advice.model import Advice, Answer, Change, FactLine
from regiorules.facts.dates import show_moment
from regiorules.facts.saying import show_number
from regiorules.render.blocks import Block, Branch, Bullets, Grid, Heading, Paragraph
from regiorules.render.phrases import phrase
from regiorules.render.speaking import small
from regiorules.text import Language

_SHORT = ("position", "route", "risk")
_OVER_TIME = (*_SHORT, "recommendation")


def changes_blocks(changes: Changes) -> Iterator[Block]:
    """What changes, and why."""
    language = changes.language
    yield Heading(1, phrase("whatif", language, region=changes.region))
    before = {line.id: phrase("was", language, before=line.value) for line in changes.before}
    items = tuple(" ".join(filter(None, (_fact(line), before.get(line.id)))) for line in changes.assignments)
    yield Bullets(items, phrase("whatif_if", language))
    yield from _what_changes(changes, 2, language)


def _what_changes(changes: Changes | Turn, level: int, language: Language) -> Iterator[Block]:
    if not changes.conclusions and not changes.facts:
        yield Paragraph(phrase("nothing_changes", language))
    for title, found in (("changed_conclusions", changes.conclusions), ("changed_facts", changes.facts)):
        if found:
            yield Heading(level, phrase(title, language))
            for each in found:
                yield _change(each, language)


def _change(change: Change, language: Language) -> Branch:
    move = phrase("narrowed" if change.narrowed else "turned", language, before=change.before, after=change.after)
    kind = f"{change.kind}: " if change.kind else ""
    why = (*(Branch(text) for text in change.because), *(Branch(_fact(line)) for line in change.facts))
    return Branch(f"{kind}{change.title} ({change.id}): {move}", why)


def _fact(line: FactLine) -> str:
    return f"{line.title} ({line.id}): {line.value}"


def questions_blocks(advice: Advice) -> Iterator[Block]:
    """The open questions in order, each with what its answers settle."""
    language = advice.language
    yield Heading(1, phrase("questions", language, region=advice.region))
    if not advice.questions:
        yield Paragraph(phrase("nothing_open", language))
        return
    yield Paragraph(phrase("question_scores" if advice.kinds else "outcome_scores", language))
    for number, each in enumerate(advice.questions, 1):
        tied = f" {phrase('question_tied', language)}" if each.tied else ""
        name, points = ("question_score", each.score) if each.score else ("question_waits", each.weight)
        score = phrase(name, language, score=show_number(points, language))
        answers = tuple(_answer(answer, advice) for answer in each.answers)
        free = (Branch(phrase("answer_free", language)),)
        yield Branch(f"{number}. {each.question} ({each.fact})", (Branch(score + tied), *(answers or free)))


def _answer(answer: Answer, advice: Advice) -> Branch:
    language = advice.language
    lines = []
    if answer.holds:
        lines.append(Branch(phrase("answer_holds", language, names=_titles(answer.holds))))
    if answer.fails:
        lines.append(Branch(phrase("answer_fails", language, names=_titles(answer.fails))))
    return Branch(answer.label, tuple(lines) or (Branch(phrase("answer_nothing", language)),))


def _titles(lines: tuple[FactLine, ...]) -> str:
    return "; ".join(line.title for line in lines)


def comparison_blocks(comparison: Comparison) -> Iterator[Block]:
    """A table of where regions stand and what threatens, and for what differs there the facts behind it."""
    language = comparison.language
    rows = in_short(comparison.rows)
    yield Heading(1, comparison.title)
    yield _side_by_side(comparison.regions, rows, language)
    yield Heading(2, phrase("differs", language))
    different = [row for row in rows if row.differs]
    if not different:
        yield Paragraph(phrase("no_difference", language))
    for row in different:
        yield _difference(row, comparison)


def in_short(rows: Iterable[Row]) -> list[Row]:
    """The rows that a note has room for; recommendations and topics stand in office files and in JSON."""
    return [row for row in rows if row.kind in _SHORT]


def _over_time(rows: Iterable[Row]) -> list[Row]:
    """The rows of a history: what is advised as well, which is written nowhere else."""
    return [row for row in rows if row.kind in _OVER_TIME]


def _side_by_side(names: Iterable[str], rows: Iterable[Row], language: Language) -> Grid:
    header = (phrase("subject", language), *names)
    return Grid(header, tuple((row.title, *(cell.value for cell in row.cells)) for row in rows))


def _difference(row: Row, comparison: Comparison) -> Branch:
    """For each region the facts that another region doesn't share."""
    regions = []
    for name, cell in zip(comparison.regions, row.cells, strict=True):
        shown = own_facts(row, cell)
        regions.append(Branch(f"{name}: {cell.value}" + (f" — {shown}" if shown else "")))
    return Branch(row.title, tuple(regions))


def own_facts(row: Row, cell: Cell) -> str:
    """The facts behind what holds for a region that not all the others share."""
    shared = set.intersection(*(set(each.facts) for each in row.cells))
    return "; ".join(f"{small(line.title)}: {line.value}" for line in cell.facts if line not in shared)


def history_blocks(history: History) -> Iterator[Block]:
    """Each time with its rules and its table, a table of all subjects, and what changes from each time to the next."""
    language = history.language
    yield Heading(1, phrase("history", language, region=history.region))
    yield Bullets(tuple(_edition(each, language) for each in history.editions), phrase("times", language))
    yield _side_by_side((each.title for each in history.editions), _over_time(history.rows), language)
    if not history.turns:
        yield Paragraph(phrase("one_time", language))
    for turn in history.turns:
        yield Heading(2, phrase("turned", language, before=turn.before, after=turn.after))
        yield Bullets(turn.reasons)
        yield from _what_changes(turn, 3, language)


def _edition(edition: Edition, language: Language) -> str:
    table = show_moment(edition.table, language)
    shown = phrase("by_table", language, date=table) if table else ""
    return f"{edition.title}: {'; '.join(filter(None, (shown, *edition.rulesets)))}"
