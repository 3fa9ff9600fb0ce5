"""
Of which date everything is that advice rests on: the answers, what comes from a table of regions, and the rules.

They are three things: answers of today may go with a table of years ago.  Each is held against the day of
the advice, and where one is too old for it a reader is told so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from regiorules.advice.model import Dated
from regiorules.engine.assessment import Assessment
from regiorules.facts.dates import days_of, show_moment
from regiorules.rules.model import Knowledge, RuleSetInfo
from regiorules.text import Language, Text

LIMITS: Mapping[str, int] = {"answers": 2, "profile": 2, "rules": 5}  # years, from which something is old
_ANSWERS = Text("antwoorden", "answers")
_RULES = Text("regels volgens een bron", "rules by a source")
_AS_OF = Text("{title} (stand {date})", "{title} (as of {date})")
_OF = Text("{title} van {date}", "{title} of {date}")
_UNDATED = Text("{title} zonder datum", "{title} without a date")
_OLD = Text(
    "Let op: dit advies rust op oudere gegevens: {parts}. Ga na wat er sindsdien is veranderd.",
    "Note: this advice rests on older information: {parts}. Check what has changed since.",
)


def dates_of(assessment: Assessment, knowledge: Knowledge, day: date, language: Language) -> tuple[Dated, ...]:
    """
    The parts that the advice rests on with their dates; those that are old on that day are marked.

    They are `answers`, the list that a table of regions fills, by its own name, `rules`, and `rules.NAME` for each rule
    set that builds on another.
    """
    profile = knowledge.vocabulary.profile
    parts = [("answers", "answers", say_of(_ANSWERS, assessment.date, language), assessment.date)]
    if profile:
        moment = of_table(assessment, profile.fact)
        parts.append((profile.fact, "profile", say_of(profile.title, moment, language), moment))
    moment = _of_rules(knowledge)
    parts.append(("rules", "rules", say_of(_RULES, moment, language), moment))
    added = (each for each in knowledge.rulesets if each.extends)
    parts += [(f"rules.{each.id}", "rules", as_of(each, language), each.source.date) for each in added]
    return tuple(
        Dated(name, text, moment, _is_old(moment, day, LIMITS[kind]))
        for name, kind, text, moment in parts
        if moment or (kind == "answers" and _answered(assessment, knowledge))
    )


def as_of(ruleset: RuleSetInfo, language: Language) -> str:
    """The title of a rule set, with the date of its source where that is known."""
    title, moment = ruleset.title.say(language), ruleset.source.date
    return _AS_OF.say(language).format(title=title, date=show_moment(moment, language)) if moment else title


def warnings_of(dates: Iterable[Dated], language: Language) -> tuple[str, ...]:
    """One line that names what is old; none where nothing is."""
    old = [each.text for each in dates if each.old]
    return (_OLD.say(language).format(parts=", ".join(old)),) if old else ()


def say_of(title: Text, moment: str, language: Language) -> str:
    """Something with its date, or with that it has none."""
    text = _OF if moment else _UNDATED
    return text.say(language).format(title=title.say(language), date=show_moment(moment, language))


def _is_old(moment: str, day: date, years: int) -> bool:
    """True from so many years after the last day of the moment."""
    days = days_of(moment)
    return days is not None and (days[1].year + years, days[1].month, days[1].day) <= (day.year, day.month, day.day)


def _answered(assessment: Assessment, knowledge: Knowledge) -> bool:
    """True where a fact that matters here is given without a source that has a date."""
    applied = {each.id for each in knowledge.rulesets}
    given = (name for name, each in assessment.facts.items() if each.origin == "given")
    mine = (name for name in given if knowledge.vocabulary.facts[name].ruleset in applied)
    return any(not list(_dated(assessment, name)) for name in mine)


def of_table(assessment: Assessment, fact: str) -> str:
    """The date of what comes from a table of regions: the earliest of the sources of a fact, "" where none has one."""
    return min(_dated(assessment, fact), default="", key=lambda moment: days_of(moment) or ())


def _of_rules(knowledge: Knowledge) -> str:
    """The date of the newest source that the rules follow, but for those that are added to others."""
    dated = [each.source.date for each in knowledge.rulesets if not each.extends and days_of(each.source.date)]
    return max(dated, default="", key=lambda moment: days_of(moment) or ())


def _dated(assessment: Assessment, fact: str) -> Iterator[str]:
    """The dates of the sources of a fact."""
    state = assessment.facts.get(fact)
    for name in state.sources if state else ():
        source = assessment.sources.get(name)
        if source and days_of(source.date):
            yield source.date
