"""The addresses of operations: a request in, the answer of an operation out, and an error as a problem."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from functools import partial

from attrs import frozen
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from regiorules.documents import Mapping as MappingNode
from regiorules.documents import Node, Scalar
from regiorules.errors import Problem, RegioRulesError
from regiorules.text import Language
from regiorules_web.answering import answer, document_of, fields_of, language_in
from regiorules_web.answers import JSON, Answer, Document, json_line
from regiorules_web.asking import LINES_KINDS, accepted, body_of, check_kind, format_wanted, language_of, parts_of
from regiorules_web.limits import Limits
from regiorules_web.lines import Lines
from regiorules_web.observed import problem_response
from regiorules_web.operations import Operation
from regiorules_web.problems import RequestError, problem_data
from regiorules_web.service import Service
from regiorules_web.work import Work

_LOG = logging.getLogger("regiorules_web")


@frozen
class Endpoint:
    """
    Answers requests at one address: an operation for each method.

    What takes time is done in a thread, reading and writing JSON too, so that others are heard meanwhile.
    """

    service: Service
    work: Work
    limits: Limits
    language: Language
    operations: Mapping[str, Operation]

    async def __call__(self, request: Request) -> Response:
        """The answer to a request, or the problem."""
        language = language_of(request, self.language)
        operation = self.operations["GET" if request.method == "HEAD" else request.method]
        try:
            body = b"" if operation.method == "GET" else await body_of(request, self.limits)
            return await self.work.run(partial(self._answered, operation, request, body, language))
        except RegioRulesError as error:
            return problem_response(error, language)
        except ClientDisconnect:
            return Response(status_code=400)  # that nobody waits for

    def _answered(self, operation: Operation, request: Request, body: bytes, language: Language) -> Response:
        node: Node | None = None
        try:
            node = self._document(operation, request, body)
            language = language_in(node, language)
            return _response(answer(self.service, operation, node, language), language)
        except RegioRulesError as error:
            return problem_response(error, language, node)
        except Exception:
            return problem_response(unexpected(request), language)

    def _document(self, operation: Operation, request: Request, body: bytes) -> Node:
        """What is asked, as a document: the body, or what stands in the address."""
        if operation.method == "GET":
            accepted(request, {"json": JSON})
            return fields_of([*request.path_params.items(), *request.query_params.multi_items()])
        node = document_of(body, self.limits)
        if operation.name == "advise":
            return _with_format(node, partial(format_wanted, request, self.service.registry))
        if operation.gives != "region_file":
            accepted(request, {"json": JSON})
        return node


def _with_format(node: Node, wanted: partial[str]) -> Node:
    """The document with the format that `Accept` asks for, where it names none itself."""
    if not isinstance(node, MappingNode) or "format" in node.entries:
        return node
    entries = {**node.entries, "format": Scalar(wanted(), node.place, quoted=True)}
    return MappingNode(entries, {**node.keys, "format": node.place}, node.place)


def unexpected(request: Request) -> RequestError:
    """An error that is ours: said by its id alone, under which the log has it."""
    name = request.scope.get("regiorules.id", "-")
    _LOG.exception("unexpected", extra={"fields": {"id": name}})
    return RequestError(500, Problem("unexpected", {"name": name}))


def _response(found: Answer | Document, language: Language) -> Response:
    headers = {"Content-Language": language, "Vary": "Accept, Accept-Language"}
    if isinstance(found, Answer):
        return Response(json_line(found.data), 200, headers, JSON)
    headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return Response(found.content, 200, headers, found.media_type)


class _Duplex(StreamingResponse):
    """A stream that is written while the body is still read: nothing else may read of it to see who has gone."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(ClientDisconnect, OSError):
            await self.stream_response(send)


@frozen
class Batches:
    """Answers many lines, each as it comes; a line that is wrong has its problem in its place."""

    lines: Lines
    work: Work
    limits: Limits

    async def __call__(self, request: Request) -> Response:
        """A stream of answers to a stream of lines."""
        language = language_of(request, self.lines.language)
        try:
            check_kind(request, LINES_KINDS)
            accepted(request, {"lines": LINES_KINDS[0]})
        except RegioRulesError as error:
            return problem_response(error, language)
        lines = Lines(self.lines.service, self.limits, language, "assess")
        headers = {"Content-Language": language}
        return _Duplex(self._answers(request, lines), 200, headers, LINES_KINDS[0])

    async def _answers(self, request: Request, lines: Lines) -> AsyncIterator[str]:
        try:
            async for line in _split(request, self.limits):
                if line.strip():
                    yield await self.work.wait(partial(lines.answer, line)) + "\n"
        except RegioRulesError as error:  # the status was sent long ago
            yield json_line({"id": None, "error": problem_data(error, lines.language)}) + "\n"


async def _split(request: Request, limits: Limits) -> AsyncIterator[bytes]:
    """The lines of a body as they come; one that is too long isn't kept whole, and ends the stream."""
    rest = b""
    async for part in parts_of(request, limits):
        *lines, rest = (rest + part).split(b"\n")
        for line in lines:
            yield line
        if len(rest) > limits.line:
            raise RequestError(413, Problem("line_too_long", {"limit": limits.line}))
    if rest:
        yield rest
