"""Rule sets from and to DMN, as a plugin of RegioRules: `regiorules import loan.dmn`, `export core --format dmn`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from regiorules import Draft, Importer, hookimpl


class DmnImport:
    """The form behind `regiorules import FILE.dmn`: DMN 1.2 to 1.6."""

    name = "dmn"
    suffixes: tuple[str, ...] = (".dmn",)

    def read(self, path: Path) -> Draft:
        """The rule set of a model; raises InputError with every problem and its place."""
        from regiorules_dmn.reading import read_model  # what reads it loads only for who imports
        from regiorules_dmn.translate import translate

        return translate(read_model(path)).draft


@hookimpl
def regiorules_imports(register: Callable[[Importer], None]) -> None:
    """Register the form `dmn`."""
    register(DmnImport())
