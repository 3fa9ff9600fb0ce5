"""All that is installed with RegioRules may be passed on with it: its licence goes together with EUPL-1.2."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.paths import ROOT

PROJECTS = [ROOT / "pyproject.toml", *sorted(ROOT.glob("plugins/*/pyproject.toml"))]
# Permissive licences, and those with copyleft for their own files only, or that EUPL-1.2 names in its appendix.
COMPATIBLE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License 2|LGPL|Lesser General Public|EUPL"
    r"|Permission is hereby granted, free of charge|HPND|CMU|Zlib|Unlicense|public domain|0BSD|Zope",
    re.IGNORECASE,
)
LEAVES_A_CHOICE = re.compile(r"\s+OR\s+|/|;", re.IGNORECASE)


def needed(extra: bool = True) -> set[str]:
    """What RegioRules and its plugins need to run, with all extras."""
    names: set[str] = set()
    for project in PROJECTS:
        parts = tomllib.loads(project.read_text())["project"]
        extras = parts.get("optional-dependencies", {}).values() if extra else ()
        for each in [*parts.get("dependencies", []), *(name for group in extras for name in group)]:
            names.add(canonicalize_name(Requirement(each).name))
    return {name for name in names if not name.startswith("regiorules")}


def installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def with_theirs(names: set[str]) -> Iterator[Distribution]:
    """The distributions by these names, and those that they need here, as far as they are installed."""
    seen: set[str] = set()
    todo = sorted(names)
    while todo:
        name = canonicalize_name(todo.pop())
        found = installed(name)
        if name in seen or found is None:
            continue
        seen.add(name)
        yield found
        wanted = map(Requirement, found.requires or ())
        todo += [each.name for each in wanted if each.marker is None or each.marker.evaluate({"extra": ""})]


def licence(found: Distribution) -> str:
    """What a distribution says of its licence: the expression, the classifiers, the old field, or its text."""
    said = found.metadata
    classified = [each.rpartition("::")[2].strip() for each in said.get_all("Classifier", []) if "License" in each]
    text = said.get("License") or next(iter(texts(found)), "")
    return said.get("License-Expression") or "; ".join(classified) or " ".join(text.split())


def texts(found: Distribution) -> Iterator[str]:
    """The licences that a distribution brings."""
    for file in found.files or ():
        if "licenses" in file.parts or file.name.startswith("LICENSE"):
            yield file.read_text()


def fits(text: str) -> bool:
    """True where one of the licences to choose from is compatible."""
    return any(COMPATIBLE.search(part) for part in LEAVES_A_CHOICE.split(text))


def test_every_dependency_goes_with_our_licence() -> None:
    """By what each distribution that is installed says of itself."""
    found = list(with_theirs(needed()))
    assert {canonicalize_name(each.name) for each in found} >= needed(extra=False) & {"attrs", "cattrs", "click"}
    assert len(found) > 25
    assert [f"{each.name}: {licence(each)!r}" for each in found if not fits(licence(each))] == []


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("Proprietary", False),
        ("", False),
        ("AGPL-3.0", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
    ],
)
def test_a_licence_is_judged_by_what_it_says(text: str, good: bool) -> None:
    """Strong copyleft, and saying nothing, don't fit; a choice fits where one of it does."""
    assert fits(text) is good
