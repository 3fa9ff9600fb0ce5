"""
Fuzzing a reader: good files with bytes and words in them that readers of files have stumbled over.

    def test_my_source(tmp_path):
        fuzz(mutated([GOOD]), "file.csv", lambda path: MySource().read(path, vocabulary, None), tmp_path)

A moment in an ordinary run; the variable REGIORULES_FUZZ_SECONDS gives every reader that much time.
"""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regiorules.errors import RegioRulesError
from regiorules.text import LANGUAGES

LONGEST = 20_000  # characters of an error
Read = Callable[[Path], Any]
Seeds = Callable[[], Sequence[bytes]]  # a function, as Hypothesis would print the seeds
WORDS = [
    b"\t", b"\r", b"\n", b"\n\n", b"  ", b"\xc2\xa0", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae",
    b"\xef\xbb\xbf", b"\x00", b"\x1b[31m", b"\x07", b"\xff", b"\xed\xa0\x80", b"\\ud800", b"\\u0000",
    b"e\xcc\x81", b"\xf0\x9f\x98\x80", b":", b": ", b"-", b"- ", b"? ", b"|", b">-", b"#", b" #", b"&a", b"*a",
    b"<<: ", b"!!int ", b"!x ", b"---\n", b"...\n", b"{", b"}", b"[", b"]", b",", b'"', b"'", b"\\", b"%", b"@",
    b"`", b"[" * 200, b"{a: " * 60, b"(" * 200, b"not " * 80, b"null", b"~", b"unknown", b"yes", b"no", b"geen",
    b"true", b"nan", b".inf", b"-Infinity", b"1e999", b"0x1f", b"1_0", b"250.000", b"0,5", b"10-20",
    b"\xe2\x89\xa4 5", b"50%", b"1-3-2016", b"31 februari", b"9" * 400, b"-0", b"1.0e-7", b" and ", b" or ",
    b" == ", b" >= ", b" / 0", b"known(x)", b"count(x)", b"always", b"lambda: 0", b"=1+1",
    b"sep=;\n", b";", b"</x>", b"<!DOCTYPE x>", b"&amp;", b"region", b"facts", b"rules", b"when",
    b"profile",
]  # fmt: skip


def mutated(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """One of the seeds with a few changes: something put in, taken out, doubled, moved or broken."""
    return st.composite(_mutated)(lambda: seeds)


def mutated_zip(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """A workbook with one of its parts changed; now and then the archive itself is."""
    return st.composite(_mutated_zip)(lambda: seeds)


def _mutated(draw: st.DrawFn, seeds: Seeds) -> bytes:
    content = draw(st.sampled_from(seeds()))
    for _ in range(draw(st.integers(1, 5))):
        first, second = sorted(draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        second = min(second, first + draw(st.sampled_from([0, 1, 4, 40, 4000])))
        how = draw(st.sampled_from(["put", "put", "replace", "cut", "double", "end", "byte"]))
        put = {
            "put": content[first:second] + draw(st.sampled_from(WORDS)),
            "replace": draw(st.sampled_from(WORDS)),
            "cut": b"",
            "double": content[first:second] * 2,
            "end": b"",
            "byte": draw(st.binary(max_size=3)),
        }[how]
        content = content[:first] + put + (b"" if how == "end" else content[second:])
    return content[:200_000]


def _mutated_zip(draw: st.DrawFn, seeds: Seeds) -> bytes:
    seed = draw(st.sampled_from(seeds()))
    if draw(st.integers(0, 9)) == 0:
        return draw(mutated([seed]))
    with zipfile.ZipFile(io.BytesIO(seed)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = draw(st.sampled_from(sorted(parts)))
    parts[changed] = draw(mutated([parts[changed]]))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def fuzz(content: st.SearchStrategy[bytes], name: str, read: Read, folder: Path, *, examples: int = 100) -> None:
    """
    Give a reader one strange file after another, as `name` in `folder`.

    Fails where it raises anything but a RegioRulesError of a readable length.
    """
    path = folder / name
    seconds = float(os.environ.get("REGIORULES_FUZZ_SECONDS", "0"))

    @settings(
        max_examples=examples, deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck)
    )
    @given(content)
    def check(strange: bytes) -> None:
        path.write_bytes(strange)
        error = refused(read, path)
        assert error is None or all(0 < len(error.say(language)) < LONGEST for language in LANGUAGES)

    until = time.monotonic() + seconds
    check()
    while time.monotonic() < until:
        check()


def refused(read: Read, path: Path) -> RegioRulesError | None:
    """The error with which a reader refuses a file; anything else goes through."""
    try:
        read(path)
    except RegioRulesError as error:
        return error
    return None
