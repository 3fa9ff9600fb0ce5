"""The description of the API says what it does: every address, every answer, every error, and examples that work."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from regiorules_web import API_VERSION
from regiorules_web.openapi import openapi
from regiorules_web.operations import OPERATIONS
from regiorules_web.service import Service
from web_service import REGION, Served

from regiorules import load_plugins
from regiorules.rules.bundled import bundled
from regiorules.text import LANGUAGES


@pytest.fixture(scope="module")
def described(web: Served) -> Any:
    """The description, as it is published."""
    return web.get("openapi.json", headers={"Accept-Language": "en"}).json()


def validator(described: Any, schema: Any) -> Draft202012Validator:
    """What checks data by a schema of the description."""
    return Draft202012Validator({**schema, "components": described["components"]})


def test_every_operation_stands_in_it(described: Any) -> None:
    """With its method; and the batch beside them."""
    found = {
        (path, method): each["operationId"] for path, one in described["paths"].items() for method, each in one.items()
    }
    wanted = {(each.path, each.method.lower()): each.name for each in OPERATIONS}
    assert found == {**wanted, ("/batches", "post"): "batch"}
    assert (described["openapi"], described["info"]["version"]) == ("3.1.0", API_VERSION)


def test_its_schemas_are_schemas_and_its_references_lead_somewhere(described: Any) -> None:
    """All components are JSON Schema 2020-12, and nothing refers to what isn't there."""
    schemas = described["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    for ref in references(described):
        part = described
        for name in ref.removeprefix("#/").split("/"):
            part = part[name]


def references(part: Any) -> set[str]:
    """All references in a part."""
    if isinstance(part, list):
        return {ref for each in part for ref in references(each)}
    if not isinstance(part, dict):
        return set()
    own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
    return own | {ref for each in part.values() for ref in references(each)}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_its_examples_work_and_give_what_it_says(operation: Any, described: Any, web: Served) -> None:
    """The example of each operation is answered, in the form that stands there."""
    said = described["paths"][operation.path][operation.method.lower()]
    if operation.method == "GET":
        names = {each["name"]: each["example"] for each in said["parameters"] if each["in"] == "path"}
        found = web.get(operation.path[1:].format(**names))
    else:
        content = said["requestBody"]["content"]["application/json"]
        validator(described, content["schema"]).validate(content["example"])
        found = web.post(operation.path[1:], content["example"])
    assert found.status_code == 200, found.text
    kind = found.headers["content-type"].partition(";")[0]
    schema = said["responses"]["200"]["content"][kind]["schema"]
    if kind == "application/json":
        validator(described, schema).validate(found.json())
    shown = said["responses"]["200"]["content"]["application/json"].get("example")
    if shown is not None:
        validator(described, schema).validate(shown)


def test_problems_are_as_it_says(described: Any, web: Served) -> None:
    """Of the body, of an address, of a name, of a method; and those that it shows."""
    schema = validator(described, {"$ref": "#/components/schemas/Problem"})
    for status, each in described["components"]["responses"].items():
        example = each["content"]["application/problem+json"]["example"]
        schema.validate(example)
        assert str(example["status"]) == status
    for found in (
        web.post("assessments", {"region": {"region": "X", "facts": {"nope": 1}}}),
        web.get("nope"),
        web.get("facts/nope"),
        web.client.delete("/v1/facts"),
    ):
        schema.validate(found.json())


def test_lines_are_as_it_says(described: Any, web: Served) -> None:
    """A result, a document and an error."""
    schema = validator(described, {"$ref": "#/components/schemas/LineAnswer"})
    lines = [{"id": 1, "region": REGION}, {"operation": "write_region", "region": REGION}, {"operation": "nope"}]
    body = "\n".join(map(json.dumps, lines))
    found = web.client.post("/v1/batches", content=body, headers={"Content-Type": "application/x-ndjson"})
    for line in found.text.splitlines():
        schema.validate(json.loads(line))


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_languages_say_something(language: Any, service: Service) -> None:
    """Of every operation, parameter and answer."""
    document = openapi(service, language)
    texts = [each["summary"] for one in document["paths"].values() for each in one.values()]
    texts += [each["description"] for each in document["components"]["responses"].values()]
    assert all(texts)
    other = openapi(service, "en" if language == "nl" else "nl")
    assert document["paths"]["/rules"]["get"]["summary"] != other["paths"]["/rules"]["get"]["summary"]


def test_another_field_of_policy_has_its_own_description() -> None:
    """Its facts, its statements, its examples; and no word of labour markets."""
    domain = bundled("examples") / "domains" / "jeugdzorg"
    document = openapi(Service(load_plugins(only=()), (domain,)), "nl")
    assert "arbeidsmarkt" not in json.dumps(document).lower()
    assert document["paths"]["/overviews"]["post"]["requestBody"]["content"]["application/json"]["example"]
