"""What comes from a plugin, in words that are safe to show: one line, short, nothing that steers a terminal."""

from __future__ import annotations

from regiorules.text import visible

_LONGEST = 300  # characters of what an exception says


def one_line(text: str, longest: int = _LONGEST) -> str:
    """The text on one line, without control characters, and cut where it is longer than `longest` characters."""
    exact = str.__str__(text)  # a subclass may lie about itself
    line = " ".join(visible(exact[: longest * 4]).split())
    return line if len(line) <= longest and len(exact) <= longest * 4 else f"{line[:longest]}…"


def type_name(value: object) -> str:
    """The name of a value's type, also where its metaclass gives something else."""
    return one_line(type.__dict__["__name__"].__get__(type(value)), 80)


def what_it_says(cause: BaseException) -> str:
    """The type of an exception and its text; only the type where the text can't be had."""
    try:
        text = one_line(str(cause))
    except BaseException as worse:
        text = f"(str: {type_name(worse)})"
    return f"{type_name(cause)}: {text}"


def shown(value: object) -> str:
    """A value of any kind as a message shows it: a text between quotes, of anything else the name of its type."""
    return f"“{one_line(value, 60)}”" if isinstance(value, str) else type_name(value)
