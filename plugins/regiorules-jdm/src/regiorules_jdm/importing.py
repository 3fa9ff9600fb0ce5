"""Reading a JDM file as a rule set."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from attrs import evolve

from regiorules.documents import Node, read_document
from regiorules.errors import InputError, Place, Problem, RuleSetError
from regiorules.facts.values import clip
from regiorules.rules.drafts import Draft, folder_of
from regiorules.rules.load import load_rulesets
from regiorules.text import Text
from regiorules.writing import write_folder
from regiorules_jdm.drafting import Drafting
from regiorules_jdm.nodes import Reader
from regiorules_jdm.reading import Model, Row, read_model

NEVER = ("table_masked", "table_never")  # a row that no request can reach: an error to us, and none to other engines
_CELL = re.compile(r"[A-Z]+(\d+)")


def read_jdm(path: Path) -> Draft:
    """
    The rule set that a JDM file is; rows that can never count are left out, with a remark.

    Raises InputError with everything that a rule set can't say, each with its line and column.
    """
    return draft_of(read_document(path), path)[0]


def draft_of(document: Node, path: Path) -> tuple[Draft, Model]:
    """The same from a document, with the model that was read."""
    reader = Reader()
    model = read_model(document, reader)
    reader.problems.stop(InputError)
    never: list[Row] = []
    while True:
        drafting = Drafting(model, path.stem, path.name, reader, never)
        draft = drafting.draft()
        reader.problems.stop(InputError)
        problems = _tried(draft)
        found = [row for each in problems if each.code in NEVER and (row := _row(each, drafting))]
        if not found:
            break
        never += found
    if problems:
        raise InputError(_placed(each, drafting, path) for each in problems)
    return evolve(draft, remarks=tuple(_left_out(model, never))), model


def _tried(draft: Draft) -> tuple[Problem, ...]:
    """What is wrong with the rule set, written and loaded."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "draft"
        write_folder(place, folder_of(draft))
        try:
            load_rulesets(place)
        except RuleSetError as error:
            return error.problems
    return ()


def _row(problem: Problem, drafting: Drafting) -> Row | None:
    """The row that a problem of the written rule set is about."""
    cell = _CELL.fullmatch(problem.place.cell)
    rows = next((rows for path, rows in drafting.written_rows.items() if problem.place.file.endswith(path)), [])
    at = int(cell[1]) - 2 if cell else -1  # the first row of the file has the names of the columns
    return rows[at] if 0 <= at < len(rows) else None


def _left_out(model: Model, never: Collection[Row]) -> Iterator[Problem]:
    """What is said of rows that can never count."""
    for table in model.tables:
        for at, row in enumerate(table.rows, 1):
            if row in never:
                name = clip(table.name)
                what = Text(
                    f"rij {at} van ‘{name}’ kan nooit gelden, en is weggelaten",
                    f"row {at} of ‘{name}’ can never count, and was left out",
                )
                yield Problem.of(what, row.place)


def _placed(problem: Problem, drafting: Drafting, path: Path) -> Problem:
    """A problem of the written rule set, in its place in the JDM file."""
    row = _row(problem, drafting)
    return evolve(problem, place=row.place if row else Place(str(path)), path="")
