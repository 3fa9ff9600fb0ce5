"""Misbehaving plugins under the commands: exit code 3, one line that names them, the output as without them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from regiorules.authoring.testing import running
from regiorules.errors import InputError, Problem
from regiorules.plugins import load_plugins
from regiorules.text import Text
from tests.commands import heeds_ctrl_c
from tests.paths import REGIONS
from tests.plugins.trial import plugin

FLEVOLAND = REGIONS / "flevoland.yaml"
OWNER = "bad (?)"


def run(*words: object, environment: dict[str, str] | None = None, **bad: Any) -> running.Done:
    """A command, with a plugin "bad" of these hooks."""
    return running.run(*words, plugins={"bad": plugin(**bad)} if bad else None, environment=environment)


@pytest.fixture(scope="module")
def advice() -> str:
    """The advice without plugins."""
    return run("advise", FLEVOLAND).out


def leave(*_: Any) -> Any:
    """Go away without a word."""
    raise SystemExit(0)


def wait(*_: Any) -> Any:
    """Never come back."""
    from threading import Event

    Event().wait(60)


HOOKS = ("rulesets", "renderers", "sources", "profiles", "commands", "notes")


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize(("action", "said"), [(leave, "SystemExit: 0"), (wait, "was na 0.1 seconden niet klaar")])
def test_a_hook_that_leaves_or_waits(hook: str, action: Any, said: str, advice: str) -> None:
    """The advice is there, and what was wrong is said after it, where it was asked for anything."""
    limit = {"REGIORULES_TIME_LIMIT": "0,1"} if action is wait else None
    done = run("advise", FLEVOLAND, environment=limit, **{hook: lambda register: action()})
    if hook in ("rulesets", "notes"):
        assert (done.code, done.out) == (3, advice)
        [line] = done.err.splitlines()
        assert OWNER in line
        assert said in line
    else:
        assert (done.code, done.out, done.err) == (0, advice, "")


ASKED = {
    ("--help",): ("commands",),
    ("plugins",): ("rulesets", "renderers", "sources", "profiles", "commands"),
    ("advise", "--help"): (),
    ("--version",): (),
    ("advice",): ("commands",),
    ("advise", "--region", "Zeeland", "--format", "none"): ("renderers",),
    ("regions", "--profiles", "none"): ("rulesets", "profiles"),
    ("advise", "none.none"): ("rulesets", "sources"),
}


@pytest.mark.parametrize("words", ASKED)
@pytest.mark.parametrize("hook", HOOKS)
def test_only_what_is_asked_is_loaded(words: tuple[str, ...], hook: str) -> None:
    """A hook is asked where it may have the answer, and nowhere else; what is wrong in it is said then."""
    done = run(*words, **{hook: lambda register: leave()})
    assert (OWNER in done.err) == (hook in ASKED[words])


@pytest.mark.parametrize("words", [("--help",), ("plugins",), ("advise", "--help"), ("--version",)])
@pytest.mark.parametrize("hook", HOOKS[:-1])
def test_help_and_the_list_of_plugins_always_work(words: tuple[str, ...], hook: str) -> None:
    """Whatever is wrong, they come; the help is no failure."""
    done = run(*words, **{hook: lambda register: leave()})
    assert done.out.count("\n") >= 1
    assert done.code == (3 if words == ("plugins",) else 0)


def test_the_scenarios_of_a_rule_set_that_can_not_be_loaded(tmp_path: Path) -> None:
    """It is left out with its plugin, and the scenarios of the others are run."""
    done = run("test", rulesets=lambda register: register("bad-rules", tmp_path / "none"))
    assert done.code == 3
    assert done.out.startswith("  core: ")
    [line] = done.err.splitlines()
    assert line.startswith(f"rule set bad-rules van plugin {OWNER} doet niet mee: ")


COMMANDS = {
    "fails": lambda: 1 / 0,
    "is lost": lambda: [][3],
    "ends a generator": lambda: (_ for _ in ()).throw(GeneratorExit),
    "goes too deep": lambda: deep(),
}


def deep() -> Any:
    """Deeper still."""
    return deep()


def command_module(monkeypatch: pytest.MonkeyPatch, command: Any) -> Any:
    """A module that can be imported, with a command in it; and the hook that registers it."""
    from types import ModuleType

    module = ModuleType("bad_commands")
    module.__dict__["command"] = command
    monkeypatch.setitem(sys.modules, "bad_commands", module)
    return lambda register: register("own", "bad_commands:command")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_fails_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback; what it printed before stands."""

    @click.command()
    def command() -> None:
        click.echo("begin")
        COMMANDS[name]()

    done = run("own", commands=command_module(monkeypatch, command))
    assert (done.code, done.out) == (3, "begin\n")
    [line] = done.err.splitlines()
    assert line.startswith(f"de opdracht own van plugin {OWNER} is mislukt: ")


def test_a_commands_own_errors_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of RegioRules, of click, and an exit code go through as they are."""
    answers = [
        (InputError([Problem.of(Text("zo niet", "not so"))]), 2, "zo niet"),
        (click.UsageError("hm"), 2, "hm"),
        (SystemExit(7), 7, ""),
        (KeyboardInterrupt(), 2, "afgebroken"),
    ]
    for cause, code, said in answers:

        @click.command()
        def command(cause: BaseException = cause) -> None:
            raise cause

        done = run("own", commands=command_module(monkeypatch, command))
        assert done.code in ((code, 130) if isinstance(cause, KeyboardInterrupt) else (code,))
        assert said in done.err


class Evil(click.Command):
    """A command whose help can't be had."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """Leave."""
        raise SystemExit(5)


class Dull(click.Command):
    """A command whose help is no text."""

    def get_short_help_str(self, limit: int = 45) -> str:
        """Not a text."""
        return 5  # type: ignore[return-value]


@pytest.mark.parametrize(
    "command", [None, 3, "advise", print, leave, Evil("own"), Dull("own")], ids=lambda each: type(each).__name__
)
def test_a_command_that_is_none(command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The help shows the others and names it; asking for it names it."""
    hook = command_module(monkeypatch, command)
    helped = run("--help", commands=hook)
    assert helped.code == 0
    assert "  advise " in helped.out
    assert "  own " not in helped.out
    [line] = helped.err.splitlines()
    assert f"de opdracht own van plugin {OWNER} is mislukt: " in line
    asked = run("own", commands=hook)
    assert (asked.code, asked.out, asked.err.splitlines()) == (3, "", [line])


@pytest.mark.parametrize(
    "where", ["", ":", "bad_commands", "bad_commands:", "bad_commands:nothing", ":x", "a b:c", "é:ù"]
)
def test_an_address_that_leads_nowhere(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No module, no name, nothing that can be imported."""
    command_module(monkeypatch, None)
    done = run("own", commands=lambda register: register("own", where))
    assert done.code == 3
    [line] = done.err.splitlines()
    assert OWNER in line


@pytest.mark.parametrize("value", ["0", "-1", "nan", "x", ""])
def test_a_time_limit_that_is_none(value: str) -> None:
    """One error."""
    done = run("facts", "--time-limit", value)
    assert done.code == 2
    assert "--time-limit" in done.err


def test_a_time_limit_of_the_environment_that_is_none() -> None:
    """The variable is named."""
    done = fresh("facts", code="", REGIORULES_TIME_LIMIT="snel")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "REGIORULES_TIME_LIMIT: snel is geen aantal seconden van meer dan 0\n"


def test_every_command_has_the_time_limit(advice: str) -> None:
    """Plugins are loaded by all of them, before a command reads its options."""
    for words in (("facts", "--time-limit", "0.1"), ("advise", FLEVOLAND, "--time-limit=0.1")):
        done = fresh(*words, code="import time\ntime.sleep(60)")
        assert done.returncode == 3
        assert "het importeren was na 0.1 seconden niet klaar" in done.stderr.decode()
    assert done.stdout.decode() == advice


def fresh(*words: object, code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a process of its own, with a plugin of this code installed."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        (Path(place) / "regiorules_bad.py").write_text(code)
        info = Path(place) / "regiorules_bad-1.2.3.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: regiorules-bad\nVersion: 1.2.3\n")
        (info / "entry_points.txt").write_text("[regiorules]\nbad = regiorules_bad\n")
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("REGIORULES_", "COLUMNS"))}
        return subprocess.run(
            [sys.executable, "-m", "regiorules", *map(str, words)],
            capture_output=True,
            check=False,
            timeout=120,
            env={**clean, "PYTHONPATH": place, "PYTHONIOENCODING": "utf-8", "REGIORULES_PLUGINS": "bad", **environment},
        )


NOISY = """
import locale, os, subprocess, sys, warnings
from regiorules import hookimpl
from regiorules.text import Text

def noise():
    print("lawaai")
    sys.stdout.write("lawaai\\n")
    sys.__stdout__.write("lawaai\\n")
    os.write(1, b"lawaai\\n")
    os.system("echo lawaai")
    subprocess.run(["echo", "lawaai"])
    os.chdir("/")
    warnings.simplefilter("error")
    sys.stdout = sys.stderr = sys.stdin = None

noise()

class Format:
    name = "noisy"
    def render(self, advice, layout):
        noise()
        return b"\\x00bytes\\xff"

@hookimpl
def regiorules_renderers(register):
    noise()
    register(Format())

@hookimpl
def regiorules_notes(register):
    noise()
"""


@pytest.mark.skipif(os.name == "nt", reason="echo is no program here")
def test_a_formats_own_bytes_stay_intact() -> None:
    """All that is printed, by a program that the plugin starts too, is on standard error."""
    done = fresh("advise", FLEVOLAND, "--format", "noisy", code=NOISY)
    assert (done.returncode, done.stdout) == (0, b"\x00bytes\xff")
    assert done.stderr.split() == [b"lawaai"] * 6 * 4


STAYING = {
    "thread": "import threading, time\nthreading.Thread(target=time.sleep, args=(90,), daemon=False).start()",
    "pool": "import time, concurrent.futures as all\nPOOL = all.ThreadPoolExecutor(1)\nPOOL.submit(time.sleep, 90)",
    "atexit": "import atexit, time\natexit.register(time.sleep, 90)",
}


@pytest.mark.parametrize("way", STAYING)
def test_what_a_plugin_leaves_behind_does_not_keep_the_process(way: str, advice: str) -> None:
    """A thread, a pool, a function for the end: the advice is there, and after the time limit it ends all the same."""
    done = fresh("advise", FLEVOLAND, "--time-limit", "2", code=STAYING[way])
    assert (done.returncode, done.stdout.decode()) == (3, advice)
    assert "een plugin laat het programma niet eindigen; na 2 seconden" in done.stderr.decode()


def test_code_that_keeps_the_interpreter_ends_the_process() -> None:
    """The time limit can't act; somewhat later the process ends, and shows in which file it was."""
    done = fresh("facts", "--time-limit", "0.5", code="import re\nre.match('(a+)+$', 'a' * 60 + 'b')")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"regiorules_bad.py" in done.stderr


def test_what_is_given_up_writes_in_nobodys_output(advice: str) -> None:
    """It goes on printing while the others work: to standard error, or nowhere."""
    code = (
        "import sys\nfrom regiorules import hookimpl\n@hookimpl\ndef regiorules_notes(register):\n"
        "    while True:\n        try: sys.stdout.write('x')\n        except Exception: pass\n"
    )
    done = fresh("advise", FLEVOLAND, "--time-limit", "1", code=code)
    assert (done.returncode, done.stdout.decode()) == (3, advice)
    assert "regiorules_notes was na 1 seconde niet klaar" in done.stderr.decode()


CTRL_C = """
import time
from pathlib import Path
from regiorules import hookimpl

@hookimpl
def regiorules_notes(register):
    Path({ready!r}).touch()
    time.sleep(60)
"""


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_ctrl_c_of_the_user_works_while_a_plugin_sleeps(tmp_path: Path) -> None:
    """It ends the command at once, and isn't taken for something that the plugin raised."""
    import signal
    import time

    (tmp_path / "regiorules_bad.py").write_text(CTRL_C.format(ready=str(tmp_path / "ready")))
    info = tmp_path / "regiorules_bad-1.2.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: regiorules-bad\nVersion: 1.2.3\n")
    (info / "entry_points.txt").write_text("[regiorules]\nbad = regiorules_bad\n")
    running = subprocess.Popen(
        [sys.executable, "-m", "regiorules", "advise", str(FLEVOLAND)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeds_ctrl_c,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "REGIORULES_PLUGINS": "bad", "PYTHONIOENCODING": "utf-8"},
    )
    while not (tmp_path / "ready").exists() and running.poll() is None:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert out == b""
    assert b"afgebroken" in err
    assert b"KeyboardInterrupt" not in err


@pytest.mark.parametrize("value", ["snel", "0", "-1", "nan"])
def test_a_limit_of_the_environment_is_a_number_of_seconds(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What isn't one is refused by name, also in a program that embeds the engine."""
    monkeypatch.setenv("REGIORULES_TIME_LIMIT", value)
    with pytest.raises(InputError, match="geen aantal seconden"):
        load_plugins(only=())
