"""Which format a document gets: the one that is asked for, or the one that the name of the file is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from mimetypes import MimeTypes
from pathlib import Path

from regiorules.cli.inputs import refuse_input
from regiorules.errors import InputError, Place, Problem
from regiorules.render.notes import FORMATS
from regiorules.text import listing

_ANY = "text"
_KNOWN_TOO = (".yaml", ".yml", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".rtf", ".epub")  # not in the table


def choose_format(asked: str | None, output: Path | None, suffixes: Mapping[str, Iterable[str]]) -> str:
    """
    The format to write in, of those whose suffixes are given; text where nothing says which.

    Raises InputError where the file is read in this run, where the format asked for contradicts its name, or
    where its name is that of a kind of file that no format writes.
    """
    if output is not None:
        refuse_input(output)
    suffix = output.suffix.lower() if output is not None else ""
    fitting = [name for name, each in suffixes.items() if suffix and suffix in each]
    if asked is not None:
        if fitting and asked not in fitting:
            raise _error("format_contradicts", output, suffix=suffix, name=asked, known=listing(fitting))
        return asked
    fitting = [name for name in fitting if name in FORMATS] or fitting  # what is built in goes before plugins
    if len(fitting) > 1:
        raise _error("format_several", output, suffix=suffix, known=listing(fitting))
    if not fitting and _is_of_another_kind(suffix):
        known = listing(each for suffixes_of in suffixes.values() for each in suffixes_of)
        raise _error("format_of_suffix", output, suffix=suffix, known=known)
    return fitting[0] if fitting else _ANY


def _error(code: str, output: Path | None, **fields: object) -> InputError:
    return InputError([Problem(code, fields, Place(str(output)))])


def _is_of_another_kind(suffix: str) -> bool:
    """True for a suffix that everybody knows as that of something else than text."""
    known, _ = MimeTypes().guess_type(f"x{suffix}")
    return known not in (None, "text/plain") or suffix in _KNOWN_TOO
