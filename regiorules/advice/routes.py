"""The routes in words: the one that holds; while none does those that may, what speaks for each, and what decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from regiorules.advice.counts import Counts
from regiorules.advice.model import Answer, Choice, Decided, Decider, FactLine, Question, Reason, Route, RouteShare
from regiorules.advice.paths import choices
from regiorules.advice.reasons import Reasons
from regiorules.advice.wording import Wording
from regiorules.frozen import frozen
from regiorules.robust.tally import Count
from regiorules.rules.expressions import And, Expression
from regiorules.rules.model import Conclusion
from regiorules.rules.terms import Path


@frozen
class Routes:
    """Says them in the words of one wording."""

    wording: Wording
    why: Reasons

    def choices(self, questions: Iterable[Question]) -> tuple[Choice, ...]:
        """Each choice among routes; `questions` are the open ones, that which settles most first."""
        asked, wording = tuple(questions), self.wording
        counts = Counts(wording.assessment, wording.knowledge, wording.parameters)
        return tuple(self.choice(path, routes, asked, counts) for path, routes in choices(wording.knowledge))

    def choice(
        self, path: Path, routes: tuple[Conclusion, ...], questions: tuple[Question, ...], counts: Counts
    ) -> Choice:
        """The route that holds; while none does, those that may still."""
        assessment, wording = self.wording.assessment, self.wording
        chosen = [each for each in routes if assessment.holds(each.id)]
        possible = [] if chosen else [each for each in routes if wording.is_open(each.id)]
        excluded = (each.id for each in routes if assessment.conclusions[each.id].status == "fails")
        return Choice(
            path.id,
            wording.say(path.title),
            tuple(self.route(each) for each in chosen or possible),
            self.why.lines(excluded),
            tuple(_deciders({each.id for each in possible}, questions)),
            tuple(self.shares(counts.of([each.id for each in possible]))),
        )

    def shares(self, found: Mapping[str, Count]) -> Iterator[RouteShare]:
        """In which part of all answers that may still come each of these holds, the largest first."""
        for name, count in sorted(found.items(), key=lambda each: -each[1].share):
            yield RouteShare(name, self.wording.title(name), count.holds, count.worlds)

    def route(self, route: Conclusion) -> Route:
        """One route; while it is open with what already speaks for it."""
        state, say = self.wording.assessment.conclusions[route.id], self.wording.say
        seen = list(dict.fromkeys(self.seen(state.rules))) if state.status == "open" else []
        return Route(
            route.id,
            route.path,
            say(route.title),
            say(route.text),
            state.status,
            self.wording.grade(route.id),
            tuple(map(say, route.steps)),
            self.why.reasons(state.rules) if state.status == "holds" else self.found(seen),
            self.why.lines(state.waits_for),
            route.statements,
            self.why.lines(name for name in seen if name in self.wording.knowledge.vocabulary.facts),
        )

    def seen(self, rules: Iterable[str]) -> Iterator[str]:
        """What makes a part of the condition of one of these open rules true."""
        for rule in rules:
            for part in _parts(self.wording.knowledge.rules[rule].when):
                found = self.wording.judgement(part)
                yield from found.rests_on if found.value is True else ()

    def found(self, names: Iterable[str]) -> tuple[Reason, ...]:
        """The reasons of the findings among these names."""
        states = [self.wording.assessment.conclusions[name] for name in names if self.why.is_finding(name)]
        return self.why.reasons(rule for state in states for rule in state.rules)


def _parts(tree: Expression) -> tuple[Expression, ...]:
    return tree.parts if isinstance(tree, And) else (tree,)


def _deciders(possible: set[str], questions: Iterable[Question]) -> Iterator[Decider]:
    """The question of which most answers decide among these routes, the first of such; none where no answer does."""
    asked = questions if possible else ()
    found = [each for each in (_decider(possible, question) for question in asked) if each]
    if found:
        yield max(found, key=lambda each: (each.always, len(each.decided)))


def _decider(possible: set[str], question: Question) -> Decider | None:
    decided = tuple(filter(None, (_decided(possible, answer) for answer in question.answers)))
    always = len(decided) == len(question.answers)
    return Decider(question.fact, question.title, question.question, always, decided) if decided else None


def _decided(possible: set[str], answer: Answer) -> Decided | None:
    """What an answer decides: that one of the routes holds, or that none does."""
    holds: FactLine | None = next((line for line in answer.holds if line.id in possible), None)
    if holds:
        return Decided(answer.label, holds.id, holds.title)
    return Decided(answer.label, "", "") if possible <= {line.id for line in answer.fails} and possible else None
