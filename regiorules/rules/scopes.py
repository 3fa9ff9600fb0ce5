"""The regions that rule sets say they apply to, held against those that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from regiorules.errors import Problem
from regiorules.rules.model import Knowledge, Scope
from regiorules.text import fold

_ALMOST = 0.85  # likeness of names from which one is a slip of the pen: Oost-Brabant isn't West-Brabant


def unknown_scopes(knowledge: Knowledge, known: Iterable[str]) -> Iterator[Problem]:
    """What is odd about where rule sets apply: in no known region at all, or in one whose name is almost right."""
    names = tuple(known)
    profile = knowledge.vocabulary.profile
    if profile:  # whatever the table calls it, a region may be called by its other names
        names += tuple(chain.from_iterable(profile.called(each) - {fold(each)} for each in names))
    for each in knowledge.rulesets if names else ():  # without a table every region may be one
        yield from _odd(each.applies, names)


def _odd(scope: Scope, known: tuple[str, ...]) -> Iterator[Problem]:
    folded = set(map(fold, known))
    nowhere = all(fold(name) not in folded for name in scope.regions)
    for number, name in enumerate(scope.regions, 1):
        meant = slip(name, known)
        if nowhere or meant:
            path = f"ruleset.applies.regions[{number}]"
            yield Problem("unknown_region", {"name": name}, scope.place, path, suggestion=meant)


def slip(name: str, known: Iterable[str]) -> str | None:
    """The region that is meant by a name that is almost its name; `Oost-Groningen` is a region of its own."""
    folded = {fold(each): each for each in known}
    mine = fold(name)
    if mine in folded or any(each in mine or mine in each for each in folded):
        return None
    from difflib import SequenceMatcher

    likeness = {SequenceMatcher(None, mine, each).ratio(): each for each in folded}
    best = max(likeness, default=0.0)
    return folded[likeness[best]] if best >= _ALMOST else None
