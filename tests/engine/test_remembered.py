"""What is remembered from one assessment to the next: it changes no answer, and doesn't grow without end."""

from __future__ import annotations

from typing import Any

import pytest

from regiorules.engine import plan
from regiorules.engine.engine import Engine
from regiorules.facts.region import Region
from tests.engine.keeping import CITIES, region
from tests.mini import KNOWLEDGE

REGIONS = [
    Region("R"),
    region(trust="low"),
    region(trust="low", municipalities=CITIES),
    region(strategy_agreed=True, domains=["work"]),
    region(strategy_agreed=False, domains=["work", "care"], budget=5),
]


def written(engine: Engine, case: Region) -> Any:
    return engine.assess(case).to_data()


@pytest.mark.parametrize("most", [1, 5, plan._MOST_STATES])
def test_what_others_were_told_changes_nothing(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan, "_MOST_STATES", most)
    shared = Engine(KNOWLEDGE, "compiled")
    for case in [*REGIONS, *REGIONS[::-1]]:
        assert written(shared, case) == written(Engine(KNOWLEDGE, "compiled"), case)
        assert 0 < len(shared.prepare(case).plan._states) <= most


def test_what_is_the_same_is_one_value() -> None:
    engine = Engine(KNOWLEDGE, "compiled")
    one, other = (engine.assess(Region(name)) for name in ("A", "B"))
    assert all(state is other.conclusions[name] for name, state in one.conclusions.items() if not state.records)
