"""The pages, a module each, in the order of the navigation."""

from types import ModuleType

from designata.web.pages import language, read, search, sheet, work

PAGES: tuple[ModuleType, ...] = (search, read, sheet, work, language)
"""Modules with ``router(frame)``."""
