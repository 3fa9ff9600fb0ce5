"""A request over HTTP as a question: its body within limits, its language, and the form of answer it wants."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

from starlette.requests import Request

from regiorules import Registry
from regiorules.errors import Problem
from regiorules.text import LANGUAGES, Language, listing
from regiorules_web.formats import media_types
from regiorules_web.limits import Limits
from regiorules_web.problems import RequestError

JSON_KINDS = ("application/json",)
LINES_KINDS = ("application/x-ndjson", "application/jsonl")
_WEIGHT = re.compile(r"(?:^|;)\s*q\s*=\s*(1(?:\.0{0,3})?|0(?:\.[0-9]{0,3})?)?\s*(?=;|$)")
_MOST_RANGES = 40


def language_of(request: Request, otherwise: Language) -> Language:
    """The first language of `Accept-Language` that we have, by its weight."""
    ranked = sorted(_weighed(request.headers.get("accept-language", "")), key=lambda each: -each[1])
    wanted = (tag.partition("-")[0].lower() for tag, weight in ranked if weight > 0)
    return next((each for tag in wanted for each in LANGUAGES if each == tag), otherwise)


def _weighed(header: str) -> list[tuple[str, float]]:
    """What a header prefers, each with its weight: 1 where none is given."""
    found = []
    for part in header.split(",")[:_MOST_RANGES]:
        name, _, rest = part.partition(";")
        weight = _WEIGHT.search(rest)
        found.append((name.strip(), float(weight[1] or 0) if weight else 1.0))
    return found


def accepted(request: Request, offered: dict[str, str]) -> str:
    """
    Which of the media types offered (by name) a request wants most; the first where it says nothing.

    Raises RequestError (406) where it wants none of them.
    """
    header = request.headers.get("accept", "").strip() or "*/*"
    best, weight = "", 0.0
    for name, media_type in offered.items():
        found = _weight_of(media_type, header)
        if found > weight:
            best, weight = name, found
    if not best:
        known = listing(dict.fromkeys(offered.values()), 20)
        raise RequestError(406, Problem("no_answer_in_form", {"name": header, "known": known}))
    return best


def _weight_of(media_type: str, header: str) -> float:
    """How much a media type is wanted: the range that says most of it counts."""
    main = media_type.partition("/")[0]
    by_range = dict(_weighed(header.lower()))
    return next((by_range[each] for each in (media_type, f"{main}/*", "*/*") if each in by_range), 0.0)


def format_wanted(request: Request, registry: Registry) -> str:
    """The format of an advice that a request wants: JSON where it says nothing."""
    offered = media_types(registry)
    return accepted(request, {"json": offered.pop("json"), **offered})


def check_kind(request: Request, kinds: tuple[str, ...]) -> None:
    """Raises RequestError (415) where a body is of another kind, which is also what a form of a page sends."""
    given = request.headers.get("content-type", "")
    kind, _, rest = given.partition(";")
    charset = re.search(r"charset\s*=\s*\"?([\w-]+)", rest)
    if kind.strip().lower() not in kinds or (charset and charset[1].lower() != "utf-8"):
        raise RequestError(415, Problem("body_kind", {"name": given or "-", "known": listing(kinds)}))


async def parts_of(request: Request, limits: Limits) -> AsyncIterator[bytes]:
    """The parts of a body as they come; raises RequestError (408) where one doesn't come in time."""
    parts = aiter(request.stream())
    while True:
        try:
            part = await asyncio.wait_for(anext(parts), limits.body_time)
        except StopAsyncIteration:
            return
        except TimeoutError:
            raise slow(limits) from None
        if part:
            yield part


async def body_of(request: Request, limits: Limits) -> bytes:
    """The whole body; raises RequestError where it is too large (413) or takes too long to come (408)."""
    check_kind(request, JSON_KINDS)
    length = request.headers.get("content-length", "")
    if length.isdigit() and (len(length) > 18 or int(length) > limits.body):
        raise too_large(limits)
    try:
        async with asyncio.timeout(limits.body_time):
            return await _gathered(request, limits)
    except TimeoutError:
        raise slow(limits) from None


async def _gathered(request: Request, limits: Limits) -> bytes:
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > limits.body:
            raise too_large(limits)
    return bytes(found)


def slow(limits: Limits) -> RequestError:
    """A body that doesn't come; the connection is of no more use."""
    problem = Problem("body_slow", {"limit": f"{limits.body_time:g}"})
    return RequestError(408, problem, headers={"Connection": "close"})


def too_large(limits: Limits) -> RequestError:
    """A body that is too large; the rest of it isn't waited for."""
    return RequestError(413, Problem("body_too_large", {"limit": limits.body}), headers={"Connection": "close"})
