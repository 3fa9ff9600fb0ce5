"""What plugins register, checked: a name, and for each hook what belongs to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.plugins.guard import Misbehaviour
from regiorules.plugins.lending import lent
from regiorules.plugins.said import shown
from regiorules.text import Text

if TYPE_CHECKING:
    from regiorules.engine.assessment import Assessment
    from regiorules.rules.model import Knowledge

_NAME = pattern(r"[^\W_][\w.-]{0,63}")
_SUFFIX = pattern(r"\.[\w-]{1,16}")


@frozen
class Offer:
    """What a plugin offers under a name; `suffixes` are those of the files that it reads or writes."""

    name: str
    value: Any
    suffixes: tuple[str, ...] = ()


class Register:
    """Takes down what a hook registers while it runs; looks at it when the hook is done."""

    def __init__(self) -> None:
        self.given: list[tuple[Any, ...]] = []
        self.over = False

    def part(self, part: Any) -> None:
        """Register one thing that has a name of its own, or needs none."""
        self._take(part)

    def named(self, name: Any, value: Any) -> None:
        """Register a thing under a name."""
        self._take(name, value)

    def _take(self, *given: Any) -> None:
        if self.over:
            raise RuntimeError("register was kept and called after its hook")
        self.given.append(given)


def collect(call: Callable[..., None], hook: str) -> list[Offer]:
    """What a plugin registers with a hook; raises Misbehaviour for what doesn't belong there."""
    register = Register()
    check = _CHECKS[hook]
    try:
        call(hook, register=register.part if hook in _PARTS else register.named)
    finally:
        register.over = True
    return [check(hook, *given) for given in register.given]


def collect_notes(call: Callable[..., None], assessment: Assessment, knowledge: Knowledge) -> list[Text]:
    """The notes of a plugin; raises Misbehaviour for what isn't a text in both languages."""
    hook, register = "regiorules_notes", Register()
    try:
        call(hook, assessment=lent(assessment), knowledge=lent(knowledge), register=register.part)
    finally:
        register.over = True
    return [_note(hook, *given) for given in register.given]


def _name(hook: str, name: Any) -> str:
    if not isinstance(name, str) or not _NAME.fullmatch(str.__str__(name)):
        raise Misbehaviour("offer_name", value=shown(name))
    return str.__str__(name)


def _lacking(value: Any, *methods: str) -> None:
    for each in methods:
        if not callable(getattr(value, each, None)):
            raise Misbehaviour("offer_lacks", value=shown(value), part=each)


def _ruleset(hook: str, name: Any, folder: Any) -> Offer:
    name = _name(hook, name)
    if not isinstance(folder, str | os.PathLike):
        raise Misbehaviour("offer_folder", name=name, value=shown(folder))
    path = os.fspath(folder)
    if not isinstance(path, str) or "\0" in path:
        raise Misbehaviour("offer_folder", name=name, value=shown(path))
    found = Path(str.__str__(path)).absolute()
    found.is_dir()  # raises for what can be no path at all
    return Offer(name, found)


def _renderer(hook: str, renderer: Any) -> Offer:
    _lacking(renderer, "render")
    name = _name(hook, getattr(renderer, "name", None))
    return Offer(name, renderer, _suffixes(name, getattr(renderer, "suffixes", ())))


def _exporter(hook: str, exporter: Any) -> Offer:
    _lacking(exporter, "write")
    name = _name(hook, getattr(exporter, "name", None))
    return Offer(name, exporter, _suffixes(name, getattr(exporter, "suffixes", None)))


def _source(hook: str, source: Any) -> Offer:
    _lacking(source, "read")
    name = _name(hook, getattr(source, "name", None))
    return Offer(name, source, _suffixes(name, getattr(source, "suffixes", None)))


def _suffixes(name: str, suffixes: Any) -> tuple[str, ...]:
    if not isinstance(suffixes, tuple | list | set | frozenset):
        raise Misbehaviour("offer_suffixes", name=name, value=shown(suffixes))
    return tuple(_suffix(name, each) for each in suffixes)


def _suffix(name: str, suffix: Any) -> str:
    if not isinstance(suffix, str) or not _SUFFIX.fullmatch(str.__str__(suffix)):
        raise Misbehaviour("offer_suffixes", name=name, value=shown(suffix))
    return str.__str__(suffix).lower()


def _profiles(hook: str, name: Any, give: Any) -> Offer:
    name = _name(hook, name)
    if not callable(give):
        raise Misbehaviour("offer_function", name=name, value=shown(give))
    return Offer(name, give)


def _command(hook: str, name: Any, where: Any) -> Offer:
    name = _name(hook, name)
    if not isinstance(where, str):
        raise Misbehaviour("offer_command", name=name, value=shown(where))
    return Offer(name, str.__str__(where))


def _note(hook: str, note: Any) -> Text:
    if not isinstance(note, Text) or not all(isinstance(each, str) for each in (note.nl, note.en)):
        raise Misbehaviour("offer_note", value=shown(note))
    return Text(str.__str__(note.nl), str.__str__(note.en))


_CHECKS: dict[str, Callable[..., Offer]] = {
    "regiorules_rulesets": _ruleset,
    "regiorules_renderers": _renderer,
    "regiorules_comparisons": _renderer,
    "regiorules_sources": _source,
    "regiorules_imports": _source,
    "regiorules_exports": _exporter,
    "regiorules_profiles": _profiles,
    "regiorules_commands": _command,
}
_PARTS = (
    "regiorules_renderers",
    "regiorules_comparisons",
    "regiorules_sources",
    "regiorules_imports",
    "regiorules_exports",
)
