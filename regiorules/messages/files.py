"""Messages about reading and writing files."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "file_missing": Text("dit bestand bestaat niet", "this file doesn't exist"),
    "file_unreadable": Text("dit bestand is niet te lezen: {why}", "this file can't be read: {why}"),
    "file_unwritable": Text("hier kan niet geschreven worden: {why}", "can't write here: {why}"),
    "file_name": Text("zo kan een bestand niet heten", "a file can't have this name"),
    "file_read_only": Text(
        "dit bestand is alleen-lezen; kies een ander bestand, of maak dit eerst schrijfbaar",
        "this file is read-only; choose another file, or make this one writable first",
    ),
    "file_is_folder": Text(
        "dit is een map; noem een bestand daarin, zoals {example}",
        "this is a folder; name a file in it, like {example}",
    ),
    "folder_missing": Text(
        "de map {folder} bestaat niet; maak haar eerst, of kies een andere plek",
        "the folder {folder} doesn't exist; make it first, or choose another place",
    ),
    "save_kind": Text(
        "hierin kunnen geen antwoorden bewaard worden (wel in: {known}); kies een ander bestand met --output",
        "answers can't be saved in this (but in: {known}); choose another file with --output",
    ),
    "save_other": Text(
        "dit bestand gaat over {name}; kies een ander bestand met --output",
        "this file is about {name}; choose another file with --output",
    ),
    "file_too_large": Text(
        "dit bestand is {size} MB groot; het maximum is {limit} MB",
        "this file is {size} MB; the limit is {limit} MB",
    ),
    "file_not_utf8": Text(
        "byte {offset} is geen UTF-8; sla het bestand op als UTF-8", "byte {offset} isn't UTF-8; save the file as UTF-8"
    ),
    "file_empty": Text("dit bestand is leeg", "this file is empty"),
    "file_kind": Text(
        "dit soort bestand kan niet gelezen worden (wel: {known})", "this kind of file can't be read (but: {known})"
    ),
    "syntax": Text("dit is geen geldige YAML of JSON: {why}", "this isn't valid YAML or JSON: {why}"),
    "alias": Text(
        "ankers en verwijzingen (& en *) worden niet gelezen; schrijf de waarde uit",
        "anchors and aliases (& and *) aren't read; write the value out",
    ),
    "several_documents": Text(
        "hier begint een tweede document; zet elke regio in een eigen bestand",
        "a second document starts here; put each region in a file of its own",
    ),
    "too_deep": Text("dieper genest dan {limit} niveaus", "nested deeper than {limit} levels"),
    "too_many": Text("meer dan {limit} waarden in één bestand", "more than {limit} values in one file"),
    "duplicate_key": Text(
        "{name} staat hier twee keer; het staat ook op regel {line}",
        "{name} stands here twice; it also stands on line {line}",
    ),
    "key_not_text": Text("een sleutel moet een woord zijn", "a key must be a word"),
}
