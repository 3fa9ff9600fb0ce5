"""Messages about what is asked of a service: over HTTP, or line by line."""

from __future__ import annotations

from regiorules.text import Text

MESSAGES: dict[str, Text] = {
    "expected_string": Text("hier hoort een tekst, tussen aanhalingstekens", "a text belongs here, between quotes"),
    "expected_flag": Text("hier hoort true of false", "true or false belongs here"),
    "unknown_table": Text(
        "{name} is geen tabel van regio's (wel: {known})", "{name} isn't a table of regions (but: {known})"
    ),
    "unknown_operation": Text("{name} is geen bewerking (wel: {known})", "{name} isn't an operation (but: {known})"),
    "no_such_path": Text(
        "dit adres bestaat niet; /v1/openapi.json noemt ze alle",
        "there is no such address; /v1/openapi.json names them all",
    ),
    "no_such_method": Text("{name} kan hier niet; wel: {known}", "{name} can't be done here; but: {known}"),
    "body_kind": Text(
        "de inhoud is {name}, en kan alleen {known} zijn", "the content is {name}, and can only be {known}"
    ),
    "body_too_large": Text("de inhoud is groter dan {limit} bytes", "the content is larger than {limit} bytes"),
    "headers_too_large": Text(
        "het adres en de headers zijn samen groter dan {limit} bytes",
        "the address and the headers are together larger than {limit} bytes",
    ),
    "body_slow": Text("de inhoud kwam niet binnen {limit} seconden", "the content didn't come within {limit} seconds"),
    "line_too_long": Text("deze regel is langer dan {limit} bytes", "this line is longer than {limit} bytes"),
    "no_answer_in_form": Text(
        "het antwoord is er niet als {name}; wel als: {known}", "the answer can't be had as {name}; but as: {known}"
    ),
    "cant_listen": Text(
        "op {name} is niet te luisteren: {why}; kies met --port een andere poort",
        "it can't listen at {name}: {why}; choose another port with --port",
    ),
    "no_such_host": Text(
        "{name} is geen adres van deze computer; neem 127.0.0.1",
        "{name} is no address of this computer; take 127.0.0.1",
    ),
    "busy": Text(
        "er wordt nu te veel tegelijk gevraagd; probeer het over {limit} seconden opnieuw",
        "too much is being asked at once; try again in {limit} seconds",
    ),
    "work_slow": Text(
        "het antwoord was er niet binnen {limit} seconden", "the answer wasn't there within {limit} seconds"
    ),
    "wrong_host": Text(
        "{name} is geen naam van deze dienst; zie regiorules serve --allow-host",
        "{name} is no name of this service; see regiorules serve --allow-host",
    ),
    "wrong_origin": Text(
        "een bladzijde van een andere plaats mag hier niets vragen", "a page from another place may ask nothing here"
    ),
    "unexpected": Text(
        "hier ging iets mis dat aan de dienst ligt; in het logboek staat het onder {name}",
        "something went wrong that is the service's fault; its log has it under {name}",
    ),
}
