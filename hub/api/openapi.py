"""The OpenAPI 3.1 document, made of the same declarations that serve the requests."""

from collections.abc import Iterable
from typing import Any

from hub.api.repeating import HEADER, LONGEST_KEY
from hub.core.locale import LANGUAGES, gettext
from hub.web.api import Endpoint, parts
from hub.web.api.asking import PREFIX
from hub.web.api.problems import MEDIA_TYPE
from hub.web.api.schema import LARGEST, Schema, Schemas, hints_of, needed_of

VERSION = "1"
CODE_PATTERN = "^[A-Za-z0-9_.-]+$"
PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "required": ["type", "title", "status", "detail", "request_id"],
}


def document(base_url: str) -> dict[str, Any]:
    """In the language being spoken."""
    schemas = Schemas()
    paths: dict[str, dict[str, Any]] = {}
    endpoints = [endpoint for part in parts() for endpoint in part.endpoints]
    for endpoint in endpoints:
        paths.setdefault(endpoint.template, {})[endpoint.method.lower()] = _operation(endpoint, schemas)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": gettext("The hub’s API"),
            "version": VERSION,
            "description": gettext(
                "The same actions and the same rights as on the pages; examples stand at %(address)s.",
                address=f"{base_url}/api/",
            ),
        },
        "servers": [{"url": base_url + PREFIX}],
        "tags": [{"name": part.name, "description": str(part.label)} for part in parts()],
        "paths": paths,
        "components": {
            "schemas": {**schemas.components, "Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                "Problem": {
                    "description": gettext("A problem document (RFC 9457)."),
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                }
            },
        },
    }


def _operation(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": endpoint.name,
        "tags": [endpoint.part],
        "summary": str(endpoint.summary),
        "security": [{"token": [endpoint.scope]}] if endpoint.permission else [{}, {"token": [endpoint.scope]}],
        "parameters": list(_parameters(endpoint, schemas)),
        "responses": {
            str(endpoint.status): _success(endpoint, schemas),
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }
    if endpoint.method == "GET":
        told["responses"]["304"] = {"description": gettext("Your copy (If-None-Match) is the same.")}
    if endpoint.body is not None:
        schema = schemas.of(endpoint.body, answers=False)
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return told


def _success(endpoint: Endpoint, schemas: Schemas) -> dict[str, Any]:
    if endpoint.answer is None:
        return {"description": gettext("Done.")}
    schema = schemas.of(endpoint.answer, answers=True)
    if endpoint.is_list:
        schema = {
            "type": "object",
            "properties": {
                "items": {"type": "array", "items": schema},
                "next": {"anyOf": [{"type": "string", "format": "uri"}, {"type": "null"}]},
            },
            "required": ["items", "next"],
        }
    return {"description": gettext("Done."), "content": {"application/json": {"schema": schema}}}


def _parameters(endpoint: Endpoint, schemas: Schemas) -> Iterable[dict[str, Any]]:
    for converter, name in endpoint.path_names:
        number: Schema = {"type": "integer", "minimum": 1, "maximum": LARGEST}
        schema: Schema = number if converter == "int" else {"type": "string", "pattern": CODE_PATTERN, "maxLength": 60}
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    if endpoint.query:
        needed = needed_of(endpoint.query)
        for name, hint in hints_of(endpoint.query).items():
            schema = schemas.of(hint, answers=False)
            schema = schema["anyOf"][0] if "anyOf" in schema else schema
            yield {"name": name, "in": "query", "required": name in needed, "schema": schema}
    if endpoint.is_paged:
        told = gettext("From “next” of the page before.")
        yield {"name": "after", "in": "query", "description": told, "schema": {"type": "string"}}
    yield {"name": "lang", "in": "query", "schema": {"type": "string", "enum": list(LANGUAGES)}}
    if endpoint.method == "POST":
        told = gettext("The same key with the same body within 24 hours does nothing again and answers the same.")
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"}
        yield {"name": HEADER, "in": "header", "description": told, "schema": key}
