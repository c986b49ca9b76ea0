"""Reads an article against a store: mentions, designations and claims, linked and named.

English runs through the parser and its rules, Korean through rules of its own; any other language
is said to be unread, and nothing of it is guessed.
"""

import msgspec

from designata.news.document import Document
from designata.news.findings import Reading
from designata.news.link import link
from designata.news.unnamed import name_unnamed
from designata.screen.match import Matcher
from designata.store.claims import Store

CAVEAT = "A link is a candidate, not a verdict; no link is no clearance."
"""Stands under every reading."""


class Reader:
    """Reads articles.

    Args:
        store: whose lists name the unnamed; without one, nothing is named.
        matcher: links the names, under ``link.policy()``; without one, nothing is linked.
    """

    def __init__(self, store: Store | None = None, matcher: Matcher | None = None) -> None:
        self._store, self._matcher = store, matcher

    def read(self, document: Document) -> Reading:
        """All that is found in a document.

        Raises:
            InputError: when it is too long to be parsed.
        """
        if document.language == "en":
            found = _english(document)
        elif document.language == "ko":
            from designata.news import korean

            found = korean.reading(document)
        else:
            return Reading(warnings=[*document.warnings, _unread(document.language)])
        return self._against_the_store(document, found)

    def captions(self, reading: Reading) -> dict[str, str]:
        """The names of the entities that mentions are linked to, by id."""
        linked = sorted({m.entity for m in reading.mentions if m.entity})
        if self._store is None or not linked:
            return {}
        rows = self._store.query(
            "SELECT subject, arg_min(value, claim) FROM claims"
            " WHERE property = 'name' AND subject IN (SELECT unnest(?)) GROUP BY subject",
            [linked],
        )
        return {str(entity): str(name) for entity, name in rows}

    def _against_the_store(self, document: Document, found: Reading) -> Reading:
        mentions, designations = found.mentions, found.designations
        if self._matcher is not None:
            mentions = link(
                mentions, self._matcher, designations=designations, published=document.published
            )
        if self._store is not None:
            designations = name_unnamed(designations, mentions, self._store, document)
        warnings = list(dict.fromkeys((*document.warnings, *found.warnings)))
        return msgspec.structs.replace(
            found, mentions=mentions, designations=designations, warnings=warnings
        )


def _english(document: Document) -> Reading:
    from designata.news import attribute, english, extract
    from designata.news import mentions as naming

    doc = english.parse(document)
    mentions = naming.mentions(document, doc)
    return Reading(
        mentions=mentions,
        designations=extract.designations(document, doc, mentions),
        claims=attribute.attributions(document, doc, mentions),
    )


def _unread(language: str) -> str:
    if language == "und":
        return "the language cannot be told: nothing is read, nothing is guessed"
    return f"the language is {language!r}, and only English and Korean are read: nothing is guessed"
