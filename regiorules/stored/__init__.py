"""
Values as plain data and as JSON text, and back: one way for everything that can be kept.

What JSON Schema says of them (`regiorules schema`) is made from the same classes; beyond that a number is
finite, and a text can be written.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, ClassVar, Self

from attrs import has

from regiorules.stored.reading import read_json, reading, sparse, structure
from regiorules.text import visible_json

__all__ = ["Stored", "to_json", "to_plain"]


@cache
def _converter() -> Any:
    """What makes data of values: of a class with sparse parts without those; imported when something is written."""
    from cattrs import Converter
    from cattrs.gen import make_dict_unstructure_fn, override

    converter = Converter(unstruct_collection_overrides={tuple: list})

    def sparsely(kind: Any) -> Any:
        omitted: dict[str, Any] = {name: override(omit_if_default=True) for name in sparse(kind)}
        return make_dict_unstructure_fn(kind, converter, **omitted)

    converter.register_unstructure_hook_factory(lambda kind: has(kind) and bool(sparse(kind)), sparsely)
    return converter


def to_plain(value: object) -> Any:
    """Values of attrs classes, and what holds them, as dicts and lists that `json` takes as they are."""
    return _converter().unstructure(value)


def to_json(value: object) -> str:
    """Plain data or values as JSON text; the same data give the same bytes."""
    return visible_json(json.dumps(to_plain(value), ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


class Stored:
    """
    A value that can be kept: an attrs class with a field `format`, whose default says how it is kept.

    `_kind` is what it is called in a message, as in `messages.KINDS`.
    """

    __slots__ = ()
    _kind: ClassVar[str]

    def to_data(self) -> dict[str, Any]:
        """The value as plain data, ready for JSON."""
        data: dict[str, Any] = to_plain(self)
        return {"format": data.pop("format"), **data}

    def to_json(self) -> str:
        """The value as JSON text; the same value gives the same bytes."""
        return to_json(self.to_data())

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """
        The value in plain data, as `to_data` gives it.

        Raises InputError that says where something is wrong: every part must be there, and of the right kind.
        """
        with reading(cls._kind):
            return cls._read(data)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The value in JSON text; raises InputError as `from_data` does, also for a key that stands twice."""
        with reading(cls._kind):
            return cls._read(read_json(text))

    @classmethod
    def _read(cls, data: Any) -> Self:
        return structure(cls, data)
