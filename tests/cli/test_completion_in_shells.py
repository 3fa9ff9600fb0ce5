"""Completion in the shells themselves: each in a terminal of its own, where a person presses Tab."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from regiorules.cli.scripts import BASH, FISH, POWERSHELL, ZSH
from tests.commands import controlled
from tests.paths import ROOT
from tests.soaking import ELSEWHERE, EVERY

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], BASH, "source {script}"),
    "zsh": (["zsh", "-f", "-i"], ZSH, "autoload -Uz compinit; compinit -u -D; source {script}"),
    "fish": (["fish", "--no-config", "-i"], FISH, "source {script}"),
}
WAIT = 40  # seconds, for a slow machine
PROGRAM = f"""#!{sys.executable}
import json, os, sys
if "_REGIORULES_COMPLETE" in os.environ:
    sys.path.insert(0, {str(ROOT)!r})
    from regiorules.cli import main
    main()
with open({{out!r}}, "a") as file:
    file.write(json.dumps(sys.argv[1:]) + "\\n")
"""


class Shell:
    """A shell on a terminal, with a `regiorules` that completes, and notes the words that it is given."""

    def __init__(self, name: str, folder: Path) -> None:
        command, script, setting = SHELLS[name]
        self.folder = folder
        self.noted = folder / "noted"
        program = folder / "bin" / "regiorules"
        program.parent.mkdir()
        program.write_text(PROGRAM.format(out=str(self.noted)))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        (folder / "script").write_text(script)
        clean = {key: value for key, value in os.environ.items() if not key.startswith("REGIORULES")}
        self.terminal, its = pty.openpty()
        self.process = subprocess.Popen(
            command,
            stdin=its,
            stdout=its,
            stderr=its,
            cwd=folder,
            preexec_fn=controlled,
            env={
                **clean,
                "PATH": f"{program.parent}:{os.environ['PATH']}",
                "HOME": str(folder),
                "TERM": "xterm",
                "LANG": "C.UTF-8",
                "REGIORULES_PLUGINS": "",
                "XDG_CONFIG_HOME": str(folder / "config"),
                "XDG_DATA_HOME": str(folder / "data"),
            },
        )
        os.close(its)
        self.patience = self.measured()
        self.type(f"{setting.format(script=folder / 'script')}; echo re''ady\n")
        self.until("ready")

    def type(self, text: str) -> None:
        """Type a text, or press a key."""
        os.write(self.terminal, text.encode())

    def until(self, text: str = "", seconds: float = WAIT) -> str:
        """What is shown until a text is; without one, until nothing comes any more."""
        shown = ""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not (text and text in shown):
            if select.select([self.terminal], [], [], 0.1)[0]:
                shown += os.read(self.terminal, 65536).decode(errors="replace")
        assert not text or text in shown, shown
        return shown

    def words(self, line: str) -> list[str]:
        """The words that `regiorules` gets when Tab is pressed behind a line, and then Enter."""
        before = self.lines()
        self.type(f"regiorules {line}\t")
        self.until(seconds=self.patience)
        self.type("\n")
        deadline = time.monotonic() + WAIT
        while self.lines() == before and time.monotonic() < deadline:
            self.until(seconds=0.1)
        found: list[str] = json.loads(self.lines()[-1])
        return found

    def measured(self) -> float:
        """Longer than a completion takes here."""
        started = time.monotonic()
        environment = {
            **os.environ,
            "_REGIORULES_COMPLETE": "fish_complete",
            "COMP_WORDS": "regiorules advise --region Z",
        }
        subprocess.run([self.folder / "bin" / "regiorules"], env=environment, capture_output=True, check=True)
        return 2 * (time.monotonic() - started) + 0.5

    def lines(self) -> list[str]:
        """What was noted: the words of each command, as JSON."""
        return self.noted.read_text().splitlines() if self.noted.exists() else []

    def close(self) -> None:
        """End the shell."""
        self.process.kill()
        self.process.wait()
        os.close(self.terminal)


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} isn't installed here")
    if request.param != "bash" and not EVERY:
        pytest.skip(ELSEWHERE)
    found = Shell(request.param, tmp_path)
    yield found
    found.close()


def test_a_person_presses_tab(shell: Shell) -> None:
    """Commands, regions of one word and of two, in quotes too, facts, values, conclusions, formats and files."""
    (shell.folder / "myregion.yaml").write_text("")
    for line, words in {
        "questionn": ["questionnaire"],
        "advise --region Zeel": ["advise", "--region", "Zeeland"],
        "advise --region Groot": ["advise", "--region", "Groot Amsterdam"],
        "advise --region 'Groot": ["advise", "--region", "Groot Amsterdam"],
        "advise --set sme_r": ["advise", "--set", "sme_role="],
        "advise --set sme_role=la": ["advise", "--set", "sme_role=large"],
        "advise --set=sme_role=la": ["advise", "--set=sme_role=large"],
        "explain myregion.yaml organise_lev": ["explain", "myregion.yaml", "organise_level_coordination"],
        "advise --format mark": ["advise", "--format", "markdown"],
        "advise myreg": ["advise", "myregion.yaml"],
        "nothing --x": ["nothing", "--x"],
    }.items():
        assert shell.words(line) == words, line


@pytest.mark.skipif(shutil.which("pwsh") is None, reason="PowerShell isn't installed here")
def test_powershell_completes(tmp_path: Path) -> None:
    """What its own completion gives for a line."""
    (tmp_path / "script.ps1").write_text(POWERSHELL)
    asked = "TabExpansion2 'regiorules advise --region Groot' 33 | % CompletionMatches | % CompletionText"
    found = subprocess.run(
        ["pwsh", "-NoProfile", "-Command", f". {tmp_path / 'script.ps1'}; {asked}"],
        capture_output=True,
        check=True,
        text=True,
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
    )
    assert found.stdout.split("\n")[0] == "'Groot Amsterdam'"
