"""The note on how firm the conclusions are: what is open with its share of worlds, then what one change overturns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from regiorules.advice.robustness import Decisive, Firmness, Overturn, Robustness
from regiorules.advice.varying import Shift, Varied
from regiorules.facts.saying import show_number
from regiorules.figures.share_words import percent, say
from regiorules.render.blocks import Block, Branch, Bullets, Heading, Paragraph
from regiorules.text import Language


def robust_blocks(found: Robustness) -> Iterator[Block]:
    """All of it; of what isn't asked for by name the main kinds alone."""
    language = found.language
    yield Heading(1, say("title", language, region=found.region))
    yield from _worlds(found)
    shown = [each for each in found.conclusions if each.kind in found.main]
    yield from _open(found, [each for each in shown if not _firm(each)])
    yield from _firm_ones(found, [each for each in shown if _firm(each) and (each.holds or found.named)])
    for each in found.varied:
        yield from _varied(each, found)


def _worlds(found: Robustness) -> Iterator[Block]:
    language = found.language
    if not found.doubts and not found.left:
        yield Paragraph(say("no_doubt", language))
    elif found.doubts:
        counts = {"count": len(found.doubts), "worlds": _whole(found.worlds, language)}
        yield Paragraph(say("worlds", language, **counts))
        yield Paragraph(say("counted", language))
    if any(each.sampled for each in found.conclusions):
        yield Paragraph(say("sampled", language, seed=found.seed))
    if found.left:
        yield Bullets(tuple(f"{line.title} ({line.id})" for line in found.left), say("left", language))


def _firm(each: Firmness) -> bool:
    """True for what is the same in every world."""
    return not each.sampled and each.counted in (each.holds, each.fails)


def _open(found: Robustness, lines: Iterable[Firmness]) -> Iterator[Block]:
    ordered = sorted(lines, key=lambda each: (found.main.index(each.kind), -each.share))
    if ordered:
        yield Heading(2, say("open", found.language))
    for kind, alike in groupby(ordered, key=lambda each: each.kind):
        yield Heading(3, found.kinds[kind])
        for each in alike:
            yield Branch(_line(each, share(each, found.language)), tuple(_decided(each, found.language)))


def share(each: Firmness, language: Language) -> str:
    """The share of a conclusion in words: of how many worlds, and between which bounds where those are a sample."""
    fields = {"share": percent(each.share, language), "worlds": _whole(each.worlds, language)}
    if each.sampled:
        bounds = {"low": percent(each.low, language), "high": percent(each.high, language)}
        return say("share_sampled", language, counted=_whole(each.counted, language), **bounds, **fields)
    waiting = each.counted - each.holds - each.fails
    if waiting == each.counted:  # of that no share says anything
        return each.label
    text = say("share", language, holds=_whole(each.holds, language), **fields)
    return text + (say("waits", language, count=_whole(waiting, language)) if waiting else "")


def _decided(each: Firmness, language: Language) -> Iterator[Branch]:
    for name, wanted in (("always", True), ("never", False)):
        for title, values in _together(given for given in each.decides if bool(given.share) is wanted):
            yield Branch(say(name, language, fact=title, values=_or(values, language)))


def _together(lines: Iterable[Decisive | Overturn]) -> Iterator[tuple[str, list[str]]]:
    """Each fact with its values."""
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        found.setdefault((line.fact, line.title), []).append(line.value)
    return ((f"{title} ({name})", values) for (name, title), values in found.items())


def _or(values: list[str], language: Language) -> str:
    return say("or", language).join(values)


def _firm_ones(found: Robustness, lines: list[Firmness]) -> Iterator[Block]:
    turned = [each for each in lines if each.overturned]
    if turned:
        yield Heading(2, say("firm", found.language))
        yield Paragraph(say("one_change", found.language))
    for each in turned:
        yield Branch(f"{found.kinds[each.kind]}: {_line(each, each.label)}", tuple(_overturned(each, found.language)))
    kept = [each for each in lines if not each.overturned]
    if kept:
        yield Heading(2, say("unmoved", found.language))
        yield Bullets(tuple(f"{found.kinds[each.kind]}: {_line(each, _but(each, found.language))}" for each in kept))


def _but(each: Firmness, language: Language) -> str:
    """How it stands, but for the facts of which no other value was tried."""
    facts = ", ".join(line.title for line in each.untried)
    return each.label + (say("untried", language, facts=facts) if facts else "")


def _overturned(each: Firmness, language: Language) -> Iterator[Branch]:
    for status, label in dict.fromkeys((change.status, change.label) for change in each.overturned):
        for title, values in _together(change for change in each.overturned if change.status == status):
            yield Branch(say("overturned", language, fact=title, values=_or(values, language), label=label))


def _varied(each: Varied, found: Robustness) -> Iterator[Block]:
    language = found.language
    yield Heading(2, say("varied", language, title=each.title, low=each.shown[0], high=each.shown[-1]))
    yield Paragraph(say("values", language, count=len(each.shown), usual=each.usual))
    shifts = [shift for shift in each.shifts if shift.kind in found.main]
    if not shifts:
        yield Paragraph(say("steady", language))
    for shift in shifts:
        yield Branch(f"{found.kinds[shift.kind]}: {shift.title} ({shift.id}): {_shift(shift, language)}")


def _shift(shift: Shift, language: Language) -> str:
    fields = {"low": shift.low, "high": shift.high, "before": shift.before_label, "after": shift.after_label}
    return say("shift", language, **fields)


def _line(each: Firmness, said: str) -> str:
    return f"{each.title} ({each.id}): {said}"


def _whole(number: int, language: Language) -> str:
    """A whole number, that may be very large."""
    if number < 10**15:
        return show_number(number, language)
    digits, power = f"{Decimal(number):.1E}".split("E+")
    return f"{show_number(float(digits), language)} × 10^{power}"
