"""Where rule sets are; the bundled ones inside an installed package, or beside it in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

from regiorules.errors import Place, Problem, RuleSetError
from regiorules.text import listing, nearest

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled(name: str) -> Path:
    """
    The bundled folder `rulesets` or `examples`.

    A wheel has them inside the package; an editable install has them beside it.
    Raises RuleSetError where neither place has it.
    """
    places = [_PACKAGE / f"_{name}", _PACKAGE.parent / name]
    for place in places:
        if place.is_dir():
            return place
    shown = ", ".join(str(place) for place in places)
    raise RuleSetError([Problem("ruleset_data_missing", {"name": name, "places": shown})])


def bundled_rulesets() -> tuple[Path, ...]:
    """The folders of the bundled rule sets, by name; raises RuleSetError where there is no place for them."""
    return tuple(sorted(path.parent for path in bundled("rulesets").glob("*/ruleset.yaml")))


def is_name(ruleset: str) -> bool:
    """True for a rule set that is given by its name; what has a slash in it is a path."""
    return Path(ruleset).name == ruleset


def ruleset_folder(name: str) -> Path:
    """
    The folder of a rule set: a path, or the name of a bundled one; `./core` is a path, and `core` a name.

    Raises RuleSetError where it is neither, as of a folder without `ruleset.yaml`, or that file itself.
    """
    bundled_one = [bundled("rulesets") / name] if is_name(name) else []
    for folder in (*bundled_one, Path(name)):  # a folder here can't take the place of a bundled one
        if os.path.isfile(folder / "ruleset.yaml"):
            return folder
    if os.path.isdir(name):
        raise RuleSetError([Problem("ruleset_missing", {}, Place(name))])
    if os.path.isfile(name):
        raise RuleSetError([Problem("ruleset_a_file", {"folder": str(Path(name).parent)}, Place(name))])
    known = [each.name for each in bundled_rulesets()]
    fields = {"name": name, "known": listing(known)}
    raise RuleSetError([Problem("unknown_ruleset", fields, suggestion=nearest(name, known))])
