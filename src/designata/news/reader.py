"""Reads an article against a store: mentions, designations and claims, linked and named.

Whoever reads it, only what stands in the article is kept (``valid/``).
"""

import msgspec

from designata.news.backend import Backend, Rules
from designata.news.document import Document
from designata.news.findings import Read, Reading
from designata.news.link import link
from designata.news.link.unnamed import name_unnamed
from designata.news.valid import valid
from designata.screen.match import Matcher
from designata.store.claims import Store

CAVEAT = "A link is a candidate, not a verdict; no link is no clearance."
"""Stands under every reading."""


class Reader:
    """Reads articles.

    Args:
        store: whose lists name the unnamed; without one, nothing is named.
        matcher: links the names, under ``link.policy()``; without one, nothing is linked.
        backend: finds what the article says; the rules by default.
    """

    def __init__(
        self,
        store: Store | None = None,
        matcher: Matcher | None = None,
        backend: Backend | None = None,
    ) -> None:
        self._store, self._matcher, self._backend = store, matcher, backend or Rules()

    def read(self, document: Document) -> Reading:
        """All that is found in a document.

        Raises:
            InputError: when it is too long to be read.
            FetchError: when a language model was to be asked and gives no answer.
        """
        found = valid(document, self._backend.read(document))
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

    @property
    def lists(self) -> dict[str, str] | None:
        """The date of each publisher's newest list; none where nothing is linked."""
        return self._matcher.lists if self._matcher else None

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


def told(document: Document, found: Reading, lists: dict[str, str] | None) -> Read:
    """The answer to ``read``.

    Args:
        document: what was read.
        found: what was found in it.
        lists: the date of each publisher's newest list; none where there is no store.
    """
    warnings = list(found.warnings)
    if lists is None:
        warnings.append("there is no store: no name is linked, no target is named")
    return Read(
        document=document,
        mentions=found.mentions,
        designations=found.designations,
        claims=found.claims,
        warnings=warnings,
        lists=lists or {},
        caveat=CAVEAT,
    )
