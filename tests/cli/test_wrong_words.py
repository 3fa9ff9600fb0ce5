"""Command lines that can't be carried out: what was typed, what was expected, and no traceback."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from regiorules.authoring.testing import running
from tests.cli.results import CORE, FLEVOLAND, Run, refused, run_apart

DAYS = "2016-03-01, 1-3-2016 of 1 maart 2016"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["advise", "nowhere.yaml"], "nowhere.yaml"),
        (["advise", "."], "."),
        (["advise"], "--region"),
        (["advise", FLEVOLAND, "--region", "Zeeland"], "--region"),
        (["advise", "--region", "Zeland"], "Zeeland"),
        (["advise", "--region", "Zeeland", "--format", "latex"], "latex"),
        (["advise", "--region", "Zeeland", "--engine", "warp"], "warp"),
        (["advise", "--region", "Zeeland", "--lang", "fr"], "fr"),
        (["advise", "--region", "Zeeland", "--fromat", "json"], "--format"),
        (["advise", "--region", "Zeeland", "--ruleset", "kern"], "kern"),
        (["advise", "--region", "Zeeland", "--output", "/nowhere/advice.txt"], "/nowhere/advice.txt"),
        (["advise", "--region", "Zeeland", "--output", "/"], "/"),
        (["advise", "--region", "Zeeland", "--set", "large_cty=1000"], "large_city"),
        (["advise", "--region", "Zeeland", "--set", "large_city"], "large_city"),
        (["advise", "--region", "Zeeland", "--set", "large_city=veel"], "veel"),
        (["advise", "--region", "Zeeland", "--set", "large_city=-1"], "-1"),
        (["advise", "--region", "Zeeland", "--set", "sme_role=huge"], "huge"),
        (["advise", "--region", "Zeeland", "--set", "large_cities=3"], "large_cities"),
        (["advise", "--region", "Zeeland", "--profiles", "nowhere.csv"], "nowhere.csv"),
        (["advice"], "advice"),
        (["rules", "--statement", "S99"], "S99"),
        (["schema", "nothing"], "nothing"),
        (["regions", "--profiles", "nowhere.csv"], "nowhere.csv"),
    ],
    ids=lambda value: " ".join(Path(str(word)).name for word in value) if isinstance(value, list) else "",
)
def test_wrong_command_lines(run: Run, words: list[Any], said: str) -> None:
    """A command line that can't be carried out gives one line that names what is wrong, and exit code 2."""
    (line,) = refused(run(*words))
    assert said in line


def test_an_error_in_a_process_of_its_own() -> None:
    """Also in a shell an error is one line without a traceback; --debug shows the traceback."""
    (line,) = refused(run_apart("advise", "nowhere.yaml", "--lang", "en"))
    assert line == "nowhere.yaml: this file doesn't exist"
    debugged = run_apart("advise", "nowhere.yaml", "--debug")
    assert debugged.code != 0
    assert "Traceback" in debugged.err


def test_a_broken_rule_set_is_an_error(run: Run, tmp_path: Path) -> None:
    """A rule set with mistakes gives a line for each, and exit code 2."""
    folder = shutil.copytree(CORE, tmp_path / "core")
    wrong = (
        ("topics.yaml", "supralocal_employers >=", "supralocal_emplyers >="),
        ("routes.yaml", "== large", "== lage"),
    )
    for name, right, mistake in wrong:
        path = folder / "rules" / name
        text = path.read_text("utf-8")
        assert right in text
        path.write_text(text.replace(right, mistake, 1), "utf-8")
    lines = refused(run("advise", "--region", "Zeeland", "--ruleset", folder, "--lang", "en"), 2)
    for line, name, word in zip(lines, ("routes", "topics"), ("large", "supralocal_employers"), strict=True):
        assert re.match(re.escape(str(folder / "rules" / name)) + r"\.yaml:\d+:\d+ ", line)
        assert line.endswith(f"did you mean {word}?")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("exlain",), "exlain is geen opdracht; bedoelt u explain? (zie --help)"),
        (("qqq",), "qqq is geen opdracht (zie --help)"),
        (("serve",), "serve is geen opdracht; de plugin regiorules-web brengt hem, en is hier niet (zie --help)"),
        (("exlain", "--lang", "en"), "exlain isn't a command; do you mean explain? (see --help)"),
        (("qqq", "--lang", "en"), "qqq isn't a command (see --help)"),
        (("'s-Gravenhage",), "'s-Gravenhage is geen opdracht (zie --help)"),
        (("advise", "--on", "'s"), f"""--on: "'s" kan hier niet; verwacht: {DAYS} (zie --help)"""),
        (("advise", "--on", "2015-13-01"), f"--on: '2015-13-01' kan hier niet; verwacht: {DAYS} (zie --help)"),
        (
            ("advise", "--time-limit", "0"),
            "--time-limit: 0.0 kan hier niet; verwacht: een aantal seconden, meer dan 0 (zie --help)",
        ),
        (("batch", "--rows", "0"), "--rows: 0 kan hier niet; verwacht: een geheel getal vanaf 1 (zie --help)"),
        (("compare", "--format", "x"), "x is geen uitvoervorm (wel: json, markdown, ods, text, xlsx)"),
    ],
)
def test_a_slip_on_the_command_line_is_one_line_with_the_way_on(words: tuple[str, ...], line: str) -> None:
    """A command, a date, a number or a choice that can't be: what was typed, and what was expected."""
    done = running.run(*words)
    assert (done.code, done.out, done.err) == (2, "", f"{line}\n")
