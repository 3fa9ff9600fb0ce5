"""The appendix of the note: every answer that was given, with its source, its note, its date, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator

from regiorules.advice.model import Advice, FactLine, GivenAnswer, SourceLine
from regiorules.facts.dates import show_moment
from regiorules.render.blocks import Block, Branch, Bullets, Heading
from regiorules.render.renderer import Layout
from regiorules.render.speaking import Speaker


def appendix(advice: Advice, layout: Layout) -> Iterator[Block]:
    """Its blocks; none where nothing was answered."""
    return _Appendix(advice, layout).blocks()


def behind(answer: GivenAnswer, advice: Advice, layout: Layout) -> Iterator[tuple[str, str]]:
    """What stands behind an answer, each with the word for it: sources, date, note, and what rests on it."""
    return _Appendix(advice, layout).behind(answer)


class _Appendix(Speaker):
    def blocks(self) -> Iterator[Block]:
        if self.advice.answers or self.advice.sources:
            yield Heading(2, self.say("answers"))
        for each in self.advice.answers:
            below = tuple(Branch(f"{name}: {text}") for name, text in self.behind(each))
            yield Branch(f"{self.named(each.title, each.fact)}: {each.value}", below)
        if self.advice.sources:
            yield Bullets(tuple(map(self.in_full, self.advice.sources)), self.say("fact_sources"))

    def behind(self, answer: GivenAnswer) -> Iterator[tuple[str, str]]:
        known = {each.id: each for each in self.advice.sources}
        parts = {
            "source": "; ".join(self.source(known[name]) for name in answer.sources if name in known),
            "date": show_moment(answer.date, self.advice.language),
            "note": answer.note,
            "used_for": self.titles(line for line in answer.used if not self.fails(line)),
            "used_against": self.titles(line for line in answer.used if self.fails(line)),
        }
        yield from ((self.say(name), text) for name, text in parts.items() if text)

    def fails(self, line: FactLine) -> bool:
        state = self.advice.assessment.conclusions.get(line.id)
        return state is not None and state.status == "fails"

    def source(self, each: SourceLine) -> str:
        date = show_moment(each.date, self.advice.language)
        return f"{each.title} ({date})" if date else each.title

    def in_full(self, each: SourceLine) -> str:
        return ", ".join(part for part in (each.title, show_moment(each.date, self.advice.language), each.url) if part)
