"""Every command in the README and the documentation works, in the order in which it stands there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from regiorules.cli import main
from regiorules.plugins import load_plugins
from tests.commands import run
from tests.paths import ROOT
from tests.soaking import EVERY

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
INLINE = re.compile(r"`(regiorules [^`]+)`")
COMMENT = re.compile(r"\s{2,}#.*")
TEMPLATE = re.compile(r"…|\||\b[A-Z]{3,}\b(?!=)|<")  # a line with something to fill in
OF_PLUGINS = re.compile(
    r"^regiorules (postcode|serve|import|export)\b|--format demo|\.(odt|docx)\b|--format (odt|docx)"
)

PROVED = re.compile(r"^regiorules check\b")  # takes seconds each time: on its own page, and in the soak


def console(page: Path) -> list[str]:
    """The lines of the console blocks, without prompt and comment."""
    lines = [line for block in CONSOLE.findall(page.read_text()) for line in block.splitlines()]
    return [COMMENT.sub("", line[2:]).strip() for line in lines if line[:2] in ("$ ", "> ")]


def commands(page: Path) -> list[str]:
    """The commands of RegioRules in a page, as they stand there, in their order."""
    text = page.read_text().replace("\\|", "|")
    found = [(at.start(), at[1]) for at in INLINE.finditer(text)]
    for block in CONSOLE.finditer(text):
        for line in re.finditer(r"(?m)^[$>] (regiorules .*)$", block[1]):
            found.append((block.start() + line.start(), COMMENT.sub("", line[1]).strip()))
    return [command for _, command in sorted(found)]


def is_template(command: str) -> bool:
    return bool(TEMPLATE.search(command.replace("\\", "/")))


def named(command: str) -> list[str]:
    """What of a command doesn't exist: the command itself, or an option."""
    words = [word for word in command.split()[1:] if word not in ("…",)]
    context = click.Context(main, obj=load_plugins(only=()))
    found = main.get_command(context, words[0])
    if found is None:
        return [words[0]]
    known = {name for each in found.params for name in each.opts}
    return [word for word in words[1:] if word.startswith("--") and word.partition("=")[0] not in known]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a reader has: the examples and the rule sets, in a folder to write in."""
    for name in ("examples", "rulesets"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_of_a_page_can_be_typed(page: Path, checkout: Path) -> None:
    """Each ends well, one after the other; of one with something to fill in the command and its options exist."""
    failed = []
    for command in commands(page):
        if OF_PLUGINS.search(command):
            continue  # of a plugin, tried where that plugin is
        if is_template(command) or (PROVED.search(command) and not EVERY and page.name != "proofs.md"):
            failed += [f"{command}: no {name}" for name in named(command)]
        else:
            words = shlex.split(command.replace("\\", "/"))[1:]
            code, _, err = run(*words, stdin="1\nstop\n")
            mention = len(words) == 1  # a command by its name, in the running text
            failed += [f"{command}: {code} {err}"] if code and not mention else []
    assert failed == []


def test_the_readme_takes_the_reader_along(checkout: Path) -> None:
    """It has the commands of the first hour, literally, and what each writes is what the next one reads."""
    found = commands(PAGES[0])
    assert len(found) > 20
    assert len([command for command in found if not is_template(command)]) > 18
    order = [
        next(at for at, each in enumerate(found) if each.startswith(f"regiorules {start}"))
        for start in (
            "advise",
            "explain",
            "whatif",
            "questions",
            "ask",
            "questionnaire",
            "advise scan.xlsx",
            "compare",
        )
    ]
    assert order == sorted(order)
    for command in found[: order[6] + 1]:
        run(*shlex.split(command.replace("\\", "/"))[1:], stdin="1\nstop\n")
    assert {"zeeland.yaml", "scan.xlsx"} <= {path.name for path in checkout.iterdir()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_installs_and_makes_exists(page: Path) -> None:
    """A target of make is in the Makefile, an extra and a file to install from in the project."""
    extras = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"])
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    lines = console(page)
    made = {word for line in lines if line.startswith("make ") for word in line.split()[1:]}
    assert made - targets == set()
    for line in (line for line in lines if "pip install" in line):
        for names in re.findall(r"(?:^|[\s'])\.\[([\w,]+)\]", line):
            assert set(names.split(",")) <= extras
        for file in re.findall(r"-c (\S+)", line):
            assert (ROOT / file).is_file()


def test_the_readme_shows_the_way_with_and_without_make() -> None:
    """With make, without, and on Windows."""
    lines = console(PAGES[0])
    assert lines[:3] == ["make demo", "make shell", "make test"]
    assert any(line.startswith(".venv/bin/pip install") and "spreadsheet" in line for line in lines)
    assert "py -m venv .venv" in lines
    assert r".venv\Scripts\activate" in lines


@pytest.mark.skipif(shutil.which("make") is None, reason="make isn't installed")
def test_make_demo_ends_with_what_can_be_typed_next() -> None:
    """Its last lines name a command, which works as it stands, and the shell in which it is shorter."""
    words = ["make", "--dry-run", "--no-print-directory", "demo"]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT)
    last = done.stdout[done.stdout.index("Verder: ") :]
    assert ">&2" in last
    assert "make shell" in last
    [command] = re.findall(r"\.venv/bin/regiorules ([^']+)", last)
    assert run(*(ROOT / word if "/" in word else word for word in command.split()))[0] == 0


@pytest.mark.skipif(shutil.which("make") is None, reason="make isn't installed")
def test_make_shell_knows_the_command(tmp_path: Path) -> None:
    """In the shell that it opens `regiorules` is a command, without a path."""
    rule = re.search(r"^shell:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert rule
    folder = Path(sys.executable).parent
    (tmp_path / "Makefile").write_text(f"BIN := {folder}\nVENV := {folder.parent}\nshell:\n{rule[1]}")
    environment = {"SHELL": "/bin/sh", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        ["make", "-s", "shell"],
        input="regiorules --version\n",
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env=environment,
    )
    assert done.stdout.startswith("regiorules ")
    assert "exit" in done.stderr
