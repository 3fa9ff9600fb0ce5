"""The description of the API: OpenAPI 3.1, made from the operations and from the JSON Schemas of what they give."""

from __future__ import annotations

from typing import Any

from regiorules.text import Language, Text
from regiorules_web import API_VERSION
from regiorules_web.answers import JSON, PROBLEM
from regiorules_web.asking import LINES_KINDS
from regiorules_web.formats import media_types
from regiorules_web.openapi.examples import answer_example, example
from regiorules_web.openapi.fields import FIELDS, REGION_NAME, Field, names
from regiorules_web.openapi.schemas import components, ref
from regiorules_web.openapi.wrong import WRONG
from regiorules_web.operations import OPERATIONS, Operation
from regiorules_web.problems import problem_data
from regiorules_web.service import Service

_TITLE = Text("RegioRules", "RegioRules")
_ABOUT = Text(
    "Onderbouwd advies uit feiten en regels. De dienst bewaart niets van wat gevraagd wordt.",
    "Reasoned advice from facts and rules. The service keeps nothing of what is asked.",
)
_GOOD = Text("Gelukt", "Done")
_SEVERAL = Text("Veel vragen tegelijk", "Many questions at once")
_MANY = Text(
    "Veel vragen tegelijk, een regel JSON elk; wat fout is, staat als fout op zijn plaats in het antwoord",
    "Many questions at once, a line of JSON each; what is wrong stands as a problem in its place in the answer",
)
_READING = ("400", "404", "405", "406", "421", "431", "500", "503")
_HEADERS = {
    "API-Version": {"schema": {"type": "string"}, "example": API_VERSION},
    "Request-Id": {"schema": {"type": "string"}},
}


def openapi(service: Service, language: Language) -> dict[str, Any]:
    """The description in one language; made once for each."""
    made: dict[str, Any] = service.memo.of(("openapi", language), lambda: _Describer(service, language).document())
    return made


class _Describer:
    def __init__(self, service: Service, language: Language) -> None:
        self.service = service
        self.language = language

    def document(self) -> dict[str, Any]:
        say = self.language
        info = {"title": _TITLE.say(say), "version": API_VERSION, "description": _ABOUT.say(say)}
        licence = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
        contact = {"name": "RegioRules maintainers"}
        paths: dict[str, Any] = {}
        for each in OPERATIONS:
            paths.setdefault(each.path, {})[each.method.lower()] = self.operation(each)
        paths["/batches"] = {"post": self.batches()}
        return {
            "openapi": "3.1.0",
            "info": {**info, "license": licence, "contact": contact},
            "servers": [{"url": "/v1"}],
            "tags": [{"name": each} for each in ("assessment", "knowledge")],
            "paths": paths,
            "components": {
                "schemas": components(self.service, say),
                "responses": {code: self.wrong(code) for code in WRONG},
                "headers": _HEADERS,
            },
        }

    def operation(self, each: Operation) -> dict[str, Any]:
        reads = each.method == "GET"
        wrong = {code: {"$ref": f"#/components/responses/{code}"} for code in (_READING if reads else WRONG)}
        found: dict[str, Any] = {
            "operationId": each.name,
            "summary": each.summary.say(self.language),
            "description": f"{each.summary.say(self.language)} (`regiorules serve --stdio`: `{each.name}`).",
            "tags": ["knowledge" if reads else "assessment"],
            "responses": {"200": self.good(each), **wrong},
        }
        if reads:
            found["parameters"] = [self.parameter(name, each) for name in each.fields]
        else:
            found["requestBody"] = self.body(each)
        return found

    def good(self, each: Operation) -> dict[str, Any]:
        text = {"schema": {"type": "string"}}
        shown = answer_example(each, self.service, self.language)
        content: dict[str, Any] = {JSON: {"schema": ref(each.gives), **shown}}
        if each.gives == "region_file":
            content = {"application/yaml": {"schema": {}}, JSON: {"schema": ref("region")}}
        elif each.name == "advise":
            content = {**dict.fromkeys(media_types(self.service.registry).values(), text), **content}
        return {"description": _GOOD.say(self.language), "headers": self.headers(), "content": content}

    def headers(self) -> dict[str, Any]:
        return {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}

    def wrong(self, code: str) -> dict[str, Any]:
        headers = self.headers()
        if code == "503":
            headers = {**headers, "Retry-After": {"schema": {"type": "integer"}}}
        wrong = WRONG[code]
        content = {PROBLEM: {"schema": ref("problem"), "example": problem_data(wrong.error, self.language)}}
        return {"description": wrong.about.say(self.language), "headers": headers, "content": content}

    def parameter(self, name: str, each: Operation) -> dict[str, Any]:
        about = self.field(name, each)
        in_path = f"{{{name}}}" in each.path
        found = {
            "name": name,
            "in": "path" if in_path else "query",
            "required": in_path,
            "description": about.about.say(self.language),
            "schema": about.schema,
        }
        return {**found, "example": example(each, self.service)[name]} if in_path else found

    def field(self, name: str, each: Operation) -> Field:
        """What may stand in a field, with the names that there are."""
        found = REGION_NAME if name == "region" and each.method == "GET" else FIELDS[name]
        known = names(name, each, self.service)
        if known is None:
            return found
        one = {"enum": list(known)}
        return Field({**found.schema, "items": one} if name == "rulesets" else one, found.about)

    def body(self, each: Operation) -> dict[str, Any]:
        fields = {name: self.field(name, each) for name in each.fields}
        properties = {
            name: {"description": field.about.say(self.language), **field.schema} for name, field in fields.items()
        }
        schema = {
            "type": "object",
            "properties": properties,
            "required": list(each.needs),
            "additionalProperties": False,
        }
        return {"required": True, "content": {JSON: {"schema": schema, "example": example(each, self.service)}}}

    def batches(self) -> dict[str, Any]:
        asked, answered = ({LINES_KINDS[0]: {"schema": ref(each)}} for each in ("line", "line_answer"))
        good = {"description": _GOOD.say(self.language), "headers": self.headers(), "content": answered}
        codes = ("403", "405", "406", "415", "421", "431", "500")
        return {
            "operationId": "batch",
            "summary": _SEVERAL.say(self.language),
            "description": _MANY.say(self.language),
            "tags": ["assessment"],
            "requestBody": {"required": True, "content": asked},
            "responses": {"200": good, **{code: {"$ref": f"#/components/responses/{code}"} for code in codes}},
        }
