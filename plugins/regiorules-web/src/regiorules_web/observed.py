"""Around every request: an id, the guards, a line in the log and a count; and an error is always a problem."""

from __future__ import annotations

import logging
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from regiorules.documents import Node
from regiorules.errors import RegioRulesError
from regiorules.text import Language
from regiorules_web.answers import PROBLEM, json_line
from regiorules_web.guards import check
from regiorules_web.metrics import Metrics
from regiorules_web.problems import RequestError, problem_data, status_of

_LOG = logging.getLogger("regiorules_web")
NO_ROUTE = "-"


class Observed:
    """
    Lets through what may come, and notes how it went.

    What is logged is the method, the route as it is declared, the status, the time and the id: nothing that somebody
    sent, and nothing of an answer.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics, hosts: frozenset[str], language: Language) -> None:
        self.app = app
        self.metrics = metrics
        self.hosts = hosts
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name, start, status = uuid4().hex, perf_counter(), [0]

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                status[0] = message["status"]
                MutableHeaders(scope=message)["Request-Id"] = name
            await send(message)

        scope["regiorules.id"] = name
        with self.metrics.going.track_inprogress():
            try:
                await self._guarded(scope, receive, noted)
            finally:
                self._note(scope, status[0] or 499, perf_counter() - start)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            if not scope["path"].startswith("/health"):  # which may be asked by address
                check(scope, self.hosts)
        except RequestError as error:
            await problem_response(error, self.language)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", NO_ROUTE)
        self.metrics.count(scope["method"], route, status, seconds)
        fields = {"id": scope["regiorules.id"], "method": scope["method"][:10], "route": route, "status": status}
        _LOG.info("request", extra={"fields": {**fields, "ms": round(seconds * 1000, 1)}})


def problem_response(error: RegioRulesError, language: Language, document: Node | None = None) -> Response:
    """An error as an answer; `document` is what was sent, in which its places are."""
    headers = error.headers if isinstance(error, RequestError) else {}
    content = json_line(problem_data(error, language, document))
    return Response(content, status_of(error), {**headers, "Content-Language": language}, PROBLEM)
