"""What this plugin promises by itself."""

import json
from pathlib import Path
from typing import Any

import pytest
import regiorules_example

PLUGINS = {"example": regiorules_example}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A region file with a fact of this plugin."""
    path = tmp_path / "region.json"
    facts = {"example_job_fair": "none", "regional_network": "loose"}
    path.write_text(json.dumps({"region": "Testregio", "facts": facts}))
    return path


def test_the_rules_join_the_advice(region: Path, regiorules_run: Any) -> None:
    """The recommendation stands in the advice, with its reason."""
    done = regiorules_run("advise", region, plugins=PLUGINS)
    assert (done.code, done.err) == (0, "")
    assert "Organiseer samen een banenmarkt" in done.out


def test_the_rules_ask_their_question(tmp_path: Path, regiorules_run: Any) -> None:
    """Without the fact the recommendation is open, and the question is asked."""
    path = tmp_path / "region.json"
    path.write_text('{"region": "Testregio", "facts": {"regional_network": "loose"}}')
    done = regiorules_run("explain", path, "example_hold_job_fair", plugins=PLUGINS)
    assert "Is er een banenmarkt voor de regio?" in done.out


@pytest.mark.parametrize(("language", "title"), [("nl", "Kort advies voor"), ("en", "Short advice for")])
def test_the_format_is_short(language: str, title: str, region: Path, regiorules_run: Any) -> None:
    """A title and a few lines, in both languages."""
    done = regiorules_run("advise", region, "--format", "example", "--lang", language, plugins=PLUGINS)
    assert done.out.startswith(f"{title} Testregio\n")
    assert 3 <= len(done.out.splitlines()) <= 8
