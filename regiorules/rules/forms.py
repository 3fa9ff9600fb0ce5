"""What an importer and an exporter are: they turn the files of other tools into rule sets, and rule sets into those."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from regiorules.errors import Problem
from regiorules.frozen import frozen
from regiorules.text import Language

if TYPE_CHECKING:
    from regiorules.rules.drafts import Draft
    from regiorules.rules.model import Knowledge


@frozen
class ExportWish:
    """
    What to export: the rule set with this id, of all that is known, with its texts in `language`.

    `base` is the address under which things get their names, for forms in which they have one ("": as the form has it).
    """

    ruleset: str
    language: Language = "nl"
    base: str = ""


@frozen
class Exported:
    """A document in another form, and what it doesn't hold: a problem for each thing, with the reason."""

    content: str | bytes
    left_out: tuple[Problem, ...] = ()


class Importer(Protocol):
    """Reads rules in another form; `name` is what a user asks for (`--format`), `suffixes` are those of its files."""

    name: str
    suffixes: tuple[str, ...]

    def read(self, path: Path) -> Draft:
        """The rule set in the file, as a draft; raises InputError with every problem and its place."""
        ...


class Exporter(Protocol):
    """Writes a rule set in another form; `name` and `suffixes` are as those of an `Importer`."""

    name: str
    suffixes: tuple[str, ...]

    def write(self, knowledge: Knowledge, wish: ExportWish) -> Exported:
        """The document, and what of the rule set isn't in it; raises InputError where nothing can be written."""
        ...
