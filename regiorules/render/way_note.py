"""What a rule set knows of the way ahead, as blocks: its goals, and what following a recommendation takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regiorules.advice.labels import LABELS
from regiorules.render.blocks import Block, Heading, Paragraph
from regiorules.rules.model import Knowledge
from regiorules.rules.plans import Goal, Move
from regiorules.text import Language, Text, fill

_GOAL = Text("bereikt als", "reached when")
_PRESUPPOSES = Text("vraagt vooraf", "presupposes")
_THEN = Text("daarna", "afterwards")
_MONTHS = Text("{count} {count:maand|maanden}", "{count} {count:month|months}")
_AGREE = Text("akkoord nodig van", "must agree")


def way_blocks(knowledge: Knowledge, wanted: Iterable[Goal | Move], language: Language) -> Iterator[Block]:
    """These goals and moves, as rules are shown."""
    for each in wanted:
        marks = (*each.statements, LABELS[each.basis].say(language))
        yield Heading(3, each.id, ", ".join(marks))
        if isinstance(each, Goal):
            yield Paragraph(f"{each.text} → {each.title.say(language)}", _GOAL.say(language))
        else:
            yield from _move(each, knowledge, language)
        if each.why:
            yield Paragraph(each.why.say(language), LABELS[each.basis].say(language))


def _move(move: Move, knowledge: Knowledge, language: Language) -> Iterator[Block]:
    advice = knowledge.conclusions[move.id]
    effects = "; ".join(
        f"{name}: {knowledge.vocabulary.facts[name].show(value, language)}" for name, value in advice.effects.items()
    )
    months = f" ({fill(_MONTHS.say(language), count=move.months)})" if move.months else ""
    yield Paragraph(f"{advice.title.say(language)}{months}")
    yield Paragraph(move.text, _PRESUPPOSES.say(language))
    yield Paragraph(effects, _THEN.say(language))
    if move.agree:
        titles = (knowledge.terms["addressee"][name].title.say(language) for name in move.agree)
        yield Paragraph(", ".join(titles), _AGREE.say(language))
