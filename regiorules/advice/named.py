"""Which conclusion or fact a person means: by its id, or by its title in either language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regiorules.advice.labels import LABELS
from regiorules.errors import InputError, Problem, UnknownName
from regiorules.rules.declared import SLOT, unfilled
from regiorules.rules.model import Knowledge
from regiorules.text import LANGUAGES, Text, fold, listed, nearest

_FACT = Text("feit", "fact")
_FEWEST = 4  # letters that are a part of a title


def name_of(word: str, knowledge: Knowledge) -> str:
    """
    The id of the conclusion or fact that `word` means; of a figure or a topic that of the fact that decides it.

    A title in which something is filled in may be given as it was read, with the name of a record in it; of a title
    that is no other's a part will do.

    Raises UnknownName where it means none, with what is nearest, or more than one, with all of them.
    """
    if word in knowledge.conclusions or word in knowledge.vocabulary.facts:
        return word
    called = list(_called(knowledge))
    every = ([name for name, text in called if fits(word, text.nl) or fits(word, text.en)] for fits in _WAYS)
    meant = [*dict.fromkeys(next(filter(None, every), []))]
    if len(meant) > 1:
        known = listed(_described(name, knowledge) for name in meant)
        raise UnknownName([Problem("ambiguous_conclusion", {"name": word, "known": known})])
    if not meant:
        spelt = {unfilled(each): text for _, text in called for each in (text.nl, text.en)}
        near = nearest(word, spelt)
        suggestion = Text(*(unfilled(spelt[near].say(language)) for language in LANGUAGES)) if near else None
        raise UnknownName([Problem("unknown_conclusion", {"name": word}, suggestion=suggestion)])
    return meant[0]


def conclusion_of(word: str, knowledge: Knowledge) -> str:
    """The id of the conclusion that `word` means; raises UnknownName as `name_of`, InputError for a fact."""
    name = name_of(word, knowledge)
    if name not in knowledge.conclusions:
        raise InputError([Problem("robust_not_conclusion", {"name": name})])
    return name


def _called(knowledge: Knowledge) -> Iterator[tuple[str, Text]]:
    """What conclusions and facts are called: their ids, their titles, and those of what they decide."""
    titles = {name: each.title for name, each in knowledge.conclusions.items()}
    titles |= {name: each.title for name, each in knowledge.vocabulary.facts.items()}
    for name, title in titles.items():
        yield from ((name, Text(name, name)), (name, title))
    for topic in knowledge.topics.values():
        yield from ((topic.fact, Text(topic.id, topic.id)), (topic.fact, topic.title))
    for figure in knowledge.positions.values():
        yield from ((figure.name, Text(figure.id, figure.id)), (figure.name, figure.title))


def _folded(word: str) -> str:
    """As names are compared; in an id an underscore is as good as a space."""
    return fold(word.replace("_", " "))


def _called_so(word: str, title: str) -> bool:
    """True for a title, or an id, however it is spelled."""
    return _folded(word) == _folded(title)


def _filled(word: str, title: str) -> bool:
    """True for a title in which something was filled in."""
    parts = [_folded(part) for part in SLOT.sub("\0", title).split("\0")]
    known = len(parts) > 1 and any(parts)
    return known and re.fullmatch(".+".join(map(re.escape, parts)), _folded(word)) is not None


def _in_part(word: str, title: str) -> bool:
    """True for some of the words of a title."""
    return len(word.strip()) >= _FEWEST and _folded(word) in _folded(unfilled(title))


_WAYS = (_called_so, _filled, _in_part)  # in this order: the first that fits anything


def _described(name: str, knowledge: Knowledge) -> Text:
    """An id with what it is of: `x (risk)`."""
    kind = LABELS[knowledge.conclusions[name].kind] if name in knowledge.conclusions else _FACT
    return Text(*(f"{name} ({kind.say(language)})" for language in LANGUAGES))
