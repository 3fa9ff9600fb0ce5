"""
`--watch`: a command that runs again whenever a file changes that it looks at, until Ctrl-C.

Each run is a process of its own, so it reads everything anew, plugins too, and says what the command says without
`--watch`.  Files are looked at again and again: that works on every disk, and sees an editor that puts a new file in
the place of the old one as it sees one that writes in it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from regiorules.cli.codes import INTERRUPTED
from regiorules.cli.output import say
from regiorules.cli.registered import plugins
from regiorules.cli.words import chosen_language
from regiorules.plugins.names import PROJECT
from regiorules.text import Text

State = Mapping[Path, tuple[int, int, int]]
EVERY = 0.2  # seconds between two looks, which is also how long files must be at rest
_OPTION = "--watch"
_WAITS = Text("Wacht op een verandering; Ctrl-C stopt.", "Waiting for a change; Ctrl-C stops.")
_CHANGES = {
    "changed": Text("veranderd: {file}", "changed: {file}"),
    "new": Text("nieuw: {file}", "new: {file}"),
    "gone": Text("weg: {file}", "gone: {file}"),
}


def watch(context: click.Context) -> int:
    """Run the command of this context again at each change; the exit code of its last run, once a person stops it."""
    words = [word for word in sys.argv[1:] if word != _OPTION]
    paths, code = list(watched(context.params)), INTERRUPTED
    try:
        while True:
            before = state(paths)
            again = [sys.executable, "-m", PROJECT, *words]
            code = subprocess.run(again, check=False).returncode  # noqa: S603  # what the person has typed
            say(_WAITS.say(chosen_language()), err=True, dim=True)
            after = changed_from(before, paths)
            click.clear()  # a terminal only
            for line in changes(before, after):
                say(line, err=True, dim=True)
    except KeyboardInterrupt:
        return code


def watched(params: Mapping[str, Any]) -> Iterator[Path]:
    """The files and folders that a command looks at, by its arguments: a file of a rule set stands for all of it."""
    from regiorules.authoring.lint import ruleset_of
    from regiorules.plugins.rulesets import ruleset_folders

    for path in params.get("files", ()):
        yield ruleset_of(path) or path
    if (profiles := params.get("profiles")) is not None:
        yield Path(profiles)
    named = params.get("rulesets") or [name for name in [params.get("ruleset")] if name]
    yield from ruleset_folders(*named, registry=plugins())


def state(paths: Iterable[Path]) -> State:
    """What can be seen of each file from outside; hidden files and the copies that editors keep don't count."""
    found = {}
    for file in {each for path in paths for each in _files(path)}:
        try:
            seen = file.stat()
        except OSError:  # gone meanwhile, or out of reach
            continue
        found[file] = (seen.st_mtime_ns, seen.st_size, seen.st_ino)
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
    for folder, below, names in os.walk(path):
        below[:] = [name for name in below if not name.startswith((".", "__"))]
        yield from (Path(folder, name) for name in names if not name.startswith(".") and not name.endswith("~"))


def changed_from(before: State, paths: Iterable[Path]) -> State:
    """Wait until files are otherwise than before, and at rest."""
    last, now = before, state(paths)
    while now == before or now != last:
        time.sleep(EVERY)
        last, now = now, state(paths)
    return now


def changes(before: State, after: State) -> Iterator[str]:
    """What has changed, a line a file."""
    for file in sorted({*before, *after}):
        if before.get(file) != after.get(file):
            kind = "gone" if file not in after else "changed" if file in before else "new"
            yield _CHANGES[kind].say(chosen_language()).format(file=file)
