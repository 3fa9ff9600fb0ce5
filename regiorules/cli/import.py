"""`regiorules import`: a rule set from a file of another program, with what that doesn't say from a file beside it."""

# ruff: noqa: N999  # a command is a file of its name, and this one is imported by that

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from regiorules.cli.forms import choose_form
from regiorules.cli.options import FileName, completed, option
from regiorules.cli.options import command as make
from regiorules.cli.output import say_written
from regiorules.cli.registered import plugins, remark
from regiorules.cli.summaries import HELP
from regiorules.errors import InputError, Place, Problem, Problems, RuleSetError
from regiorules.text import Language

if TYPE_CHECKING:
    from regiorules.rules.drafts import Draft

_HOOK = "regiorules_imports"


@make(*HELP["import"], waits=True)
@click.argument("file", metavar="BESTAND", type=FileName())
@option(
    "--output",
    required=True,
    type=FileName(),
    metavar="MAP",
    nl="De map waarin de rule set komt te staan.",
    en="The folder in which the rule set comes.",
)
@option(
    "--format",
    shell_complete=completed("imports"),
    metavar="VORM",
    nl="De vorm (van een plugin, zoals dmn); anders die bij de naam van het bestand.",
    en="The form (of a plugin, such as dmn); that of the name of the file otherwise.",
)
@option(
    "--texts",
    type=FileName(),
    metavar="BESTAND",
    nl="Het bestand met wat het model niet zegt; anders dat ernaast, met de naam op .texts.yaml.",
    en="The file with what the model doesn't say; the one beside it otherwise, with a name on .texts.yaml.",
)
@option(
    "--replace",
    is_flag=True,
    nl="Vervang in een map die er al is de bestanden van de import; wat er verder in staat, blijft.",
    en="Replace the files of the import in a folder that exists; whatever else is in it stays.",
)
def command(file: Path, output: Path, format: str | None, texts: Path | None, replace: bool, lang: Language) -> None:
    """Read, lay the texts over it, write both, and load what was written."""
    from regiorules.plugins.using import read_draft

    if output.exists() and not (replace and output.is_dir()):
        raise InputError([Problem("folder_kept", {}, Place(str(output)))])
    draft = read_draft(plugins(), choose_form(_HOOK, format, file), file)
    side = texts or file.with_suffix(".texts.yaml")
    draft = _with_texts(draft, side)
    _write(draft, output, lang)
    say_written(output)
    remark(draft.remarks)
    _check(output, side)


def _with_texts(draft: Draft, path: Path) -> Draft:
    """The draft with the side file laid over it, which is written (anew) where it lacks something."""
    from regiorules.documents import plain, read_document, read_text
    from regiorules.rules.added import with_added
    from regiorules.rules.drafts import side_of, with_side
    from regiorules.writing import write_whole

    problems = Problems()
    node = read_document(path) if path.exists() else None
    laid = draft if node is None else with_side(draft, node, problems)
    problems.stop(InputError)
    old: Any = None if node is None else plain(node)
    content = side_of(laid, old)
    wanted = _data(content)
    if node is None or wanted != old:
        added = with_added(read_text(path), node, wanted) if node is not None else None
        write_whole(path, content if added is None else added.encode())
        say_written(path)
    return laid


def _check(folder: Path, side: Path) -> None:
    """Load what was written; what is wrong in a text is said of the side file, where a person mends it."""
    from regiorules.documents import read_document
    from regiorules.rules.drafts import said_in
    from regiorules.rules.load import load_rulesets

    try:
        load_rulesets(folder)
    except RuleSetError as error:
        node = read_document(side)
        raise RuleSetError([said_in(node, each) for each in error.problems]) from None


def _data(content: bytes) -> Any:
    """What a side file says, whatever it looks like: one with comments that lacks nothing stays as it is."""
    from regiorules.documents import parse, plain

    return plain(parse(content.decode(), ""))


def _write(draft: Draft, folder: Path, language: Language) -> None:
    """The folder, whole; in one that exists each file, whole."""
    from regiorules.authoring.schemas.beside import with_schemas
    from regiorules.rules.drafts import folder_of
    from regiorules.writing import write_folder, write_whole

    files = with_schemas(folder_of(draft), language)
    if not folder.exists():
        return write_folder(folder, files)
    for name, content in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, content)
    return None
