"""
What all OpenDocument files have in common: an empty one, styles, and the bytes of a finished one.

It needs odfdo, so import it only where that is known to be installed.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from odfdo import Document, Element

STAMP = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can hold
_OF_TEMPLATE = ("Thumbnails/thumbnail.png", "manifest.rdf", "Configurations2/")


def blank(kind: str, title: str, locale: str = "", moment: str = "") -> Document:
    """
    An empty document of a kind of odfdo ("spreadsheet", "text"), with nothing in it of whoever made the template.

    `locale` as "nl-NL"; `moment` is when it is said to be made, in ISO form.
    """
    made = Document(kind)
    made.body.clear()
    for path in [each for each in made.get_parts() if each.startswith(_OF_TEMPLATE)]:
        made.del_part(path)
    for entry in made.manifest.get_elements("//manifest:file-entry"):
        if str(entry.get_attribute("manifest:full-path")).startswith(_OF_TEMPLATE):
            entry.delete()
    fields = {"meta:generator": "RegioRules", "dc:title": title, "dc:language": locale, "dc:date": moment}
    meta: Any = made.meta.get_element("//office:meta")
    meta.clear()
    for name, text in {**fields, "meta:creation-date": moment}.items():
        if text:
            meta.append(tag(name, text=text))
    speak(made, locale)
    return made


def speak(made: Document, locale: str) -> None:
    """Say in which language all text is; none where it isn't said."""
    language, _, country = locale.partition("-")
    for each in made.styles.get_elements("//style:text-properties"):
        if each.get_attribute("fo:language"):
            each.set_attribute("fo:language", language or "zxx")
            each.set_attribute("fo:country", country or "none")


def tag(name: str, attributes: Mapping[str, object] | None = None, *children: Any, text: str = "") -> Any:
    """An element; attributes without a value are left out."""
    given = "".join(f" {key}={quoteattr(str(value))}" for key, value in (attributes or {}).items() if value != "")
    made = Element.from_tag(f"<{name}{given}/>")
    if text:
        made.text = text
    for child in children:
        made.append(child)
    return made


def add_styles(part: Any, *styles: Any, automatic: bool = True) -> None:
    """Styles in `content` or `styles` of a document."""
    name = "office:automatic-styles" if automatic else "office:styles"
    place: Any = part.get_element(f"//{name}")
    for each in styles:
        place.append(each)


def content_of(made: Document) -> bytes:
    """The bytes of the file; the same document gives the same bytes."""
    out, dated = io.BytesIO(), io.BytesIO()
    made.save(out)
    with ZipFile(out) as given, ZipFile(dated, "w") as copy:
        for name in given.namelist():
            member = ZipInfo(name, STAMP)
            member.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            member.create_system = 0  # else that of the machine
            copy.writestr(member, given.read(name))
    return dated.getvalue()
