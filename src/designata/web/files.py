"""What pages load: our own styles and scripts, and those that set-up took from npm.

Only files that lie in the folder at the start are served, each by its exact name, so no path can
lead out of it. Their address carries a digest of the content, so browsers may keep them.
"""

from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING

from designata.errors import NotFoundError

if TYPE_CHECKING:
    from fastapi import APIRouter

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

VENDOR = ("vendor/htmx.js", "vendor/sse.js", "vendor/cytoscape.js", "vendor/leaflet.js")
"""What set-up takes from npm; pages say so where it is missing."""


@cache
def found() -> dict[str, tuple[bytes, str]]:
    """The content and digest of every file by its name."""
    folder = files("designata.web").joinpath("static")
    names = [item.name for item in folder.iterdir() if item.is_file()]
    if folder.joinpath("vendor").is_dir():
        names += [f"vendor/{item.name}" for item in folder.joinpath("vendor").iterdir()]
    contents = {
        name: folder.joinpath(name).read_bytes() for name in names if _ending(name) in _TYPES
    }
    return {
        name: (data, blake2b(data, digest_size=6).hexdigest()) for name, data in contents.items()
    }


def address(name: str) -> str:
    """Where a page finds a file.

    >>> address("app.css").startswith("/static/app.css?v=")
    True
    """
    return f"/static/{name}?v={found()[name][1]}"


def missing() -> bool:
    """Whether set-up could not take from npm what pages stand on."""
    return not found().keys() >= set(VENDOR)


def _ending(name: str) -> str:
    return name[name.rfind(".") :]


def router() -> "APIRouter":
    """The route of all files."""
    from fastapi import APIRouter, Response

    routes = APIRouter(include_in_schema=False)

    @routes.get("/static/{name:path}")
    def file(name: str) -> Response:
        try:
            data, _ = found()[name]
        except KeyError as error:
            raise NotFoundError("there is no such file", where="/static/") from error
        return Response(
            data,
            media_type=_TYPES[_ending(name)],
            headers={"Cache-Control": "public, max-age=31536000, immutable"},
        )

    return routes
