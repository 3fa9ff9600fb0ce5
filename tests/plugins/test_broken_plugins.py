"""Installed plugins that are broken: named, contained, exit code 3, and the advice of the others is unharmed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.paths import REGIONS

FLEVOLAND = REGIONS / "flevoland.yaml"
GOOD = """
from regiorules import hookimpl
class Count:
    name = "count"
    def render(self, advice, layout):
        return f"{len(advice.risks)}\\n"
@hookimpl
def regiorules_renderers(register):
    register(Count())
"""
RULESET = """
ruleset:
  id: bad
  version: 0.1.0
  title: {nl: Proef, en: Trial}
  source: {title: {nl: Proef, en: Trial}}
  extends: [core]
facts:
  bad_one: {type: yes_no, asked: no, title: {nl: Een, en: One}}
  bad_two: {type: yes_no, asked: no, title: {nl: Twee, en: Two}}
rules:
  bad-one: {when: bad_two, then: bad_one, because: {nl: x., en: x.}, basis: assumption, why: {nl: x., en: x.}}
  bad-two: {when: bad_one, then: bad_two, because: {nl: x., en: x.}, basis: assumption, why: {nl: x., en: x.}}
"""
BROKEN = {
    "raises at import": ("raise RuntimeError('geen verbinding')", "RuntimeError: geen verbinding"),
    "leaves at import": ("import sys; sys.exit('weg')", "SystemExit: weg"),
    "isn't Python": ("def (", "SyntaxError"),
    "misspelt hook": (
        "from regiorules import hookimpl\n@hookimpl\ndef regiorules_rulesetz(register): ...",
        "regiorules_rulesetz is geen hook",
    ),
    "wrong argument": (
        "from regiorules import hookimpl\n@hookimpl\ndef regiorules_rulesets(registrer): ...",
        "registrer",
    ),
    "taken name": (GOOD.replace('"count"', '"text"'), "de naam text"),
    "hook that fails": (
        "from regiorules import hookimpl\n@hookimpl\ndef regiorules_rulesets(register): register(1 / 0)",
        "ZeroDivisionError",
    ),
    "circle": (
        "from pathlib import Path\nfrom regiorules import hookimpl\n@hookimpl\n"
        "def regiorules_rulesets(register): register('bad', Path(__file__).parent / 'bad_rules')",
        "bad_one → bad_two → bad_one",
    ),
    "no such rule set": (
        "from pathlib import Path\nfrom regiorules import hookimpl\n@hookimpl\n"
        "def regiorules_rulesets(register): register('bad', Path('/nergens'))",
        "rule set bad",
    ),
    "a format without a name": (
        "from regiorules import hookimpl\n@hookimpl\ndef regiorules_renderers(register): register(object())",
        "zonder functie render",
    ),
    "notes that are no texts": (
        "from regiorules import hookimpl\n@hookimpl\ndef regiorules_notes(register): register('hallo')",
        "“hallo” in plaats van een regiorules.text.Text",
    ),
    "notes that fail": (
        "from regiorules import hookimpl\n@hookimpl\ndef regiorules_notes(assessment, register): assessment.facts['x']",
        "KeyError: 'x'",
    ),
}


def distribution(folder: Path, name: str, code: str) -> None:
    """A distribution regiorules-NAME as pip would have installed it."""
    (folder / f"regiorules_{name}.py").write_text(dedent(code))
    info = folder / f"regiorules_{name}-1.2.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: regiorules-{name}\nVersion: 1.2.3\n")
    (info / "entry_points.txt").write_text(f"[regiorules]\n{name} = regiorules_{name}\n")


def regiorules(folder: Path, *words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command, with the distributions in a folder installed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("REGIORULES_")}
    return subprocess.run(
        [sys.executable, "-m", "regiorules", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**clean, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", **environment},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good plugin in it."""
    distribution(tmp_path, "good", GOOD)
    rules = tmp_path / "bad_rules"
    rules.mkdir()
    (rules / "ruleset.yaml").write_text(RULESET)
    return tmp_path


@pytest.fixture(scope="module")
def advice(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The advice without any plugin."""
    done = regiorules(tmp_path_factory.mktemp("none"), "advise", FLEVOLAND)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_plugin_is_named_and_harms_nothing(case: str, folder: Path, advice: str) -> None:
    """
    One line on standard error with the distribution, its version and the cause; the advice is as without it.

    One that brings a format only isn't imported, until a format is asked for that isn't built in.
    """
    code, cause = BROKEN[case]
    distribution(folder, "bad", code)
    only_a_format = "regiorules_renderers" in code
    done = regiorules(folder, "advise", FLEVOLAND)
    counted = regiorules(folder, "advise", FLEVOLAND, "--format", "count")
    assert (done.returncode, done.stdout) == (0 if only_a_format else 3, advice)
    assert counted.returncode == 3
    assert counted.stdout.strip().isdigit()
    for each in [counted] if only_a_format else [done, counted]:
        [line] = each.stderr.splitlines()
        assert "bad (regiorules-bad 1.2.3)" in line
        assert cause in line
    assert bool(done.stderr) != only_a_format


def test_one_plugin_can_be_blocked(folder: Path, advice: str) -> None:
    """With REGIORULES_PLUGINS=-bad nothing is wrong any more."""
    distribution(folder, "bad", "raise RuntimeError")
    done = regiorules(folder, "advise", FLEVOLAND, REGIORULES_PLUGINS="-bad")
    assert (done.returncode, done.stdout, done.stderr) == (0, advice, "")


def test_a_format_that_never_ends_is_given_up(folder: Path) -> None:
    """After the time limit: one line with format, distribution and limit, and exit code 3."""
    distribution(
        folder, "bad", GOOD.replace('"count"', '"slow"').replace('return f"{len(advice.risks)}\\n"', "while True: pass")
    )
    done = regiorules(folder, "advise", FLEVOLAND, "--format", "slow", "--time-limit", "0.5")
    assert (done.returncode, done.stdout) == (3, "")
    [line] = done.stderr.splitlines()
    assert "slow" in line
    assert "bad (regiorules-bad 1.2.3)" in line
    assert "0.5 seconden" in line


PROFILES = "def regiorules_profiles(register): register('bad', lambda: {})"
SOURCE = (
    "def regiorules_sources(register): register(type('S', (), {{'name': 'bad', 'suffixes': (),"
    " 'read': lambda *_: {}}})())"
)
RENDERER = "def regiorules_renderers(register): register(type('R', (), {{'name': 'bad', 'render': lambda *_: {}}})())"


@pytest.mark.parametrize(
    ("option", "code", "cause"),
    [
        (("--profiles", "bad"), PROFILES.format("1 / 0"), "ZeroDivisionError"),
        (("--profiles", "bad"), PROFILES.format("3"), "TypeError"),
        (("--facts", f"bad={FLEVOLAND}"), SOURCE.format("1 / 0"), "ZeroDivisionError"),
        (("--facts", f"bad={FLEVOLAND}"), SOURCE.format("None"), "TypeError"),
        (("--format", "bad"), RENDERER.format("1 / 0"), "ZeroDivisionError"),
        (("--format", "bad"), RENDERER.format("None"), "TypeError"),
        (("--format", "bad"), RENDERER.format("__import__('sys').exit()"), "SystemExit"),
    ],
)
def test_a_part_that_fails_when_it_is_used_is_named(
    option: tuple[str, ...], code: str, cause: str, folder: Path
) -> None:
    """A profile, a source and a format that raise or give nothing usable: one line with the owner, no traceback."""
    distribution(folder, "bad", f"from regiorules import hookimpl\n@hookimpl\n{code}")
    done = regiorules(folder, "advise", "--region", "Zeeland", *option)
    assert (done.returncode, done.stdout) == (3, "")
    [line] = done.stderr.splitlines()
    assert "bad (regiorules-bad 1.2.3)" in line
    assert cause in line


@pytest.mark.parametrize("where", ["nergens:command", "json:dumps", "regiorules_good"])
def test_a_command_that_cannot_be_loaded_is_named(where: str, folder: Path) -> None:
    """The help shows the other commands; asking for this one says whose it is and what is wrong."""
    distribution(
        folder,
        "bad",
        f"from regiorules import hookimpl\n@hookimpl\ndef regiorules_commands(register): register('stuk', {where!r})",
    )
    assert "advise" in regiorules(folder, "--help").stdout
    done = regiorules(folder, "stuk")
    assert (done.returncode, done.stdout) == (3, "")
    [line] = done.stderr.splitlines()
    assert "bad (regiorules-bad 1.2.3)" in line
