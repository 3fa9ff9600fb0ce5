"""Where the bundled folders are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

from regiorules.errors import Problem, RuleSetError

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
