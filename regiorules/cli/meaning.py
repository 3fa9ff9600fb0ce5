"""What an answer means: what the interview says after each one, and to who asks why."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import starmap
from typing import Any

from regiorules.advice.questions import rank_questions, weights_of
from regiorules.advice.wording import Wording
from regiorules.cli.output import say
from regiorules.engine.assessment import Assessment
from regiorules.rules.model import Knowledge
from regiorules.text import Language, Text, visible

_CERTAIN = Text("Nu zeker", "Now certain")
_NOTHING_CERTAIN = Text("Hiermee staat nog niets nieuws vast.", "Nothing new is certain by this.")
_UNDONE = Text("Niet meer zeker", "No longer certain")
_WHY = Text("Deze vraag bepaalt mee", "This question helps to decide")
_GIVES = Text("Bij het antwoord {answer}", "With the answer {answer}")


class Meaning:
    """Says in one language what follows from one assessment."""

    def __init__(self, assessment: Assessment, knowledge: Knowledge, language: Language) -> None:
        self.assessment = assessment
        self.knowledge = knowledge
        self.language = language
        self.wording = Wording(assessment, knowledge, language)
        self.outcomes = [name for name in weights_of(self.wording.knowledge) if name in assessment.facts]

    def settled(self, before: Assessment) -> list[str]:
        """The conclusions and outcomes that are certain and weren't so before, with what they are."""
        certain = [
            f"{self.titled(name)} — {self.wording.grade(name) or self.wording.label(state.status)}"
            for name, state in self.assessment.conclusions.items()
            if state.status not in ("open", before.conclusions[name].status)
        ]
        facts = self.assessment.facts
        known = [name for name in self.outcomes if before.facts[name].waits_for and not facts[name].waits_for]
        return certain + [self.outcome(name, facts[name].value) for name in known]

    def difference(self, before: Assessment, *, quiet: bool = False) -> None:
        """Say what an answer made certain, and what is certain no longer; not that it is nothing where `quiet`."""
        certain, after = self.settled(before), self.assessment.conclusions
        undone = [name for name, each in before.conclusions.items() if "open" == after[name].status != each.status]
        waits = {name for name in self.outcomes if self.assessment.facts[name].waits_for}
        undone += sorted(name for name in waits if not before.facts[name].waits_for)
        if not certain and not undone and not quiet:
            say(_NOTHING_CERTAIN.say(self.language))
        for line in certain:
            say(f"  {_CERTAIN.say(self.language)}: {line}")
        for name in undone:
            say(f"  {_UNDONE.say(self.language)}: {self.titled(name)}")

    def why(self, fact: str) -> None:
        """Say which open conclusions wait for a question, and what each answer would settle."""
        say(f"  {_WHY.say(self.language)}:")
        for name, state in self.assessment.conclusions.items():
            if fact in state.awaited:
                say(f"  - {self.titled(name)}")
        for name in self.outcomes:
            if fact in self.assessment.facts[name].waits_for:
                say(f"  - {self.titled(name)}")
        asked = self.knowledge.vocabulary.facts[fact]
        ranked = rank_questions(self.assessment, self.knowledge)
        for answer in next((each.answers for each in ranked if each.fact == fact), ()):
            settled = [*self._each(answer.holds, "holds"), *self._each(answer.fails, "fails")]
            settled += starmap(self.outcome, answer.facts)
            if settled:
                given = visible(asked.show(answer.value, self.language))
                say(f"  {_GIVES.say(self.language).format(answer=given)}: {'; '.join(settled)}")

    def _each(self, names: Iterable[str], status: str) -> Iterable[str]:
        return (f"{self.titled(name)} — {self.wording.label(status)}" for name in names)

    def outcome(self, name: str, value: Any) -> str:
        """A fact at the head of the advice, with what it is."""
        return f"{self.titled(name)} — {visible(self.knowledge.vocabulary.facts[name].show(value, self.language))}"

    def titled(self, name: str) -> str:
        """A conclusion or an outcome by its title, with its kind."""
        found = self.knowledge.conclusions.get(name)
        kind = self.wording.label(found.kind if found else "outcome")
        return f"{kind}: {visible(self.wording.title(name))}"
