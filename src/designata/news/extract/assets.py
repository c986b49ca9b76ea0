"""Triggers of assets that are frozen or freed: "froze the assets of X", "unblocked its funds"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract.measures import counts_some, has_authority
from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Action, Trigger, is_passive, subject_region

if TYPE_CHECKING:
    from spacy.tokens import Token

_ASSETS = re.compile(
    r"\s+(?:[\w-]+\s+){0,4}?(?:assets|funds|accounts|property|holdings)\s+"
    r"(?:of|belonging\s+to|held\s+by|owned\s+by)\s+"
)
_HAD = re.compile(
    r"\s(?:had|have|has)\s+(?:(?:had|their|its|his|her|any|all)\s+){1,3}"
    r"(?:[\w-]+\s+){0,2}?(?:assets|funds|accounts|property)\s+$"
)
"""As in "Roe and two lawmakers had their assets frozen by Britain"."""
_ASSETS_ARE = re.compile(
    r".*?\b(?:assets|funds|accounts|property|holdings)\s+(?:of|belonging\s+to|held\s+by)\s+",
    re.DOTALL,
)


def frozen(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "froze the assets of X", "the accounts of X were frozen", "unfroze the funds of X"."""
    lemma = token.lemma_.lower()
    deed = token.lower_ in ("freezing", "blocking")
    if (token.pos_ != "VERB" and not deed) or not (
        deed or lemma in ("freeze", "block") or among(token.lower_, "unfreezing")
    ):
        return
    action: Action = "delisting" if among(token.lower_, "unfreezing") else "designation"
    start, end = scene.bounds(token)
    if had := _HAD.search(scene.text, start, token.idx):
        region = start, had.start()
        yield Trigger(token.i, token.i, action, (region,), passive=True, weak=True)
    elif hit := _ASSETS.match(scene.text, token.idx + len(token), end):
        yield Trigger(token.i, token.i, action, ((hit.end(), end),))
    elif lemma == "freeze" and not is_passive(token) and has_authority(scene, token):
        behind = token.idx + len(token)
        if counts_some(scene, behind + 1):
            yield Trigger(token.i, token.i, action, ((behind, end),), weak=True)
    elif is_passive(token):
        first, last = subject_region(token, start)
        if hit := _ASSETS_ARE.match(scene.text, first, last):
            yield Trigger(token.i, token.i, action, ((hit.end(), last),), passive=True, weak=True)
