"""Why a server can't be reached, in Dutch and in English."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator

import requests

from regiorules.messages.system import reason
from regiorules.text import Text

_REASONS: tuple[tuple[type[BaseException], Text], ...] = (
    (socket.gaierror, Text("de naam van de server is niet bekend", "the name of the server isn't known")),
    (ssl.SSLError, Text("de beveiligde verbinding kwam niet tot stand", "the secure connection wasn't made")),
    (
        requests.exceptions.SSLError,
        Text("de beveiligde verbinding kwam niet tot stand", "the secure connection wasn't made"),
    ),
    (requests.exceptions.ProxyError, Text("de proxy werkt niet", "the proxy doesn't work")),
)
_OTHER = Text("de verbinding is verbroken", "the connection was broken")


def why(cause: BaseException) -> Text:
    """The reason, in words that aren't a library's: by the first of all that it was caused by that says one."""
    causes = list(_behind(cause))
    for kind, text in _REASONS:
        if any(isinstance(each, kind) for each in causes):
            return text
    of_the_system = [each for each in causes if isinstance(each, OSError) and each.errno]
    return reason(of_the_system[-1]) if of_the_system else _OTHER


def _behind(cause: BaseException | None) -> Iterator[BaseException]:
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
