"""What may go wrong with a request, by its status: what is said of it, and an example."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from regiorules.errors import InputError, MissingExtra, Place, Problem, RegioRulesError
from regiorules.text import Text
from regiorules_web.asked import NAME
from regiorules_web.guards import MOST_HEADERS
from regiorules_web.limits import RETRY_AFTER, Limits
from regiorules_web.problems import RequestError


@frozen
class Wrong:
    """A status of an error: what it means, and an error that has it."""

    about: Text
    error: RegioRulesError


def _refused(status: int, nl: str, en: str, code: str, **fields: Any) -> Wrong:
    return Wrong(Text(nl, en), RequestError(status, Problem(code, fields)))


_LIMITS = Limits()
_BAD = InputError([Problem("missing_key", {"name": "region"}, Place(NAME, 1, 1))])
_EXTRA = MissingExtra([Problem("openpyxl_missing")])

WRONG: dict[str, Wrong] = {
    "400": Wrong(Text("De invoer is onbruikbaar", "The input can't be used"), _BAD),
    "403": _refused(
        403, "Een bladzijde van een andere plaats vraagt dit", "A page from another place asks this", "wrong_origin"
    ),
    "404": _refused(404, "Dit adres of deze naam bestaat niet", "There is no such address or name", "no_such_path"),
    "405": _refused(
        405, "Deze methode kan hier niet", "This method can't be used here", "no_such_method", name="PUT", known="GET"
    ),
    "406": _refused(
        406,
        "Het antwoord is niet te geven in de gevraagde vorm",
        "The answer can't be had in the form asked for",
        "no_answer_in_form",
        name="image/png",
        known="application/json",
    ),
    "408": _refused(
        408,
        "De inhoud kwam niet op tijd binnen",
        "The body didn't come in time",
        "body_slow",
        limit=f"{_LIMITS.body_time:g}",
    ),
    "413": _refused(413, "De inhoud is te groot", "The body is too large", "body_too_large", limit=_LIMITS.body),
    "415": _refused(
        415,
        "De inhoud is van een andere soort",
        "The body is of another kind",
        "body_kind",
        name="text/plain",
        known="application/json",
    ),
    "421": _refused(
        421,
        "Dit is een andere dienst dan die gevraagd wordt",
        "This is another service than the one asked for",
        "wrong_host",
        name="example.org",
    ),
    "431": _refused(
        431,
        "Het adres en de headers zijn te groot",
        "The address and the headers are too large",
        "headers_too_large",
        limit=MOST_HEADERS,
    ),
    "500": _refused(
        500,
        "Hier ging iets mis dat aan de dienst ligt",
        "Something went wrong that is the service's fault",
        "unexpected",
        name="0" * 32,
    ),
    "501": Wrong(Text("Hiervoor ontbreekt een pakket", "A package is missing for this"), _EXTRA),
    "503": _refused(
        503,
        "Er wordt te veel tegelijk gevraagd; zie Retry-After",
        "Too much is asked at once; see Retry-After",
        "busy",
        limit=RETRY_AFTER,
    ),
}
