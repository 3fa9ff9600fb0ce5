"""
All that `make bench` measures: the yardstick with its peers, what was promised, and how it grows.

`--write` puts the figures into docs/performance.md and draws docs/performance.svg; `--full` measures for as long as
the promises say (hours).
"""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.bounds import bounds
from benchmarks.contest import contest
from benchmarks.curves import AXES, curves
from benchmarks.picture import picture
from benchmarks.report import bounds_table, contest_table, curves_table, report, written

DOCS = Path(__file__).resolve().parent.parent / "docs"


def main() -> None:
    """Measure, print as it goes; write where that is asked."""
    entries = contest()
    print(contest_table(entries), flush=True)
    promised = list(bounds(entries, full="--full" in sys.argv))
    print(bounds_table(promised), flush=True)
    axes = []
    for axis in AXES:
        axes.append(curves(axis))
        print(curves_table(axes[-1]), flush=True)
    if "--write" in sys.argv:
        page = DOCS / "performance.md"
        page.write_text(written(page.read_text("utf-8"), report(entries, promised, axes)), "utf-8")
        (DOCS / "performance.svg").write_text(picture(entries), "utf-8")


if __name__ == "__main__":
    main()
