"""A listing by finding: "pursuant to section 106, I determined that A and B were responsible for".

Statutes that ask for a determination make the finding itself the act (CAATSA section 106, section
7031(c)), or the report to Congress that names who is found (section 353; the Hong Kong Autonomy
Act, section 5; PEESA, section 7503). Without the law beside it, it is only an opinion.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Trigger, authority_near

if TYPE_CHECKING:
    from spacy.tokens import Token

_THAT = re.compile(r",?\s+(?:\([^()]*\)\s+)?(?:that\s+)?")
_MEETS = re.compile(
    r"\s+(?:(?:is|are|was|were)\s+(?:\w+ly\s+)?(?:responsible\s+for|complicit\s+in|involved\s+in)"
    r"|(?:has|have|had)\s+(?:\w+ly\s+)?engaged\s+in|meets?\s+the\s+criteria)\b"
)
_TERROR = re.compile(
    r"\s+(?:has|have|had)\s+committed,?\s+(?:or|and|attempted)\b[^.;]{0,80}?\brisk\s+of\s+committing,?\s+(?:\w+\s+)?acts\s+of\s+terrorism"
)
"""The words of Executive Order 13224, section 1(a)(ii), which need no law beside them."""


_NAMES = frozenset({"list", "identify", "name", "add", "include"})
_REPORTED = re.compile(r"\b(?:updat|submit|transmit)\w+\s(?:[^.;]{0,60}\s)?report\b[^.;]*,\s+$")


def determined(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """The determination that a verb tells.

    Args:
        scene: the document.
        token: the verb.
    """
    if token.lemma_ != "determine" or token.pos_ != "VERB" or not _acts(scene, token):
        return
    start, end = scene.bounds(token)
    that = _THAT.match(scene.text, token.idx + len(token), end)
    terror = _TERROR.search(scene.text, token.idx, end)
    meets = terror or _MEETS.search(scene.text, token.idx, end)
    under_law = terror or any(start <= law.start and law.end <= end for law in scene.laws)
    if that and meets and under_law:
        region = that.end(), meets.start()
        yield Trigger(token.i, token.i, "designation", (region,), weak=True)


def reported(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """Whom a report under a law names: "The report lists A", "updated its report, adding A".

    Args:
        scene: the document.
        token: the verb.
    """
    if token.lemma_ not in _NAMES or token.pos_ != "VERB":
        return
    start, end = scene.bounds(token)
    above = start if start == scene.block(start).start else scene.bounds_at(start - 2)[0]
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    of_report = subject is not None and (
        subject.lemma_ == "report"
        or (token.dep_ == "relcl" and subject.tag_ == "WDT" and token.head.lemma_ == "report")
    )
    goes_on = token.tag_ == "VBG" and _REPORTED.search(scene.text, start, token.idx)
    if (of_report or goes_on) and any(above <= law.start < end for law in scene.laws):
        behind = token.idx + len(token)
        yield Trigger(token.i, token.i, "designation", ((behind, end),), weak=True)


def _acts(scene: Scene, token: "Token") -> bool:
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    return subject is not None and (
        subject.lower_ in ("i", "we")
        or among(subject.lemma_, "stands_for_authority")
        or "Secretary" in (subject.text, subject.nbor(-1).text if subject.i else "")
        or authority_near(scene, subject)
    )
