"""
Questions line by line: JSON in, JSON out, one answer for each.

A line holds the name of an `operation` with its fields, and an `id` that comes back with the answer:

    {"id": 1, "operation": "assess", "region": {"region": "X", "facts": {}}}
    {"id": 1, "result": {…}}

or, for a file, `document` with its text or its bytes in Base64; or `error`, in the form of RFC 9457.
"""

from __future__ import annotations

import base64
import logging
from math import inf
from typing import Any
from uuid import uuid4

from attrs import frozen

from regiorules.documents import Mapping, Node, Scalar
from regiorules.errors import InputError, Problem, RegioRulesError, unknown_name
from regiorules.text import Language
from regiorules_web.answering import answer, document_of, error_data, language_in, plain_scalar, without
from regiorules_web.answers import Answer, Document, json_line
from regiorules_web.asked import standing_at
from regiorules_web.limits import Limits
from regiorules_web.operations import BY_NAME, Operation
from regiorules_web.problems import RequestError
from regiorules_web.service import Service

_LOG = logging.getLogger("regiorules_web")


@frozen
class Lines:
    """Answers lines; `otherwise` is the operation of a line that names none."""

    service: Service
    limits: Limits
    language: Language = "nl"
    otherwise: str = ""

    def answer(self, line: bytes) -> str:
        """The answer to one line, as one line without its end; whatever the line is, and whatever happens."""
        node: Node | None = None
        try:
            if len(line) > self.limits.line:
                raise RequestError(413, Problem("line_too_long", {"limit": self.limits.line}))
            node = document_of(line, self.limits)
            return json_line({"id": _id(node), **self._answered(node)})
        except RegioRulesError as error:
            return json_line({"id": _id(node), "error": error_data(error, node, self.language)})
        except Exception:
            return json_line({"id": _id(node), "error": error_data(unexpected(), node, self.language)})

    def _answered(self, node: Node) -> dict[str, Any]:
        if not isinstance(node, Mapping):
            raise InputError([Problem("expected_mapping", {}, node.place)])
        found = answer(self.service, self._operation(node), without(node, "id", "operation"), self.language)
        remarks = [each.to_data(language_in(node, self.language)) for each in found.remarks]
        return {**_shown(found), **({"remarks": remarks} if remarks else {})}

    def _operation(self, node: Mapping) -> Operation:
        name = plain_scalar(node.entries.get("operation")) or self.otherwise
        if not name:
            raise InputError([Problem("missing_key", {"name": "operation"}, node.place)])
        if name not in BY_NAME:
            with standing_at(node.entries["operation"].place):
                raise unknown_name("unknown_operation", name, BY_NAME)
        return BY_NAME[name]


def unexpected() -> RequestError:
    """What is said of an error that is ours: no more than the name under which the log has it."""
    name = uuid4().hex
    _LOG.exception("unexpected", extra={"fields": {"id": name}})
    return RequestError(500, Problem("unexpected", {"name": name}))


def _id(node: Node | None) -> Any:
    """The id of a line; as it is written where it is a number beyond all that JSON is read into."""
    told = node.entries.get("id") if isinstance(node, Mapping) else None
    found = plain_scalar(told)
    return told.text if isinstance(told, Scalar) and found in (inf, -inf) else found


def _shown(found: Answer | Document) -> dict[str, Any]:
    if isinstance(found, Answer):
        return {"result": found.data}
    content = found.content
    written = {"text": content} if isinstance(content, str) else {"base64": base64.b64encode(content).decode("ascii")}
    return {"document": {"media_type": found.media_type, "name": found.name, **written}}
