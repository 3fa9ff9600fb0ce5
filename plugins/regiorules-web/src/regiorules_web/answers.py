"""What an operation gives: data, or a document that is no JSON; and how data are written."""

from __future__ import annotations

import json
from typing import Any

from attrs import frozen

from regiorules.errors import Problem
from regiorules.text import visible_json

JSON = "application/json"
PROBLEM = "application/problem+json"


@frozen
class Answer:
    """Plain data; `remarks` are what is odd in the question, but not wrong."""

    data: Any
    remarks: tuple[Problem, ...] = ()


@frozen
class Document:
    """A file: its content as text or bytes, its media type, and the name it may be saved under."""

    content: str | bytes
    media_type: str
    name: str
    remarks: tuple[Problem, ...] = ()


def json_line(data: Any) -> str:
    """Plain data as one line of JSON, in which nothing is hidden; the same data give the same text."""
    return visible_json(json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
