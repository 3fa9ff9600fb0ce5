"""Where CBS is, how long a table may take, and where tables are kept; the environment may say otherwise."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen
from platformdirs import user_cache_path

from regiorules.errors import Place
from regiorules_cbs.problems import error

URL = "REGIORULES_CBS_URL"
TIMEOUT = "REGIORULES_CBS_TIMEOUT"
CACHE = "REGIORULES_CBS_CACHE"
_LONGEST = 3600


@frozen
class Settings:
    """The server's address, how long fetching a table may take (in seconds), and the folder for kept tables."""

    url: str
    timeout: float
    folder: Path

    @property
    def host(self) -> str:
        """The address without its scheme."""
        return self.url.split("://", 1)[1]

    def place(self, table: str) -> Place:
        """Where a table stands at CBS."""
        return Place(f"{self.url}/ODataFeed/odata/{table}")

    def kept(self, table: str) -> Path:
        """The file in which a table is kept; each server has a folder of its own."""
        return self.folder / re.sub(r"[^\w.-]", "_", self.host) / f"{table}.json"


def read_settings() -> Settings:
    """The settings, as REGIORULES_CBS_URL, …_TIMEOUT and …_CACHE have them; raises InputError for a wrong one."""
    folder = os.environ.get(CACHE)
    return Settings(
        _url(os.environ.get(URL) or "https://opendata.cbs.nl"),
        _seconds(os.environ.get(TIMEOUT) or "30"),
        Path(folder) if folder else user_cache_path("regiorules", appauthor=False) / "cbs",
    )


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.query and not parts.fragment
    except ValueError:
        right = False
    if not right:
        raise error("url_form", path=URL, value=text)
    return text.rstrip("/")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds <= _LONGEST:
        raise error("seconds", path=TIMEOUT, value=text)
    return seconds
