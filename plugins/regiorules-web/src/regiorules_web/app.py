"""The whole service over HTTP: the API, its description, the page, health and metrics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from attrs import field, frozen
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from regiorules.errors import Problem
from regiorules.text import Language
from regiorules_web.answers import JSON, json_line
from regiorules_web.asking import language_of
from regiorules_web.endpoints import Batches, Endpoint, unexpected
from regiorules_web.guards import HEADERS, LOCAL, WithHeaders
from regiorules_web.limits import Limits
from regiorules_web.lines import Lines
from regiorules_web.metrics import MEDIA_TYPE, Metrics
from regiorules_web.observed import Observed, problem_response
from regiorules_web.openapi import openapi
from regiorules_web.operations import OPERATIONS, Operation
from regiorules_web.problems import RequestError
from regiorules_web.service import Service
from regiorules_web.work import Work

PREFIX = "/v1"


@frozen
class Settings:
    """How a service answers: its limits, the names of hosts that it is, and its language where nobody asks for one."""

    limits: Limits = field(factory=Limits)
    hosts: frozenset[str] = frozenset(LOCAL)
    language: Language = "nl"


def make_app(service: Service, settings: Settings | None = None) -> Starlette:
    """The service as an ASGI application; `app.state.ready` is false while it stops."""
    told = settings or Settings()
    work, metrics = Work(told.limits), Metrics()
    metrics.free.set_function(lambda: work.free)
    routes = [*_api(service, work, told), *_health(metrics), *_page()]
    around = [Middleware(WithHeaders), Middleware(Observed, metrics=metrics, hosts=told.hosts, language=told.language)]
    handlers: dict[Any, Any] = {HTTPException: _Refusing(told.language), Exception: _Failing(told.language)}
    app = Starlette(routes=routes, middleware=around, exception_handlers=handlers)
    app.router.redirect_slashes = False
    app.state.ready, app.state.work = True, work
    return app


def _api(service: Service, work: Work, told: Settings) -> list[BaseRoute]:
    by_path: dict[str, list[Operation]] = {}
    for each in OPERATIONS:
        by_path.setdefault(each.path, []).append(each)
    routes: list[BaseRoute] = [
        Route(PREFIX + path, _endpoint(service, work, told, found), methods=[each.method for each in found])
        for path, found in by_path.items()
    ]
    batches = Batches(Lines(service, told.limits, told.language), work, told.limits)
    routes.append(Route(f"{PREFIX}/batches", batches.__call__, methods=["POST"]))
    routes.append(Route(f"{PREFIX}/openapi.json", _Described(service, told.language).__call__, methods=["GET"]))
    return routes


def _endpoint(service: Service, work: Work, told: Settings, found: Sequence[Operation]) -> Callable[..., Any]:
    operations: dict[str, Operation] = {each.method: each for each in found}
    return Endpoint(service, work, told.limits, told.language, operations).__call__


@frozen
class _Described:
    """The description of the API, that pages of elsewhere may read."""

    service: Service
    language: Language

    async def __call__(self, request: Request) -> Response:
        language = language_of(request, self.language)
        headers = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
        content = self.service.memo.of(("described", language), lambda: json_line(openapi(self.service, language)))
        return Response(content, 200, headers, JSON)


def _health(metrics: Metrics) -> list[BaseRoute]:
    async def live(request: Request) -> Response:
        return Response(json_line({"status": "pass"}), 200, media_type="application/health+json")

    async def ready(request: Request) -> Response:
        is_ready = request.app.state.ready and request.app.state.work.free > 0
        content = json_line({"status": "pass" if is_ready else "fail"})
        return Response(content, 200 if is_ready else 503, media_type="application/health+json")

    async def counted(request: Request) -> Response:
        return Response(metrics.text(), 200, {"Content-Type": MEDIA_TYPE})

    return [
        Route("/health", ready),
        Route("/health/live", live),
        Route("/health/ready", ready),
        Route("/metrics", counted),
    ]


def _page() -> list[BaseRoute]:
    """The page, where it is there."""
    if find_spec("regiorules_web.page") is None:
        return []
    return list(import_module("regiorules_web.page").page_routes())


@frozen
class _Refusing:
    """What the router refuses, as a problem: an address that isn't there, a method that can't be."""

    language: Language

    async def __call__(self, request: Request, error: Exception) -> Response:
        language = language_of(request, self.language)
        headers = dict(getattr(error, "headers", None) or {})
        if getattr(error, "status_code", 404) == 405:
            fields = {"name": request.method[:20], "known": headers.get("Allow", "")}
            return problem_response(RequestError(405, Problem("no_such_method", fields), headers=headers), language)
        return problem_response(RequestError(404, Problem("no_such_path")), language)


@frozen
class _Failing:
    """What goes wrong outside an operation, and is ours, as a problem too."""

    language: Language

    async def __call__(self, request: Request, error: Exception) -> Response:
        found = problem_response(unexpected(request), language_of(request, self.language))
        found.headers.update(HEADERS)  # which stand further in
        return found
