"""Triggers of what someone is put under: "placed X under sanctions", "freed X from them"."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Action, Trigger, is_passive, subject_region

if TYPE_CHECKING:
    from spacy.tokens import Token


_UNDER = re.compile(
    r"[^.;]{0,240}?\b(?P<joint>under|to|with|from)\s+(?:(?!and\b|or\b)[\w’'.-]+\s+){0,4}?"
    r"(?:sanctions|asset[s]?\s+freezes?|freezes?|restrictive\s+measures|travel\s+bans?|embargo)\b",
    re.IGNORECASE,
)


_RANKS = re.compile(
    r"\s+(?:the|our|its|a|[\w.]+['’]s?)\s+(?:[\w-]+\s+){0,3}(?:list|ranks|roster)\s+of\s+"
    r"(?:[\w-]+\s+){0,4}?(?:sanctioned|designated|blacklisted)\b"
)


def joins(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "X and Y join the growing list of those sanctioned"."""
    if token.lemma_ == "join" and _RANKS.match(scene.text, token.idx + len(token)):
        who = next((t.left_edge for t in token.children if t.dep_ == "nsubj"), token)
        yield Trigger(
            token.i, token.i, "designation", ((who.idx, token.idx),), passive=True, weak=True
        )


def put_under(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "placed X under sanctions", "hit X with an asset freeze", "freed X from sanctions"."""
    lemma = token.lemma_.lower()
    into, out = among(lemma, "verbs_put_under"), among(lemma, "verbs_free")
    comes = among(lemma, "verbs_come_under")
    if token.pos_ != "VERB" or not (into or out or comes):
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    hit = _UNDER.match(scene.text, behind, end)
    if hit and comes and hit.group("joint").lower() == "under":
        word = scene.doc.char_span(hit.end() - 1, hit.end(), alignment_mode="expand")
        if word is not None:
            region = subject_region(token, start)
            yield Trigger(
                word[0].i, token.i, "designation", (region, (hit.end(), end)), passive=True
            )
        return
    if hit is None or not (into or out) or (hit.group("joint").lower() == "from") is not out:
        return
    action: Action = "delisting" if out else "designation"
    if is_passive(token):
        region = subject_region(token, start)
        yield Trigger(token.i, token.i, action, (region, (behind, behind)), passive=True)
    else:
        yield Trigger(
            token.i, token.i, action, ((behind, hit.start("joint")), (hit.end(), hit.end()))
        )


def is_put_under(scene: Scene, word: "Token") -> bool:
    """Whether a measure is what someone is put under: it is told by that verb."""
    for up in word.ancestors:
        if up.pos_ == "VERB":
            return any(
                t.word == up.i and scene.doc[t.word].idx < word.idx for t in put_under(scene, up)
            ) and bool(
                re.search(
                    r"\b(?:under|to|with|from)\s+(?:[\w’'.-]+\s+){0,5}$",
                    scene.text[up.idx : word.idx],
                )
            )
    return False
