"""The parts of the soak: what runs in them is there, and what failed or was skipped is said."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from soak import mutation, running
from soak.__main__ import main, report
from soak.mutants import mutants
from soak.mutation import Tried, digest, left
from soak.page import told
from soak.parts import PARTS, Part
from soak.reached import Reached
from tests.paths import ROOT

TESTS = """
import pytest

def test_one(record_property):
    record_property("moments", 7)

def test_two():
    pytest.skip("no such thing here")

def test_three():
    assert {right}
"""


def test_the_shares_are_of_one_whole_and_all_that_they_name_is_there() -> None:
    """A part that runs nothing would never fail."""
    assert sum(each.share for each in PARTS) == pytest.approx(1)
    words = [word for each in PARTS for word in shlex.split(each.words)]
    paths = [word.partition("=")[2] or word for word in words if "/" in word and not word.startswith("build/")]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []


OTHER = 'import pytest\n\npytest.importorskip("no_such_module", reason="it isn\'t installed")\n'


@pytest.mark.parametrize("right", [True, False])
def test_what_failed_and_what_was_skipped_is_said(right: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its reason; and what tests noted is counted."""
    monkeypatch.setattr(running, "RESULTS", tmp_path)
    monkeypatch.setattr(running, "keep", lambda name, found: None)
    (tmp_path / "test_it.py").write_text(TESTS.format(right=right))
    (tmp_path / "test_other.py").write_text(OTHER)
    part = Part("some", "a few", f"pytest -c {tmp_path}/none.ini --rootdir {tmp_path} {tmp_path}", 1)
    (tmp_path / "none.ini").write_text("[pytest]\n")
    ran = running.run(part, 0)
    assert (ran.failed, ran.rounds, ran.tests, ran.noted) == (not right, 1, 2, {"moments": 7})
    said = report([ran])
    assert "skipped: 1 × no such thing here" in said
    assert "skipped: 1 × it isn't installed" in said
    assert ("failed: some" in said) is not right
    assert told({"failed": ran.failed, "tests": 2, "moments": 7, "seconds": 1}).startswith("**failed**") is not right


def test_a_part_that_does_not_end_has_failed() -> None:
    """It is stopped, with what it started."""
    code, said = running._watched([sys.executable, "-c", "import time; time.sleep(600)"], {}, 0.2)
    assert (code, "didn't end" in said) == (1, True)


def test_ctrl_c_says_what_ran_until_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a traceback; the page has the figures of what ran."""

    def run(part: Part, seconds: float) -> running.Ran:
        if part is PARTS[1]:
            raise KeyboardInterrupt
        return running.Ran(part.name, rounds=1, tests=3)

    written: list[bool] = []
    monkeypatch.setattr("soak.__main__.run", run)
    monkeypatch.setattr("soak.page.main", lambda: written.append(True))
    monkeypatch.setattr(sys, "argv", ["soak"])
    assert main() == 130
    said = capsys.readouterr().out
    assert f"ok     {PARTS[0].name}" in said
    assert PARTS[1].name not in said
    assert written == [True]


def test_ctrl_c_stops_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is ended at once, not waited for."""
    started: list[subprocess.Popen[str]] = []

    def communicate(process: subprocess.Popen[str], **_: object) -> None:
        started.append(process)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "communicate", communicate)
    with pytest.raises(KeyboardInterrupt):
        running._watched([sys.executable, "-c", "import time; time.sleep(600)"], {}, 60)
    assert started[0].returncode == -signal.SIGKILL


def test_the_quickest_tests_of_the_room_that_reach_a_line_come_first() -> None:
    """Those of others after these; nothing where only importing reaches it."""
    path = Path("x.py")
    own, slow, other = "tests/a/test_x.py::test_1", "tests/a/test_x.py::test_2[p]", "tests/b/test_y.py::test_3"
    lines = {1: frozenset({own, slow, other, ""}), 2: frozenset({other}), 3: frozenset({""})}
    times = {("tests.a.test_x", "test_1"): 0.5, ("tests.a.test_x", "test_2[p]"): 5.0, ("tests.b.test_y", "test_3"): 0.1}
    reached = Reached({path: lines}, times)
    assert reached.tests(path, 1, "tests/a/", 60) == (own, slow, other)
    assert reached.tests(path, 1, "tests/a/", 3) == (own,)
    assert reached.tests(path, 2, "tests/a/", 3) == (other,)
    assert reached.tests(path, 3, "tests/a/", 3) is None
    assert reached.tests(path, 4, "tests/a/", 3) == ()
    assert Reached({path: lines}, times, frozenset({("tests.a.test_x", "test_1")})).tests(path, 1, "tests/a/", 60) == (
        slow,
        other,
    )
    assert reached.tests(Path("changed.py"), 1, "tests/a/", 3) is None


def test_mutation_goes_on_where_the_run_before_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What wasn't noticed comes first, what was isn't tried again; of a module that has changed nothing is known."""
    monkeypatch.setattr(mutation, "ROOT", tmp_path)
    path = tmp_path / "x.py"
    path.write_text("def f(a):\n    return a + 1 if a else 2\n", "utf-8")
    every = [Tried(path, each, (), 0) for each in mutants(path.read_text("utf-8"))]
    noticed, missed, *fresh = every
    before = {noticed.key: True, missed.key: False}
    assert left(every, before) == [missed, *fresh]
    path.write_text("def f(a):\n    return a + 1 if a else 3\n", "utf-8")
    digest.cache_clear()
    assert left(every, before) == every
