"""The division of topics over the levels, as a matrix: a row a topic, a column a level."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from regiorules.advice.model import Advice, Division
from regiorules.figures.figure import Figure
from regiorules.figures.legend import Entry, legend
from regiorules.figures.marks import (
    AREA,
    EDGE,
    LINE,
    PLACE,
    QUIET,
    box,
    dot,
    hatched,
    leading,
    line,
    lines_of,
    text,
    wide,
)
from regiorules.figures.words import word
from regiorules.text import Language

_NAMES, _WIDE, _PAD = 260, 96, 8  # of the names of the topics, of a column at least, and around texts


def division_figure(advice: Advice) -> Figure:
    """At which level each topic of the advice belongs, or may belong."""
    matrix = _Matrix(advice.divisions, advice.language)
    entries, end = legend(matrix.entries(), matrix.bottom, matrix.width)
    words = describe_division(advice.divisions, advice.language)
    return Figure.of(advice.words["division"], words, matrix.width, end, (*matrix.draw(), *entries))


def levels_of(divisions: Sequence[Division]) -> tuple[str, ...]:
    """Every level of these topics once, in order."""
    return tuple(
        dict.fromkeys(level for each in divisions for level in (*each.levels, each.label, *each.possible) if level)
    )


@define
class _Matrix:
    divisions: Sequence[Division]
    language: Language

    @property
    def levels(self) -> tuple[str, ...]:
        return levels_of(self.divisions)

    @property
    def wide(self) -> float:
        words = [wide(word, bold=True) + _PAD for level in self.levels for word in level.split()]
        return min(max([_WIDE, *words]), 180)

    @property
    def width(self) -> float:
        return _NAMES + self.wide * max(len(self.levels), 4)

    @property
    def heads(self) -> list[list[str]]:
        return [lines_of(level, self.wide - _PAD, 4, bold=True) for level in self.levels]

    @property
    def top(self) -> float:
        """Where the rows begin, below the names of the levels."""
        return max(map(len, self.heads), default=0) * leading() + _PAD

    @property
    def rows(self) -> list[tuple[Division, list[str], float, float]]:
        """Each topic with its title in lines, where its row begins, and how high that is."""
        found, y = [], self.top
        for each in self.divisions:
            lines = lines_of(each.title, _NAMES - _PAD, 4)
            high = max(len(lines) * leading() + _PAD, 28)
            found.append((each, lines, y, high))
            y += high
        return found

    @property
    def bottom(self) -> float:
        return sum(self.rows[-1][2:]) if self.rows else self.top

    def draw(self) -> Iterator[str]:
        """The matrix."""
        for number, lines in enumerate(self.heads):
            yield text(
                self.middle(number), self.top - _PAD / 2 - len(lines) * leading(), lines, anchor="middle", bold=True
            )
        yield line(0, self.top, self.width, self.top, EDGE, 2)
        for each, lines, y, high in self.rows:
            yield from self.cells(each, y, high)
            yield text(0, y + (high - len(lines) * leading()) / 2, lines)
            yield line(0, y + high, self.width, y + high, LINE)

    def middle(self, column: float) -> float:
        return _NAMES + (column + 0.5) * self.wide

    def cells(self, each: Division, y: float, high: float) -> Iterator[str]:
        """The mark at its level; or those where it may be, or that all is open."""
        middle = y + high / 2
        if not each.label and not each.possible:
            span = self.wide * max(len(self.levels), 1)
            yield text(
                _NAMES + span / 2,
                middle - leading() / 2,
                word("level_open", self.language),
                anchor="middle",
                fill=QUIET,
            )
        for number, level in enumerate(self.levels):
            if level == each.label:
                yield box(_NAMES + number * self.wide, y + 1, self.wide, high - 2, AREA)
                yield dot(self.middle(number), middle, 9, PLACE)
            elif level in each.possible:
                yield from hatched(self.middle(number) - 18, middle - 8, 36, 16)

    def entries(self) -> Iterator[Entry]:
        """What the marks mean, those that there are."""
        if any(each.label for each in self.divisions):
            yield Entry(word("level_known", self.language), lambda x, y: [dot(x + 18, y, 8, PLACE)])
        if any(each.possible and not each.label for each in self.divisions):
            yield Entry(word("level_possible", self.language), lambda x, y: [*hatched(x, y - 8, 36, 16)])


def describe_division(divisions: Sequence[Division], language: Language) -> str:
    """What the matrix shows, for who can't see it."""
    return " ".join(_sentences(divisions, language)) or word("no_topics", language)


def _sentences(divisions: Sequence[Division], language: Language) -> Iterator[str]:
    for level in levels_of(divisions):
        names = [each.title for each in divisions if each.label == level]
        if names:
            yield word("at_level", language, level=level, names="; ".join(names))
    still = [_open(each, language) for each in divisions if not each.label]
    if still:
        yield word("at_level", language, level=word("level_open", language), names="; ".join(still))


def _open(each: Division, language: Language) -> str:
    return f"{each.title} ({word('or', language).join(each.possible)})" if each.possible else each.title
