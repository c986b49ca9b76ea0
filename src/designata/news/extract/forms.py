"""Forms of a verb that decide whom it meets: an adjective, a relative clause, a participle."""

import re
from typing import TYPE_CHECKING

from designata.news.extract.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAME = 84
"""Letters of a name behind the verb, at most."""

OPENING = re.compile(r"(?:(?:[A-Z][\w\s]{2,40},|Today)\s+)?(?:the\s+|The\s+)?")
"""What an authority that acts stands behind: nothing, or when it acts."""


def _led(scene: Scene, token: "Token") -> bool:
    """As in "OFAC designated Roe Company for having paid": who acts opens, a name follows."""
    start, _ = scene.bounds(token)
    opens = [m for m in scene.mentions_in(start, token.idx) if m.type == "authority"]
    named = [m for m in scene.mentions_in(token.idx, token.idx + _NAME) if m.named]
    behind = token.idx + len(token) + 1
    return (
        len(opens) > 0
        and OPENING.fullmatch(scene.text[start : opens[0].start]) is not None
        and opens[-1].end == token.idx - 1
        and any(name.start == behind for name in named)
    )


def is_adjective(scene: Scene, token: "Token") -> bool:
    """As in "other designated groups", "previously designated officials", "U.S.-designated"."""
    if token.i > 2 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "re":  # noqa: PLR2004
        return token.nbor(-3).pos_ in ("DET", "ADJ", "PRON")  # else "OFAC re-designated them"
    if (
        token.dep_ in ("amod", "compound")
        and token.head.i > token.i
        and token.tag_ in ("VBN", "JJ", "VBD")
    ):
        return not _led(scene, token)
    if token.i and token.nbor(-1).text_with_ws == "-":
        return True
    return token.pos_ == "ADJ"


def relative_head(token: "Token") -> "Token | None":
    """The noun of "a bank that London sanctioned in May"."""
    if token.dep_ != "relcl" or any(
        t.dep_ == "dobj" and t.tag_ not in ("WDT", "WP") for t in token.children
    ):
        return None
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    own = subject is not None and subject.lower_ not in ("who", "which", "that")
    return token.head if own and token.head.i < token.i else None


def is_reduced(token: "Token") -> bool:
    """As in "the prisons designated today": a participle behind its noun."""
    if token.tag_ not in ("VBN", "VBD") or any(
        t.dep_ in ("dobj", "aux", "nsubj") for t in token.children
    ):
        return False
    if token.dep_ == "acl":
        return True
    follows = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return follows in ("today", "by", "under", "pursuant") and token.dep_ != "ROOT"
