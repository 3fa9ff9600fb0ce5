"""
What the name of a region means in a table: its own, another one, that of another year, or that of a record in it.

What is said of such a name is a remark, that names the next step; it is for who asked, and changes no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from attrs import evolve

from regiorules.errors import Problem, UnknownName, unknown_name
from regiorules.facts.dates import days_of, show_moment
from regiorules.facts.partial import records_in
from regiorules.facts.profiles import Profile, built_in_profiles, profiles_of
from regiorules.facts.successions import Successions
from regiorules.facts.tables import ProfileForm
from regiorules.facts.values import clip
from regiorules.facts.vocabulary import Vocabulary
from regiorules.frozen import frozen
from regiorules.text import LANGUAGES, Text, fold, listing

_SEVERAL = {
    "region_of_record": "regions_of_record",
    "region_of_gone": "regions_of_gone",
    "region_of_to_come": "regions_of_to_come",
}  # where there is more than one region, the same is no remark but a problem


@frozen
class Meant:
    """The region that a name means, and what to tell of it where that isn't its own name."""

    profile: Profile
    remark: Problem | None = None


def find_profile(name: str, profiles: Mapping[str, Profile], vocabulary: Vocabulary | None = None) -> Profile:
    """
    The profile with that name (however it is spelled) or number; raises UnknownName.

    With a vocabulary its other names, those of other years and those of its records will do (see `meant_region`).
    """
    return meant_region(name, profiles, vocabulary).profile


def meant_region(name: str, profiles: Mapping[str, Profile], vocabulary: Vocabulary | None = None) -> Meant:
    """The region that a name means, with what to tell of it; raises UnknownName where it is none, or may be several."""
    if not profiles:
        raise UnknownName([Problem("no_profile")])
    wanted = fold(name)
    for profile in profiles.values():
        if wanted in (fold(profile.name), str(profile.number)):
            return Meant(profile)
    if vocabulary is None or vocabulary.profile is None:
        raise unknown_name("unknown_region", name, profiles)
    return _Search(profiles, vocabulary, vocabulary.profile).region(name)


def other_name(name: str, profile: Profile, vocabulary: Vocabulary) -> Problem:
    """What to say of another name of a region: of which year it is, where a table of the rule set has it."""
    fields = {"name": clip(name), "other": profile.name}
    for table in vocabulary.profile.tables if vocabulary.profile and profile.date else ():
        if table.date != profile.date and fold(name) in map(fold, built_in_profiles(vocabulary, table.id)):
            date = Text(*(show_moment(profile.date, language) for language in LANGUAGES))
            told = {**fields, "date": date, "table": table.id}
            return Problem("region_renamed", told)
    return Problem("region_alias", fields)


def odd_names(name: str, records: Iterable[str], date: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Problem]]:
    """
    What to say of the name of a region, and of its records, that are of another year than `date` (or than now).

    Each with what it is said of: `region`, or the list.
    """
    form = vocabulary.profile
    if form is None:
        return
    days = days_of(date)
    called = form.called(name)
    if len(called) > 1:
        yield from (("region", each) for each in _of_another_year(name, date, vocabulary, called))
    successions = Successions(vocabulary, days[1] if days else None)
    names = list(records) if successions.every else []
    there = _records(profiles_of(vocabulary, date).values(), vocabulary) if names else frozenset()
    for each in names:
        said = successions.gone(each) or (None if fold(each) in there else successions.to_come(each))
        if said:
            yield form.fact, said


def _of_another_year(name: str, date: str, vocabulary: Vocabulary, called: frozenset[str]) -> Iterator[Problem]:
    """That the table of a date has another name for a region, and one of another date this one."""
    there = profiles_of(vocabulary, date)
    if fold(name) not in map(fold, there):
        said = (other_name(name, each, vocabulary) for each in there.values() if fold(each.name) in called)
        yield from (each for each in said if each.code == "region_renamed")


def _records(profiles: Iterable[Profile], vocabulary: Vocabulary) -> frozenset[str]:
    """The names of all records, as names are compared."""
    return frozenset(chain.from_iterable(map(fold, _names(each, vocabulary)) for each in profiles))


def _names(profile: Profile, vocabulary: Vocabulary) -> Iterator[str]:
    """The names of the records of a region."""
    if vocabulary.profile and (key := vocabulary.facts[vocabulary.profile.fact].key):
        for record in records_in(profile.facts.get(vocabulary.profile.fact)) or ():
            yield str(record[key])


@frozen
class _Search:
    """Looks in a table for what a name that no region has as its own may mean."""

    profiles: Mapping[str, Profile]
    vocabulary: Vocabulary
    form: ProfileForm

    def region(self, name: str) -> Meant:
        """The region that is meant; raises UnknownName."""
        called, named = self.form.called(name), {"name": clip(name)}
        for profile in self.profiles.values():
            if fold(profile.name) in called:
                return Meant(profile, other_name(name, profile, self.vocabulary))
        if found := self.with_records([name]) or self.with_code(name):
            return self.one(found, Problem("region_of_record", named))
        successions = Successions(self.vocabulary)
        if (said := successions.gone(name)) and (found := self.with_records(successions.heirs(name))):
            return self.one(found, evolve(said, code="region_of_gone"))
        for each in successions.every:
            if fold(each.name) in called and (found := self.with_records(each.formed_from)):
                fields = {**named, "date": each.since, "other": listing(each.formed_from)}
                return self.one(found, Problem("region_of_to_come", fields))
        records = chain.from_iterable(_names(each, self.vocabulary) for each in self.profiles.values())
        others = chain.from_iterable([*self.form.aliases.values(), *(each.formed_from for each in successions.every)])
        raise unknown_name("unknown_region", name, [*self.profiles, *records, *others])

    def with_records(self, names: Iterable[str]) -> list[Profile]:
        """The regions that have records of these names."""
        called = frozenset().union(*map(self.form.called, names))
        return [each for each in self.profiles.values() if called & {*map(fold, _names(each, self.vocabulary))}]

    def with_code(self, code: str) -> list[Profile]:
        """The regions that have the record of a code."""
        return [each for each in self.profiles.values() if fold(code) in map(fold, each.codes.values())]

    @staticmethod
    def one(found: list[Profile], remark: Problem) -> Meant:
        """The one region that was found; raises UnknownName where there are more."""
        regions = {"region": listing(each.name for each in found)}
        if len(found) > 1:
            raise UnknownName([Problem(_SEVERAL[remark.code], {**remark.fields, **regions})])
        return Meant(found[0], evolve(remark, fields={**remark.fields, **regions}))
