"""How the parts of a note speak: in which language and words, and what stands behind a title or a reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from regiorules.advice.model import (
    Advice,
    Answer,
    CertainLine,
    Choice,
    Decider,
    Division,
    FactLine,
    Note,
    Question,
    Reason,
    Recommendation,
    Route,
)
from regiorules.facts.partial import says_partly
from regiorules.figures.share_words import percent
from regiorules.render.blocks import Bullets
from regiorules.render.phrases import phrase
from regiorules.render.renderer import Layout
from regiorules.text import Language

FACTS = 10  # that are named of those that open risks wait for
KINDS = ("risk", "recommendation", "route")  # of conclusions that may be open, as they are named


def capital(text: str) -> str:
    """A text with its first letter in upper case and the rest as it is."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A text with its first letter in lower case, unless its first word is an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def who_and_when(each: Recommendation) -> str:
    """Whom a recommendation is for, and when; "" where the rule set doesn't say."""
    return ", ".join(part for part in (each.addressee, each.horizon) if part)


def open_count(advice: Advice) -> str:
    """How many risks, recommendations and routes are still open, by those kinds that there are; else outcomes."""
    count = advice.open_conclusions
    said = [phrase(f"{kind}s", advice.language, count=count) for kind in KINDS if kind in advice.kinds]
    said = said or [phrase("conclusions", advice.language, count=count)]
    last = f" {phrase('and', advice.language, count=count)} "
    kinds = last.join(part for part in (", ".join(said[:-1]), *said[-1:]) if part)
    partly = any(says_partly(each.value) for each in advice.assessment.facts.values() if each.origin == "given")
    return phrase("open_count_partly" if partly else "open_count", advice.language, count=count, kinds=kinds)


def certain_said(line: CertainLine, language: Language) -> str:
    """What a conclusion comes to whatever the answers are, with the facts that suffice for it."""
    facts = "; ".join(f"{fact.title}: {fact.value}" for fact in line.facts)
    return f"{line.value} ({phrase('suffices', language)} {facts})" if facts else line.value


def either(names: Sequence[str], language: Language) -> str:
    """Names of which one is meant: `a, b or c`."""
    *others, last = names
    return f" {phrase('or', language)} ".join(part for part in (", ".join(others), last) if part)


def standing(name: str, possible: tuple[str, ...], language: Language) -> str:
    """A name; while that is open the names that are still possible, where others are ruled out."""
    if name or not possible:
        return name or phrase("position_open", language)
    return phrase("position_possible", language, names=either(possible, language))


def some_of(names: Sequence[str], most: int, language: Language) -> str:
    """The first of these names, with how many more there are."""
    shown, more = ", ".join(names[:most]), len(names) - most
    return phrase("and_more", language, names=shown, count=more) if more > 0 else shown


class Speaker:
    """Says things of one advice, laid out as asked."""

    def __init__(self, advice: Advice, layout: Layout) -> None:
        self.advice = advice
        self.layout = layout

    def say(self, name: str, /, **fields: object) -> str:
        """A fixed phrase."""
        return phrase(name, self.advice.language, **fields)

    def word(self, name: str) -> str:
        """A heading in the words of the rule set."""
        return self.advice.words[name]

    def named(self, title: str, name: str) -> str:
        """A title, with the id that it goes by where that is asked for."""
        return f"{title} ({name})" if self.layout.ids else title

    @property
    def accounts(self) -> bool:
        """True where a reader asks what things rest on: then statements and plugins are named."""
        return self.layout.full or self.layout.ids

    def remark(self, note: Note) -> str:
        """What a plugin remarks."""
        return f"{note.text} ({note.plugin})" if self.accounts else note.text

    def reason(self, reason: Reason) -> str:
        """Why, and what that rests on."""
        marks = [*reason.statements] if self.accounts else []
        if reason.basis != "source":
            marks.append(self.say(reason.basis))
        marks += [reason.ruleset] if reason.ruleset else []
        return f"{reason.text} [{', '.join(marks)}]" if marks else reason.text

    def question(self, number: int, each: Question, most: int) -> Bullets:
        """A question with its answers, and what each settles: at most so many each way, the others are counted."""
        answers = tuple(self.settled(answer, most) for answer in each.answers) or (self.say("answer_free"),)
        return Bullets(answers, f"{number}. {self.named(each.question, each.fact)}")

    def settled(self, answer: Answer, most: int) -> str:
        """A possible answer with what it settles."""
        sides = (("settles_holds", answer.holds), ("settles_fails", answer.fails))
        said = "; ".join(self.say(name, names=self.some(lines, most)) for name, lines in sides if lines)
        return f"{answer.label}: {said or self.say('answer_nothing')}"

    def some(self, lines: Sequence[FactLine], most: int) -> str:
        """What is settled, by kind and title."""
        names = [f"{line.value} {self.named(line.title, line.id)}" for line in lines]
        return some_of(names, most, self.advice.language)

    def open_route(self, route: Route) -> str:
        """A route that is still possible, with what already speaks for it."""
        points = [reason.text.rstrip(".") for reason in route.reasons]
        points += [f"{self.named(small(line.title), line.id)} ({line.value})" for line in route.points]
        title = f"{self.named(route.title, route.id)}."
        return f"{title} {self.say('speaks_for', points='; '.join(dict.fromkeys(points)))}" if points else title

    def shares(self, choice: Choice) -> str:
        """In which part of all answers that may still come each open route holds; "" where that wasn't counted."""
        shares = (f"{each.title} {percent(each.holds / each.worlds, self.advice.language)}" for each in choice.shares)
        return self.say("route_shares", shares="; ".join(shares)) if choice.shares else ""

    def deciding(self, each: Decider) -> Bullets:
        """The question of which an answer decides, with what it decides."""
        answers = (f"{way.answer}: {way.title or self.say('none_of_these')}" for way in each.decided)
        lead = self.say("decides" if each.always else "may_decide")
        return Bullets(tuple(answers), f"{lead}: {self.named(each.question, each.fact)}")

    def certain_anyway(self) -> Iterator[Bullets]:
        """What is certain whatever the answers are, with the facts that suffice."""
        language = self.advice.language
        said = [f"{self.named(each.title, each.id)}: {certain_said(each, language)}" for each in self.advice.certain]
        if said:
            yield Bullets(tuple(said), self.say("certain_anyway"))

    def nothing_advised(self) -> str:
        """That nothing is advised: yet, where an answer may change that."""
        return self.say("nothing_advised" if self.advice.questions else "no_advice")

    def outlook(self, most: int) -> Iterator[str]:
        """How many risks are open, and on what, naming at most so many facts; and how many are excluded."""
        found = self.advice.outlook
        excluded = self.say("risks_excluded", count=len(found.excluded)) if found.excluded else ""
        facts = [self.named(small(line.title), line.id) for line in found.waits_for]
        if found.open:
            name = "risks_open" if facts else "risks_left"
            waits = some_of(facts, most, self.advice.language)
            yield f"{self.say(name, count=len(found.open), facts=waits)} {excluded}".strip()
        elif self.advice.risks:
            yield from filter(None, [excluded])
        else:
            yield self.say("no_risks")

    def other_risks(self) -> Iterator[Bullets]:
        """How the risks stand that don't hold: how many they are, and where all is asked for which."""
        lines = tuple(self.each_risk() if self.layout.full else self.outlook(FACTS))
        if lines:
            yield Bullets(lines, self.say("others") if self.advice.risks else "")

    def each_risk(self) -> Iterator[str]:
        """The risks that are open, what has to be known for them, and those that are excluded."""
        found = self.advice.outlook
        if not (self.advice.risks or found.open):
            yield self.say("no_risks")
        parts = (("open_lead", found.open), ("waits_lead", found.waits_for), ("excluded_lead", found.excluded))
        yield from (f"{self.say(name)} ({len(lines)}): {self.titles(lines)}." for name, lines in parts if lines)

    def level(self, division: Division) -> str:
        """The level of a topic, or those that it may still be."""
        return standing(division.label, division.possible, self.advice.language)

    def division_why(self, division: Division) -> str:
        """Why a topic belongs at its level; while that is open, what it depends on."""
        if division.label:
            return " ".join(reason.text for reason in division.reasons)
        waits = (self.named(small(line.title), line.id) for line in division.waits_for)
        return f"{self.say('depends_on')}: {', '.join(waits)}"

    def titles(self, lines: Iterable[FactLine]) -> str:
        """Conclusions or facts by their titles."""
        return "; ".join(self.named(line.title, line.id) for line in lines)
