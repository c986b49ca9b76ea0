"""The pages, a module each, in the order of the navigation."""

from types import ModuleType

from designata.web.pages import changes, language, login, read, search, sheet, sources, work

PAGES: tuple[ModuleType, ...] = (
    search,
    read,
    changes,
    sources,
    sheet,
    work,
    language,
    login,
)
"""Modules with ``router(frame)``."""
