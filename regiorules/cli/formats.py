"""Which format a document gets: the one that is asked for, or the one that the name of the file is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from regiorules.cli.inputs import refuse_input
from regiorules.errors import InputError, Place, Problem
from regiorules.patterns import pattern
from regiorules.render.notes import FORMATS, REPORTS
from regiorules.text import listing, nearest

_ANY = "text"
_OF_A_PROGRAM = pattern(r"application/(pdf|zip|msword|vnd\..*)|(image|audio|video|font)/.*")
_TEXTS_TOO = (".yaml", ".yml", ".md", ".markdown")  # not in the table of every Python
_PROGRAMS_TOO = (".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".epub")


def choose_format(asked: str | None, output: Path | None, suffixes: Mapping[str, Iterable[str]]) -> str:
    """
    The format to write in, of those whose suffixes are given; text where nothing says which.

    Raises InputError where the file is read in this run, where the format asked for contradicts its name, or
    where its name is that of a kind of file that no format writes, or a slip of one that some do.
    """
    if output is not None:
        refuse_input(output)
    suffix = output.suffix.lower() if output is not None else ""
    built_in = {**FORMATS, **{name: each for name, each in REPORTS.items() if name in suffixes}}
    ours = [name for name, each in built_in.items() if suffix in each]
    if not suffix or (ours and asked in (None, *ours)):  # what is built in goes before plugins, and needs none
        return asked or next(iter(ours), _ANY)
    fitting = [name for name, each in suffixes.items() if suffix in each]
    if asked is not None:
        if fitting and asked not in fitting:
            raise _error("format_contradicts", output, suffix=suffix, name=asked, known=listing(fitting))
        own = tuple(suffixes.get(asked, ()))
        if own and not fitting and _is_of_a_program(suffix):
            raise _error("format_cant_be", output, suffix=suffix, name=asked, known=listing(own))
        return asked
    if len(fitting) > 1:
        raise _error("format_several", output, suffix=suffix, known=listing(fitting))
    every = [each for own in suffixes.values() for each in own]
    meant = nearest(suffix[1:], (each[1:] for each in every))
    near = f".{meant}" if meant else None  # `.htlm` is a slip; what is like none may be anybody's name for a text
    if not fitting and (near or _is_of_another_kind(suffix)):
        raise _error("format_of_suffix", output, near, suffix=suffix, known=listing(every))
    return fitting[0] if fitting else _ANY


def _error(code: str, output: Path | None, near: str | None = None, **fields: object) -> InputError:
    return InputError([Problem(code, fields, Place(str(output)), suggestion=near)])


def _is_of_another_kind(suffix: str) -> bool:
    """True for a suffix that everybody knows as that of something else than text."""
    known = _mime_type(suffix)
    return known not in (None, "text/plain") or suffix in (*_TEXTS_TOO, *_PROGRAMS_TOO)


def _is_of_a_program(suffix: str) -> bool:
    """True for a suffix of files that aren't text: a program would open such a file, and find it broken."""
    known = _mime_type(suffix)
    return _OF_A_PROGRAM.fullmatch(known or "") is not None or suffix in _PROGRAMS_TOO


def check_json_name(output: Path | None) -> None:
    """Raises InputError for a file that is read in this run, and for the name of a kind of file that JSON isn't."""
    if output is not None:
        refuse_input(output)
    suffix = output.suffix.lower() if output is not None else ""
    if suffix != ".json" and _is_of_another_kind(suffix):
        raise _error("format_cant_be", output, suffix=suffix, name="JSON", known=".json")


def _mime_type(suffix: str) -> str | None:
    """What files with that suffix are, by the table of Python itself; the same on every machine."""
    from mimetypes import MimeTypes

    return MimeTypes().guess_type(f"x{suffix}")[0]
