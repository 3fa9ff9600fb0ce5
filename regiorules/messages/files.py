"""Messages about reading and writing files."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "file_missing": Text("dit bestand bestaat niet", "this file doesn't exist"),
    "file_unreadable": Text("dit bestand is niet te lezen: {why}", "this file can't be read: {why}"),
    "file_unwritable": Text("hier kan niet geschreven worden: {why}", "can't write here: {why}"),
    "scratch_missing": Text(
        "er is geen map waarin een werkblad eerst opgebouwd kan worden: de schijf is vol, of u mag er niet schrijven; maak"
        " ruimte, of zet TMPDIR op een map waarin dat kan",
        "there is no folder to build a worksheet in first: the disk is full, or you may not write there; make room, or set"
        " TMPDIR to a folder where that can be done",
    ),
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
    "file_busy": Text(
        "een ander programma houdt dit bestand bezet; probeer het zo opnieuw",
        "another program keeps this file busy; try again in a moment",
    ),
    "save_form": Text(
        "in dit bestand is geen antwoord te bewaren zonder meer te veranderen; bewaar met --output in een nieuw bestand",
        "no answer can be saved in this file without changing more; save in a new file with --output",
    ),
    "answered_meanwhile": Text(
        "{name} is in dit bestand intussen anders ingevuld; dat staat er nog, en uw antwoord is niet bewaard",
        "{name} was filled in otherwise in this file meanwhile; that still stands, and your answer isn't saved",
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
    "file_silent": Text(
        "hier komt niets uit; geef een gewoon bestand, of laat iets in deze pijp schrijven",
        "nothing comes out of this; give an ordinary file, or have something write in this pipe",
    ),
    "data_too_large": Text("dit is meer dan {limit} MB aan tekst", "this is more than {limit} MB of text"),
    "data_kind": Text(
        "{name} kan hier niet staan; wel: tekst, een getal, waar of onwaar, niets, een lijst, of sleutels met waarden",
        "{name} can't stand here; but: text, a number, true or false, nothing, a list, or keys with values",
    ),
    "data_number": Text("dit getal is te groot", "this number is too large"),
    "surrogate": Text(
        "in deze tekst staat een half teken (een losse surrogaat); vervang het door het hele teken",
        "half a character (a lone surrogate) stands in this text; replace it by the whole character",
    ),
    "character": Text(
        "het onzichtbare teken {name} kan hier niet staan; haal het weg",
        "the invisible sign {name} can't stand here; take it out",
    ),
    "syntax": Text(
        "hier klopt de opmaak niet; let op inspringen, dubbele punten, haken en aanhalingstekens",
        "the form isn't right here; mind indentation, colons, brackets and quotes",
    ),
    "after_end": Text(
        "hierboven was de inhoud al af; haal weg wat hier nog staat",
        "the content was complete above; take out what stands here",
    ),
    "open_quote": Text(
        "dit aanhalingsteken wordt niet gesloten; zet aan het eind van de tekst ook een {sign}",
        "this quote isn't closed; put a {sign} at the end of the text too",
    ),
    "open_bracket": Text(
        "deze haak wordt niet gesloten; zet er een {other} bij die hoort bij {sign}",
        "this bracket isn't closed; add the {other} that belongs to {sign}",
    ),
    "flow_comma": Text("hier ontbreekt een komma of een sluithaak", "a comma or a closing bracket is missing here"),
    "flow_empty": Text("hier ontbreekt een waarde", "a value is missing here"),
    "yaml_tab": Text(
        "deze regel springt in met een tab; gebruik spaties", "this line is indented with a tab; use spaces"
    ),
    "yaml_apostrophe": Text(
        'een tekst die met een apostrof begint moet tussen dubbele aanhalingstekens staan, zoals "{text}"',
        'a text that begins with an apostrophe must stand between double quotes, as in "{text}"',
    ),
    "yaml_after_quote": Text(
        "na het sluitende aanhalingsteken staat nog tekst; zet de hele tekst tussen aanhalingstekens, "
        "en schrijf een apostrof daarin tussen dubbele",
        "text stands after the closing quote; put quotes around the whole text, and double ones where it has an apostrophe",
    ),
    "yaml_escape": Text(
        "{text} kan niet tussen dubbele aanhalingstekens staan; schrijf \\\\ voor een schuine streep, "
        "of zet de tekst tussen enkele",
        "{text} can't stand between double quotes; write \\\\ for a backslash, or put the text between single ones",
    ),
    "yaml_colon": Text(
        "in deze tekst staat een dubbele punt; zet de hele tekst tussen aanhalingstekens",
        "a colon stands in this text; put quotes around the whole text",
    ),
    "yaml_no_colon": Text(
        "hier ontbreekt een dubbele punt met een spatie erachter; schrijf: sleutel: waarde",
        "a colon with a space after it is missing here; write: key: value",
    ),
    "yaml_indent": Text(
        "deze regel springt anders in dan de regels waar hij bij hoort, of de regel erboven mist een dubbele punt",
        "this line is indented otherwise than the lines that it belongs to, or the line above lacks a colon",
    ),
    "yaml_dash": Text(
        "een lijst met streepjes begint op een nieuwe regel; of zet de tekst tussen aanhalingstekens",
        "a list with dashes begins on a new line; or put the text between quotes",
    ),
    "yaml_sign": Text(
        "een tekst kan niet met {sign} beginnen; zet hem tussen aanhalingstekens",
        "a text can't begin with {sign}; put it between quotes",
    ),
    "tag": Text(
        "labels zoals !!int worden niet gelezen; haal het label weg, of zet de tekst tussen aanhalingstekens",
        "tags such as !!int aren't read; take the tag out, or put the text between quotes",
    ),
    "key_question": Text(
        "een sleutel met een vraagteken ervoor wordt niet gelezen; schrijf: sleutel: waarde",
        "a key with a question mark before it isn't read; write: key: value",
    ),
    "json_comma_extra": Text(
        "na de laatste waarde hoort in JSON geen komma; haal hem weg",
        "JSON has no comma after the last value; take it out",
    ),
    "json_comment": Text(
        "in JSON kan geen commentaar staan; haal het weg, of gebruik YAML",
        "there can be no comment in JSON; take it out, or use YAML",
    ),
    "json_bracket": Text(
        "{sign} past niet bij de {other} van regel {line}", "{sign} doesn't fit the {other} of line {line}"
    ),
    "json_colon": Text("na deze sleutel ontbreekt een dubbele punt", "a colon is missing after this key"),
    "json_quotes": Text('{sign} is in JSON geen aanhalingsteken; gebruik "', '{sign} is no quote in JSON; use "'),
    "json_key": Text(
        "zet de sleutel {name} tussen dubbele aanhalingstekens", "put the key {name} between double quotes"
    ),
    "json_number": Text(
        "{value} is geen getal zoals JSON het schrijft (wel: 0.5, -12, 1e6)",
        "{value} isn't a number as JSON writes it (but: 0.5, -12, 1e6)",
    ),
    "json_word": Text(
        "{value} kan zo niet in JSON staan; zet tekst tussen dubbele aanhalingstekens (zonder alleen: true, false, null)",
        "{value} can't stand in JSON like this; put text between double quotes (without only: true, false, null)",
    ),
    "json_escape": Text(
        "{text} kent JSON niet; schrijf \\\\ voor een schuine streep",
        "{text} is unknown in JSON; write \\\\ for a backslash",
    ),
    "json_tab": Text(
        "in een JSON-tekst kan geen tab staan; schrijf \\t", "there can be no tab in a text in JSON; write \\t"
    ),
    "no_libyaml": Text(
        "PyYAML is hier zonder libyaml geïnstalleerd, en leest YAML dan anders; installeer het opnieuw met: "
        "pip install --force-reinstall --only-binary pyyaml pyyaml",
        "PyYAML is installed here without libyaml, and reads YAML otherwise then; install it again with: "
        "pip install --force-reinstall --only-binary pyyaml pyyaml",
    ),
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
