"""What `make bench` writes is what docs/performance.md shows, and it checks whom it times."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks import beside, made, measure, peers, report
from benchmarks.bounds import Bound
from benchmarks.contest import TWO, UNKNOWN, Entry
from benchmarks.curves import AXES, Curve
from benchmarks.peers import trial
from benchmarks.picture import picture
from regiorules import Engine, Region
from tests.paths import ROOT

PAGE = ROOT / "docs" / "performance.md"
ENTRIES = [
    Entry("our compiled executor", "statuses of all rules", UNKNOWN, 20e-6, True),
    Entry("slow & steady", "a rule a rule", TWO, 2_000e-6),
    Entry("elsewhere", "a rule a rule", TWO, None),
]
BOUNDS = [
    Bound("quick enough", 1 / 12, 0.05),
    Bound("too slow", 3, 3.5),
    Bound("many", 8, 9.5, at_least=True),
    Bound("too few", 8, 7.5, at_least=True),
    Bound("not here", 2, None),
]


@pytest.fixture(scope="module")
def tried() -> dict[tuple[str, str], str]:
    """What is said of each peer in each form; in a process of its own, for some start threads."""
    command = [sys.executable, "-m", "benchmarks.peers.trial"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return {(peer, form): said for peer, form, said in (line.split("\t") for line in done.stdout.splitlines())}


@pytest.mark.parametrize(("peer", "form"), [(peer, form) for peer, _, form, _ in peers.FORMS])
def test_a_peer_that_is_installed_is_right(peer: str, form: str, tried: dict[tuple[str, str], str]) -> None:
    """Else `make bench` stops before it times anyone."""
    if tried[peer, form] == "not installed":
        pytest.skip(f"{peer} isn't installed; make bench installs it")
    assert tried[peer, form] == "right"


def test_a_peer_that_is_wrong_is_not_timed() -> None:
    """One that leaves out a rule in some case, or adds one."""
    program = trial.small()

    def right(facts: peers.Facts) -> set[str]:
        return peers.fixpoint(program, facts)

    peers.check("right", right, program, trial.CASES)
    for wrong in (lambda facts: right(facts) - {"rule_e"}, lambda facts: right(facts) | {"rule_e"}):
        with pytest.raises(peers.WrongAnswer, match=r"wrong: \['rule_e'\]"):
            peers.check("wrong", wrong, program, trial.CASES)


def test_the_small_program_tells_rules_apart() -> None:
    """Each rule holds in some case and not in another, so that none could be left out unseen."""
    holding = [peers.fixpoint(trial.small(), facts) for facts in trial.CASES]
    assert set.union(*holding) == set(trial.small().rules)
    assert set.intersection(*holding) == set()


def test_the_fixpoint_is_what_the_engine_finds() -> None:
    """On a program of other rules than the small one: two roads to one answer."""
    knowledge = made.knowledge(60, 12, 4)
    prepared = Engine(knowledge, "compiled").prepare(Region("X"))
    chance = random.Random(3)
    for _ in range(20):
        facts = {name: chance.randint(0, 4) for name in knowledge.vocabulary.facts}
        holding = {name for name, status in prepared.executor.run(facts).statuses.items() if status}
        assert peers.fixpoint(prepared.program, facts) == holding
    assert len(prepared.program.layers) == 4


def test_the_page_shows_what_is_written() -> None:
    """Between its two lines stand the tables of the writer, and writing them again changes nothing."""
    page = PAGE.read_text("utf-8")
    figures = page.split(report.BEGIN)[1].split(report.END)[0].strip("\n") + "\n"
    assert report.written(page, figures) == page
    heads = [line for line in figures.splitlines() if line.startswith(("| engine", "| what", "| over"))]
    tables = [report.contest_table(ENTRIES), report.bounds_table(BOUNDS)]
    assert heads[:2] == [table.splitlines()[0] for table in tables]
    assert [head.split(",")[0] for head in heads[2:]] == [f"| over {axis}" for axis in AXES]
    shown = {tuple(line.strip("| ").split(" | ")[:2]) for line in figures.splitlines()}
    assert {(peer, form) for peer, _, form, _ in peers.FORMS} - shown == set()


def test_the_page_says_of_every_bound_what_its_figures_say() -> None:
    """Nothing is called met by hand."""
    rows = [line.strip("|").split("|") for line in PAGE.read_text("utf-8").splitlines() if "| at " in line]
    assert len(rows) >= 12
    for what, bound, measured, said in ([cell.strip() for cell in row] for row in rows):
        _, least_or_most, limit = bound.split()
        found = float(measured.replace(",", "")) if measured else None
        if found == float(limit):
            continue  # rounded: either may be true
        right = Bound(what, float(limit), found, at_least=least_or_most == "least")
        assert report.said(right) == said, what


def test_a_bound_is_met_or_not_or_not_measured() -> None:
    """At most and at least, each on both sides; the limit itself is met."""
    assert [each.met for each in BOUNDS] == [True, False, True, False, None]
    assert Bound("just", 3, 3).met
    cells = [line.split(" | ")[-1].strip(" |") for line in report.bounds_table(BOUNDS).splitlines()[2:]]
    assert cells == ["met", "**not met**", "met", "**not met**", "not measured"]


def test_a_peer_that_is_absent_has_no_figure() -> None:
    """It is said to be absent, in the table and by having no bar."""
    ours, slow, absent = report.contest_table(ENTRIES).splitlines()[2:]
    assert ours == "| **our compiled executor** | statuses of all rules | three-valued, a fifth unknown | 20.0 | 1 |"
    assert slow.endswith("| 2,000.0 | 100 |")
    assert absent.endswith("| not installed |  |")


def test_the_picture_says_in_words_what_it_shows() -> None:
    """It is XML, has a bar for each figure, the longer the slower, and a title and a description."""
    name = "{http://www.w3.org/2000/svg}"
    root = ElementTree.fromstring(picture(ENTRIES))
    bars = [float(each.attrib["width"]) for each in root.iter(f"{name}rect") if each.attrib["class"] != "paper"]
    described = root.findtext(f"{name}desc") or ""
    assert len(bars) == 2
    assert bars[0] < bars[1]
    assert root.findtext(f"{name}title")
    assert "slow & steady, a rule a rule: 2,000.0 microseconds" in described
    assert "elsewhere" not in described


def test_the_exponent_is_that_of_the_largest_sizes() -> None:
    """A cost that is the same for any size bends the curve only below."""
    sizes = (10, 100, 1_000, 10_000)
    assert measure.exponent(sizes, [3e-6 * size**2 for size in sizes]) == pytest.approx(2)
    bent = Curve("rules", "x", {10: 0.5, 100: 0.01, 1_000: 0.1, 10_000: 1.0})
    assert bent.exponent == pytest.approx(1)
    assert Curve("rules", "x", {10: 0.1, 100: 0.2}).exponent is None


def test_subjects_take_turns() -> None:
    """Round by round, each once, in one order; the median counts, or the least."""
    turns: list[str] = []
    found = measure.interleaved({"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}, 3)
    assert turns == ["a", "b"] * 3
    assert set(found) == {"a", "b"}
    assert measure.interleaved({"a": lambda: None}, 3, of=len) == {"a": 3}


def test_a_revision_that_is_not_there_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an archive of the sources, which has no history."""
    monkeypatch.setattr(beside, "HERE", tmp_path)
    with beside.archived("f7bf8ac") as folder:
        assert folder is None
