"""Which form of another program is meant: the one that is asked for, or the one that the name of the file is for."""

from __future__ import annotations

from pathlib import Path

from regiorules.cli.registered import plugins
from regiorules.errors import InputError, Place, Problem, unknown_name
from regiorules.text import known_ones, listing


def choose_form(hook: str, asked: str | None, path: Path | None) -> str:
    """
    The form to read or write, of those that are registered with that hook.

    Raises UnknownName for one that isn't, InputError where the name of the file doesn't say which.
    """
    known = plugins().endings(hook)
    if asked is not None:
        if asked not in known:
            raise unknown_name("form_unknown", asked, known)
        return asked
    suffix = path.suffix.lower() if path is not None else ""
    place = Place(str(path)) if path is not None else Place()
    fitting = [name for name, each in known.items() if suffix in each]
    if len(fitting) > 1:
        raise InputError([Problem("format_several", {"suffix": suffix, "known": listing(fitting)}, place)])
    if not fitting:
        raise InputError([Problem("form_of_suffix", {"suffix": suffix or "''", "known": known_ones(known)}, place)])
    return fitting[0]
