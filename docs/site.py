"""What `make docs` adds: rule sets as books, and the files that pages link to, so that no link leads elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BOOKS = {
    "core": "core",
    "werkcentra": "werkcentra",
    **{path.parent.name.removeprefix("regiorules_"): str(path) for path in ROOT.glob("plugins/*/src/*/ruleset")},
}
OUTSIDE = re.compile(r"\]\(\.\./([\w./-]+?)/?\)")


def linked() -> list[str]:
    """What stands outside docs/ and is linked to from there, by its path from the root; of a folder its files."""
    paths = {name for page in ROOT.glob("docs/*.md") for name in OUTSIDE.findall(page.read_text("utf-8"))}
    return sorted(paths)


def book(ruleset: str) -> str:
    """A rule set as a page, as `regiorules book` writes it in Dutch."""
    words = [Path(sys.executable).parent / "regiorules", "book", ruleset, "--format", "markdown", "--lang", "nl"]
    environment = {**os.environ, "REGIORULES_PLUGINS": ""}
    done = subprocess.run(words, capture_output=True, text=True, check=True, encoding="utf-8", env=environment)  # noqa: S603
    return done.stdout


def on_files(files: Any, *, config: Any) -> Any:
    """Add the books under regels/, and the files under project/."""
    from mkdocs.structure.files import File

    for name, ruleset in BOOKS.items():
        files.append(File.generated(config, f"regels/{name}.md", content=book(ruleset)))
    for name in linked():
        if (ROOT / name).is_file():
            uri = f"project/{name}" + (".txt" if name.endswith(".md") or "." not in Path(name).name else "")
            files.append(File.generated(config, uri, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Turn links to them into links within the site; a folder is named, as there is no page of it."""
    return OUTSIDE.sub(_within, markdown)


def _within(found: re.Match[str]) -> str:
    name = found[1]
    if (ROOT / name).is_dir():
        return "](index.md)"
    return f"](project/{name}" + (".txt" if name.endswith(".md") or "." not in Path(name).name else "") + ")"
