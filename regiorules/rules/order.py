"""The order in which rule sets are put together."""

from __future__ import annotations

from collections.abc import Iterable

from regiorules.rules.model import RuleSetInfo


def in_building_order(infos: Iterable[RuleSetInfo]) -> list[RuleSetInfo]:
    """The rule sets by their ids, whichever way they were given, but what one builds on before it."""
    known = {info.id: info for info in sorted(infos, key=lambda info: info.id)}
    done: dict[str, RuleSetInfo] = {}

    def add(info: RuleSetInfo, path: tuple[str, ...]) -> None:
        for name in info.extends:
            if name in known and name not in (*path, *done):
                add(known[name], (*path, info.id))
        done.setdefault(info.id, info)

    for info in known.values():
        add(info, (info.id,))
    return list(done.values())


def built_on(name: str, infos: Iterable[RuleSetInfo]) -> frozenset[str]:
    """A rule set, what it builds on, and what that builds on."""
    extends = {info.id: info.extends for info in infos}
    found: set[str] = set()
    waiting = [name]
    while waiting:
        if (each := waiting.pop()) not in found:
            found.add(each)
            waiting += extends.get(each, ())
    return frozenset(found)
