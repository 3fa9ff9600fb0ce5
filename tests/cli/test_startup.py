"""What a command imports, which is what its start costs: held by name, as time would depend on the machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.paths import REGIONS

WATCHED = """
import sys
{before}
before = {{*sys.modules}}
from regiorules.cli import main
sys.argv = ["regiorules", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(sys.modules.keys() - before), file=sys.stderr)
"""
ADVISE = ("advise", str(REGIONS / "flevoland.yaml"))
Imported = Callable[..., set[str]]


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """Which modules a command imports besides those of a statement, in a process with a cache of its own."""

    def run(*words: str, before: str = "pass") -> set[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES_")}
        done = subprocess.run(
            [sys.executable, "-c", WATCHED.format(before=before), *words],
            env={**clean, "REGIORULES_PLUGINS": "", "REGIORULES_CACHE": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return set(done.stderr.split())

    return run


def others(modules: set[str]) -> set[str]:
    """The packages among modules that are neither ours nor of Python itself."""
    names = {name.partition(".")[0] for name in modules} - {"regiorules"} - sys.stdlib_module_names
    return {name for name in names if not name.startswith(("_", "cython"))}


def test_help_needs_click_and_little_else(imported: Imported) -> None:
    """No command, no rule, no plugin and no message is imported to list what there is."""
    found = imported("--help", before="import click")
    assert others(found) <= {"click"}
    ours = {name.removeprefix("regiorules.") for name in found if name.startswith("regiorules.")}
    rooms = {name for name in ours if "." in name and not name.startswith(("cli.", "plugins."))}
    assert rooms == set()
    assert {name for name in ours if name.startswith("plugins.")} == {"plugins.finding", "plugins.names"}
    assert "cli.advise" not in ours
    assert not found & {"attr", "json", "email", "importlib.metadata", "hashlib", "asyncio", "difflib"}


def test_advice_needs_no_reader_of_rules(imported: Imported) -> None:
    """Once the knowledge is kept; nor what writes JSON, workbooks or tables, nor what a program would call."""
    first, second = imported(*ADVISE), imported(*ADVISE)
    reading = {"regiorules.rules.load", "regiorules.rules.conditions", "regiorules.rules.check"}
    assert reading <= first
    assert not second & reading
    assert others(second) <= {"click", "attr", "attrs", "yaml", "pluggy", "durable_rules_engine"}
    assert not second & {"regiorules.api", "regiorules.writing", "regiorules.locking", "regiorules.authoring"}
    assert not second & {"regiorules.advice.compare", "regiorules.advice.history", "regiorules.engine.live"}
    assert not second & {"regiorules.facts.csvtext", "csv", "regiorules.rules.drafts", "regiorules.rules.forms"}
    assert not second & {"asyncio", "importlib.metadata", "email", "statistics", "difflib", "secrets", "ctypes"}


def test_completion_of_a_command_reads_nothing(imported: Imported) -> None:
    """A shell waits for it: no rule, no plugin and no command; of regions only what is kept."""
    line = "import os; os.environ['_REGIORULES_COMPLETE'] = 'fish_complete'; os.environ['COMP_WORDS'] = {!r}"
    found = imported(before=f"import click; {line.format('regiorules adv')}")
    assert others(found) <= {"click", "attr", "attrs"}
    assert not found & {"regiorules.cli.advise", "regiorules.cli.given", "regiorules.rules", "regiorules.engine"}
    for _ in range(2):
        found = imported(before=line.format("regiorules advise --region Z"))
    assert not found & {"regiorules.rules.load", "regiorules.rules.conditions", "regiorules.api"}
    assert others(found) <= {"click", "attr", "attrs", "pluggy", "yaml", "durable_rules_engine"}


def test_without_a_cache_they_are_read(imported: Imported) -> None:
    """`--no-cache` says so for one run, and leaves what is kept as it is."""
    imported(*ADVISE)
    assert "regiorules.rules.load" in imported(*ADVISE, "--no-cache")
    assert "regiorules.rules.load" not in imported(*ADVISE)


def test_the_package_brings_nothing_along() -> None:
    """Whoever imports the package pays for what is used of it."""
    script = "import sys; before = {*sys.modules}; import regiorules; print(*sys.modules.keys() - before)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert others(set(done.stdout.split())) == set()
    assert {name for name in done.stdout.split() if name.startswith("regiorules")} == {"regiorules"}
