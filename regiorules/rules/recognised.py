"""
Which rule of a model the texts in a side file are about, when rows were added, removed or moved in the model.

A rule has its name by its place in the model.  Beside its texts stands how it read when they were written; by that it
is found again under another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field

from regiorules.frozen import frozen

MODEL = "model"  # the key in a side file under which stands how a rule read in the model
_GONE = "-gone"


@frozen
class Recognised:
    """The rules of a draft, and the entries of a side file, both by name; `found` are those that go together."""

    rules: Mapping[str, Mapping[str, Any]]
    side: Mapping[str, Mapping[str, Any]]
    read: Mapping[str, str] = field(init=False)
    found: Mapping[str, str] = field(init=False)

    @read.default
    def _read(self) -> Mapping[str, str]:
        return {name: self.reading(rule) for name, rule in self.rules.items()}

    @found.default
    def _found(self) -> Mapping[str, str]:
        by_reading = {each[MODEL]: name for name, each in self.side.items() if MODEL in each}
        found = {}
        for name, reading in self.read.items():
            then = self.side[name].get(MODEL, reading) if name in self.side else None
            if then == reading or (then is not None and reading not in by_reading and not self.is_there(then)):
                found[name] = name
            elif reading in by_reading:
                found[name] = by_reading[reading]
        return found

    @staticmethod
    def reading(rule: Mapping[str, Any]) -> str:
        """How a rule reads: its condition, and what it concludes."""
        then = rule.get("then", "")
        said = ", ".join(f"{name}: {value}" for name, value in then.items()) if isinstance(then, Mapping) else then
        return f"{rule.get('when', '')} → {said}"

    def is_there(self, reading: str) -> bool:
        """True where a rule of the draft reads so."""
        return reading in self.read.values()

    def said(self) -> dict[str, dict[str, Any]]:
        """What the side file says of each rule of the draft."""
        return {
            name: {key: each for key, each in self.side[entry].items() if key != MODEL}
            for name, entry in self.found.items()
        }

    def changed(self) -> Iterator[str]:
        """The rules that read otherwise than when their texts were written."""
        for name, entry in self.found.items():
            if self.side[entry].get(MODEL, self.read[name]) != self.read[name]:
                yield name

    def knows(self, entry: str) -> bool:
        """True where an entry of the side file is about a rule of the draft."""
        return entry in self.found.values()

    def left(self) -> dict[str, Mapping[str, Any]]:
        """The entries about rules that aren't in the draft: under a name of their own where another rule has theirs."""
        gone = {name: each for name, each in self.side.items() if not self.knows(name)}
        taken, kept = {*self.rules, *gone}, {}
        for name, each in gone.items():
            free = name
            while free in taken and (free != name or name in self.rules):
                free += _GONE
            taken.add(free)
            kept[free] = each
        return kept
