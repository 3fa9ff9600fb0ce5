"""
Small inputs that once went wrong, and what each must give now.

They stand beside the project, in `../shared/cases/inputs`; where that folder isn't there, these tests are skipped.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from regiorules import Assessment, InputError, load, make_advice, region_of, render_advice
from regiorules.authoring.testing import running
from regiorules.engine import rete
from regiorules.engine.engine import Engine
from regiorules.plugins import load_plugins
from tests.commands import flat, run
from tests.paths import ROOT, SHARED

INPUTS = SHARED
HOSTILE = INPUTS / "hostile"
pytestmark = pytest.mark.skipif(not INPUTS.is_dir(), reason="the inputs that lie beside the project aren't here")
sys.path.append(str(ROOT / "plugins" / "regiorules-docx" / "src"))
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
SECONDS = 60  # far more than any of these takes, far less than for ever

CASES: dict[str, Callable[[Path], None]] = {}


def case(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register what is expected of the inputs whose name begins like this."""

    def add(check: Callable[[Path], None]) -> Callable[[Path], None]:
        CASES[name] = check
        return check

    return add


def in_readme() -> list[str]:
    """The inputs that the README beside them names."""
    rows = re.findall(r"^\| ([^|]+) \|", (INPUTS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    names = [re.split("[.*]", name)[0].rstrip("-") for row in rows for name in row.split(", ")]
    return [name for name in names if name not in ("input", "", "F08-ruleset-fryslan")]  # with F08-nfd-region


def test_every_input_of_the_readme_has_a_case() -> None:
    """None is forgotten, and none is made up."""
    assert sorted(CASES) == sorted(in_readme())


def copied(name: str, folder: Path) -> Path:
    """A copy of an input, to be written to."""
    found = next(INPUTS.rglob(f"{name}*"))
    return Path(shutil.copyfile(found, folder / found.name))


def zeeland(ruleset: str, *words: str) -> tuple[int, str, str]:
    """The advice for Zeeland by a rule set among the inputs, as JSON."""
    return run("advise", "--region", "Zeeland", "--ruleset", INPUTS / ruleset, "--format", "json", *words)


def dated(name: str, folder: Path) -> Path:
    """A copy of a region file whose dates are no dates, with real ones."""
    path = copied(name, folder)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r'date: "[^"]*"', "date: 2016-03-01", text), encoding="utf-8")
    return path


def script(*words: object, **variables: str) -> str:
    """What a script prints; it must end by itself."""
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        capture_output=True, text=True, timeout=SECONDS, env={**os.environ, **variables}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


# --- rule sets and tables -------------------------------------------------------------------


@case("F02-thousands-rule")
def _(_: Path) -> None:
    code, out, err = run("lint", INPUTS / "F02-thousands-rule")
    assert code in (1, 2)
    assert "ruleset.yaml:" in out + err
    assert "400.000" in out + err


@case("F04-thousands-table")
def _(_: Path) -> None:
    code, out, err = zeeland("F04-thousands-table", "--set", "v_num=500")
    assert (code, err) == (0, "")
    assert Assessment.from_json(out).value("v_out") == "one"


@case("F05-dash-range-table")
def _(_: Path) -> None:
    code, out, err = zeeland("F05-dash-range-table", "--set", "v_num=15")
    assert code == 0 or "t.csv:2" in err
    assert code == 2 or Assessment.from_json(out).value("v_out") == "one"


@case("F06-yml-ignored")
def _(_: Path) -> None:
    code, out, err = run("lint", INPUTS / "F06-yml-ignored")
    assert code == 2
    assert "extra.yml" in out + err


@case("F16-expired-rule")
def _(_: Path) -> None:
    given = ("--ruleset", INPUTS / "F16-expired-rule", "--on", "2026-07-01")
    code, out, _err = run("explain", "--region", "Zeeland", "v_two", *given)
    assert code == 0
    assert "niet van kracht" in flat(out)
    assert re.search("30 juni 2026|2026-06-30|30-0?6-2026", out)
    assert "v-b" in out


@case("F17-until-before-from")
def _(_: Path) -> None:
    code, out, err = run("lint", INPUTS / "F17-until-before-from")
    text = (INPUTS / "F17-until-before-from" / "ruleset.yaml").read_text(encoding="utf-8")
    assert code == 2
    assert all(day in out + err for day in re.findall(r"valid_\w+: ([\d-]+)", text)[-2:])


@case("F25-sep-line")
def _(_: Path) -> None:
    code, out, err = run("lint", INPUTS / "F25-sep-line")
    assert code in (0, 1), err
    assert "sep=" not in out + err


@case("F37-gap")
def _(_: Path) -> None:
    code, out, err = run("lint", INPUTS / "F37-gap")
    assert code == 1
    assert re.search(r"\b1\b", out + err)


# --- region files -----------------------------------------------------------------------------


@case("F07-nfd-counted-twice")
def _(_: Path) -> None:
    code, _out, err = run("advise", INPUTS / "F07-nfd-counted-twice.yaml")
    assert code == 2
    assert "F07-nfd-counted-twice.yaml:" in err


@case("F08-nfd-region")
def _(_: Path) -> None:
    given = ("--ruleset", INPUTS / "F08-ruleset-fryslan", "--format", "json")
    code, out, _err = run("advise", INPUTS / "F08-nfd-region.yaml", *given)
    assert code == 0
    assert {each.id for each in Assessment.from_json(out).rulesets} == {"core", "veld"}


@case("F19-semicolon-profile")
def _(_: Path) -> None:
    code, out, err = run("regions", "--profiles", INPUTS / "F19-semicolon-profile.csv", "--format", "json")
    assert (code, err) == (0, "")
    assert out.count('"municipalities"') == 35


@case("F21-escape")
def _(folder: Path) -> None:
    refused = run("advise", INPUTS / "F21-escape.yaml")  # for a date that doesn't exist
    path = dated("F21-escape", folder)
    notes = [run("advise", path), run("advise", path, "--format", "markdown"), run("explain", path, "via_subregional")]
    assert [code for code, _, _ in notes] == [0, 0, 0]
    assert [found for _, out, err in (refused, *notes) for found in RAW.findall(out + err)] == []
    report = folder / "report.docx"
    plugins = {"docx": importlib.import_module("regiorules_docx")}
    assert running.run("advise", path, "--output", report, plugins=plugins).code == 0
    assert RAW.findall(words_of(report)) == []


def words_of(report: Path) -> str:
    """All text in a Word document."""
    import docx

    document = docx.Document(str(report))
    return "".join(node.text or "" for node in document.element.iter() if isinstance(node.tag, str))


@case("F24a-newline-before-colon")
def _(_: Path) -> None:
    assert run("advise", INPUTS / "F24a-newline-before-colon.json")[0] == 0


@case("F24d-nel")
def _(_: Path) -> None:
    path = INPUTS / "F24d-nel.json"
    code, out, err = run("advise", path, "--format", "json")
    assert code == 2 or "\x85" in out or "\\u0085" in out
    assert code == 0 or "F24d-nel.json:" in err


@case("F27-copied-sheet")
def _(_: Path) -> None:
    pytest.importorskip("openpyxl")
    code, _out, err = run("advise", INPUTS / "F27-copied-sheet.xlsx")
    assert code == 2
    assert "Feiten (2)" in err


@case("F_markdown_fence")
def _(folder: Path) -> None:
    path = copied("F_markdown_fence", folder)
    plain = folder / "plain.yaml"
    plain.write_text("region: X\nfacts: {}\n", encoding="utf-8")
    headings = [headings_of(run("advise", each, "--format", "markdown")[1]) for each in (path, plain)]
    assert len(headings[0]) == len(headings[1]) > 1


def headings_of(markdown: str) -> list[str]:
    """The headings that a reader of Markdown sees: those outside a fence."""
    found, fenced = [], False
    for line in markdown.splitlines():
        if re.match(r" {0,3}(```|~~~)", line):
            fenced = not fenced
        elif line.startswith("#") and not fenced:
            found.append(line)
    return found


@case("srcs1000")
def _(_: Path) -> None:
    code, _out, err = run("advise", HOSTILE / "srcs1000.yaml")
    assert code == 2
    assert len(err.splitlines()) <= 102
    assert re.search(r"\b900\b", err.splitlines()[-1])


# --- the interview ----------------------------------------------------------------------------


@case("F10-ask-none")
def _(folder: Path) -> None:
    asked = run("ask", copied("F10-ask-none", folder), stdin="?\n" * 100)[1].split("Antwoord>")
    skipped = next(number for number, question in enumerate(asked) if "Op welke terreinen" in question)
    path = copied("F10-ask-none", folder)
    code, out, _err = run("ask", path, stdin="?\n" * skipped + "geen\nstop\n")
    assert code == 0
    assert "terreinen" not in out.rpartition("Antwoord>")[0].rpartition("Antwoord>")[2]
    assert "cooperation_domains: []" in path.read_text(encoding="utf-8")


@case("F11-ask-tab")
def _(folder: Path) -> None:
    saved_or_refused(copied("F11-ask-tab", folder))


@case("F35-layout")
def _(folder: Path) -> None:
    path = copied("F35-layout", folder)
    before = path.read_bytes()
    assert run("ask", path, stdin="stop\n")[0] == 0
    assert path.read_bytes() == before
    assert run("ask", path, stdin="1\nstop\n")[0] == 0
    left = path.read_bytes().splitlines()
    assert len(left) == len(before.splitlines()) + 1
    assert [line for line in left if line in before.splitlines()] == before.splitlines()


@case("F_ask_tab")
def _(folder: Path) -> None:
    saved_or_refused(copied("F_ask_tab", folder))


@case("fz-yamlsave")
def _(folder: Path) -> None:
    for path in sorted(HOSTILE.glob("fz-yamlsave-*")):
        saved_or_refused(copied(path.name, folder))


def saved_or_refused(path: Path) -> None:
    """The answer `1` is in the file afterwards, or the file is refused before the first question."""
    before = path.read_bytes()
    code, out, err = run("ask", path, stdin="1\nstop\n")
    if code == 2:
        assert path.read_bytes() == before
        assert "?" not in out
        assert f"{path.name}" in err
    else:
        assert (code, path.read_bytes() != before) == (0, True)
        assert run("advise", path)[0] == 0


# --- what is hostile ----------------------------------------------------------------------------


@case("F01b_locale_minimal")
def _(folder: Path) -> None:
    if not rete.available():
        pytest.skip("durable-rules isn't installed")
    if shutil.which("localedef") is None or not Path("/usr/share/i18n/locales/nl_NL").exists():
        pytest.skip("localedef can't make a Dutch locale here (Debian: locales)")
    made = ["localedef", "-i", "nl_NL", "-f", "UTF-8", str(folder / "nl_NL.UTF-8")]
    subprocess.run(made, check=True, capture_output=True)
    out = script(HOSTILE / "F01b_locale_minimal.py", "nl_NL.UTF-8", LOCPATH=str(folder))
    assert [line.split()[-1] for line in out.splitlines()] == ["same"] * 4


@case("mkrs")
def _(folder: Path) -> None:
    region = folder / "region.yaml"
    region.write_text("region: X\nfacts: {f0: 3}\n", encoding="utf-8")
    for kind, size in (("chain", 511), ("own", 511), ("wide", 3000), ("chain", 200)):
        script(HOSTILE / "mkrs.py", kind, size, folder / f"{kind}{size}")
    command = ("-m", "regiorules")
    script(*command, "advise", region, "--ruleset", folder / "chain511")
    script(*command, "advise", region, "--ruleset", folder / "wide3000")
    script(*command, "explain", region, "c199", "--ruleset", folder / "chain200")
    asked = subprocess.run(
        [sys.executable, *command, "ask", region, "--ruleset", folder / "own511"],
        input="1\nstop\n", text=True, capture_output=True, timeout=SECONDS, check=False,
    )  # fmt: skip
    assert asked.returncode == 0, asked.stderr


@case("F_dup_options_303")
def _(_: Path) -> None:
    if not rete.available():
        pytest.skip("durable-rules isn't installed")
    assert script(HOSTILE / "F_dup_options_303.py", 40, 300).strip() == "40 {'ok': 900}"


@case("F_session_leak")
def _(_: Path) -> None:
    if not rete.available():
        pytest.skip("durable-rules isn't installed")
    for line in script(HOSTILE / "F_session_leak.py").splitlines():
        sizes = [int(size) for size in line.rpartition("[")[2].rstrip("]").split(",")]
        assert sizes[-1] - sizes[1] < 20, line  # it was 8 MB a session


@case("F_plugin_mutates")
def _(_: Path) -> None:
    module = ModuleType("mutates")
    exec((HOSTILE / "F_plugin_mutates.py").read_text(encoding="utf-8"), module.__dict__)
    knowledge = load("core")
    assessment = Engine(knowledge, "compiled").assess(region_of({"region": "X"}, knowledge.vocabulary))
    alone = render_advice(make_advice(assessment, knowledge))
    notes, problems = load_plugins(only=(), modules={"mutates": module}).notes(assessment, knowledge)
    assert render_advice(make_advice(assessment, knowledge, notes=notes)) == alone
    assert ["mutates" in problem.say() for problem in problems] == [True]


@case("F_ask_json")
def _(folder: Path) -> None:
    saved_or_refused(copied("F_ask_json", folder))


@case("fz-assess")
def _(_: Path) -> None:
    for path in sorted(HOSTILE.glob("fz-assess-*.json")):
        with pytest.raises(InputError):
            Assessment.from_json(path.read_text(encoding="utf-8"))


@case("F_terminal_evil")
def _(folder: Path) -> None:
    for path in (HOSTILE / "F_terminal_evil.yaml", dated("F_terminal_evil", folder)):
        for form in ("text", "markdown"):
            _code, out, err = run("advise", path, "--format", form)
            assert RAW.findall(out + err) == []


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_input_gives_what_it_must(name: str, tmp_path: Path) -> None:
    """What the README beside the inputs says of this one."""
    CASES[name](tmp_path)
