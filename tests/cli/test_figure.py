"""`regiorules figure`: on the screen, as SVG, PNG or JSON, of one region or several."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.commands import run
from tests.paths import REGIONS

CORE = ("--ruleset", "core")
ZEELAND, FRIESLAND = REGIONS / "zeeland.yaml", REGIONS / "friesland.yaml"


def svg(path: Path) -> ElementTree.Element:
    """The drawing in a file."""
    return ElementTree.fromstring(path.read_text("utf-8"))


def test_it_draws_on_the_screen() -> None:
    """By number and by name the same, with the region's place and what the axes are called."""
    code, out, err = run("figure", ZEELAND, "4", *CORE)
    assert (code, err) == (0, "")
    assert out.startswith("Figuur 4. Lokale en regionale werkgeversnetwerken\n═")
    assert "Lokale netwerken →" in out
    assert run("figure", ZEELAND, "networks_position", *CORE)[1] == out


def test_the_name_of_the_file_says_the_format(tmp_path: Path) -> None:
    """SVG that is well-formed; JSON with the same drawing and its words."""
    for name in ("f.svg", "f.json"):
        code, _, err = run("figure", ZEELAND, "3", *CORE, "--output", tmp_path / name, "--lang", "en")
        assert (code, err) == (0, f"written: {tmp_path / name}\n")
    data = json.loads((tmp_path / "f.json").read_text("utf-8"))
    assert data["svg"] == (tmp_path / "f.svg").read_text("utf-8")
    title, words = svg(tmp_path / "f.svg")[:2]
    assert (title.text, words.text) == (data["title"], data["text"])
    assert data["title"] == "Figure 3. System and effort in building the region"


def test_it_draws_pixels(tmp_path: Path) -> None:
    """A PNG, at twice the size."""
    pytest.importorskip("resvg_py")
    assert run("figure", ZEELAND, "division", *CORE, "--output", tmp_path / "f.png")[0] == 0
    assert (tmp_path / "f.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["1", "4", "division", "risks"])
def test_a_known_region_is_drawn(name: str, tmp_path: Path) -> None:
    """From its name alone, every figure."""
    assert run("figure", "--region", "Flevoland", name, *CORE, "--output", tmp_path / "f.svg")[0] == 0
    assert svg(tmp_path / "f.svg").get("role") == "img"


def test_several_regions_stand_in_one_figure(tmp_path: Path) -> None:
    """Files and names of known regions together."""
    words = ("figure", ZEELAND, FRIESLAND, "4", "--region", "Flevoland", *CORE)
    code, out, _ = run(*words)
    assert code == 0
    assert all(f"{number}. {name}: " in out for number, name in enumerate(("Zeeland", "Friesland", "Flevoland"), 1))
    assert run(*words, "--output", tmp_path / "f.svg")[0] == 0
    assert "Zeeland: " in str(svg(tmp_path / "f.svg")[1].text)


def test_what_is_known_moves_the_region() -> None:
    """`--set` is heeded, as in every command."""
    known = ("--set", "local_networks=loose", "--set", "regional_network=loose")
    assert "● Hier staat de regio: lokaal en regionaal nog los" in run("figure", ZEELAND, "4", *CORE, *known)[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((ZEELAND,), "geef na de regio ook de figuur: regiorules figure REGIO 4"),
        ((), "geef na de regio ook de figuur"),
        (("4",), "geef een regiobestand of --region NAAM"),
        ((ZEELAND, "divison"), "divison is geen figuur (wel: 1, 2, 3, 4, division, risks, "),
        ((ZEELAND, FRIESLAND, "risks"), "de figuur risks is er voor één regio"),
        ((ZEELAND, "4", "--output", "f.md"), "markdown is geen uitvoervorm (wel: text, svg, png, json)"),
        ((ZEELAND, "4", "--output", "f.pdf"), "geen uitvoervorm schrijft een bestand op .pdf"),
        ((ZEELAND, "4", "--output", "f.svg", "--format", "png"), "een bestand op .svg is er voor svg, niet voor png"),
        (("gone.yaml", "4"), "gone.yaml: "),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(words: tuple[object, ...], said: str) -> None:
    """And nothing is written."""
    code, out, err = run("figure", *words, *CORE)
    assert (code, out) == (2, "")
    assert said in err
    assert len(err.splitlines()) == 1
    assert not Path("f.svg").exists()
