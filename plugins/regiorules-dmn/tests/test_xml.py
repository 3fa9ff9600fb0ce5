"""Reading XML: every place, and nothing that could blow up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regiorules_dmn.xml import read_xml

from regiorules import InputError, Place

BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'


def read(folder: Path, text: str | bytes) -> object:
    """What is read of a text."""
    path = folder / "a.dmn"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_xml(path)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        (BOMB, 1, 13, "a DOCTYPE isn't read"),
        ('<?xml version="1.0"?>\n<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', 2, 40, "a DOCTYPE isn't read"),
        ("<x>\n  <y></z></x>", 2, 8, "mismatched tag"),
        ("<x>&who;</x>", 1, 4, "undefined entity"),
        ("", 1, 1, "no element found"),
        ("no xml", 1, 1, "syntax error"),
        (b'<?xml version="1.0" encoding="x-unknown"?><x/>', 1, 31, "unknown encoding"),
        (b"<x>\xff</x>", 1, 4, "not well-formed"),
        ("<x>" * 200 + "</x>" * 200, 1, 121, "nested more than 40 deep"),
    ],
)
def test_what_is_wrong_or_unsafe_is_refused_with_its_place(
    text: str | bytes, line: int, column: int, said: str, tmp_path: Path
) -> None:
    """One problem, with file, line and column; nothing outside the file is read."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    [problem] = caught.value.problems
    assert problem.place == Place(str(tmp_path / "a.dmn"), line, column)
    assert said in problem.say("en")
    assert problem.say("nl") != problem.say("en")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """Before it is read."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, b"<x>" + b" " * 11_000_000 + b"</x>")
    assert "MB" in caught.value.say("en")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r&<\0", exclude_categories=("Cc", "Cs"))))
def test_text_has_its_place(text: str) -> None:
    """After any text before it, with CDATA and what XML itself escapes."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = read(Path(folder), f"<x>\n <y>{text}&lt;</y><![CDATA[ ]]><z>&amp;</z></x>")
    second, third = root.children
    assert (second.text, second.text_place.line, second.text_place.column) == (f"{text}<", 2, 5)
    assert (third.text, third.place.line) == ("&", 2)
