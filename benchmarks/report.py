"""The figures as Markdown, for docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from benchmarks.bounds import Bound
from benchmarks.contest import Entry
from benchmarks.curves import Curve
from benchmarks.measure import table

BEGIN, END = "<!-- figures: `make bench` writes what stands between these lines -->\n", "<!-- end of the figures -->\n"


def machine() -> str:
    """What kind of machine it was, and nothing that says which."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def contest_table(entries: Sequence[Entry]) -> str:
    """Every engine in every form, with its time and how many times that of ours."""
    first = next(each.seconds for each in entries if each.ours and each.seconds)
    rows = [
        (f"**{each.engine}**" if each.ours else each.engine, each.form, each.answers, *_times(each.seconds, first))
        for each in entries
    ]
    return table(("engine", "form", "answers", "µs an assessment", "times our quickest"), rows)


def _times(seconds: float | None, first: float) -> tuple[str, str]:
    return ("not installed", "") if seconds is None else (f"{1e6 * seconds:,.1f}", figure(seconds / first))


def bounds_table(bounds: Sequence[Bound]) -> str:
    """Every bound with what was measured."""
    rows = [
        (
            each.what,
            f"at {'least' if each.at_least else 'most'} {figure(each.limit)}",
            "" if each.found is None else figure(each.found),
            said(each),
        )
        for each in bounds
    ]
    return table(("what", "bound", "measured", ""), rows)


def said(bound: Bound) -> str:
    """In a word or two whether it is met."""
    return {True: "met", False: "**not met**", None: "not measured"}[bound.met]


def curves_table(curves: Sequence[Curve]) -> str:
    """The curves along one axis, in milliseconds, with their exponents."""
    sizes = sorted({size for each in curves for size in each.times})
    rows = [
        (
            each.subject,
            *(f"{1e3 * each.times[size]:,.2f}" if size in each.times else "–" for size in sizes),
            "–" if each.exponent is None else f"{each.exponent:.2f}",
        )
        for each in curves
    ]
    return table((f"over {curves[0].axis}, ms", *(f"{size:,}" for size in sizes), "exponent"), rows)


def figure(value: float) -> str:
    """A ratio in as many digits as it is worth."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def report(entries: Sequence[Entry], bounds: Sequence[Bound], axes: Sequence[Sequence[Curve]]) -> str:
    """All of it."""
    parts = [
        f"Measured on {machine()}.\n",
        "### One assessment\n",
        contest_table(entries),
        "### What was promised\n",
        bounds_table(bounds),
        "### Growth\n",
        *(curves_table(curves) for curves in axes),
    ]
    return "\n".join(parts)


def written(page: str, figures: str) -> str:
    """The page with the figures between its two lines; raises ValueError where it hasn't got them."""
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n{figures.strip()}\n\n{END}{rest.split(END)[1]}"
