"""The regions that rule sets speak of, held against those that there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from regiorules.errors import Place, Problem, Problems
from regiorules.facts.vocabulary import Vocabulary
from regiorules.rules.model import Knowledge
from regiorules.text import fold

Locate = Callable[..., Place]
_ALMOST = 0.85  # likeness of names from which one is a slip of the pen: Oost-Brabant isn't West-Brabant


def unknown_scopes(knowledge: Knowledge, known: Iterable[str]) -> Iterator[Problem]:
    """What is odd about where rule sets apply: in no known region at all, or in one whose name is almost right."""
    names = tuple(known)
    profile = knowledge.vocabulary.profile
    if profile:  # whatever the table calls it, a region may be called by its other names
        names += tuple(chain.from_iterable(profile.called(each) - {fold(each)} for each in names))
    for each in knowledge.rulesets if names else ():  # without a table every region may be one
        paths = {f"ruleset.applies.regions[{number}]": name for number, name in enumerate(each.applies.regions, 1)}
        yield from _odd(paths, each.applies.place, names)
    for valued in knowledge.vocabulary.parameters.values() if names else ():
        for name in valued.regions:
            yield from _odd({f"parameters.{valued.id}.regions.{name}": name}, valued.place, names)


def _odd(scope: Mapping[str, str], place: Place, known: tuple[str, ...]) -> Iterator[Problem]:
    folded = set(map(fold, known))
    nowhere = all(fold(name) not in folded for name in scope.values())
    for path, name in scope.items():
        meant = slip(name, known)
        if nowhere or meant:
            yield Problem("unknown_region", {"name": name}, place, path, suggestion=meant)


def check_regions(vocabulary: Vocabulary, locate: Locate, problems: Problems) -> None:
    """The regions of which an assumption has values of their own are different ones, whatever they are called."""
    for each in vocabulary.parameters.values():
        first: dict[frozenset[str], str] = {}
        for name in each.regions:
            other = first.setdefault(vocabulary.called(name), name)
            if other != name:
                path = f"parameters.{each.id}.regions.{name}"
                place = locate("parameters", each.id, "regions", name)
                problems.add("same_region", place, path, name=name, first=other)


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
