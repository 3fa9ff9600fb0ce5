"""The code that is made of rules is kept where that is asked for, and does the same when it is taken from there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from regiorules import Cache, Engine, load, region_of
from regiorules.engine import source

KNOWLEDGE = load("core")
FACTS: tuple[dict[str, Any], ...] = ({"regional_network": "loose"}, {"regional_network": {"at_most": "loose"}})


def assessed(cache: Cache | None) -> list[str]:
    """The assessments of a region of which is known, and one of which is partly known, by an engine of its own."""
    engine = Engine(evolve(KNOWLEDGE), "compiled", cache=cache)  # which remembers nothing of what was made of the other
    return [
        engine.assess(region_of({"region": "X", "facts": facts}, KNOWLEDGE.vocabulary)).to_json() for facts in FACTS
    ]


def test_it_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each of the two functions; another engine takes it from the cache, and one without a cache compiles anew."""
    compiled: list[str] = []

    def count(text: str, *given: Any) -> Any:
        compiled.append(text)
        return compile(text, *given)

    monkeypatch.setattr(source, "compile", count, raising=False)
    cache = Cache(tmp_path / "cache")
    first = assessed(cache)
    assert len(compiled) == len({*compiled}) == len(FACTS)
    assert assessed(cache) == first
    assert len(compiled) == len(FACTS)
    assert assessed(None) == first
    assert len(compiled) == 2 * len(FACTS)
    for path in cache.folder.iterdir():
        path.write_bytes(b"damaged")
    assert assessed(cache) == first
    assert len(compiled) == 3 * len(FACTS)


def test_nothing_is_kept_unless_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever uses the package in a program finds no files that nobody asked for."""
    monkeypatch.setenv("REGIORULES_CACHE", str(tmp_path / "cache"))
    assessed(None)
    assert list(tmp_path.iterdir()) == []
    load("core", cache=Cache(tmp_path / "asked"))
    assert [path.name for path in tmp_path.iterdir()] == ["asked"]
