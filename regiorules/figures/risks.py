"""The risks by severity and certainty: by name those that hold, by number those that may still or are ruled out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from attrs import define

from regiorules.advice.model import Advice, FactLine, Outlook, Risk
from regiorules.figures.figure import Figure
from regiorules.figures.legend import Entry, legend
from regiorules.figures.marks import EDGE, FIELD, LINE, QUIET, ROUTE, box, hatched, leading, line, lines_of, text, wide
from regiorules.figures.words import word
from regiorules.text import Language

WIDTH, _PAD, _MARK, _STEP = 680, 8, 14, 19  # of the whole, around texts, of a mark, and from mark to mark
_COUNTED, _ACROSS = 150, 6  # how wide a column with numbers is, and how many marks stand beside each other there

Draw = Callable[[float, float], list[str]]


def risk_figure(advice: Advice) -> Figure:
    """How severe the risks of the advice are, and how certain: those that hold, that may still, and that can't."""
    matrix = _Matrix(advice)
    entries, end = legend(matrix.entries(), matrix.bottom, WIDTH)
    title = word("by_severity", advice.language, title=advice.words["risks"])
    return Figure.of(title, describe_risks(advice), WIDTH, end, (*matrix.draw(), *entries))


def named(risk: Risk) -> str:
    """A risk by its title, and by the record for which it holds where that isn't in it."""
    return risk.title if risk.record in risk.title else f"{risk.title} ({risk.record})"


def severities_of(advice: Advice) -> dict[str, str]:
    """What the severities are called, the highest first; "" is that of risks without one, where there are such."""
    outlook = advice.outlook
    used = {each.severity for each in advice.risks}
    used |= {outlook.severities.get(each.id, "") for each in (*outlook.open, *outlook.excluded)}
    bare = {"": word("no_severity", advice.language)} if "" in used else {}
    return {**dict([*advice.severities.items()][::-1]), **bare}


def counted(lines: Sequence[FactLine], severity: str, outlook: Outlook) -> int:
    """How many of these risks, that don't hold, have a severity."""
    return sum(1 for each in lines if outlook.severities.get(each.id, "") == severity)


def _holding(x: float, y: float) -> list[str]:
    return [box(x, y, _MARK, _MARK, ROUTE)]


def _open(x: float, y: float) -> list[str]:
    return [*hatched(x, y, _MARK, _MARK)]


def _excluded(x: float, y: float) -> list[str]:
    far = _MARK - 3
    crossed = line(x + 3, y + 3, x + far, y + far, EDGE, 1.5), line(x + far, y + 3, x + 3, y + far, EDGE, 1.5)
    return [box(x, y, _MARK, _MARK, FIELD, EDGE), *crossed]


@define
class _Matrix:
    advice: Advice

    @property
    def language(self) -> Language:
        return self.advice.language

    @property
    def side(self) -> float:
        """How wide the names of the severities are."""
        words = [wide(part, bold=True) for each in severities_of(self.advice).values() for part in each.split()]
        return min(max([64, *words]), 140) + _PAD

    @property
    def ends(self) -> tuple[float, float]:
        """Where the second and the third column begin."""
        return WIDTH - 2 * _COUNTED, WIDTH - _COUNTED

    @property
    def titled(self) -> float:
        """How wide the names of the risks may be."""
        return self.ends[0] - self.side - 2 * _PAD - _STEP

    def holding(self, severity: str) -> list[list[str]]:
        """The risks that hold, each in lines."""
        return [lines_of(named(each), self.titled, 4) for each in self.advice.risks if each.severity == severity]

    def rows(self) -> list[tuple[str, float, float]]:
        """Each severity, where its row begins, and how high that is."""
        outlook = self.advice.outlook
        found, y = [], leading() + _PAD
        for severity in severities_of(self.advice):
            names = sum(max(len(lines) * leading(), _STEP) + 4 for lines in self.holding(severity))
            most = max(
                counted(outlook.open, severity, self.advice.outlook),
                counted(outlook.excluded, severity, self.advice.outlook),
            )
            numbers = leading() + 4 + -(-most // _ACROSS) * _STEP
            high = max(names, numbers, 2 * leading()) + 2 * _PAD
            found.append((severity, y, high))
            y += high
        return found

    @property
    def bottom(self) -> float:
        return sum(self.rows()[-1][1:]) if self.rows() else leading() + _PAD

    def draw(self) -> Iterator[str]:
        """The matrix."""
        heads = zip(("holds", "may_hold", "excluded"), (self.side, *self.ends), strict=True)
        yield from (text(x + _PAD, 0, word(name, self.language), bold=True) for name, x in heads)
        yield line(0, leading() + _PAD, WIDTH, leading() + _PAD, EDGE, 2)
        for severity, y, high in self.rows():
            yield text(
                0, y + _PAD, lines_of(severities_of(self.advice)[severity], self.side - _PAD, 4, bold=True), bold=True
            )
            yield from self.names(severity, y + _PAD)
            yield from self.numbers(self.advice.outlook.open, severity, self.ends[0], y + _PAD, _open)
            yield from self.numbers(self.advice.outlook.excluded, severity, self.ends[1], y + _PAD, _excluded)
            yield line(0, y + high, WIDTH, y + high, LINE)
        for x in (self.side, *self.ends):
            yield line(x, leading() + _PAD, x, self.bottom, LINE)

    def names(self, severity: str, y: float) -> Iterator[str]:
        """The risks that hold, below each other."""
        found = self.holding(severity)
        if not found:
            yield text(self.side + _PAD, y, word("none", self.language), fill=QUIET)
        for lines in found:
            yield from _holding(self.side + _PAD, y + 1)
            yield text(self.side + _PAD + _STEP + 2, y, lines)
            y += max(len(lines) * leading(), _STEP) + 4

    def numbers(self, lines: Sequence[FactLine], severity: str, x: float, y: float, draw: Draw) -> Iterator[str]:
        """How many risks there are, with a mark for each."""
        count = counted(lines, severity, self.advice.outlook)
        yield text(
            x + _PAD,
            y,
            str(count) if count else word("none", self.language),
            bold=bool(count),
            fill="#1a1a1a" if count else QUIET,
        )
        for number in range(count):
            row, column = divmod(number, _ACROSS)
            yield from draw(x + _PAD + column * _STEP, y + leading() + 4 + row * _STEP)

    def entries(self) -> Iterator[Entry]:
        """What the marks mean, those that there are."""
        outlook = self.advice.outlook
        kinds: tuple[tuple[str, Sequence[object], Draw], ...] = (
            ("risk_holds", self.advice.risks, _holding),
            ("risk_open", outlook.open, _open),
            ("risk_excluded", outlook.excluded, _excluded),
        )
        for name, found, draw in kinds:
            if found:
                yield Entry(word(name, self.language), lambda x, y, draw=draw: draw(x + 11, y - _MARK / 2))  # type: ignore[misc]


def describe_risks(advice: Advice) -> str:
    """What the matrix shows, for who can't see it."""
    return " ".join(_sentences(advice))


def _sentences(advice: Advice) -> Iterator[str]:
    language = advice.language
    yield word("said_holds" if advice.risks else "said_none", language, count=len(advice.risks))
    for severity, label in severities_of(advice).items():
        names = [named(each) for each in advice.risks if each.severity == severity]
        if names:
            yield word("at_level", language, level=label, names="; ".join(names))
    for name, lines in (("said_open", advice.outlook.open), ("said_excluded", advice.outlook.excluded)):
        if lines:
            yield word(name, language, count=len(lines), parts=_parts(lines, advice))


def _parts(lines: Sequence[FactLine], advice: Advice) -> str:
    counts = {label: counted(lines, name, advice.outlook) for name, label in severities_of(advice).items()}
    said = [f"{label} {count}" for label, count in counts.items() if count]
    return f" ({', '.join(said)})" if said else ""
