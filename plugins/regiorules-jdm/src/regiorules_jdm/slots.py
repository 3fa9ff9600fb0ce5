"""
What names mean where: the values of the request and those that nodes give, and of which kind each is.

A slot becomes a fact.  A node sees what the nodes before it give; the request itself gives whatever is asked of it.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from attrs import field, frozen, mutable

from regiorules.documents.nodes import Scalar
from regiorules.errors import NOWHERE, Place
from regiorules.facts.values import clip
from regiorules.text import fold
from regiorules_jdm.trees import Path, Unsayable

Kind = Literal["number", "text", "yes_no"]
Parts = tuple[str, ...]
RESERVED = frozenset({"id", "regel", "always", "known", "als", "dan", *keyword.kwlist})
_KINDS = {
    "number": ("een getal", "a number"),
    "text": ("een tekst", "a text"),
    "yes_no": ("waar of onwaar", "true or false"),
}


@mutable(eq=False)
class Slot:
    """A value with a name: its path, the id and the kind that it has as a fact, and all texts that it is given."""

    parts: Parts
    title: str
    given: bool  # by the request
    place: Place = NOWHERE
    kind: Kind | None = None
    texts: list[str] = field(factory=list)
    limits: dict[str, Any] = field(factory=dict)
    closed: bool = False  # its texts are all that it may be
    is_result: bool = False
    id: str = ""

    @property
    def name(self) -> str:
        """As it stands in the file."""
        return ".".join(self.parts)

    def is_a(self, kind: Kind) -> bool:
        """Note of which kind it is; true where that is news. Raises Unsayable where it is of another."""
        if self.kind is not None and self.kind != kind:
            (was, was_en), (now, now_en) = _KINDS[self.kind], _KINDS[kind]
            raise Unsayable(
                f"{clip(self.name)} is hier {now}, en elders {was}",
                f"{clip(self.name)} is {now_en} here, and {was_en} elsewhere",
            )
        news, self.kind = self.kind is None, kind
        return news

    def may_be(self, text: str) -> None:
        """Note a text that it is, or is compared with; raises Unsayable for two that are one to a rule set."""
        other = next((each for each in self.texts if fold(each) == fold(text) and each != text), None)
        if other is not None:
            raise Unsayable(
                f"{clip(text)} en {clip(other)} zijn in een rule set dezelfde tekst",
                f"{clip(text)} and {clip(other)} are the same text to a rule set",
            )
        if text not in self.texts:
            self.texts.append(text)


@mutable
class Request:
    """What the request holds: a slot for everything that is asked of it; `declared` is what its schema says."""

    slots: dict[Parts, Slot] = field(factory=dict)
    declared: Mapping[Parts, Slot] = field(factory=dict)

    def slot(self, parts: Parts, place: Place) -> Slot:
        """The slot of a path; raises Unsayable where it is a part of another, or holds one."""
        if parts not in self.slots:
            for other in (*self.slots, *self.declared):
                if _overlap(parts, other):
                    name = clip(".".join(sorted((parts, other), key=len)[0]))
                    raise Unsayable(f"{name} is een object, en geen waarde", f"{name} is an object, and no value")
            self.slots[parts] = self.declared.get(parts) or Slot(parts, ".".join(parts), given=True, place=place)
        return self.slots[parts]


@frozen
class Scope:
    """What a node sees: slots by path, and with `request` whatever is asked of that; None is a path of two meanings."""

    slots: Mapping[Parts, Slot | None]
    request: Request | None = None

    def slot(self, path: Path, place: Place) -> Slot:
        """What a path means here; raises Unsayable."""
        parts = path.parts[1:] if path.parts[0] == "$root" else path.parts
        name = clip(".".join(path.parts))
        if "$" in path.parts[0] and path.parts[0] != "$root":
            raise Unsayable(f"de verwijzing {name}", f"the reference {name}")
        if parts in self.slots:
            found = self.slots[parts]
            if found is None or (self.request and not found.given and parts in self.request.slots):
                raise Unsayable(f"{name} komt van meer dan een node", f"{name} comes from more than one node")
            return found
        if any(_overlap(parts, other) for other in self.slots):
            raise Unsayable(f"{name} is een object, en geen waarde", f"{name} is an object, and no value")
        if self.request is None or not parts:
            raise Unsayable(
                f"{name} komt hier niet aan: geen node ervoor geeft het door",
                f"{name} doesn't get here: no node before it passes it on",
            )
        return self.request.slot(parts, place)

    def with_own(self, own: Mapping[Parts, Slot]) -> Scope:
        """The same, with what a node gives itself over it."""
        return Scope({**self.slots, **own}, self.request)


def _overlap(one: Parts, other: Parts) -> bool:
    """True where one of two paths leads to something inside the other."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) < len(longer) and longer[: len(shorter)] == shorter


def together(scopes: Iterable[Scope]) -> Scope:
    """What a node sees that is given the results of several."""
    slots: dict[Parts, Slot | None] = {}
    request = None
    for scope in scopes:
        request = request or scope.request
        for parts, slot in scope.slots.items():
            slots[parts] = slot if slots.get(parts, slot) is slot else None
    return Scope(slots, request)


def path_of(field_: Scalar | str) -> Parts:
    """The path that a field names; raises Unsayable where it is something else."""
    text = (field_ if isinstance(field_, str) else field_.text).strip()
    if not re.fullmatch(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*", text):
        raise Unsayable(f"{clip(text)} is geen naam", f"{clip(text)} is no name")
    return tuple(text.split("."))


def new_id(name: str, taken: Iterable[str], *, dash: str = "_", before: str = "field") -> str:
    """An id made of a name as people write it, that isn't taken yet."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", plain).lower()
    base = dash.join(re.findall(r"[a-z0-9]+", spaced))[:60].strip(dash)
    if not base or not base[0].isalpha() or base in RESERVED:
        base = f"{before}{dash}{base}".strip(dash)
    used, found, number = set(taken), base, 2
    while found in used:
        found, number = f"{base}{dash}{number}", number + 1
    return found
