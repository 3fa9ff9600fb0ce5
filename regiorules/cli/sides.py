"""The rule sets that a command compares: by folder, by name, or as they were at a revision of git."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from regiorules.cli.registered import plugins
from regiorules.errors import InputError, Problem
from regiorules.frozen import frozen
from regiorules.rules.bundled import is_name

if TYPE_CHECKING:
    from regiorules.rules.model import Knowledge

PLUS = "+"  # between rule sets that are put together on one side


@frozen
class Revision:
    """A rule set as it was: a revision of git, and the folder in it."""

    revision: str
    path: str


@contextmanager
def two_sides(old: str, new: str) -> Iterator[tuple[Knowledge, Knowledge]]:
    """
    What is known by the rule sets on either side; each is one rule set, or several with a `+` between them.

    Raises RuleSetError for a rule set that is wrong, InputError for what is neither a rule set nor a revision.
    """
    with TemporaryDirectory(prefix="regiorules-") as folder:
        yield _side(old, new, Path(folder, "old")), _side(new, old, Path(folder, "new"))


def _side(said: str, other: str, folder: Path) -> Knowledge:
    from regiorules.plugins.rulesets import ruleset_folders
    from regiorules.rules.load import load_rulesets

    parts = [said] if Path(said).is_dir() else said.split(PLUS)
    found = [_folder(part, other, folder / str(at)) for at, part in enumerate(parts)]
    return load_rulesets(*ruleset_folders(*found, registry=plugins()))


def _folder(said: str, other: str, folder: Path) -> Path | str:
    """A rule set here, or else what git makes of it."""
    if Path(said).is_dir() or (is_name(said) and said in plugins().rulesets):
        return said
    found = _revision(said, other)
    return said if found is None else _checked_out(found, folder)


def _revision(said: str, other: str) -> Revision | None:
    """A revision with its folder (`REV:path`), or with that of the other side (`REV`); None for what is neither."""
    revision, colon, path = said.partition(":")
    if not colon:
        path = other.partition(":")[2] or other
        path = path if Path(path).is_dir() else str(plugins().rulesets.get(path, ""))
    return Revision(revision, path) if path and revision and _is_revision(revision, path) else None


def _is_revision(revision: str, path: str) -> bool:
    """It names a commit in the repository of a rule set, or of the folder where we are."""
    here = Path(path) if Path(path).is_dir() else Path()
    name = f"{revision}^{{tree}}"
    return _git(here, "rev-parse", "--quiet", "--verify", "--end-of-options", name) is not None


def _tree(revision: str, folder: Path, inside: str = "") -> str:
    """What git calls a folder at a revision; "" where there is none."""
    name = f"{revision}:./{inside}"
    return (_git(folder, "rev-parse", "--quiet", "--verify", "--end-of-options", name) or b"").decode().strip()


def _checked_out(found: Revision, folder: Path) -> Path:
    """The files of a rule set at a revision, in a folder of their own."""
    here = Path(found.path).resolve()
    tree = _tree(found.revision, here) if here.is_dir() else _tree(found.revision, Path(), found.path)
    top = (_git(here if here.is_dir() else Path(), "rev-parse", "--show-toplevel") or b"").decode().strip()
    packed = _git(Path(top), "archive", "--format=tar", tree) if tree else None
    if packed is None:
        raise InputError([Problem("not_at_revision", {"path": found.path, "name": found.revision})])
    folder.mkdir(parents=True)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _git(here: Path, *words: str) -> bytes | None:
    """What git says; None where it refuses, or isn't there."""
    try:
        done = subprocess.run(["git", "-C", str(here), *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
