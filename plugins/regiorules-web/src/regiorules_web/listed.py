"""What there is to know of rule sets, as data: facts, rules, statements, regions and formats, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from regiorules.advice.assumed import by_date
from regiorules.facts.profiles import Profile
from regiorules.facts.vocabulary import Fact, Parameter
from regiorules.facts.words import WORDS
from regiorules.rules.model import Knowledge, Rule, RuleSetInfo, Statement
from regiorules.text import Language, Text


@frozen
class OptionDetails:
    """One level of a scale, or one option of a choice or a set."""

    id: str
    label: str


@frozen
class FactDetails:
    """
    One fact: what may be asked or derived of a region.

    `minimum` and `maximum` are in `unit`, or days; `fields` are those of a list of records, and each is a fact too.
    `asked` is false for what only rules say, `may_be_none` true where `geen` is an answer.
    """

    id: str
    type: str
    group: str
    title: str
    question: str | None
    help: str | None
    options: tuple[OptionDetails, ...]
    texts: tuple[str, ...]
    among: str
    minimum: float | str | None
    maximum: float | str | None
    unit: str | None
    whole: bool
    required: bool
    asked: bool
    may_be_none: bool
    key: str
    fields: tuple[FactDetails, ...]
    statements: tuple[str, ...]

    @classmethod
    def of(cls, fact: Fact, language: Language) -> FactDetails:
        """A fact in one language."""
        say = _saying(language)
        return cls(
            fact.id,
            fact.type,
            fact.group,
            fact.title.say(language),
            say(fact.question),
            say(fact.help),
            tuple(OptionDetails(each.id, each.label.say(language)) for each in fact.options),
            fact.texts,
            fact.among,
            *fact.ends,
            say(fact.unit),
            fact.whole,
            fact.required,
            fact.asked,
            fact.may_be_none,
            fact.key,
            tuple(cls.of(each, language) for each in fact.fields),
            fact.statements,
        )


@frozen
class ParameterDetails:
    """One assumption: a number that rules use and that a user can change, in `unit`, and its values `by_date`."""

    id: str
    title: str
    why: str
    value: float
    minimum: float | None
    maximum: float | None
    unit: str | None
    whole: bool
    by_date: tuple[str, ...]

    @classmethod
    def of(cls, each: Parameter, language: Language) -> ParameterDetails:
        """An assumption in one language."""
        say = _saying(language)
        title, why, unit = each.title.say(language), each.why.say(language), say(each.unit)
        values = tuple(by_date(each, language))
        return cls(each.id, title, why, each.value, each.minimum, each.maximum, unit, each.whole, values)


@frozen
class VocabularyDetails:
    """All facts and assumptions in the order of display, the titles of their groups, and the rule sets' own words."""

    language: Language
    groups: Mapping[str, str]
    facts: tuple[FactDetails, ...]
    parameters: tuple[ParameterDetails, ...]
    words: Mapping[str, str]

    @classmethod
    def of(cls, knowledge: Knowledge, language: Language) -> VocabularyDetails:
        """The vocabulary in one language."""
        vocabulary = knowledge.vocabulary
        return cls(
            language,
            {name: title.say(language) for name, title in vocabulary.groups.items()},
            tuple(FactDetails.of(each, language) for each in vocabulary.facts.values()),
            tuple(ParameterDetails.of(each, language) for each in vocabulary.parameters.values()),
            {name: vocabulary.word(name, language) for name in WORDS},
        )


@frozen
class RuleDetails:
    """
    One rule: when something is concluded, and why; days are in ISO form, null is always.

    It doesn't hold where `unless` is true, nor where a rule that it is `overridden_by` holds.  The `value` that it
    gives a number may be a calculation, as it is written.
    """

    id: str
    ruleset: str
    each: str
    when: str
    unless: str
    overrides: tuple[str, ...]
    overridden_by: tuple[str, ...]
    target: str
    value: Any
    grade: str
    because: str
    statements: tuple[str, ...]
    basis: str
    why: str | None
    valid_from: str | None
    valid_until: str | None
    changed: str | None

    @classmethod
    def of(cls, rule: Rule, language: Language) -> RuleDetails:
        """A rule in one language."""
        say = _saying(language)
        return cls(
            rule.id,
            rule.ruleset,
            rule.each,
            rule.text,
            rule.unless,
            rule.overrides,
            rule.overridden_by,
            rule.target,
            rule.plain,
            rule.grade,
            rule.because.say(language),
            rule.statements,
            rule.basis,
            say(rule.why),
            rule.valid_from.isoformat() if rule.valid_from else None,
            rule.valid_until.isoformat() if rule.valid_until else None,
            say(rule.changed),
        )


@frozen
class StatementDetails:
    """One statement of the source, paraphrased; `rules` are those that rest on it."""

    id: str
    ruleset: str
    section: str
    text: str
    rules: tuple[str, ...]

    @classmethod
    def of(cls, each: Statement, knowledge: Knowledge, language: Language) -> StatementDetails:
        """A statement in one language."""
        rules = tuple(rule.id for rule in knowledge.rules.values() if each.id in rule.statements)
        return cls(each.id, each.ruleset, each.section, each.text.say(language), rules)


@frozen
class RuleSetDetails:
    """One rule set: its version, what it builds on, and the SHA-256 of its files."""

    id: str
    version: str
    title: str
    extends: tuple[str, ...]
    digest: str

    @classmethod
    def of(cls, each: RuleSetInfo, language: Language) -> RuleSetDetails:
        """A rule set in one language."""
        return cls(each.id, each.version, each.title.say(language), each.extends, each.digest)


@frozen
class RegionName:
    """A region of a table; `number` is null where the table gives none, `date` is that of the table."""

    name: str
    number: int | None
    date: str
    source: str
    licence: str

    @classmethod
    def of(cls, each: Profile) -> RegionName:
        """What a table says of a region besides its facts."""
        return cls(each.name, each.number, each.date, each.source, each.licence)


@frozen
class FormatDetails:
    """A format of an advice: its name, the ending of its files, and its media type."""

    name: str
    suffix: str
    media_type: str


def _saying(language: Language) -> Any:
    def say(text: Text | None) -> str | None:
        return text.say(language) if text else None

    return say
