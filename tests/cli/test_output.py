"""Writing with --output: every kind of document onto every kind of target, and never over what the run reads."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from attrs import frozen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from regiorules import hookimpl
from regiorules.authoring.testing.running import Done, run
from regiorules.writing import write_folder, write_whole
from tests.mini import MINI

POSIX = pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and modes")
REGION = "region: Zeeland\nfacts:\n  trust: low\n"


class Bytes:
    """A format that isn't text, and says which files are for it."""

    name = "bytes"
    suffixes = (".bin", ".blob")

    def render(self, advice: Any, layout: Any) -> bytes:
        """All bytes, and the name of the region."""
        return bytes(range(256)) + advice.region.encode()


def plugin(*renderers: object) -> ModuleType:
    """A plugin with these renderers."""
    made = ModuleType("plugin_of_the_test")

    @hookimpl
    def regiorules_renderers(register: Callable[[object], None]) -> None:
        for each in renderers:
            register(each)

    made.regiorules_renderers = regiorules_renderers  # type: ignore[attr-defined]
    return made


PLUGINS = {"bytes": plugin(Bytes())}


def go(*words: object, **more: Any) -> Done:
    """A command with the tiny rule set."""
    return run(*words, plugins=PLUGINS, **more)


# --- every kind of output, every kind of target ------------------------------------------------------

OUTPUTS: dict[str, tuple[str, ...]] = {
    "text": ("advise", "{region}", "--format", "text"),
    "markdown": ("advise", "{region}", "--format", "markdown"),
    "json": ("advise", "{region}", "--format", "json"),
    "bytes": ("advise", "{region}", "--format", "bytes"),
    "explain": ("explain", "{region}", "strained"),
    "whatif": ("whatif", "{region}", "--set", "trust=high"),
    "questions": ("questions", "{region}", "--format", "json"),
    "schema": ("schema", "region"),
}


@frozen
class Target:
    """What stands under the name to write to; `code` is what must come of it, `got` what has arrived there."""

    path: Path
    code: int
    got: Callable[[], bytes]


def plain(folder: Path) -> Target:
    path = folder / "out"
    path.write_bytes(b"before")
    path.chmod(0o640)
    return Target(path, 0, path.read_bytes)


def new(folder: Path) -> Target:
    path = folder / "out"
    return Target(path, 0, path.read_bytes)


def read_only(folder: Path) -> Target:
    path = folder / "out"
    path.write_bytes(b"before")
    path.chmod(0o444)
    return Target(path, 2, path.read_bytes)


def link(folder: Path) -> Target:
    file = folder / "elsewhere"
    file.write_bytes(b"before")
    (folder / "out").symlink_to("elsewhere")
    return Target(folder / "out", 0, file.read_bytes)


def dangling(folder: Path) -> Target:
    (folder / "sub").mkdir()
    (folder / "out").symlink_to("sub/elsewhere")
    return Target(folder / "out", 0, (folder / "sub" / "elsewhere").read_bytes)


def link_to_nowhere(folder: Path) -> Target:
    (folder / "out").symlink_to("missing/elsewhere")
    return Target(folder / "out", 2, bytes)


def circle(folder: Path) -> Target:
    (folder / "out").symlink_to("other")
    (folder / "other").symlink_to("out")
    return Target(folder / "out", 2, bytes)


def own_input(folder: Path) -> Target:
    return Target(folder / "region.yaml", 2, (folder / "region.yaml").read_bytes)


def link_to_input(folder: Path) -> Target:
    (folder / "out").symlink_to("region.yaml")
    return Target(folder / "out", 2, (folder / "region.yaml").read_bytes)


def hard_link_to_input(folder: Path) -> Target:
    (folder / "out").hardlink_to(folder / "region.yaml")
    return Target(folder / "out", 2, (folder / "region.yaml").read_bytes)


def folder_itself(folder: Path) -> Target:
    (folder / "out").mkdir()
    return Target(folder / "out", 2, bytes)


def missing_folder(folder: Path) -> Target:
    return Target(folder / "missing" / "out", 2, bytes)


def below_a_file(folder: Path) -> Target:
    return Target(folder / "region.yaml" / "out", 2, bytes)


def long_name(folder: Path) -> Target:
    path = folder / ("n" * 250)
    return Target(path, 0, path.read_bytes)


def too_long_name(folder: Path) -> Target:
    return Target(folder / ("n" * 260), 2, bytes)


def unread_pipe(folder: Path) -> Target:
    os.mkfifo(folder / "out")
    return Target(folder / "out", 2, bytes)


def read_pipe(folder: Path) -> Target:
    path = folder / "out"
    os.mkfifo(path)
    found: list[bytes] = []
    ready = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # so that there is a reader, whoever comes first

    def read() -> None:
        with open(os.dup(ready), "rb") as reader:
            os.set_blocking(reader.fileno(), True)
            found.append(reader.read())

    def got() -> bytes:
        worker.join(10)
        os.close(ready)
        return b"".join(found)

    worker = threading.Thread(target=read)
    # a pipe that nobody has opened to write to is at its end at once: a writer that stays until the run is over
    writer = os.open(path, os.O_WRONLY)
    worker.start()
    return Target(path, 0, lambda: (os.close(writer), got())[1])


def device(minor: int, code: int) -> Callable[[Path], Target]:
    def make(folder: Path) -> Target:
        try:
            os.mknod(folder / "out", stat.S_IFCHR | 0o666, os.makedev(1, minor))
            os.close(os.open(folder / "out", os.O_WRONLY))
        except OSError:
            pytest.skip("devices can't be made here")
        return Target(folder / "out", code, bytes)

    return make


TARGETS: dict[str, Callable[[Path], Target]] = {
    each.__name__: each
    for each in (
        plain,
        new,
        read_only,
        link,
        dangling,
        link_to_nowhere,
        circle,
        own_input,
        link_to_input,
        hard_link_to_input,
        folder_itself,
        missing_folder,
        below_a_file,
        long_name,
        too_long_name,
        unread_pipe,
        read_pipe,
    )
} | {"null": device(3, 0), "zero": device(5, 0), "full": device(7, 2)}
DEVICES = ("null", "zero", "full")


def state(folder: Path) -> dict[str, Any]:
    """All that stands in a folder: kind, mode and, of what has any, content."""
    found: dict[str, Any] = {}
    for path in sorted(folder.rglob("*")):
        kept = path.lstat()
        more = path.readlink() if path.is_symlink() else path.read_bytes() if stat.S_ISREG(kept.st_mode) else None
        found[str(path.relative_to(folder))] = (oct(kept.st_mode), kept.st_rdev, more)
    return found


@POSIX
@pytest.mark.parametrize("kind", TARGETS)
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(output=st.sampled_from(sorted(OUTPUTS)))
def test_written_whole_or_left_as_it_was(kind: str, output: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The content is there and the target is what it was; or there is one line, and everything is as it was."""
    folder = tmp_path_factory.mktemp("target")
    (folder / "region.yaml").write_text(REGION)
    assume(output != "schema" or "input" not in kind)  # a schema reads no region
    target = TARGETS[kind](folder)
    words = [each.format(region=folder / "region.yaml") for each in OUTPUTS[output]]
    printed = go(*words, "--ruleset", MINI, "--output", "-")
    assert (printed.code, printed.err) == (0, "")
    before = state(folder)
    if words[0] != "schema" and "--format" not in words:
        words += ["--format", "text"]
    done = go(*words, "--ruleset", MINI, "--output", target.path)
    assert (done.code, done.out) == (target.code, "")
    assert len(done.err.splitlines()) == 1
    after = state(folder)
    if target.code:
        assert str(target.path) in done.err
        assert after == before
        return
    assert done.err == f"geschreven: {target.path}\n"
    assert kind in DEVICES or target.got() == printed.content
    made = {"new": "out", "dangling": "sub/elsewhere", "long_name": target.path.name}.get(kind)
    assert set(after) == set(before) | ({made} if made else set())
    assert {name: each[:2] for name, each in after.items() if name != made} == {
        name: each[:2] for name, each in before.items()
    }


@POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_mode_of_new_files(tmp_path: Path, mask: int) -> None:
    """It obeys the umask, and what is replaced keeps its own mode, setgid and all."""
    before = os.umask(mask)
    try:
        write_whole(tmp_path / "new", b"x")
        write_folder(tmp_path / "folder", [("a/b", b"x")])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask
    assert stat.S_IMODE((tmp_path / "folder" / "a").stat().st_mode) == 0o777 & ~mask
    (tmp_path / "new").chmod(0o604)
    write_whole(tmp_path / "new", b"y")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o604


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only a superuser gives files away")
def test_the_owner_stays(tmp_path: Path) -> None:
    """What belongs to somebody else still does after it is replaced."""
    path = tmp_path / "out"
    path.write_bytes(b"x")
    os.chown(path, 12345, 23456)
    write_whole(path, b"y")
    assert (path.stat().st_uid, path.stat().st_gid, path.read_bytes()) == (12345, 23456, b"y")


# --- what the run reads ------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a region, facts, regions and a rule set in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "region.yaml").write_text(REGION)
    (tmp_path / "facts.yaml").write_text("region: Elders\nfacts: {budget: 5}\n")
    (tmp_path / "regions.csv").write_text(
        "region_number,region,municipality,population\n1,Zeeland,Goes,40000\n1,Zeeland,Tholen,25000\n"
    )
    shutil.copytree(MINI, tmp_path / "rules")
    return tmp_path


INPUTS = [
    (("advise", "region.yaml", "--ruleset", "./rules"), "region.yaml"),
    (("advise", "--region", "Zeeland", "--facts", "region=facts.yaml", "--ruleset", "./rules"), "facts.yaml"),
    (("advise", "--region", "Zeeland", "--profiles", "regions.csv", "--ruleset", "./rules"), "regions.csv"),
    (("advise", "region.yaml", "--ruleset", "./rules"), "rules/rules.yaml"),
    (("advise", "region.yaml", "--ruleset", "./rules"), "rules/ruleset.yaml"),
    (("explain", "region.yaml", "strained", "--ruleset", "./rules"), "region.yaml"),
    (("questions", "region.yaml", "--ruleset", "./rules"), "region.yaml"),
    (("whatif", "region.yaml", "--set", "trust=high", "--ruleset", "./rules"), "region.yaml"),
    (("compare", "plain.yaml", "other.yaml"), "other.yaml"),
    (("schema", "region", "--ruleset", "./rules"), "rules/ruleset.yaml"),
]


@POSIX
@pytest.mark.parametrize("spelling", ["plain", "dotted", "absolute", "link", "hard link", "descriptor"])
@pytest.mark.parametrize(("words", "name"), INPUTS)
def test_no_input_is_written_over(here: Path, words: tuple[str, ...], name: str, spelling: str) -> None:
    """Whatever is read, under whatever name it is given as output: refused, in one line, and it stays as it was."""
    for each in ("plain", "other"):
        (here / f"{each}.yaml").write_text(f"region: {each}\n")
    before = (here / name).read_bytes()
    (here / "link").symlink_to(here / name)
    (here / "hard").hardlink_to(here / name)
    number = os.open(here / name, os.O_RDWR)
    output = {
        "plain": name,
        "dotted": f"rules/../{name}",
        "absolute": str(here / name),
        "link": "link",
        "hard link": "hard",
        "descriptor": f"/dev/fd/{number}",
    }[spelling]
    form = () if words[0] == "schema" else ("--format", "json")
    done = go(*words, *form, "--output", output)
    os.close(number)
    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"{Path(output)}: dit bestand wordt hier zelf gelezen, en zou verloren gaan; kies een ander bestand met"
        " --output\n"
    )
    assert (here / name).read_bytes() == before


def test_what_isn_t_read_may_be_replaced(here: Path) -> None:
    """A note kept beside the rules, or a file that is called as the region is, isn't an input."""
    for name in ("rules/advies.md", "Zeeland"):
        for _ in range(2):
            assert go("advise", "--region", "Zeeland", "--ruleset", "./rules", "--output", name).code == 0


def test_a_workbook_is_updated_and_nothing_else(here: Path) -> None:
    """The one file that may be written over is the workbook that its questionnaire was read from."""
    assert go("questionnaire", "region.yaml", "--ruleset", "./rules").code == 0
    (here / "link.xlsx").symlink_to("scan.xlsx")
    assert go("questionnaire", "scan.xlsx", "--ruleset", "./rules", "--output", "link.xlsx").code == 0
    assert (here / "link.xlsx").is_symlink()
    before = (here / "scan.xlsx").read_bytes()
    done = go("advise", "scan.xlsx", "--ruleset", "./rules", "--format", "text", "--output", "link.xlsx")
    assert (done.code, (here / "scan.xlsx").read_bytes()) == (2, before)
    done = go("questionnaire", "region.yaml", "--facts", "spreadsheet=scan.xlsx", "--ruleset", "./rules")
    assert (done.code, (here / "scan.xlsx").read_bytes()) == (2, before)


# --- standard output ---------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["text", "json", "bytes", "schema", "explain"])
def test_a_dash_is_standard_output(here: Path, kind: str) -> None:
    """`-` is what nothing is; bytes go into a pipe too, and nothing is said to be written."""
    words = [each.format(region="region.yaml") for each in OUTPUTS[kind]]
    plainly = go(*words, "--ruleset", MINI)
    dashed = go(*words, "--ruleset", MINI, "--output", "-")
    assert (dashed.code, dashed.err, dashed.content) == (0, "", plainly.content)
    assert not (here / "-").exists()


def test_a_workbook_goes_into_a_pipe(here: Path) -> None:
    """`questionnaire --output -` writes the workbook and nothing else."""
    done = go("questionnaire", "--ruleset", MINI, "--output", "-")
    assert (done.code, done.err, done.content[:2]) == (0, "", b"PK")


# --- which format ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("x.txt", b"\nAdvies"),
        ("x.md", b"# Advies"),
        ("x.MARKDOWN", b"# Advies"),
        ("x.json", b"{"),
        ("x.bin", b"\0\1"),
        ("x.BLOB", b"\0\1"),
        ("x", b"Advies"),
        ("x.2016", b"Advies"),
    ],
)
def test_the_name_of_the_file_says_the_format(here: Path, name: str, begins: bytes) -> None:
    """Each format that has a suffix, a plugin's too; without a known one it is text."""
    assert go("advise", "region.yaml", "--ruleset", MINI, "--output", name).code == 0
    assert (here / name).read_bytes().lstrip(b"\n").startswith(begins.lstrip(b"\n"))


@pytest.mark.parametrize("command", ["explain", "questions", "whatif", "compare"])
def test_the_name_says_the_format_of_every_note(here: Path, command: str) -> None:
    """The other documents follow the name of the file as the advice does."""
    (here / "b.yaml").write_text("region: B\n")
    more = {"explain": ["strained"], "questions": [], "whatif": ["--set", "trust=high"], "compare": ["b.yaml"]}[command]
    rules = [] if command == "compare" else ["--ruleset", MINI]
    region = here / "c.yaml"
    region.write_text("region: C\n")
    for name, begins in (("x.json", ("{", "[")), ("x.md", ("#", "*"))):
        done = go(command, region, *more, *rules, "--output", name)
        assert (done.code, done.err) == (0, f"geschreven: {name}\n")
        assert (here / name).read_text("utf-8").startswith(begins)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--output", "x.md", "--format", "json"), "een bestand op .md is er voor markdown, niet voor json"),
        (("--output", "x.bin", "--format", "text"), "een bestand op .bin is er voor bytes, niet voor text"),
        (("--output", "x.json", "--format", "bytes"), "een bestand op .json is er voor json, niet voor bytes"),
        (("--output", "x.docx"), "geen uitvoervorm schrijft een bestand op .docx (wel: .bin, .blob, .json,"),
        (("--output", "x.pdf"), "geen uitvoervorm schrijft een bestand op .pdf (wel:"),
        (("--output", "x.docx", "--format", "text"), "een bestand op .docx is iets anders dan text"),
        (("--output", "x.PDF", "--format", "json"), "een bestand op .pdf is iets anders dan json"),
        (("--output", "x.png", "--format", "markdown"), "een bestand op .png is iets anders dan markdown"),
        (("--output", "x.YAML"), "geen uitvoervorm schrijft een bestand op .yaml (wel:"),
    ],
)
def test_a_name_that_contradicts_is_refused(here: Path, words: tuple[str, ...], said: str) -> None:
    """A format that isn't that of the name, or a name that no format has: one line, and no file."""
    done = go("advise", "region.yaml", "--ruleset", MINI, *words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"{words[1]}: {said}")
    assert len(done.err.splitlines()) == 1
    assert not (here / words[1]).exists()


def test_a_format_that_is_asked_for_may_have_any_other_name(here: Path) -> None:
    """What no format claims is the user's to choose."""
    assert go("advise", "region.yaml", "--ruleset", MINI, "--format", "json", "--output", "x.yaml").code == 0
    assert (here / "x.yaml").read_text("utf-8").startswith("{")


@pytest.mark.parametrize("name", ["x.xlsx", "x.docx", "x.pdf", "x.md", "x.yaml"])
def test_a_schema_is_json(here: Path, name: str) -> None:
    """It doesn't get the name of something else; one that says nothing will do."""
    done = go("schema", "region", "--ruleset", MINI, "--output", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"{name}: een bestand op {Path(name).suffix} is iets anders dan JSON")
    assert not (here / name).exists()
    for other in ("x.json", "x.schema", "x"):
        assert go("schema", "region", "--ruleset", MINI, "--output", other).code == 0


def test_a_suffix_of_several_formats(here: Path) -> None:
    """What is built in goes first; of two plugins the user chooses; either may be asked for by name."""

    class Other(Bytes):
        name = "other"
        suffixes = (".bin", ".txt")

    both = {"both": plugin(Bytes(), Other())}

    def advise(*words: str) -> Done:
        return run("advise", "region.yaml", "--ruleset", MINI, *words, plugins=both)

    assert advise("--output", "x.txt").code == 0
    assert (here / "x.txt").read_bytes().startswith(b"Advies")
    done = advise("--output", "x.bin")
    assert (done.code, done.err) == (
        2,
        "x.bin: meer uitvoervormen schrijven een bestand op .bin; zeg met --format welke: bytes, other\n",
    )
    for name in ("x.bin", "x.txt"):
        assert advise("--output", name, "--format", "other").code == 0
        assert (here / name).read_bytes().startswith(b"\0\1")


@pytest.mark.parametrize("suffixes", [None, ".docx", 3, (None,), ("docx",), {".docx": 1}])
def test_suffixes_that_aren_t_any_are_named(here: Path, suffixes: Any) -> None:
    """A renderer that claims something else than endings of files is left out and named; the others go on."""

    class Wrong(Bytes):
        pass

    Wrong.suffixes = suffixes
    done = run("advise", "region.yaml", "--ruleset", MINI, "--output", "x.own", plugins={"wrong": plugin(Wrong())})
    assert (done.code, (here / "x.own").read_text("utf-8")[:8]) == (3, "Advies v")
    assert "suffixes" in done.err
    assert "wrong" in done.err


# --- what is left lying ------------------------------------------------------------------------------


@pytest.fixture
def dead() -> int:
    """The number of a process that is gone."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@POSIX
def test_what_a_killed_run_left_is_cleared(tmp_path: Path, dead: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next write in the folder takes it away; what a running process or another machine writes stays a day."""
    from regiorules import writing

    names: list[str] = []

    def killed(part: Path, target: Path) -> None:
        names.append(part.name)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            write_whole(tmp_path / "x", b"x")
    assert list(tmp_path.iterdir()) == []
    running = names[0]
    gone = running.replace(f"-{os.getpid()}-", f"-{dead}-")
    node = running.split("-")[1]
    foreign, old = gone.replace(node, "0" * 8), running.replace(node, "1" * 8)
    users = ".regiorules-notes.part"
    for name in (running, gone, foreign, old, users):
        (tmp_path / name).write_bytes(b"x")
    folder = tmp_path / (gone[:-13] + "deadbeef.part")
    (folder / "sub").mkdir(parents=True)
    os.utime(tmp_path / old, (1, 1))
    write_whole(tmp_path / "y", b"y")
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["y", running, foreign, users])
    assert writing._is_running(os.getpid())


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    """Where a file of it fails, nothing is left that stands in the way of the next try."""

    def files() -> Iterator[tuple[str, bytes]]:
        yield "a/b.txt", b"x"
        raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="de schijf is vol"):
        write_folder(tmp_path / "made", files())
    assert list(tmp_path.iterdir()) == []
    write_folder(tmp_path / "made", [("a/b.txt", b"x")])
    assert (tmp_path / "made" / "a" / "b.txt").read_bytes() == b"x"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    """A NUL in a name is an error of that name, in both languages."""
    with pytest.raises(Exception, match="zo kan een bestand niet heten") as caught:
        write_whole(tmp_path / "a\0b", b"")
    assert caught.value.say("en").endswith(r"a\x00b: a file can't have this name")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    [
        ("advise", "--region", "zeeland", "--output", "a\0b.md"),
        ("questionnaire", "--output", "a\0b.xlsx"),
        ("ask", "--region", "zeeland", "--output", "a\0b.yaml"),
        ("schema", "region", "--output", "a\0b.json"),
        ("new", "plugin", "iets", "--output", "a\0b"),
        ("advise", "a\0b.yaml"),
        ("compare", "a\0b.yaml", "c.yaml"),
        ("lint", "a\0b"),
    ],
)
def test_a_command_refuses_a_name_that_no_file_can_have(words: tuple[str, ...]) -> None:
    """A program that runs a command inside its own process can give any name: one line, no traceback."""
    done = run(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert done.err.endswith(": zo kan een bestand niet heten\n")
