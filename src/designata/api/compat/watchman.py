"""Watchman's ``GET /v2/search`` and ``GET /v2/listinfo``.

One record of one list is one result there, so nothing is merged. Shapes and parameters as
https://github.com/moov-io/watchman/blob/master/docs/api.yaml has them.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec
from fastapi import APIRouter, Request
from starlette.responses import Response

from designata import __version__
from designata.api.compat import parties, wire
from designata.api.compat.edition import Asked, Edition, Editions
from designata.api.compat.parties import Party
from designata.api.compat.shapes import Grounds
from designata.errors import InputError
from designata.index.entry import Listed
from designata.screen.match import Hit
from designata.screen.query import Query, of_columns
from designata.store.dossier import CAVEAT

MOST = 100
_LIMIT = 10
_SIGN = " | "

_LISTS = {"ofac": "us_ofac", "eu": "eu_csl", "uk": "uk_csl", "un": "un_csl"}
"""What Watchman calls the lists that both have."""

_SCHEMATA = {
    "person": "Person",
    "business": "Company",
    "organization": "Organization",
    "aircraft": "Airplane",
    "vessel": "Vessel",
}
_COLUMNS = {
    "name": "name",
    "altNames": "alias",
    "gender": "gender",
    "birthDate": "birth_date",
    "flag": "flag",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "address": "address",
    "addresses": "address",
    "cryptoAddress": "wallet",
    "cryptoAddresses": "wallet",
    "gov_passport": "passport",
    "gov_diplomatic-passport": "passport",
    "gov_tax": "tax_number",
    "gov_tax-id": "tax_number",
    "gov_cuit": "tax_number",
    "gov_nationality": "nationality",
    "gov_citizenship": "nationality",
    **dict.fromkeys(
        (
            *("gov_national", "gov_national-id", "gov_personal-id", "gov_cedula", "gov_curp"),
            *("gov_ssn", "gov_electoral", "gov_drivers-license", "gov_business-registration"),
            "gov_commercial-registry",
        ),
        "registration_number",
    ),
}
"""The parameters that are asked by, and the columns of a question that they are."""

_SETTINGS = {"type", "limit", "minMatch", "source", "sourceList", "sourceID", "debug", "format"}
_SILENT = {"requestID", "debugSourceIDs"}


class Searched(Grounds, frozen=True, kw_only=True):
    """The answer to a search."""

    query: Party
    entities: list[Party]


class ListInfo(msgspec.Struct, frozen=True, kw_only=True):
    """Which lists there are: how many entities each has, and, beside Watchman's, of which date."""

    lists: dict[str, int]
    listHashes: dict[str, str]  # noqa: N815  - Watchman's names
    startedAt: str | None  # noqa: N815
    endedAt: str | None  # noqa: N815
    version: str
    published: dict[str, str]
    caveat: str = CAVEAT


def router(editions: Editions) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=wire.WatchmanRoute, tags=["watchman"])

    @routes.get(
        "/v2/search",
        summary="Search as Watchman does",
        response_class=Response,
        responses=wire.answers(Searched, 400, 503, key=wire.WatchmanRoute.KEY),
        openapi_extra={"parameters": list(_parameters())},
    )
    def search(request: Request) -> Response:
        """Records of lists that fit, best first, each list's by itself."""
        edition = editions.now()
        given: dict[str, list[str]] = {}
        for name, value in request.query_params.multi_items():
            if value.strip():
                given.setdefault(name, []).append(value)
        return wire.json(_search(edition, given))

    @routes.get(
        "/v2/listinfo",
        summary="Which lists there are",
        response_class=Response,
        responses=wire.answers(ListInfo, 503, key=wire.WatchmanRoute.KEY),
    )
    def listinfo() -> Response:
        """How many entities each list has, the hash of its file, and when it was fetched."""
        edition = editions.now()
        counts: dict[str, int] = {}
        hashes: dict[str, list[str]] = {}
        for row in edition.rows:
            name = _LISTS.get(row.publisher, row.publisher)
            counts[name] = counts.get(name, 0) + row.entities
            hashes.setdefault(name, []).append(row.sha256)
        fetched = sorted(row.fetched for row in edition.rows)
        return wire.json(
            ListInfo(
                lists=counts,
                listHashes={name: _hash(found) for name, found in hashes.items()},
                startedAt=next(iter(fetched), None),
                endedAt=next(reversed(fetched), None),
                version=f"designata {__version__}",
                published=edition.lists,
            )
        )

    return routes


def _search(edition: Edition, given: dict[str, list[str]]) -> Searched:
    known = {*_COLUMNS, *_SETTINGS, *_SILENT, "algorithm"}
    warnings = [
        f"{name[:60]} is not weighed and changed nothing" for name in given if name not in known
    ]
    if "algorithm" in given:
        warnings.append("there is one way to score; algorithm changed nothing")
    if given.get("format", ["watchman"])[0] != "watchman":
        raise InputError("answers have one format", where="format", cure="leave format out")
    query = _query(given)
    sources = _sources(edition, [*given.get("source", ()), *given.get("sourceList", ())])
    asked = Asked(_number(given, "minMatch", 1), None, sources)
    limit = _number(given, "limit", None)
    if limit is not None and limit > MOST:
        warnings.append(f"limit is {MOST} at most")
    limit = _LIMIT if limit is None else min(limit, MOST)
    matcher = edition.matcher(asked)
    (answer,) = matcher.answer([query])
    wanted = set(given.get("sourceID", ()))
    why = given.get("debug", ["no"])[0].lower() not in {"no", "false", "0"}
    found = [
        parties.of_listed(listed, _LISTS.get(listed.publisher, listed.publisher), hit, why=why)
        for hit, listed in _listed(edition, answer.hits)
        if not wanted or wanted & {listed.id, listed.id.partition("-")[2]}
    ]
    return Searched(
        query=parties.of_query(query),
        entities=found[: int(limit)],
        lists=edition.lists,
        policy=matcher.label,
        warnings=[*warnings, *answer.warnings],
    )


def _listed(edition: Edition, hits: Iterable[Hit]) -> Iterable[tuple[Hit, Listed]]:
    for hit in hits:
        if listed := edition.listed(hit.entity):
            yield hit, listed


def _query(given: dict[str, list[str]]) -> Query:
    """The question that the parameters ask."""
    kind = given.get("type", [""])[0].lower()
    if kind and kind not in _SCHEMATA:
        raise InputError(
            f"{kind[:60]} is no type", where="type", cure=f"give one of {', '.join(_SCHEMATA)}"
        )
    cells: dict[str, str] = {"schema": _SCHEMATA.get(kind, "")}
    for name, column in _COLUMNS.items():
        for value in given.get(name, ()):
            cells[column] = _SIGN.join(filter(None, (cells.get(column), _bare(name, value))))
    return of_columns(cells)


def _bare(name: str, value: str) -> str:
    """A value without what its prefix tells: ``XBT:x123``, and a country but for passports."""
    if name.startswith("crypto"):
        return value.rpartition(":")[2]
    column = _COLUMNS[name]
    if name.startswith("gov_") and column != "passport":
        return value.partition(":")[2] or value
    return value


def _sources(edition: Edition, names: Iterable[str]) -> tuple[str, ...]:
    ours = {theirs: code for code, theirs in _LISTS.items()}
    found = []
    for name in names:
        code = ours.get(name, name)
        if code not in edition.lists:
            raise InputError(
                f"there is no list {name[:60]}", where="source", cure="see /v2/listinfo"
            )
        found.append(code)
    return tuple(sorted(set(found)))


def _number(given: dict[str, list[str]], name: str, most: float | None) -> float | None:
    if name not in given:
        return None
    try:
        value = float(given[name][0])
    except ValueError as error:
        raise InputError(f"{given[name][0][:60]!r} is no number", where=name) from error
    if not 0 <= value <= (most or float("inf")):
        raise InputError(f"{value:g} is out of bounds", where=name, cure=f"0 to {most or MOST}")
    return value


def _hash(found: list[str]) -> str:
    """The hash of a list's file; of the hashes, where it has several."""
    if len(found) == 1:
        return found[0]
    return hashlib.sha256("".join(sorted(found)).encode()).hexdigest()


def _parameters() -> Iterable[dict[str, Any]]:
    for name in sorted({*_COLUMNS, *_SETTINGS}):
        kind: dict[str, Any] = {"type": "string"}
        if name == "type":
            kind["enum"] = list(_SCHEMATA)
        elif name == "limit":
            kind = {"type": "integer", "minimum": 1, "maximum": MOST, "default": _LIMIT}
        elif name == "minMatch":
            kind = {"type": "number", "minimum": 0, "maximum": 1}
        yield {"name": name, "in": "query", "required": False, "schema": kind}
