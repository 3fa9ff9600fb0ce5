"""The same facts under the rules and the tables of several times: side by side, with what changed and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import ClassVar

from attrs import evolve

from regiorules.advice.changes import what_changes
from regiorules.advice.compare import Row, compare
from regiorules.advice.dates import as_of
from regiorules.advice.model import Change
from regiorules.advice.times import Time, times
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.facts.dates import day_in, show_moment, today
from regiorules.facts.editions import keys_of
from regiorules.facts.region import Region
from regiorules.frozen import frozen
from regiorules.rules.model import Knowledge, Rule
from regiorules.stored import Stored
from regiorules.text import Language, Text

FORMAT = "regiorules-history/1"
_SINCE = Text("{on} (sinds {since})", "{on} (since {since})")
_TABLE = Text("{title}: van {after} in plaats van {before}", "{title}: of {after} instead of {before}")
_NOT_THERE = Text(
    "In de tabel van {date} staat deze regio niet; gebruikt is wat er van bekend was.",
    "The table of {date} doesn't have this region; what was known of it is used.",
)
_RECORDS = {
    "new": Text("erbij: {names}", "new: {names}"),
    "gone": Text("weg: {names}", "gone: {names}"),
    "other": Text("met andere gegevens: {names}", "with other data: {names}"),
}
_STARTS = Text("van kracht geworden: {title}", "come into force: {title}")
_ENDS = Text("niet meer van kracht: {title}", "no longer in force: {title}")
_VALUE = Text(
    "{title}: {after} in plaats van {before} ({reference})", "{title}: {after} instead of {before} ({reference})"
)
_LAPSED = Text("vervallen: {because}", "lapsed: {because}")


@frozen
class Edition:
    """
    A time, in words: the day whose rules were used, since when it is so, which table, and which rule sets.

    `on` is in ISO form, as is `since`, "" where it always was so; `table` is the date of the table, "" where nothing
    of the region comes from one.
    """

    title: str
    on: str
    since: str
    table: str
    rulesets: tuple[str, ...]


@frozen
class Turn:
    """What changes from one time to the next; `reasons` are what changed in the rules and in the table."""

    before: str
    after: str
    reasons: tuple[str, ...]
    conclusions: tuple[Change, ...]
    facts: tuple[Change, ...]


@frozen
class History(Stored):
    """The same facts under the rules and tables of several times; the cells of `rows` stand in the order of those."""

    _kind: ClassVar[str] = "history"

    region: str
    language: Language
    editions: tuple[Edition, ...]
    rows: tuple[Row, ...]
    turns: tuple[Turn, ...]
    format: str = FORMAT


def history(
    region: Region, engine: Engine, language: Language = "nl", *, day: date | None = None, one_table: bool = False
) -> History:
    """
    A region's positions, routes and risks by the rules and tables of each time at which one of them changed.

    `day` is the day that is always there: today, unless it is given.  With `one_table` the region keeps what it has
    from a table.  Raises InputError for a table that is wrong, UnknownName for another language than "nl" and "en".
    """
    found = times(region, engine.knowledge, day_in(day or today()), one_table=one_table)
    assessments = [engine.assess(each.region, each.on) for each in found]
    teller = _Teller(engine.knowledge, language)
    editions = tuple(teller.edition(each, region.name) for each in found)
    turns = (
        teller.turn(*pair) for pair in zip(pairwise(editions), pairwise(found), pairwise(assessments), strict=True)
    )
    return History(region.name, language, editions, compare(assessments, engine.knowledge, language).rows, tuple(turns))


@frozen
class _Teller:
    """Puts times into words."""

    knowledge: Knowledge
    language: Language

    def say(self, text: Text, **fields: str) -> str:
        return text.say(self.language).format(**fields)

    def edition(self, time: Time, region: str) -> Edition:
        on = show_moment(time.on.isoformat(), self.language)
        since = show_moment(time.since.isoformat(), self.language) if time.since else on
        used = self.knowledge.at(region, time.on).rulesets
        return Edition(
            on if since == on else self.say(_SINCE, on=on, since=since),
            time.on.isoformat(),
            time.since.isoformat() if time.since else "",
            str(time.table.date) if time.table else "",
            tuple(as_of(each, self.language) for each in used),
        )

    def turn(
        self, titles: tuple[Edition, Edition], found: tuple[Time, Time], assessed: tuple[Assessment, Assessment]
    ) -> Turn:
        changes = what_changes(*assessed, self.knowledge, {}, self.language)
        rules = _Rules(*(self.knowledge.at(each.region.name, each.on) for each in found))
        profile = self.knowledge.vocabulary.profile
        told = profile.fact if profile and found[0].table else ""  # its records are told apart
        return Turn(
            titles[0].title,
            titles[1].title,
            (*self.of_table(*found), *self.of_rulesets(rules), *self.of_values(rules)),
            tuple(self.with_rules(each, rules) for each in changes.conclusions),
            tuple(self.with_rules(each, rules) for each in changes.facts if each.id != told),
        )

    def of_table(self, before: Time, after: Time) -> Iterator[str]:
        """What is otherwise in the table, and that the region isn't in it."""
        profile = self.knowledge.vocabulary.profile
        if before.table is None or after.table is None or before.table == after.table or profile is None:
            return
        days = {
            name: show_moment(each.date, self.language)
            for name, each in (("before", before.table), ("after", after.table))
        }
        yield self.say(_TABLE, title=profile.title.say(self.language), **days)
        for day, each in zip(days.values(), (before, after), strict=True):
            if not each.found:
                yield self.say(_NOT_THERE, date=day)
        yield from self.of_records(before.region, after.region)

    def of_records(self, before: Region, after: Region) -> Iterator[str]:
        """The records that are there in one of the tables only, or with other data."""
        old, new = (keys_of(each, self.knowledge.vocabulary) for each in (before, after))
        lists = {
            "new": [new[name] for name in new if name not in old],
            "gone": [old[name] for name in old if name not in new],
            "other": [new[name] for name in new if name in old and new[name] != old[name]],
        }
        profile = self.knowledge.vocabulary.profile
        key = self.knowledge.vocabulary.facts[profile.fact].key if profile else ""
        for kind, records in lists.items():
            if records:
                yield self.say(_RECORDS[kind], names=", ".join(str(each[key]) for each in records))

    def of_rulesets(self, rules: _Rules) -> Iterator[str]:
        """The rule sets that came into force, or no longer are."""
        for text, of, other in ((_STARTS, rules.after, rules.before), (_ENDS, rules.before, rules.after)):
            yield from (
                self.say(text, title=as_of(each, self.language)) for each in of.rulesets if each not in other.rulesets
            )

    def of_values(self, rules: _Rules) -> Iterator[str]:
        """The assumptions that have another value, with the law or the decision that says so."""
        for name, new in rules.after.vocabulary.parameters.items():
            old = rules.before.vocabulary.parameters.get(name)
            if old and new.dated and old.value != new.value:
                before, after = (each.as_fact().show(each.value, self.language) for each in (old, new))
                title, reference = (each.say(self.language) for each in (new.title, new.dated.reference))
                yield self.say(_VALUE, title=title, before=before, after=after, reference=reference)

    def with_rules(self, change: Change, rules: _Rules) -> Change:
        """A change, with why a rule set put another rule in the place of one, and which rules lapsed."""
        changed = [each.changed.say(self.language) for each in rules.new(change.id) if each.changed]
        lapsed = [self.say(_LAPSED, because=each.because.say(self.language)) for each in rules.gone(change.id)]
        return evolve(change, because=(*change.because, *changed, *lapsed))


@frozen
class _Rules:
    """What applied before, and what does after."""

    before: Knowledge
    after: Knowledge

    def new(self, target: str) -> list[Rule]:
        """The rules for a conclusion or a fact that didn't count before, or not so."""
        return [each for each in self.after.rules_for(target) if self.before.rules.get(each.id) != each]

    def gone(self, target: str) -> list[Rule]:
        """The rules for it that no longer count, and have no other in their place."""
        return [each for each in self.before.rules_for(target) if each.id not in self.after.rules]
