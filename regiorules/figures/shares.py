"""The shares of worlds as bars: how much of each speaks for what is open, and how much against."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from regiorules.advice.robustness import Firmness, Robustness
from regiorules.figures.figure import Figure
from regiorules.figures.legend import Entry, legend
from regiorules.figures.marks import EDGE, FIELD, INK, PLACE, box, hatched, leading, line, lines_of, text
from regiorules.figures.share_words import percent, say
from regiorules.frozen import frozen
from regiorules.text import Language

WIDTH, _SIDE, _ROOM, _HIGH, _GAP = 680, 300, 80, 18, 8  # of all, of the names, of the numbers, of a bar, around it


def shares_figure(found: Robustness) -> Figure:
    """A bar for each conclusion of the main kinds that isn't the same in every world, the surest of each kind first."""
    return _Bars(found.language, open_of(found), found.kinds).figure(found.region)


def open_of(found: Robustness) -> list[Firmness]:
    """The conclusions that aren't the same in every world, in the order of a note."""
    shown = [each for each in found.conclusions if each.kind in found.main and _certain(each) > 0]
    return sorted(shown, key=lambda each: (found.main.index(each.kind), -each.share))


def _certain(each: Firmness) -> int:
    return each.counted - max(each.holds, each.fails) + each.sampled


@frozen
class _Bars:
    language: Language
    lines: Sequence[Firmness]
    kinds: Mapping[str, str]

    def figure(self, region: str) -> Figure:
        marks: list[str] = []
        y = 0.0
        for kind, alike in groupby(self.lines, key=lambda each: each.kind):
            marks += [text(0, y, self.kinds[kind], bold=True)]
            y += leading() + _GAP
            for each in alike:
                names = lines_of(each.title, _SIDE - 2 * _GAP, 3)
                high = max(_HIGH, len(names) * leading())
                marks += self.row(each, names, y, high)
                y += high + _GAP
            y += _GAP
        entries, end = legend(self.entries(), y, WIDTH)
        title = f"{say('figure', self.language)}: {region}"
        return Figure.of(title, self.words(), WIDTH, end, (*marks, *entries))

    def row(self, each: Firmness, names: Sequence[str], y: float, high: float) -> Iterator[str]:
        """A conclusion with its bar, in the middle of a row."""
        yield text(_SIDE - _GAP, y + (high - len(names) * leading()) / 2, names, anchor="end")
        yield from self.bar(each, y + (high - _HIGH) / 2)
        yield self.number(each, y + (high - leading()) / 2)

    @property
    def wide(self) -> float:
        return WIDTH - _SIDE - _ROOM

    def bar(self, each: Firmness, y: float) -> Iterator[str]:
        """How many hold, then those that stay open, then those that fail; a line between the bounds of a sample."""
        holds, fails = self.wide * each.share, self.wide * each.fails / each.counted
        yield box(_SIDE, y, self.wide, _HIGH, FIELD, EDGE)
        yield box(_SIDE, y, holds, _HIGH, PLACE)
        if each.counted > each.holds + each.fails:
            yield from hatched(_SIDE + holds, y, self.wide - holds - fails, _HIGH)
        if each.sampled:
            middle = y + _HIGH / 2
            yield line(_SIDE + self.wide * each.low, middle, _SIDE + self.wide * each.high, middle, INK, 3)

    def number(self, each: Firmness, y: float) -> str:
        return text(_SIDE + self.wide + _GAP, y, percent(each.share, self.language), bold=True)

    def entries(self) -> Iterator[Entry]:
        yield Entry(say("bar_holds", self.language), lambda x, y: [box(x, y - 7, 30, 14, PLACE)])
        if any(each.counted > each.holds + each.fails for each in self.lines):
            yield Entry(say("bar_waits", self.language), lambda x, y: [*hatched(x, y - 7, 30, 14)])
        yield Entry(say("bar_fails", self.language), lambda x, y: [box(x, y - 7, 30, 14, FIELD, EDGE)])

    def words(self) -> str:
        """The same in words."""
        said = [f"{each.title}: {percent(each.share, self.language)}" for each in self.lines]
        return "; ".join(said) + "." if said else say("nothing", self.language)
