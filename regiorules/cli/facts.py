"""`regiorules facts`: the vocabulary, as a consultant needs it to fill in a region file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from regiorules.cli.options import command as make
from regiorules.cli.options import ruleset_option, text_or_json
from regiorules.cli.output import has_color, terminal_width, write, write_json
from regiorules.cli.registered import load_knowledge
from regiorules.cli.summaries import HELP
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules.facts.vocabulary import Fact, Parameter, Vocabulary

_DERIVED = Text("afgeleid, wordt niet gevraagd", "derived, not asked")
_OTHERS = Text("Overige", "Others")
_ASSUMPTIONS = Text("Aannames", "Assumptions")
_YES_NO = Text("yes, no (ja, nee)", "yes, no")
_DATE = Text("datum", "date")
_RECORDS = Text("lijst van", "list of")
_IN_PART = Text(
    "Wie een feit deels kent, schrijft wat hij weet: minstens los, los of verbonden, niet in bedrijf; "
    "40.000 tot 60.000, meer dan 75.000; … in elk geval, … niet; en achter een lijst: en andere.",
    "Who knows part of a fact writes what is known: at least loose, loose or connected, not operating; "
    "40,000 to 60,000, more than 75,000; … certainly, … not; and behind a list: and others.",
)


@make(*HELP["facts"], waits=True)
@text_or_json
@ruleset_option
def command(format: str, rulesets: tuple[str, ...], lang: Language) -> None:
    """List the vocabulary by group."""
    from regiorules.render.renderer import Layout
    from regiorules.render.text import render_blocks

    vocabulary = load_knowledge(rulesets).vocabulary
    if format == "json":
        write_json([_data(fact, lang) for fact in vocabulary.facts.values()])
    else:
        write(render_blocks(_blocks(vocabulary, lang), Layout(terminal_width(), has_color())))


def _blocks(vocabulary: Vocabulary, language: Language) -> Iterator[Any]:
    from regiorules.render.blocks import Bullets, Heading, Paragraph

    yield Paragraph(_IN_PART.say(language))
    for group, title in vocabulary.groups.items():
        facts = [fact for fact in vocabulary.facts.values() if fact.group == group]
        if facts:
            yield Heading(2, title.say(language))
            yield Bullets(tuple(_line(fact, language) for fact in facts))
    others = [fact for fact in vocabulary.facts.values() if not fact.group]
    if others:
        yield Heading(2, _OTHERS.say(language))
        yield Bullets(tuple(_line(fact, language) for fact in others))
    yield Heading(2, _ASSUMPTIONS.say(language))
    yield Bullets(tuple(_assumption(each, language) for each in vocabulary.parameters.values()))


def _assumption(each: Parameter, language: Language) -> str:
    from regiorules.advice.assumed import by_date

    values = "; ".join(by_date(each, language))
    return f"{each.id} = {each.value}: {each.title.say(language)}. {each.why.say(language)}{values and f' [{values}]'}"


def _line(fact: Fact, language: Language) -> str:
    asked = fact.question.say(language) if fact.question else f"{fact.title.say(language)} ({_DERIVED.say(language)})."
    return f"{fact.id}: {asked} [{_values(fact, language)}]"


def _values(fact: Fact, language: Language) -> str:
    if fact.options:
        separator = " < " if fact.type == "level" else ", "
        return separator.join(
            option.id if option.id == option.label.say(language) else f"{option.id} ({option.label.say(language)})"
            for option in fact.options
        )
    if fact.type == "yes_no":
        return _YES_NO.say(language)
    if fact.type == "records":
        return f"{_RECORDS.say(language)} {', '.join(each.id for each in fact.fields)}"
    if fact.type == "date":
        return _DATE.say(language)
    return fact.unit.say(language) if fact.unit else fact.type


def _data(fact: Fact, language: Language) -> dict[str, Any]:
    return {
        "id": fact.id,
        "type": fact.type,
        "group": fact.group,
        "asked": fact.asked,
        "title": fact.title.say(language),
        "question": fact.question.say(language) if fact.question else None,
        "help": fact.help.say(language) if fact.help else None,
        "options": {option.id: option.label.say(language) for option in fact.options},
        "unit": fact.unit.say(language) if fact.unit else None,
        "minimum": fact.ends[0],
        "maximum": fact.ends[1],
        "fields": [_data(each, language) for each in fact.fields],
        "statements": list(fact.statements),
    }
