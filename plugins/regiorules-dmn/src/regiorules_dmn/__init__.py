"""Rule sets from and to DMN, as a plugin of RegioRules: `regiorules import loan.dmn`, `export core --format dmn`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiorules import Draft, Exported, Exporter, ExportWish, Importer, Knowledge, hookimpl


class DmnImport:
    """The form behind `regiorules import FILE.dmn`: DMN 1.1 to 1.6."""

    name = "dmn"
    suffixes: tuple[str, ...] = (".dmn",)

    def read(self, path: Path) -> Draft:
        """The rule set of a model; raises InputError with every problem and its place."""
        from regiorules_dmn.reading import read_model  # what reads it loads only for who imports
        from regiorules_dmn.translate import translate

        return translate(read_model(path)).draft


class DmnExport:
    """The form behind `regiorules export --format dmn`: DMN 1.3, which every modeller opens."""

    name = "dmn"
    suffixes: tuple[str, ...] = (".dmn",)

    def write(self, knowledge: Knowledge, wish: ExportWish) -> Exported:
        """The model of a rule set, with its diagram, and what isn't in it."""
        from regiorules_dmn.export import export

        return export(knowledge, wish)


@hookimpl
def regiorules_exports(register: Callable[[Exporter], None]) -> None:
    """Register the form `dmn`."""
    register(DmnExport())


@hookimpl
def regiorules_imports(register: Callable[[Importer], None]) -> None:
    """Register the form `dmn`."""
    register(DmnImport())
