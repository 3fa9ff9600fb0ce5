"""The page as files: what is served, and that its parts fit together."""

from __future__ import annotations

import re

from regiorules_web.page import page_files
from web_service import Served

FILES = {name: content.decode() for name, (content, _) in page_files().items()}
SCRIPTS = {name: text for name, text in FILES.items() if name.endswith(".js")}
USED = re.compile(r"\bt\(\s*\"(\w+)\"")
TEXT = re.compile(r"^  (\w+): \[\s*(\"(?:[^\"\\]|\\.)*\"),\s*(\"(?:[^\"\\]|\\.)*\"),?\s*\],$", re.MULTILINE)
TEXTS = {name: (dutch, english) for name, dutch, english in TEXT.findall(FILES["words.js"])}


def test_each_file_is_served_with_its_type_and_nothing_else_is(web: Served) -> None:
    for name, (content, media) in page_files().items():
        found = web.client.get(f"/page/{name}")
        assert (found.status_code, found.content, found.headers["content-type"]) == (200, content, media)
    assert web.client.get("/").content == page_files()["index.html"][0]
    for path in ("/page/", "/page/__init__.py", "/page/..%2f__init__.py", "/page/%2e%2e/app.py", "/page/base.css/"):
        assert web.client.get(path).status_code == 404, path


def test_the_shell_has_no_script_or_style_of_its_own_and_works_without_a_network(web: Served) -> None:
    shell = FILES["index.html"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", shell)
    assert not any(re.search(r"https?://(?!www\.w3\.org/2000/svg)", text) for text in FILES.values())
    assert "<noscript>" in shell
    assert "regiorules ask" in shell
    policy = web.client.get("/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_what_is_imported_is_there() -> None:
    for name, text in SCRIPTS.items():
        for names, other in re.findall(r"^import \{\s*([^}]+?),?\s*\} from \"\./(.+?)\";$", text, re.MULTILINE):
            for each in re.split(r",\s*", names):
                assert re.search(rf"^export (async )?(function|const|class) {each}\b", SCRIPTS[other], re.MULTILINE), (
                    f"{name}: {each} from {other}"
                )


def test_data_never_becomes_markup() -> None:
    for name, text in SCRIPTS.items():
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text), (
            name
        )


def test_each_text_is_there_in_both_languages_and_each_is_used() -> None:
    asked = {each for text in SCRIPTS.values() for each in USED.findall(text)}
    said = "\n".join(text for name, text in SCRIPTS.items() if name != "words.js")
    assert asked <= TEXTS.keys()
    assert len(TEXTS) == len(re.findall(r"^  \w+: \[", FILES["words.js"], re.MULTILINE))
    for name, (dutch, english) in TEXTS.items():
        assert re.findall(r"\{\w+\}", dutch) == re.findall(r"\{\w+\}", english), name
        if not name.startswith(("pick_", "elsewhere_", "stands_")):  # by what the service says
            assert re.search(rf"\b{name}\b", said), name
