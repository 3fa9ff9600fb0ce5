"""`regiorules serve`: answers over HTTP on one's own machine, or line by line on standard input and output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from regiorules.cli.options import command as make
from regiorules.cli.options import option, ruleset_option
from regiorules.cli.output import say
from regiorules.cli.registered import cache_of_run, plugins
from regiorules.text import Language, Text

if TYPE_CHECKING:
    from regiorules_web.limits import Limits
    from regiorules_web.service import Service

_ADDRESS = Text("RegioRules staat op http://{address}/", "RegioRules is at http://{address}/")
_OPEN = Text(
    "Let op: {host} is van buiten deze computer te bereiken; zet er een proxy met https en toegangscontrole voor.",
    "Mind: {host} can be reached from outside this computer; put a proxy with https and access control before it.",
)


@make(
    "Antwoord over HTTP: een bladzijde en een API (/v1), alleen op deze computer tenzij u anders zegt; met --stdio "
    "regel voor regel op de standaardinvoer.",
    "Answer over HTTP: a page and an API (/v1), on this computer only unless you say otherwise; with --stdio line by "
    "line on standard input.",
)
@option("--host", default="127.0.0.1", show_default=True, metavar="ADRES", nl="Luister hier.", en="Listen here.")
@option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, nl="Poort.", en="Port.")
@option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAAM",
    nl="Een naam waaronder de dienst gevraagd mag worden, zoals die van uw proxy; meermaals te geven.",
    en="A name by which the service may be asked, such as that of your proxy; may be repeated.",
)
@option("--stdio", is_flag=True, nl="JSON-regels in en uit, zonder poort.", en="Lines of JSON in and out, no port.")
@option(
    "--workers",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    nl="Antwoorden tegelijk.",
    en="Answers at once.",
)
@ruleset_option
def command(
    host: str, port: int, names: tuple[str, ...], stdio: bool, workers: int, rulesets: tuple[str, ...], lang: Language
) -> None:
    """Load the rules once, and answer until the end."""
    from attrs import evolve

    from regiorules_web.limits import Limits
    from regiorules_web.service import Service

    limits = evolve(Limits(), workers=workers)
    registry = plugins()
    if not stdio:  # many threads: a plugin may not change for a while what is the whole process's
        registry = registry.held_by(evolve(registry.guard, whole_process=False))
    service = Service(registry, rulesets, cache_of_run())
    if stdio:
        _stdio(service, limits, lang)
    else:
        _http(service, limits, host, port, names, lang)


def _stdio(service: Service, limits: Limits, lang: Language) -> None:
    from regiorules_web.lines import Lines
    from regiorules_web.logs import log_to_stderr
    from regiorules_web.stdio import serve_lines

    log_to_stderr()
    serve_lines(Lines(service, limits, lang), sys.stdin.buffer, sys.stdout.buffer)


def _http(service: Service, limits: Limits, host: str, port: int, names: tuple[str, ...], lang: Language) -> None:
    from regiorules_web.app import Settings, make_app
    from regiorules_web.guards import LOCAL, is_loopback
    from regiorules_web.logs import log_to_stderr
    from regiorules_web.serving import bound, server_of

    hosts = frozenset([*LOCAL, *(each.lower() for each in names)])
    listening = bound(host, port)
    address, number = listening.getsockname()[:2]
    if not is_loopback(address):
        say(_OPEN.say(lang).format(host=host), err=True)
    shown = f"[{address}]" if ":" in address else address
    say(_ADDRESS.say(lang).format(address=f"{shown}:{number}"), err=True)
    log_to_stderr()
    server_of(make_app(service, Settings(limits, hosts, lang)), limits).run(sockets=[listening])
