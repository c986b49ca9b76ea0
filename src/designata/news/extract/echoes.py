"""Another authority that does as was told: "Canada followed suit", "Tokyo took the same step"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Trigger, authority_near

if TYPE_CHECKING:
    from spacy.tokens import Token

_ALONE = re.compile(
    r"\s*(?:[.,;]|suit\b|(?:on|in|within|at|with|two|three|a|an|some|hours|days|shortly|soon|later"
    r"|today|yesterday|by|the\s+(?:next|same|following)|last|next|this|yesterday|weeks|months)\b"
    r"(?!\s+(?:the\s+)?(?:lead|example)\b))"
)
"""Behind "followed", where it has no object of its own."""

_SAME = re.compile(
    r"\s+(?:[\w’']+\s+){0,2}?(?:likewise|so(?!\s+\w+ly\b)|(?:exactly\s+)?the\s+same(?:\s+(?:step|action|decision|measure|move)s?)?"
    r"|(?:effect\s+to\s+)?(?:that|the|this|those|these|its|their|both)\s+(?:[\w’']+\s+){0,2}?"
    r"(?:steps?|moves?|actions?|decisions?|measures?|designations?|listings?|sanctions))\b"
)


def echo(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """The trigger at a verb that says so, if it is one and its subject is an authority."""
    lemma = token.lemma_.lower()
    behind = token.idx + len(token)
    _, end = scene.bounds(token)
    if token.pos_ not in ("VERB", "AUX") or token.tag_ == "VBG":
        return
    follows = lemma == "follow" and _ALONE.match(scene.text, behind, end)
    if not follows and not (among(lemma, "verbs_echo") and _SAME.match(scene.text, behind, end)):
        return
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    if subject is not None and authority_near(scene, subject):
        yield Trigger(token.i, token.i, "designation", (), echo=True)
