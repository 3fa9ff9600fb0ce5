"""The page of `regiorules serve`: one shell, and the modules and styles that it asks for, from a table in memory."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

MEDIA = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@cache
def page_files() -> dict[str, tuple[bytes, str]]:
    """Every file of the page by its name, with its media type: nothing else can be asked for, under whatever name."""
    folder = files(__package__) / "files"
    found = sorted(folder.iterdir(), key=lambda each: each.name)
    return {each.name: (each.read_bytes(), MEDIA[suffix]) for each in found if (suffix := _suffix(each.name)) in MEDIA}


def page_routes() -> list[Route]:
    """The routes of the page: `/`, and `/page/NAME` for each of its files."""
    from starlette.routing import Route

    named = (Route(f"/page/{name}", _answer(name)) for name in page_files())
    return [Route("/", _answer("index.html")), *named]


def _suffix(name: str) -> str:
    return name.rpartition(".")[2]


def _answer(name: str) -> Callable[[Request], Awaitable[Response]]:
    content, media = page_files()[name]

    async def answer(request: Request) -> Response:
        from starlette.responses import Response

        return Response(content, media_type=media, headers={"Cache-Control": "no-cache"})

    return answer
