"""The pages, a module each, in the order of the navigation."""

from types import ModuleType

from designata.web.pages import (
    brief,
    changes,
    dossier,
    language,
    login,
    read,
    review,
    search,
    sheet,
    sources,
    work,
)

PAGES: tuple[ModuleType, ...] = (
    search,
    dossier,
    read,
    changes,
    review,
    brief,
    sources,
    sheet,
    work,
    language,
    login,
)
"""Modules with ``router(frame)``."""

NAV = (
    ("/", "s", "frame.search"),
    ("/read", "e", "frame.read"),
    ("/changes", "c", "frame.changes"),
    ("/review", "r", "frame.review"),
    ("/brief", "b", "frame.brief"),
    ("/sources", "o", "frame.sources"),
)
"""What every page leads to: the address, the key behind ``g``, and the words."""
