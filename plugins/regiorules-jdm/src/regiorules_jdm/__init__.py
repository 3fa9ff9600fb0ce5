"""Decision tables in the JDM form of GoRules, in and out, as a plugin of RegioRules: `--format jdm`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from regiorules import hookimpl

if TYPE_CHECKING:
    from regiorules import Exported, Exporter, ExportWish, Importer, Knowledge
    from regiorules.rules.drafts import Draft


class JdmImport:
    """Reads a JDM file: a graph with decision tables and calculations."""

    name = "jdm"
    suffixes: tuple[str, ...] = (".json",)

    def read(self, path: Path) -> Draft:
        """The rule set in the file; raises InputError with all that a rule set can't say, in its place."""
        from regiorules_jdm.importing import read_jdm

        return read_jdm(path)


class JdmExport:
    """Writes a rule set as a JDM file."""

    name = "jdm"
    suffixes: tuple[str, ...] = (".json",)

    def write(self, knowledge: Knowledge, wish: ExportWish) -> Exported:
        """The graph of all rules that are loaded, with their texts in the language that was asked for."""
        from regiorules_jdm.exporting import write_jdm

        return write_jdm(knowledge, wish.language)


@hookimpl
def regiorules_imports(register: Callable[[Importer], None]) -> None:
    """Register the form `jdm`, for files on .json."""
    register(JdmImport())


@hookimpl
def regiorules_exports(register: Callable[[Exporter], None]) -> None:
    """Register the form `jdm`."""
    register(JdmExport())
