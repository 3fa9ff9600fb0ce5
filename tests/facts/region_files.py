"""Region files as tests write them, and what is said of one."""

from __future__ import annotations

from pathlib import Path

from regiorules.errors import InputError
from regiorules.facts.region import read_region
from tests.mini import VOCABULARY, messages


def region_file(folder: Path, text: str, name: str = "regio.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(folder: Path, text: str, name: str = "regio.yaml") -> list[str]:
    """The messages about a region file, without its name."""
    path = region_file(folder, text, name)
    return [line.removeprefix(f"{path}:") for line in messages(InputError, read_region, path, VOCABULARY)]


def population(text: str) -> str:
    return f"region: R\nfacts:\n  municipalities:\n    - name: A\n      population: {text}\n"
