"""What a shell is offered where a person presses Tab: by the protocol that its script speaks."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from regiorules.cli.shells import SHELLS
from regiorules.plugins.names import COMMANDS
from tests.cli.results import DEFAULT, Run, done
from tests.mini import MINI
from tests.paths import ROOT

VOCABULARY = DEFAULT.vocabulary
APART = pytest.mark.parametrize("shell", SHELLS)


def offered(run: Run, *words: str, shell: str = "fish", **environment: str) -> dict[str, str]:
    """What a shell is offered for the last of these words, with its kind."""
    line = "\n".join(["regiorules", *words]) if shell in ("zsh", "powershell") else " ".join(["regiorules", *words])
    result = run(COMP_WORDS=line, _REGIORULES_COMPLETE=f"{shell}_complete", **environment)
    assert (result.code, result.err) == (0, "")
    lines = [line.split("\t") for line in result.out.splitlines() if line]
    assert all(len(each) == 3 for each in lines)
    return {value: kind for kind, value, _ in lines}


@APART
def test_commands(shell: str, run: Run) -> None:
    """All of them, and those that begin so."""
    assert {*COMMANDS} <= offered(run, "", shell=shell).keys()
    assert [*offered(run, "que", shell=shell)] == ["questionnaire", "questions"]


@APART
def test_options_and_their_values(shell: str, run: Run) -> None:
    """By name; a language, an executor."""
    assert {"--set", "--region", "--ruleset"} <= offered(run, "advise", "--", shell=shell).keys()
    assert [*offered(run, "advise", "--lang", "", shell=shell)] == ["nl", "en"]
    assert [*offered(run, "advise", "--engine", "c", shell=shell)] == ["compiled"]


@pytest.mark.parametrize(
    "command", ["advise", "ask", "explain", "questions", "compare", "figure", "rules", "history", "whatif"]
)
def test_regions(command: str, run: Run) -> None:
    """In any case, in each command that takes one."""
    assert [*offered(run, command, "--region", "zeel")] == ["Zeeland"]


def test_figures(run: Run) -> None:
    """By number, name or title, beside files."""
    assert {"1", "4", "division", "risks", "networks_position", ""} <= offered(run, "figure", "z.yaml", "").keys()
    assert [*offered(run, "figure", "z.yaml", "lokale")] == ["4", "networks_position", ""]


def test_regions_of_the_table_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    """A file that stands before it on the line."""
    table = tmp_path / "t.csv"
    table.write_text("region_number,region,municipality,population\n1,Zeldzaam,Goes,40000\n")
    assert [*offered(run, "advise", "--profiles", str(table), "--region", "Ze")] == ["Zeldzaam"]


def test_files_where_a_region_file_stands(run: Run) -> None:
    """The shell completes them, beside the tables by their name."""
    assert offered(run, "advise", "") == {"": "file"}
    assert offered(run, "advise", "--profiles", "20") == {"2026": "plain", "2016": "plain", "": "file"}
    assert offered(run, "advise", "--ruleset", "co") == {"core": "plain", "": "dir"}


def test_facts_and_assumptions_and_their_values(run: Run) -> None:
    """Every value that is offered is one."""
    asked = [name for name, fact in VOCABULARY.facts.items() if fact.asked]
    found = offered(run, "whatif", "--set", "")
    assert found == dict.fromkeys([f"{name}=" for name in (*asked, *VOCABULARY.parameters)], "part")
    for name in asked:
        values = [each.partition("=")[2] for each in offered(run, "whatif", "--set", f"{name}=")]
        fact = VOCABULARY.facts[name]
        assert {*fact.option_ids} <= {*values}
        assert fact.type != "yes_no" or {"ja", "nee"} <= {*values}
    assert [*offered(run, "whatif", "--set", "large_city=")] == [
        f"large_city={VOCABULARY.parameters['large_city'].value:g}"
    ]


def test_values_by_their_label_and_in_english(run: Run) -> None:
    """What a person knows of a value is its label."""
    assert [*offered(run, "whatif", "--set", "sme_role=groo")] == ["sme_role=large"]
    assert [*offered(run, "whatif", "--set", "outside_pull=y", REGIORULES_LANG="en")] == ["outside_pull=yes"]
    assert [*offered(run, "whatif", "--set", "nothing=")] == []


def test_of_a_set_the_next_option(run: Run) -> None:
    """Those that are chosen aren't offered again."""
    found = offered(run, "whatif", "--set", "cooperation_domains=youth,")
    options = [each for each in VOCABULARY.facts["cooperation_domains"].option_ids if each != "youth"]
    assert [*found] == [f"cooperation_domains=youth,{each}" for each in options]


def test_conclusions_and_facts_to_explain(run: Run) -> None:
    """Behind a file, and behind `--region`; also by the title."""
    every = {*DEFAULT.conclusions, *VOCABULARY.facts}
    assert {*offered(run, "explain", "x.yaml", "")} == every
    assert {*offered(run, "explain", "--region", "Zeeland", "")} == every
    name, known = next(iter(DEFAULT.conclusions.items()))
    first = known.title.nl.partition(" ")[0]
    assert name in offered(run, "explain", "x.yaml", first)


def test_formats_statements_schemas_rule_sets(run: Run) -> None:
    """What is registered."""
    assert {"text", "markdown", "json"} <= offered(run, "advise", "--format", "").keys()
    assert {*offered(run, "rules", "--statement", "S3")} == {
        each for each in DEFAULT.statements if each.startswith("S3")
    }
    assert {"region", "error"} <= offered(run, "schema", "").keys()
    assert {"core", "werkcentra", ""} == offered(run, "test", "").keys()


def test_another_rule_set(run: Run) -> None:
    """The facts and conclusions of the rule set on the line, not ours."""
    found = offered(run, "whatif", "--ruleset", str(MINI), "--set", "")
    assert "trust=" in found
    assert "sme_role=" not in found


def test_sources_and_their_files(run: Run, tmp_path: Path) -> None:
    """A shell can't look for files behind a `=` in a word."""
    (tmp_path / "a.yaml").write_text("")
    (tmp_path / "map").mkdir()
    (tmp_path / ".hidden").write_text("")
    assert offered(run, "advise", "--facts", "re") == {"region=": "part"}
    assert offered(run, "advise", "--facts", f"region={tmp_path}/") == {
        f"region={tmp_path}/a.yaml": "plain",
        f"region={tmp_path}/map/": "part",
    }


def test_option_and_value_in_one_word(run: Run, tmp_path: Path) -> None:
    """`--set=fact`: whole words, but to Bash, which takes what stands behind `=` as a word of its own."""
    for shell in ("zsh", "fish", "powershell"):
        assert [*offered(run, "advise", "--set=sme_role=la", shell=shell)] == ["--set=sme_role=large"]
    assert [*offered(run, "advise", "--set=sme_role=la", shell="bash")] == ["large"]
    (tmp_path / "b.md").write_text("")
    assert [*offered(run, "advise", f"--output={tmp_path}/b")] == [f"--output={tmp_path}/b.md"]


@pytest.mark.parametrize(
    ("shell", "typed", "value"),
    [
        ("bash", "--region Groot", r"Groot\ Amsterdam"),
        ("bash", '--region "Groot', "Groot Amsterdam"),
        ("bash", r"--region Groot\ Am", r"Groot\ Amsterdam"),
        ("bash", "--set sme_role=la", "large"),
        ("bash", "--set 'sme_role=la", "sme_role=large"),
        ("bash", "--set sme_role='la", "large"),
        ("zsh", "--region\n'Groot", "Groot Amsterdam"),
        ("zsh", "--region\nGroot\\ A", "Groot Amsterdam"),
        ("fish", "--region Groot", "Groot Amsterdam"),
        ("powershell", "--region\nGroot", "'Groot Amsterdam'"),
        ("powershell", "--region\n'Groot A", "'Groot Amsterdam'"),
        ("powershell", "--set\nsme_role=la", "sme_role=large"),
    ],
)
def test_quotes_as_the_shell_wants_them(shell: str, typed: str, value: str, run: Run) -> None:
    """Names of two words, and words that are in quotes already."""
    between = "\n" if shell in ("zsh", "powershell") else " "
    result = run(COMP_WORDS=between.join(("regiorules", "advise", typed)), _REGIORULES_COMPLETE=f"{shell}_complete")
    assert [line.split("\t")[1] for line in result.out.splitlines() if line] == [value]


@APART
@pytest.mark.parametrize(
    "line",
    [
        "",
        "regiorules",
        "regiorules nothing ",
        "regiorules advise --ruleset gone --region ",
        "regiorules advise --profiles gone.csv --region ",
        "regiorules advise --on 2016-13-99 --region ",
        "regiorules advise --on 2016 --on 2017 --set nothing= ",
        "regiorules advise --nothing ",
        "regiorules advise --facts region=/nowhere/at/all/",
        "regiorules advise '",
        'regiorules advise "\\',
        "regiorules advise \u202e",
        "regiorules --version ",
        "regiorules --time-limit nan ",
    ],
)
def test_nothing_wrong_is_ever_said(shell: str, line: str, run: Run) -> None:
    """What is on the line may be wrong in any way: there is less to offer, and no error."""
    words = line.replace(" ", "\n") if shell in ("zsh", "powershell") else line
    result = run(COMP_WORDS=words, _REGIORULES_COMPLETE=f"{shell}_complete")
    assert (result.code, result.err) == (0, "")
    assert all(line.count("\t") == 2 for line in result.out.splitlines() if line)


def installed(folder: Path, name: str, line: str, source: Path | None = None) -> subprocess.CompletedProcess[str]:
    """What is offered in a process of its own, where a plugin is installed."""
    dist = folder / f"{name}-1.0.dist-info"
    dist.mkdir(exist_ok=True)
    (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (dist / "entry_points.txt").write_text(f"[regiorules]\n{name} = {name}\n")
    path = ":".join(map(str, (ROOT, folder, *([source] if source else []))))
    return subprocess.run(
        [sys.executable, "-m", "regiorules"],
        env={
            "COMP_WORDS": line,
            "_REGIORULES_COMPLETE": "fish_complete",
            "PATH": "/usr/bin",
            "HOME": str(folder),
            "PYTHONPATH": path,
        },
        capture_output=True,
        check=True,
        text=True,
    )


def test_a_plugin_that_is_wrong_or_talks_is_not_heard(tmp_path: Path) -> None:
    """One that prints, and then can't be imported: what is there is offered all the same."""
    wrong = "print('plain\\tnoise\\t')\nimport sys; sys.stderr.write('noise')\nraise OSError\n"
    (tmp_path / "talker.py").write_text(wrong)
    for line, value in (("regiorules advise --format ", "markdown"), ("regiorules ad", "advise")):
        found = installed(tmp_path, "talker", line)
        assert (found.stderr, "noise" in found.stdout) == ("", False)
        assert f"plain\t{value}\t" in found.stdout


@pytest.mark.parametrize(
    ("name", "line", "value"),
    [
        ("regiorules_friesland", "regiorules pos", "postcode"),
        ("regiorules_friesland", "regiorules advise --facts ", "postcodes="),
        ("regiorules_example", "regiorules advise --format ex", "example"),
        ("regiorules_example", "regiorules advise --ruleset ex", "example"),
    ],
)
def test_what_a_plugin_brings_is_offered(name: str, line: str, value: str, tmp_path: Path) -> None:
    """Its commands, formats, rule sets and sources."""
    found = installed(tmp_path, name, line, ROOT / "plugins" / name.replace("_", "-") / "src")
    assert value in [each.split("\t")[1] for each in found.stdout.splitlines() if each]
    assert found.stderr == ""


def test_what_is_hostile_in_a_rule_set_is_text(run: Run, tmp_path: Path) -> None:
    """A region the name of which is a command for the shell, or for the terminal."""
    table = tmp_path / "t.csv"
    table.write_text('region_number,region,municipality,population\n1,"$(touch x)`;\x1b[2J",Goes,40000\n')
    line = f"regiorules advise --profiles {table} --region "
    result = run(COMP_WORDS=line, _REGIORULES_COMPLETE="bash_complete")
    assert "\x1b" not in result.out
    (found,) = [line.split("\t")[1] for line in result.out.splitlines() if line]
    assert found.startswith(r"\$\(touch\ x\)\`\;")


@APART
def test_scripts(shell: str, run: Run) -> None:
    """The command writes the script of a shell; so does the variable, as with every program that click made."""
    script = done(run("completion", shell)).out
    assert f"_REGIORULES_COMPLETE={shell}_complete" in script.replace(" = '", "=")
    assert run(_REGIORULES_COMPLETE=f"{shell}_source").out.rstrip() == script.rstrip()
    assert run(_REGIORULES_COMPLETE="csh_source").code == 1
    assert run(_REGIORULES_COMPLETE=f"{shell}_dance").code == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_how_to_install_each(language: str, run: Run) -> None:
    """Without a shell; the help says so too."""
    said = done(run("completion", "--lang", language)).out
    assert all(re.search(rf"(?m)regiorules completion {shell}", said) for shell in SHELLS)
    assert "bash, zsh, fish, PowerShell" in run("completion", "--help", REGIORULES_LANG=language).words
