"""Where output ends: full disks, closed descriptors, pipes that nobody reads, narrow encodings, Ctrl-C and kill."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from regiorules.cli import main
from regiorules.cli.encodings import encoded
from regiorules.plugins import load_plugins
from regiorules.plugins.builtins import COMMANDS
from tests.commands import detail, heeds_ctrl_c, run
from tests.mini import MINI

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs descriptors and signals")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
REGION = "region: 'Súdwest-Fryslân ≥ ½ 漢'\nfacts:\n  trust: low\n"
NARROW = ("latin-1", "cp850", "cp437", "ascii")
WORDS: dict[str, tuple[str, ...]] = {
    "advise": ("region.yaml", "--ruleset", str(MINI)),
    "ask": ("region.yaml", "--ruleset", str(MINI)),
    "book": (str(MINI),),
    "change": ("region.yaml", "--avoid", "strained", "--ruleset", str(MINI)),
    "check": (str(MINI),),
    "compare": ("other.yaml", "--region", "Zeeland"),
    "completion": ("bash",),
    "diff": (str(MINI), str(MINI)),
    "explain": ("region.yaml", "strained", "--ruleset", str(MINI)),
    "facts": ("--ruleset", str(MINI)),
    "figure": ("region.yaml", "1", "--ruleset", str(MINI)),
    "history": ("region.yaml", "--ruleset", str(MINI)),
    "lint": ("region.yaml", "--ruleset", str(MINI)),
    "new": ("plugin", "demo"),
    "plan": ("region.yaml", "--ruleset", str(MINI)),
    "plugins": (),
    "questionnaire": ("--ruleset", str(MINI), "--output", "-"),
    "questions": ("region.yaml", "--ruleset", str(MINI)),
    "regions": (),
    "robust": ("region.yaml", "--ruleset", str(MINI)),
    "rules": ("--ruleset", str(MINI)),
    "schema": ("region", "--ruleset", str(MINI)),
    "statements": ("--ruleset", str(MINI)),
    "test": (str(MINI),),
    "whatif": ("region.yaml", "--set", "trust=high", "--ruleset", str(MINI)),
}
HELP = {
    "advise --help": ("advise", "--help"),
    "--help": ("--help",),
    "--version": ("--version",),
    "nothing": (),
}
EVERY = {name: (name, *words) for name, words in WORDS.items()} | HELP


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with a region in it."""
    (tmp_path / "region.yaml").write_text(REGION, "utf-8")
    (tmp_path / "other.yaml").write_text("region: Anders\n", "utf-8")
    return tmp_path


def start(folder: Path, *words: str, ends: str = "", environment: dict[str, str] | None = None, **more: Any) -> Any:
    """A run of a command by a shell, with what the shell makes of its descriptors."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("REGIORULES", "PYTHONIO"))}
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m regiorules "$@" {ends}', sys.executable, *words],
        cwd=folder,
        env={**clean, "REGIORULES_PLUGINS": "", **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        **more,
    )


def test_every_command_is_tried() -> None:
    """No command is left out below, but the one that writes nothing but files."""
    assert set(WORDS) | {"batch", "export", "import"} == set(COMMANDS)  # which need plugins


@pytest.fixture
def inside(here: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, list[str]]]:
    """Runs a command in this process, with another standard output: its exit code and what it says of it."""
    monkeypatch.chdir(here)
    registry = load_plugins(only=())

    def go(stdout: Any, *words: str) -> tuple[int, list[str]]:
        stderr = io.TextIOWrapper(io.BytesIO(), "utf-8")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["regiorules", *words])
            patch.setattr(sys, "stdout", stdout)
            patch.setattr(sys, "stderr", stderr)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8"))
            with pytest.raises(SystemExit) as ended:
                main(list(words), obj=registry)
        assert isinstance(ended.value.code, int)
        return ended.value.code, stderr.buffer.getvalue().decode().splitlines()  # type: ignore[attr-defined]

    return go


@FULL
@pytest.mark.parametrize("name", EVERY)
def test_a_full_disk_is_one_line(inside: Callable[..., tuple[int, list[str]]], name: str) -> None:
    """Standard output that takes nothing: exit code 2, and why."""
    with open("/dev/full", "w", encoding="utf-8") as full:
        code, lines = inside(full, *EVERY[name])
    assert code == 2
    assert lines[-1].endswith(": de schijf is vol"), lines
    assert len(lines) == (2 if name == "new" else 1)  # of which one says what was written


@pytest.mark.parametrize("name", EVERY)
def test_closed_output_is_one_line(inside: Callable[..., tuple[int, list[str]]], name: str) -> None:
    """Standard output that isn't there: exit code 2, and what to do."""
    code, lines = inside(None, *EVERY[name])
    assert code == 2
    assert lines[-1] == "de standaarduitvoer is gesloten; schrijf naar een bestand met --output"
    assert len(lines) == (2 if name == "new" else 1)


@pytest.mark.parametrize("name", EVERY)
def test_every_command_in_ascii(inside: Callable[..., tuple[int, list[str]]], name: str) -> None:
    """Replacements in what is printed and in what is asked, never an error of the encoding."""
    content = io.BytesIO()
    code, _ = inside(io.TextIOWrapper(content, "ascii"), *EVERY[name])
    assert code in (0, 1)
    assert name == "questionnaire" or content.getvalue().decode("ascii")


@FULL
@pytest.mark.parametrize("name", ["advise", "--help", "nothing"])
def test_a_process_of_its_own_ends_in_order(here: Path, name: str) -> None:
    """The end of Python itself adds nothing to the one line, and doesn't change the exit code."""
    for ends in (">/dev/full", ">&-"):
        done = start(here, *EVERY[name], ends=ends)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("ends", ["2>&-", "2>/dev/full", "2>&- >/dev/null", "<&-"])
def test_nowhere_to_complain_is_no_failure(here: Path, ends: str) -> None:
    """What can't be said on standard error is lost; the exit code says how it went."""
    assert start(here, *EVERY["advise"], ends=ends).returncode == 0
    assert start(here, "advise", "missing.yaml", ends=ends).returncode == 2
    assert start(here, *EVERY["advise"], "--output", "advies.md", ends=ends).returncode == 0
    assert (here / "advies.md").read_text("utf-8").startswith("# Advies")


def test_closed_output_is_no_matter_where_nothing_is_printed(here: Path) -> None:
    """A document that goes to a file needs no standard output."""
    done = start(here, *EVERY["advise"], "--output", "advies.md", ends=">&-")
    assert (done.returncode, done.stderr) == (0, b"geschreven: advies.md\n")


@pytest.mark.parametrize("command", ["advise", "ask"])
def test_closed_input(here: Path, command: str) -> None:
    """Nothing can be read: an empty region file, or an interview that stops at once."""
    done = start(here, command, "-" if command == "advise" else "region.yaml", "--ruleset", str(MINI), ends="<&-")
    assert done.returncode == (2 if command == "advise" else 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["advise", "facts", "schema", "--help", "advise --help", "nothing", "lint"])
def test_a_closed_pipe_is_no_failure(here: Path, name: str) -> None:
    """`| head` that has seen enough: exit code 0, and not a word."""
    reader, writer = os.pipe()
    os.close(reader)
    clean = {**os.environ, "REGIORULES_PLUGINS": ""}
    done = subprocess.run(
        [sys.executable, "-m", "regiorules", *EVERY[name]],
        cwd=here,
        env=clean,
        stdin=subprocess.DEVNULL,
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


# --- encodings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", NARROW)
def test_a_note_in_a_narrow_encoding(here: Path, encoding: str) -> None:
    """Each sign that there is stands, each that isn't is spelled; a file is UTF-8 all the same."""
    narrow = {"PYTHONIOENCODING": encoding}
    done = start(here, *EVERY["advise"], environment=narrow)
    name = {"ascii": "Sudwest-Fryslan >= 1/2 ?", "latin-1": "Súdwest-Fryslân >= ½ ?", "cp850": "Súdwest-Fryslân >= ½ ?"}
    wanted = name.get(encoding, "Súdwest-Fryslân ≥ ½ ?")
    assert (done.returncode, done.stderr) == (0, b"")
    assert wanted in done.stdout.decode(encoding)
    start(here, *EVERY["advise"], "--output", "advies.txt", environment=narrow)
    assert "Súdwest-Fryslân ≥ ½ 漢" in (here / "advies.txt").read_text("utf-8")


@pytest.mark.parametrize("encoding", NARROW)
def test_json_loses_nothing(here: Path, encoding: str) -> None:
    """What the encoding can't hold is escaped, so that the data are the same."""
    words = (*EVERY["advise"], "--format", "json")
    narrow = json.loads(start(here, *words, environment={"PYTHONIOENCODING": encoding}).stdout.decode(encoding))
    assert narrow == json.loads(start(here, *words).stdout)
    assert narrow["region"] == "Súdwest-Fryslân ≥ ½ 漢"


@pytest.mark.parametrize("encoding", NARROW)
def test_a_page_loses_nothing(here: Path, encoding: str) -> None:
    """It says itself that it is UTF-8: in a pipe of another encoding a browser reads the same."""
    done = start(here, *EVERY["advise"], "--format", "html", environment={"PYTHONIOENCODING": encoding})
    start(here, *EVERY["advise"], "--output", "advies.html")
    assert "Súdwest-Fryslân ≥ ½ 漢" in (here / "advies.html").read_text("utf-8")
    assert unescape(done.stdout.decode("utf-8")) == unescape((here / "advies.html").read_text("utf-8"))


@pytest.mark.parametrize("encoding", ["cp850", "ascii"])
def test_errors_and_file_names_in_a_narrow_encoding(here: Path, encoding: str) -> None:
    """Errors too, of the command line and of files."""
    narrow = {"PYTHONIOENCODING": encoding}
    for words in (("é≥漢",), ("advise", "é≥漢.yaml"), ("advise", "--é≥漢"), ("explain", "region.yaml", "漢")):
        done = start(here, *words, environment=narrow)
        assert done.returncode == 2
        assert len(done.stderr.decode(encoding).splitlines()) == 1


def test_the_locale_of_servers(here: Path) -> None:
    """LANG=C without any help from Python, and names of files that are no text at all."""
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = start(here, *EVERY["advise"], environment=plain)
    assert (done.returncode, done.stderr) == (0, b"")
    done = start(here, "advise", "\udcff\udcfe.yaml", environment=plain)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize("encoding", [*NARROW, "utf-8", "utf-16", None])
@pytest.mark.parametrize("text", ["", "plat", "≥ – ’ é 漢 😀", "\ud800 \udfff", "═" * 9])
def test_any_text_in_any_encoding(encoding: str | None, text: str) -> None:
    """No text fails, plain ones stay, and JSON is read back as it was."""
    shown = encoded(text, encoding).decode(encoding or "utf-8")
    assert shown.isascii() or encoding != "ascii"
    assert not text.isascii() or shown == text
    written = json.dumps(text, ensure_ascii=False)
    assert json.loads(encoded(written, encoding, is_json=True).decode(encoding or "utf-8")) == text


# --- signals and disks -------------------------------------------------------------------------------


def test_ctrl_c_says_that_answers_are_saved(here: Path) -> None:
    """Exit code 130; what was answered stands in the file, and how to go on is said."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "regiorules", "ask", "region.yaml", "--ruleset", str(MINI)],
        cwd=here,
        env={**os.environ, "REGIORULES_PLUGINS": ""},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeds_ctrl_c,
    )
    assert process.stdin is not None
    read_to_prompt(process)
    process.stdin.write(b"?\n")
    process.stdin.flush()
    read_to_prompt(process)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    again = f"regiorules ask region.yaml --ruleset {MINI}"
    assert err.decode().strip() == f"Afgebroken; uw antwoorden zijn bewaard. Ga verder met: {again}"
    assert ": unknown" in (here / "region.yaml").read_text("utf-8")


def read_to_prompt(process: Any) -> None:
    """What is printed, up to the next question's prompt."""
    seen = b""
    while not seen.endswith(b"Antwoord> "):
        byte = process.stdout.read(1)
        assert byte, seen
        seen += byte


def test_ctrl_c_elsewhere(here: Path) -> None:
    """Any command that is stopped: 130, and one line."""
    code = textwrap.dedent(
        """
        import sys
        from regiorules.cli import main
        import regiorules.engine.engine as engine
        def stop(*_): raise KeyboardInterrupt
        engine.Engine.assess = stop
        sys.argv[1:] = ["advise", "--region", "Zeeland"]
        main()
        """
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=here, capture_output=True, check=False)
    assert (done.returncode, done.stderr.decode().strip(), done.stdout) == (130, "afgebroken", b"")


def small_files() -> None:
    """A process that can write no file of more than 500 bytes: for it, every disk is full."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))


@pytest.mark.parametrize(
    "words",
    [
        (*EVERY["advise"], "--output", "out"),
        (*EVERY["advise"], "--output", "out", "--format", "json"),
        ("questionnaire", "--ruleset", str(MINI), "--output", "out.xlsx"),
        ("schema", "region", "--ruleset", str(MINI), "--output", "out"),
        ("new", "plugin", "demo", "--output", "."),
    ],
)
def test_a_disk_that_fills_up_leaves_nothing(here: Path, words: tuple[str, ...]) -> None:
    """What was there stays as it was, nothing lies beside it, and the next try works."""
    if words[0] == "advise":
        (here / "out").write_text("before")
    before = {path.name: path.read_bytes() for path in here.iterdir()}
    done = start(here, *words, preexec_fn=small_files)
    assert done.returncode == 2
    assert [line.split(": ", 1)[1] for line in detail(done.stderr.decode()).splitlines()] == [
        "hier kan niet geschreven worden: het bestand wordt te groot"
    ]
    assert {path.name: path.read_bytes() for path in here.iterdir()} == before
    assert start(here, *words).returncode == 0


def test_a_killed_run_leaves_nothing_for_long(here: Path) -> None:
    """What was there stays as it was; what lies beside it is cleared by the next run."""
    (here / "out.txt").write_text("before")
    code = textwrap.dedent(
        """
        import os, sys
        from pathlib import Path
        os.fsync = lambda _: os.kill(os.getpid(), 9)
        from regiorules.writing import write_whole
        write_whole(Path("out.txt"), b"x" * 100_000)
        """
    )
    killed = subprocess.run([sys.executable, "-c", code], cwd=here, check=False)
    assert killed.returncode == -9
    assert (here / "out.txt").read_text() == "before"
    assert [path for path in here.iterdir() if path.suffix == ".part"]
    assert start(here, *EVERY["advise"], "--output", "out.txt").returncode == 0
    assert sorted(path.name for path in here.iterdir()) == ["other.yaml", "out.txt", "region.yaml"]


def test_a_lack_of_memory_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes more than there is says so, and what to do."""

    def lacking(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("regiorules.cli.given.Given.region", lacking)
    code, out, err = run("advise", "--region", "Zeeland")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "meer geheugen dan er is" in err
