"""Of which kind every value is: as the schema of the request says, and as the expressions use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen

from regiorules.errors import Place
from regiorules.facts.values import clip
from regiorules_jdm.slots import Kind, Slot
from regiorules_jdm.trees import (
    ORDER,
    Calculate,
    Choice,
    Compare,
    Join,
    Literal,
    Not,
    OneOf,
    Path,
    Tree,
    Unsayable,
    Within,
    children,
)

Meaning = Callable[[Path], Slot]


@frozen
class Use:
    """An expression in its place, what its names mean, and the slot that it gives its value, if any."""

    tree: Tree
    meaning: Meaning
    place: Place
    gives: Slot | None = None
    wanted: Kind | None = None


def kind_of(tree: Tree, meaning: Meaning) -> Kind | None:
    """The kind of a value; None while that isn't known."""
    match tree:
        case Literal(bool()):
            return "yes_no"
        case Literal(value):
            return "text" if isinstance(value, str) else "number"
        case Path():
            return meaning(tree).kind
        case Calculate():
            return "number"
        case Choice(_, then, otherwise):
            return kind_of(then, meaning) or kind_of(otherwise, meaning)
    return "yes_no"


def settle(use: Use) -> bool:
    """Note what an expression says of the kinds in it; true where that is news. Raises Unsayable."""
    news = _any(_inside(tree, use.meaning) for tree in _every(use.tree))
    wanted = use.wanted or kind_of(use.tree, use.meaning) or (use.gives.kind if use.gives else None)
    if wanted is None:
        return news
    news |= _is_a(use.tree, wanted, use.meaning)
    if use.gives is not None:
        news |= use.gives.is_a(wanted)
        for text in _texts(use.tree):
            use.gives.may_be(text)
    return news


def _any(news: Iterator[bool]) -> bool:
    """True where one of these is; all of them are asked."""
    return sum(news) > 0


def _every(tree: Tree) -> Iterator[Tree]:
    yield tree
    for child in children(tree):
        yield from _every(child)


def _texts(tree: Tree) -> Iterator[str]:
    """The texts that an expression may give."""
    if isinstance(tree, Literal) and isinstance(tree.value, str):
        yield tree.value
    if isinstance(tree, Choice):
        yield from _texts(tree.then)
        yield from _texts(tree.otherwise)


def _inside(tree: Tree, meaning: Meaning) -> bool:
    """What one operation says of what stands directly inside it."""
    match tree:
        case Compare(op, left, right) if op in ORDER:
            return _are((left, right), "number", meaning)
        case Compare(_, left, right):
            return _alike((left, right), meaning)
        case Calculate(_, left, right):
            return _are((left, right), "number", meaning)
        case Within(item, _, first, _, last):
            return _are((item, first, last), "number", meaning)
        case Join(_, parts):
            return _are(parts, "yes_no", meaning)
        case Not(part):
            return _are((part,), "yes_no", meaning)
        case OneOf(item, options):
            return _alike((item, *options), meaning)
        case Choice(when, then, otherwise):
            return _are((when,), "yes_no", meaning) | _alike((then, otherwise), meaning)
    return False


def _alike(trees: tuple[Tree, ...], meaning: Meaning) -> bool:
    """These are of one kind; texts beside a name are texts that it may be."""
    kind = next((found for tree in trees if (found := kind_of(tree, meaning))), None)
    for slot in (meaning(tree) for tree in trees if isinstance(tree, Path)):
        for tree in trees:
            if isinstance(tree, Literal) and isinstance(tree.value, str):
                slot.may_be(tree.value)
    return _are(trees, kind, meaning) if kind else False


def _are(trees: tuple[Tree, ...], kind: Kind, meaning: Meaning) -> bool:
    return _any(_is_a(tree, kind, meaning) for tree in trees)


def _is_a(tree: Tree, kind: Kind, meaning: Meaning) -> bool:
    """Note that a value is of this kind; true where that is news."""
    if isinstance(tree, Path):
        return meaning(tree).is_a(kind)
    if isinstance(tree, Choice):
        return _are((tree.then, tree.otherwise), kind, meaning)
    if kind_of(tree, meaning) not in (kind, None):
        value = clip(str(tree.value)) if isinstance(tree, Literal) else "dit"
        english = value if isinstance(tree, Literal) else "this"
        raise Unsayable(
            f"{value} is hier van een andere soort dan de rest", f"{english} is of another kind than the rest here"
        )
    return False
