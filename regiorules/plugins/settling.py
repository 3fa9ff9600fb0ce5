"""Whose each name is: what plugins register with one hook, settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from regiorules.errors import Problem
from regiorules.frozen import frozen
from regiorules.plugins.names import BUILT_IN
from regiorules.plugins.offers import Offer
from regiorules.plugins.plugin import Plugin
from regiorules.text import fold

Claim = tuple[Plugin, Offer]


@frozen
class Settled:
    """What is registered with one hook, by name: what, whose, for which endings; and what is wrong."""

    parts: Mapping[str, Any]
    owners: Mapping[str, Plugin]
    suffixes: Mapping[str, tuple[str, ...]]
    readers: Mapping[str, str]
    problems: tuple[Problem, ...]


def settle(claims: Iterable[Claim], problems: Iterable[Problem], *, reads: bool) -> Settled:
    """What the claims come to; a name, or an ending that is read, claimed twice is nobody's, unless it is built in."""
    found = list(problems)
    names: dict[str, list[Claim]] = {}
    for plugin, offer in claims:
        names.setdefault(fold(offer.name), []).append((plugin, offer))
    stand = sorted((claim for _, claim in _own(names, "plugin_clash", found)), key=lambda claim: claim[1].name)
    endings: dict[str, list[Claim]] = {}
    for plugin, offer in stand if reads else ():
        for suffix in dict.fromkeys(offer.suffixes):
            endings.setdefault(suffix, []).append((plugin, offer))
    readers = {suffix: offer.name for suffix, (_, offer) in _own(endings, "plugin_suffix", found)}
    return Settled(
        {offer.name: offer.value for _, offer in stand},
        {offer.name: plugin for plugin, offer in stand},
        {offer.name: offer.suffixes for _, offer in stand},
        dict(sorted(readers.items())),
        tuple(found),
    )


def _own(claims: Mapping[str, list[Claim]], code: str, problems: list[Problem]) -> Iterator[tuple[str, Claim]]:
    for name, claimed in claims.items():
        if len(claimed) > 1:
            owners = " / ".join(str(plugin) for plugin, _ in claimed)
            problems.append(Problem(code, {"name": name, "owners": owners}))
        ours = [claim for claim in claimed if claim[0].name == BUILT_IN]
        if len(claimed) == 1 or ours:
            yield name, (ours or claimed)[0]
