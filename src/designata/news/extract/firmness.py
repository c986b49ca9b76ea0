"""How firmly an event is told, and whether it is only recalled."""

import re
from typing import TYPE_CHECKING

from designata.model.claim import Modality
from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Trigger

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = 4
_PAST = re.compile(
    r"\blast\s+(?:week|month|year|spring|summer|autumn|fall|winter|January|February|March|April|May|June"
    r"|July|August|September|October|November|December)\b(?!['’]s)|\b(?:weeks|months|years)\s+(?:ago|earlier)\b"
    r"|\bearlier\s+this\s+(?:month|year)\b|\bhas\s+since\b|^Since\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"\s(?:who|whom|which|whose|that)\s")
_RELATIVE = re.compile(r",\s+(?:whom|which|who|whose|where)\s")
_IF = re.compile(r"\b(?:if|unless|whether|should|in case|in the event)\b[^.;]*$", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:has|have|had)\b[^.;]*\bsince\s+(?:the\s+)?(?:\w+\s+){0,4}?(?:(?:19|20)\d\d|(?:\w+\s+)?(?:began|invasion|started))"
    r"|\b(?:has|have)\s+so\s+far\b|\b(?:has|have)\s+(?:now|already)\s+\w+ed\s+(?:over|more\s+than)\b"
    r"|^Since\b[^.;]*\b(?:has|have)\b"
    r"|\bthe\s+(?:first|second|third|\w+th)\b[^.;,]{0,60}\b(?:has|have)\b"
    r"|\b(?:has|have|had|now)\b[^.;]*\btotal\s+of\b|\bnow\s+(?:target|apply|cover|affect)"
    r"|\b(?:total\s+number|bring\w*\s+(?:the|to)\b[^.;]{0,30}\b(?:number|total))\b",
    re.IGNORECASE,
)
"""A sum over years is no event."""

_REPORTED = re.compile(
    r"\b(?:reportedly|allegedly|is\s+said\s+to|are\s+said\s+to|media\s+reports?|according\s+to\s+(?:a\s+|several\s+|two\s+)?"
    r"(?:reports?|sources?|people|diplomats|officials\s+familiar|unnamed))\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"\b(?:select|chose|direct|order|approv|determin|decid)\w*\s[^.;]{3,60}\bto\s+be\s+$"
)
"""As in "the Secretary selected sanctions to be imposed on": what was chosen is imposed."""

_YET = re.compile(r"\b(?:has|have|had|is|are)\s+(?:still\s+)?yet\s+to\s+(?:\w+\s+)?$")
_TO = re.compile(
    r"\b(?:is|are|was|were|be)\s+(?:set|due|expected|likely|ready|poised|about|to\s+be)\b|\b(?:is|are)\s+to$|\bto\s+be$",
    re.IGNORECASE,
)


def modality(  # noqa: PLR0911  - one return a doubt
    scene: Scene, trigger: Trigger
) -> Modality | None:
    """How firmly; none where the sentence says that it was refused or did not happen at all."""
    verb = scene.doc[trigger.verb]
    start, end = scene.bounds(scene.doc[trigger.word])
    if _sums_up(scene, trigger, start, end):
        return None
    up = verb
    reported = False
    possible = among(verb.lemma_, "plans") or (
        scene.block(start).kind == "title" and verb.i > 0 and verb.nbor(-1).lower_ == "to"
    )
    none = any(t.lower_ in ("no", "neither") for t in scene.doc[trigger.word].children)
    if none or _YET.search(scene.text[start : verb.idx]):
        return Modality.DENIED
    for step in range(_UP):
        kids = list(up.children)
        if not trigger.lapse and any(
            t.dep_ == "neg" or t.lower_ in ("never", "neither") for t in kids
        ):
            return Modality.DENIED if step == 0 or among(up.lemma_, "reports") else None
        if step and among(up.lemma_, "calls"):
            return None
        if step and among(up.lemma_, "powers") and verb.tag_ == "VB":
            return None
        if step and among(up.lemma_, "refusals"):
            return Modality.DENIED if up.lemma_ == "deny" else None
        possible |= any(
            t.dep_ == "aux"
            and among(t.lower_, "may")
            and not (_carries_out(t, kids) or _today(t, up))
            for t in kids
        )
        possible |= bool(step) and among(up.lemma_, "plans")
        reported |= bool(step) and up.lemma_ in ("report", "claim") and not _by_authority(scene, up)
        ends = up.dep_ in ("ROOT", "advcl", "relcl", "acl")
        if ends or (up.dep_ == "conj" and step):
            break
        up = up.head
    before = scene.text[max(start, verb.idx - 30) : verb.idx]
    if (
        possible
        or _IF.search(scene.text[start : verb.idx])
        or (_TO.search(before.rstrip()) and not _CHOSEN.search(scene.text, start, verb.idx))
        or _wanted(verb)
    ):
        return Modality.POSSIBLE
    word = scene.doc[trigger.word].idx
    who = _WHO.search(scene.text, word, end)  # what they are said to have done is another matter
    hedged = _REPORTED.search(scene.text[start : who.start() if who else end])
    return Modality.REPORTED if reported or hedged else Modality.ASSERTED


def _today(aux: "Token", verb: "Token") -> bool:
    """Whether "will" tells what is done this day: "22 firms will be designated today"."""
    behind = verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)]
    return aux.lower_ in ("will", "shall") and any(token.lower_ == "today" for token in behind)


def _carries_out(aux: "Token", kids: list["Token"]) -> bool:
    """Whether "will" tells what measures do that are taken: "the measures will hit two banks"."""
    named = ("nsubj", "nsubjpass") if aux.head.lemma_ == "apply" else ("nsubj",)
    return aux.lower_ in ("will", "shall") and any(
        t.dep_ in named and among(t.lower_, "measures") for t in kids
    )


def _sums_up(scene: Scene, trigger: Trigger, start: int, end: int) -> bool:
    """Whether it only tells a sum; behind a comma that is said of the act before it."""
    hit = _SUM.search(scene.text[start:end])
    if hit is None:
        return False
    besides = hit.group().lower().startswith("bring")
    if hit.group().startswith(
        "the "
    ):  # "the second time that it has"; "; three others were listed"
        word = scene.doc[trigger.word].idx
        return word > start + hit.start() and ";" not in scene.text[start + hit.start() : word]
    return not (besides and scene.doc[trigger.word].idx < start + hit.start())


def _wanted(verb: "Token") -> bool:
    """As in "plans to designate", "considering imposing"."""
    return verb.dep_ in ("xcomp", "pcomp", "advcl", "acl") and among(verb.head.lemma_, "plans")


def _by_authority(scene: Scene, verb: "Token") -> bool:
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    return subject is not None and any(
        m.type == "authority" and m.start <= subject.idx < m.end for m in scene.mentions
    )


def tense(scene: Scene, trigger: Trigger) -> str:
    """Tells "before" of what "had" been done, "perfect" of what "has", else nothing.

    Behind "said that it", "had" is only the reporter's.
    """
    verb = scene.doc[trigger.verb]
    helpers = {t.lower_ for up in (verb, *_joined(verb)) for t in up.children if t.dep_ == "aux"}
    if helpers & {"has", "have", "'s", "’s", "'ve", "’ve"}:
        return "perfect"
    if not helpers & {"had", "'d", "’d"}:
        return ""
    for up in verb.ancestors:
        if among(up.lemma_, "says"):
            return ""
    return "before"


def _joined(verb: "Token") -> list["Token"]:
    return [verb.head] if verb.dep_ == "conj" else []


def is_past(scene: Scene, trigger: Trigger) -> bool:
    """Whether words beside it place it before what the article is about."""
    word, verb = scene.doc[trigger.word], scene.doc[trigger.verb]
    start, end = scene.bounds(word)
    if any(
        among(t.lower_, "before")
        and not any(
            date.start <= t.idx < date.end
            for date in scene.dates_in(start, end)
            if date.start is not None and date.end is not None
        )
        for t in (*verb.children, *word.children)
        if abs(t.i - verb.i) < _UP
    ):
        return True
    behind = word.idx + len(word)
    if verb.dep_ == "relcl" and any(d.precision != "day" for d in scene.dates_in(behind, end)):
        return True  # "ISIS-Roe, which Washington designated in March"
    near = scene.text[max(start, word.idx - 60) : behind]
    own = _RELATIVE.split(scene.text[behind : min(end, behind + 90)], maxsplit=1)[0]
    return bool(_PAST.search(near + own))
