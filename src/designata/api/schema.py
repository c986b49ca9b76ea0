"""What OpenAPI says of routes whose shapes are msgspec's: true to them, and named.

A route names its shapes by a reference of ours, which is put right when the document is made: only
then are all shapes known, and two of one name told apart.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from designata.api.errors import Problem

_OURS = "designata:"
_shapes: list[Any] = []


def shape(kind: object) -> dict[str, Any]:
    """A schema that stands for a shape."""
    if kind not in _shapes:
        _shapes.append(kind)
    return {"$ref": f"{_OURS}{_shapes.index(kind)}"}


def answers(kind: object, description: str = "The answer", *, status: int = 200) -> dict[str, Any]:
    """What a route says of its answers: what ``APIRouter.get`` is given beside the path."""
    content = {"application/json": {"schema": shape(kind)}}
    return {"responses": {status: {"description": description, "content": content}}}


def gives(media: Mapping[str, str], *, status: int = 200) -> dict[str, Any]:
    """The same for a route that gives files, by their media type and what they are."""
    content: dict[str, object] = {kind: {} for kind in media}
    description = "; ".join(media.values())
    return {"responses": {status: {"description": description, "content": content}}}


def asks(kind: object, example: object) -> dict[str, Any]:
    """What a route says of the body that it takes."""
    content = {"schema": shape(kind), "example": example}
    return {"requestBody": {"required": True, "content": {"application/json": content}}}


def takes(media: Mapping[str, str]) -> dict[str, Any]:
    """The same for a route that takes a file, by its media type and what it is."""
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in media}
    description = "; ".join(media.values())
    return {"requestBody": {"required": True, "description": description, "content": content}}


def document(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI document of an application."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title,
            version=app.version,
            summary=app.summary,
            description=app.description,
            openapi_version="3.1.0",
            routes=app.routes,
        )
        app.openapi_schema = _finished(found)
    return app.openapi_schema


def _finished(found: dict[str, Any]) -> dict[str, Any]:
    fault = {"description": "It could not be done", "content": _json(shape(Problem))}
    for path, operations in found["paths"].items():
        for operation in operations.values() if path.startswith("/api/") else ():
            operation["responses"].pop("422", None)
            operation["responses"] |= {"4XX": fault, "5XX": fault}
    schemata, named = msgspec.json.schema_components(
        list(_shapes), schema_hook=_anything, ref_template="#/components/schemas/{name}"
    )
    whole: dict[str, Any] = _put_right(found, schemata)
    components = whole.setdefault("components", {})
    components["schemas"] = components.get("schemas", {}) | named
    components["securitySchemes"] = {
        "bearer": {"type": "http", "scheme": "bearer"},
        "session": {"type": "apiKey", "in": "cookie", "name": "designata"},
    }
    whole["security"] = [{}, {"bearer": []}, {"session": []}]
    return whole


def _anything(kind: type) -> dict[str, Any]:
    """The schema of a value that may be whatever JSON has."""
    if kind is object:
        return {"description": "Any value of JSON."}
    raise NotImplementedError(kind)


def _put_right(value: Any, schemata: tuple[dict[str, Any], ...]) -> Any:  # noqa: ANN401  - any JSON
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.startswith(_OURS):
            return schemata[int(reference.removeprefix(_OURS))]
        return {key: _put_right(inner, schemata) for key, inner in value.items()}
    if isinstance(value, list):
        return [_put_right(inner, schemata) for inner in value]
    return value


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}
