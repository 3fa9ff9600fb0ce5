"""Texts for people: always in Dutch and in English, Dutch first."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal, get_args

from attrs import field

from regiorules.frozen import frozen
from regiorules.patterns import pattern

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@frozen
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def say(self, language: Language) -> str:
        """The text in `language`."""
        return self.en if language == "en" else self.nl


_COUNTED = pattern(r"\{(\w+):([^{}|]*)\|([^{}]*)\}")  # `{count:line|lines}`


def fill(text: str, /, **fields: object) -> str:
    """
    A text with its fields filled; what goes with a count says so: `{count} {count:line|lines}`.

    The first word is for one, the other for any other number, in Dutch as in English.
    """
    if "|" in text:
        text = _COUNTED.sub(lambda found: found[2] if str(fields[found[1]]) == "1" else found[3], text)
    return text.format(**fields) if "{" in text or "}" in text else text


_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc\u00b4`"
_PLAIN = str.maketrans({**dict.fromkeys(_INVISIBLE, ""), **dict.fromkeys(_APOSTROPHES, "'")})
_THOUSANDS = pattern(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
_GAPS = pattern(r"[\s\u2010-\u2015\u2212-]+")
_NAME = 100  # characters; what is longer isn't kept


def fold(name: str) -> str:
    """
    What names are compared by: two spellings of one name fold to the same text.

    Composed or decomposed letters, capitals, kinds of space, hyphen and apostrophe make no difference,
    and a hyphen is as good as a space.
    """
    return _folded(name) if len(name) <= _NAME else _folded.__wrapped__(name)


@lru_cache(maxsize=10_000)  # the same few names are compared over and over
def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name.translate(_PLAIN))
    plain = unicodedata.normalize("NFKC", plain.casefold())
    found = _GAPS.sub(" ", plain).strip()
    return found or plain.strip() or name.strip()  # a hyphen alone, say, is something else than nothing


def composed(text: str) -> str:
    """A text with every letter and its accents as one character (NFC)."""
    return unicodedata.normalize("NFC", text)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`, or None when nothing is near."""
    import difflib

    by_fold = {fold(name): name for name in known}
    found = difflib.get_close_matches(fold(word), by_fold, n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


@frozen
class Near:
    """A word, and those that it may be a slip of; `labels` say what each of them is called."""

    word: str
    known: Collection[str]
    labels: Mapping[str, Text] = field(factory=dict)

    def find(self) -> str | Text | None:
        """What is meant, or None where nothing is near."""
        found = nearest(self.word, self.known)
        return self.labels.get(found, found) if found else None


def unmistakable(digits: str) -> str:
    """A number of a program or of JSON, so that its point can't be taken for one between thousands."""
    return f"{digits}0" if _THOUSANDS.fullmatch(digits) else digits


def exact(number: float) -> str:
    """A number in digits that are read back as that number."""
    return unmistakable(repr(number))


_BREAKS = pattern("[\t-\r\x85\u2028\u2029]+")
_HIDDEN = (
    "\x7f-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_HALF = pattern("[\ud800-\udfff]")
_UNSEEN = pattern(f"[\0-\x1f{_HIDDEN}]")
_UNSEEN_IN_JSON = pattern(f"[{_HIDDEN}]")  # the others are escaped in any JSON


def visible(text: str) -> str:
    r"""
    A text as people may see it: one line, in which nothing is hidden and nothing is a command.

    Breaks of lines become spaces.  Control characters, what turns the direction of writing and what has no
    width are spelled (`\x1b`, `\u202e`), so that no text can forge a line, move a cursor or look like another.
    """
    if (text.isascii() and text.isprintable()) or not _UNSEEN.search(text):  # most are
        return text
    return _UNSEEN.sub(_spelled, _BREAKS.sub(" ", text.strip("\t\n\v\f\r\x85\u2028\u2029")))


def visible_json(text: str) -> str:
    """JSON text with the same data, in which what `visible` spells is escaped."""
    return _UNSEEN_IN_JSON.sub(lambda found: json.dumps(found[0])[1:-1], text)


def whole_characters(text: str) -> str:
    """A text that can be written: half a character (of a file's name, say) is spelled as `visible` does."""
    return text if text.isascii() else _HALF.sub(_spelled, text)


def visible_lines(text: str) -> str:
    """A text of several lines, each of them as `visible` shows it."""
    return "\n".join(map(visible, text.split("\n")))


def _spelled(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def listing(words: Iterable[str], limit: int = 8) -> str:
    """Words as a list that fits a message: at most `limit` of them."""
    every = list(words)
    return ", ".join(every[:limit]) + (", …" if len(every) > limit else "")


def known_ones(words: Iterable[str]) -> str | Text:
    """The words among which something must be, as a list that fits a message, also where there are none."""
    return listing(words) or Text("nog geen", "none yet")


def listed(texts: Iterable[Text], limit: int = 8) -> Text:
    """Texts as a list that fits a message, in both languages."""
    every = list(texts)
    return Text(*(listing((text.say(language) for text in every), limit) for language in LANGUAGES))
