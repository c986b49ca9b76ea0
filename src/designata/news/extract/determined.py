"""A listing by finding: "pursuant to section 106, I determined that A and B were responsible for".

Statutes that ask for a determination make the finding itself the act (CAATSA section 106, section
7031(c)). Without the law beside it, it is only an opinion.
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
    meets = _MEETS.search(scene.text, token.idx, end)
    if that and meets and any(start <= law.start and law.end <= end for law in scene.laws):
        region = that.end(), meets.start()
        yield Trigger(token.i, token.i, "designation", (region,), weak=True)


def _acts(scene: Scene, token: "Token") -> bool:
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    return subject is not None and (
        subject.lower_ in ("i", "we")
        or among(subject.lemma_, "stands_for_authority")
        or subject.lemma_ == "Secretary"
        or authority_near(scene, subject)
    )
