"""The pages, a module each, in the order of the navigation."""

from types import ModuleType

from designata.web.pages import (
    changes,
    dossier,
    language,
    login,
    read,
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
    sources,
    sheet,
    work,
    language,
    login,
)
"""Modules with ``router(frame)``."""
