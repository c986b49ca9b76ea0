"""The pages, a module each."""

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
