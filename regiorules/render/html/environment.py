"""How templates are filled: every text is escaped, and shown as it is safe to show; what isn't there is an error."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from regiorules.patterns import pattern
from regiorules.render.blocks import introduced
from regiorules.text import visible

_HOST = pattern(r"(?i)[a-z0-9][a-z0-9.-]*(:\d{1,5})?")


@cache
def environment() -> Environment:
    """The templates of the report."""
    made = Environment(
        loader=PackageLoader("regiorules.render.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["address"] = address
    made.globals["introduced"] = introduced
    return made


def _shown(value: Any) -> Any:
    """A text as people may see it; what is markup already is ours, and stays."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def address(url: str) -> str:
    """A web address that a link may have; "" for anything else, a script say."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return ""
    return quote(visible(url), safe="/:?#@!$&'()*+,;=%-._~")
