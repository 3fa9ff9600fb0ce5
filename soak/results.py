"""What the parts of the soak found, each in a file of its own in build/soak, for docs/trust.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "build" / "soak"


def keep(name: str, found: dict[str, Any], *, said: bool = True) -> None:
    """Write what a part found, and print it where it is to be said."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, indent=1, ensure_ascii=False)
    (RESULTS / f"{name}.json").write_text(text + "\n", "utf-8")
    if said:
        print(f"{name}: {text}", flush=True)


def results() -> dict[str, dict[str, Any]]:
    """All that was kept, by the name of the part."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(RESULTS.glob("*.json"))}
