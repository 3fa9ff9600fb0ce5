"""What a renderer is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from regiorules.frozen import frozen

if TYPE_CHECKING:
    from regiorules.advice.compare import Comparison
    from regiorules.advice.model import Advice


@frozen
class Layout:
    """
    How wide the text may be, in characters, and whether it may have colour.

    `ids`: beside what is said stands its id, so that it can be asked about.  `full`: all of it, with the background
    and the account of assumptions, rules and statements.
    """

    width: int = 100
    color: bool = False
    ids: bool = False
    full: bool = False


class Renderer(Protocol):
    """
    Turns advice into a document; `name` is what a user asks for (`--format`).

    A renderer may have `suffixes` too, a tuple such as `(".docx",)`: the endings of the files that are for it,
    so that `--output` alone says which format is meant.
    """

    name: str

    def render(self, advice: Advice, layout: Layout) -> str | bytes:
        """The document: text, or bytes where it isn't text (then it is only written to a file)."""
        ...


class ComparisonRenderer(Protocol):
    """Turns regions side by side into a document; `name` and `suffixes` are as those of a `Renderer`."""

    name: str

    def render(self, comparison: Comparison, layout: Layout) -> str | bytes:
        """The document: text, or bytes where it isn't text (then it is only written to a file)."""
        ...
