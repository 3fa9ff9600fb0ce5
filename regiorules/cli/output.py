"""What commands write: on the screen, as wide as it is; in a pipe; or to a file, whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiorules.cli.encodings import encoded, in_any_encoding
from regiorules.cli.inputs import refuse_input
from regiorules.cli.words import chosen_language, wants_json

if TYPE_CHECKING:
    from regiorules.errors import InputError
    from regiorules.render.renderer import Layout


def terminal_width() -> int:
    """The width of the terminal, at most 110 so that lines stay readable; 100 in a pipe."""
    if not _is_terminal() and "COLUMNS" not in os.environ:
        return 100
    from shutil import get_terminal_size

    return min(get_terminal_size((100, 24)).columns, 110)


def has_color() -> bool:
    """True on a terminal that hasn't asked for plain text."""
    return _is_terminal() and "NO_COLOR" not in os.environ


def layout_for(output: Path | None) -> Layout:
    """How a document is laid out: as the screen is, or as files are."""
    from regiorules.render.renderer import Layout

    return Layout(terminal_width(), has_color()) if output is None else Layout()


def write(document: str | bytes, output: Path | None = None, format: str = "", *, update: Path | None = None) -> None:
    """
    Write to standard output, or whole to a file, and say on standard error what was written.

    `format` is the document's: JSON is escaped where standard output can't hold it, a page of HTML is written there
    as any encoding has it, and a document of bytes isn't shown on a terminal.  A file that this run has read isn't
    written over, but for the one to `update`.
    Raises InputError where it can't be written.
    """
    if output is None:
        if isinstance(document, bytes) and _is_terminal():
            raise _error("binary_output", name=format)
        if isinstance(document, str) and format == "html":
            document = in_any_encoding(document)
        _to_stdout(document, is_json=format == "json")
        return
    from regiorules.writing import write_whole

    refuse_input(output, update)
    write_whole(output, document.encode() if isinstance(document, str) else document)
    say_written(output)


def write_json(data: Any, output: Path | None = None) -> None:
    """Write data, or attrs values, as JSON; raises InputError where it can't be written."""
    from regiorules.stored import to_json

    write(to_json(data), output, "json")


def say_written(path: Path) -> None:
    """Say on standard error that a file was written; a program that gave its name knows that."""
    from regiorules.text import Text, visible

    if not wants_json():
        written = Text("geschreven: {file}", "written: {file}")
        say(written.say(chosen_language()).format(file=visible(str(path))), err=True)


def write_table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]], output: Path | None = None) -> None:
    """A table on standard output, or in a file."""
    from regiorules.render.blocks import Grid
    from regiorules.render.text import render_blocks

    write(render_blocks([Grid(header, tuple(rows))], layout_for(output)), output)


def say(
    text: str, *, err: bool = False, bold: bool = False, dim: bool = False, newline: bool = True, is_json: bool = False
) -> None:
    """
    Lines on standard output or standard error, safe to show; of JSON the data stay what they are.

    What can't be said on standard error is lost, as there is nowhere to say so.  Raises InputError where
    standard output is closed or full.
    """
    from regiorules.text import visible_lines

    shown = visible_lines(text)
    shown = click.style(shown, bold=bold or None, dim=dim or None) if bold or dim else shown
    shown += "\n" if newline else ""
    if err:
        with suppress(OSError, ValueError):
            _pour(sys.stderr, shown, is_json=is_json)
    else:
        _to_stdout(shown, is_json=is_json)


def shown(text: str) -> str:
    """A text as standard output can hold it; raises InputError where that is closed."""
    if sys.stdout is None:  # as Python has it where the descriptor is closed
        raise _error("stdout_closed")
    encoding = sys.stdout.encoding or "utf-8"
    return encoded(text, encoding).decode(encoding)


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def _to_stdout(document: str | bytes, *, is_json: bool = False) -> None:
    if sys.stdout is None:  # as Python has it where the descriptor is closed
        raise _error("stdout_closed")
    try:
        _pour(sys.stdout, document, is_json=is_json)
    except BrokenPipeError:
        raise
    except OSError as cause:
        from regiorules.messages.system import reason

        raise _error("stdout_unwritable", why=reason(cause)) from cause


def _error(code: str, **fields: object) -> InputError:
    """What is wrong; errors and their words are imported when there is one."""
    from regiorules.errors import InputError, Problem

    return InputError([Problem(code, fields)])


def _pour(stream: Any, document: str | bytes, *, is_json: bool = False) -> None:
    """Write to a stream of text at once; one that is missing takes nothing."""
    if stream is None:
        return
    content = encoded(document, stream.encoding, is_json=is_json) if isinstance(document, str) else document
    with _without_bar():
        stream.flush()
        if hasattr(stream, "buffer"):
            stream.buffer.write(content)
        else:  # one that a program has put in its place, and that holds text only
            stream.write(content.decode(stream.encoding or "utf-8"))
        stream.flush()


def _without_bar() -> AbstractContextManager[None]:
    """No bar stands in the way; where its module isn't imported nothing is shown at all."""
    if "regiorules.cli.progress" not in sys.modules:
        return nullcontext()
    from regiorules.cli.progress import giving_way

    return giving_way()
