"""Plain data as text: on one line in YAML or JSON, and a whole document in lines."""

from __future__ import annotations

import json
import re
from typing import Any

from regiorules.frozen import frozen
from regiorules.patterns import pattern
from regiorules.text import exact, fold

_BARE = pattern(r"[^\W_](?:[\w./()+&' -]*[\w.)])?")  # a text that needs no quotes, wherever it stands
_WORDS = frozenset(["yes", "no", "true", "false", "ja", "nee", "on", "off", "y", "n", "null", "unknown", "onbekend"])
_ESCAPED = pattern("[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


@frozen
class Style:
    """How a document writes its values; `name` is that of the notation."""

    name: str

    def key(self, name: str) -> str:
        """A key, without its colon."""
        return self.text(name)

    def value(self, data: Any) -> str:
        """Any data, on one line: text, numbers, True, False, None, lists, and dicts with text for keys."""
        if isinstance(data, dict):
            return "{" + ", ".join(f"{self.key(name)}: {self.value(each)}" for name, each in data.items()) + "}"
        if isinstance(data, list | tuple):
            return "[" + ", ".join(self.value(each) for each in data) + "]"
        if isinstance(data, str):
            return self.text(data)
        return self.word(data)

    def text(self, text: str) -> str:
        """A text, with quotes where it needs them."""
        raise NotImplementedError

    def word(self, data: bool | float | None) -> str:
        """What isn't text: a number, True, False or None."""
        raise NotImplementedError


class Name(str):
    """A text that stays one name whatever the words in it say; written in quotes, so that it is read as one."""


class _Yaml(Style):
    def text(self, text: str) -> str:
        if _BARE.fullmatch(text) and fold(text) not in _WORDS and not isinstance(text, Name):
            return text
        return _ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))

    def word(self, data: bool | float | None) -> str:
        if data is None:
            return "unknown"
        return ("yes" if data else "no") if isinstance(data, bool) else exact(data)


class _Json(Style):
    def text(self, text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    def word(self, data: bool | float | None) -> str:
        return json.dumps(data)


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


YAML: Style = _Yaml("yaml")
JSON: Style = _Json("json")


def document_text(data: dict[str, Any], style: Style) -> str:
    """A whole new document, in lines that are easy to read and to edit."""
    if style is JSON:
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return "".join(f"{line}\n" for line in _lines(data))


def _lines(data: Any) -> list[str]:
    """The lines of a value in YAML, without indentation of its own."""
    if isinstance(data, dict) and data:
        return [line for name, value in data.items() for line in _entry(name, value)]
    if isinstance(data, list) and data and all(isinstance(each, dict) for each in data):
        return [f"- {YAML.value(each)}" for each in data]
    return [YAML.value(data)]


def _entry(name: str, value: Any) -> list[str]:
    key = YAML.key(name)
    lines = _lines(value)
    if isinstance(value, dict | list) and value and (len(lines) > 1 or isinstance(value, dict)):
        return [f"{key}:", *(f"  {line}" for line in lines)]
    return [f"{key}: {lines[0]}"]
