"""Where an English text speaks of a designation or a delisting, and where its targets stand.

A trigger is a verb ("designated", "added to the list"), a measure that a verb imposes or lifts
("imposed sanctions on") or a deed ("the designation of"). Adjectives ("a designated group") are
none.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from designata.news.extract import measures
from designata.news.extract.assets import frozen
from designata.news.extract.common import AGAINST, acts_so, common
from designata.news.extract.determined import determined, reported
from designata.news.extract.echoes import echo
from designata.news.extract.forms import OPENING, is_adjective, is_reduced, relative_head
from designata.news.extract.put import joins, put_under
from designata.news.extract.scene import Scene, among
from designata.news.extract.standing import becomes
from designata.news.extract.trigger import (
    Action,
    Trigger,
    authority_near,
    is_passive,
    joined,
    subject_region,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = 14
_TOO = re.compile(
    r"\b(?:also|likewise|too|as\s+well|additionally|similarly)\b|\btargeted\s+by\s+the\b"
)
"""As in "was also targeted": as those before it were."""
_SHIPS = re.compile(
    r"identif\w+\s+(?:the\s+following\s+|these\s+)?(?:[\w-]+\s+){0,3}?(?:vessels|ships|tankers|aircraft)\s*(?::|as\b)"
)
"""Ships are not designated but identified as property: "is also identifying two vessels:"."""
_BRACKETS = re.compile(r"(?:\s+\()?")
_THEN = re.compile(r"\)?\s+(?:also\s+|today\s+)?")
_PROPERTY = re.compile(r"[^.;]{0,200}?\bas\s+(?:blocked\s+)?property\b")
_OWNED = re.compile(r"[^.;]{0,200}?\bas\s+(?:being\s+)?(?:owned|controlled)\b")
"""Who is owned by blocked persons is blocked with them, and authorities identify who is."""
_PORTS = re.compile(r"[^.;]{0,80}?\sfrom\s+(?:[a-z]+ing\s+)?(?:\w+\s+){0,3}?ports\b")
"""The Security Council bars ships "from all ports", resolution 2375 (2017)."""
_ENTRY = re.compile(
    r"[^.;]{0,120}?\sfrom\s+(?:entering|entry|visiting|travel(?:l?ing)?\s+to|setting\s+foot)\b"
)
"""People are barred from entering: "banned 98 officials from entering its territory"."""

_LISTED = re.compile(
    r"\s*(?:[.;]|,?\s*(?:under|by|pursuant|for|over|with|along|alongside|together|too|as\s+well|in\s+\d{4}"
    r"|(?:in|on)\s+(?:\d{1,2}\s+)?[A-Z]\w+|today|yesterday|last|earlier|after)\b)"
)


def triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a text, in its order."""
    found: list[Trigger] = []
    for token in scene.doc:
        for trigger in _at(scene, token):
            found.append(trigger)
            break
    told = {trigger.verb for trigger in found if not trigger.echo}
    return [trigger for trigger in found if not (trigger.echo and trigger.verb in told)]


def _at(scene: Scene, token: "Token") -> Iterator[Trigger]:
    yield from _verbal(scene, token)
    yield from put_under(scene, token)
    yield from joins(scene, token)
    yield from measures.listed(scene, token)
    yield from measures.measure(scene, token)
    yield from measures.deed(scene, token)
    yield from frozen(scene, token)
    yield from determined(scene, token)
    yield from reported(scene, token)
    yield from becomes(scene, token)
    yield from common(scene, token)
    yield from echo(scene, token)


def _verbal(scene: Scene, token: "Token") -> Iterator[Trigger]:
    action = _direct(scene, token)
    if (
        action is None
        or is_adjective(scene, token)
        or (token.i and token.nbor(-1).lower_ == "specially")
    ):
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    if is_passive(token):
        yield Trigger(
            token.i,
            token.i,
            action,
            (subject_region(token, start), joined(scene, behind, end)),
            passive=True,
        )
    elif (head := relative_head(token)) is not None:
        yield Trigger(token.i, token.i, action, ((head.left_edge.idx, head.idx + len(head)),))
    elif is_reduced(token):
        yield Trigger(token.i, token.i, action, ((start, token.idx), (behind, end)), passive=True)
    else:
        aimed = not among(_lemma(token), f"verbs_{action}")
        against = AGAINST.match(scene.text, behind, end) if token.lemma_ == "act" else None
        behind = against.end() if against else behind
        yield Trigger(token.i, token.i, action, ((behind, end),), weak=aimed)


def _direct(  # noqa: PLR0911  - one return a form
    scene: Scene, token: "Token"
) -> Action | None:
    lemma = _lemma(token)
    if among(lemma, "verbs_designation"):
        if lemma in ("sanction", "blacklist") and not _is_verb(scene, token):
            return None
        return "designation"
    if lemma in ("identify", "ban", "bar"):
        return "designation" if _of_ships(scene, token, lemma) else None
    if among(lemma, "verbs_delisting"):
        return "delisting" if token.pos_ == "VERB" or _headline_verb(scene, token) else None
    if acts_so(scene, token, lemma):
        return "designation"
    if among(lemma, "verbs_aimed") and token.pos_ == "VERB" and _aimed(scene, token, lemma):
        return "designation"
    if token.lower_ in (
        "target",
        "targets",
        "include",
        "includes",
        "hit",
        "are",
        "were",
        "is",
        "was",
    ):
        start, _ = scene.bounds(token)
        led = _MEASURES_DO.fullmatch(scene.text, start, token.idx)
        if led and (
            token.pos_ != "AUX"
            or led.group().startswith(("Among", "Also", "Other", "Further"))
            or _TARGETS.search(led.group())
        ):
            return "designation"
        includes = token.lower_ in ("include", "includes")
        return (
            "designation"
            if includes and _THOSE_MET.fullmatch(scene.text, start, token.idx)
            else None
        )
    return None


_MEASURES_DO = re.compile(
    r"(?:(?:These|They|Those(?:\s+(?:newly\s+)?\w+ed(?:\s+today)?(?:\s+(?:under|pursuant\s+to)\s[^;:]{3,60}?)?)?)|Among\s+(?:them|those|the\s+(?:\w+\s+){0,2}\w+)(?:\s+(?:\w+ed|hit))?(?:\s+(?:today|on\s+\w+day))?(?:\s+by\s[^,;:]{2,40})?|(?:Other|Further|Additional)\s+targets(?:\s+of\s+(?:the|this|today['’]s)\s+(?:\w+\s+)?\w+)?|Also\s+(?:named|added)(?:\s+(?:today|on\s+\w+day))?|(?:(?:The|These|Those|Today['’]s|Tuesday['’]s|[A-Z]\w+day['’]s|New|Fresh|(?:The\s+)?[A-Z][\w.]+['’]s?)\s+)"
    r"(?:\w+\s+){0,2}(?:actions?|sanctions|designations|measures|targets|designees|listings|package|tranche)"
    r"(?:\s+(?:package|list))?"
    r"(?:\s+by\s[^.;:]{3,90}?)?(?:\s+(?:announced|made|imposed)\s+\w+)?)(?:,[^,;:]{3,40},)?\s+(?:also\s+)?"
)


_TARGETS = re.compile(r"\b(?:targets|designees)\b")
"""As in "Canada's latest targets are three arms makers"."""


def _of_ships(scene: Scene, token: "Token", lemma: str) -> bool:
    """Whether ships are met: identified as property, or barred from ports."""
    if lemma in ("ban", "bar"):
        behind = token.idx + len(token)
        met = _PORTS.match(scene.text, behind) or (
            _ENTRY.match(scene.text, behind) and measures.has_authority(scene, token)
        )
        return met is not None and met is not False and token.tag_ != "VBG"
    end = scene.bounds(token)[1]
    owned = measures.has_authority(scene, token) and _OWNED.match(scene.text, token.idx, end)
    return bool(
        owned or _SHIPS.match(scene.text, token.idx) or _PROPERTY.match(scene.text, token.idx, end)
    )


_THOSE_MET = re.compile(
    r"(?!.*\b(?:previously|already|earlier|formerly)\b)(?:\w+,\s+)?[^,;:]{3,80}?\s"
    r"(?:(?:who|which|that)\s+(?:have|has|are|were|was|is)\s+(?:also\s+|now\s+)?(?:been\s+)?)?(?:now\s+)?"
    r"(?:sanctioned|designated|blacklisted|targeted|subject\s+to\s+(?:[\w.]+\s+){0,3}sanctions)"
    r"(?:\s+(?:today|by\s[^,;:]{2,40}|under\s[^,;:]{2,40}))?\s+(?:also\s+)?"
)
"""As in "Officials now subject to British sanctions include", "men who were listed include"."""
_FORMS = {
    form: verb
    for verb in ("designate", "sanction", "blacklist", "delist", "redesignate")
    for form in (
        verb,
        f"{verb}s",
        f"{verb.removesuffix('e')}ed",
        f"{verb.removesuffix('e')}ing",
    )
}


def _lemma(token: "Token") -> str:
    return _FORMS.get(token.lower_, token.lemma_.lower())


def _is_verb(scene: Scene, token: "Token") -> bool:
    if token.lower_ in ("sanctioned", "sanctioning", "blacklisted", "blacklisting"):
        follows = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
        return follows != "of"  # "the blacklisting of two banks" is a deed
    if token.lower_ == "sanctions" and _imposed_before(scene, token):
        return False
    before = token.nbor(-1).lower_ if token.i else ""
    if token.lower_ in ("sanction", "blacklist") and (before == "to" or among(before, "may")):
        return True
    if token.pos_ == "VERB" and not (token.lower_ == "sanctions" and _measured(token)):
        return True
    return _headline_verb(scene, token) or _told_now(scene, token)


def _told_now(scene: Scene, token: "Token") -> bool:
    """As in "In addition, OFAC sanctions a company", where the model sees a noun."""
    if token.lower_ not in ("sanctions", "blacklists") or token.i + 1 >= len(token.doc):
        return False
    follows = token.nbor()
    begins = follows.pos_ in ("DET", "NUM", "PROPN") or (follows.is_title and not follows.is_stop)
    start, _ = scene.bounds(token)
    who = [m for m in scene.mentions_in(start, token.idx) if m.type == "authority"]
    if not begins or not who or _imposed_before(scene, token):
        return False
    first = next(m for m in who if _BRACKETS.fullmatch(scene.text[m.end : who[-1].start]))
    return bool(
        _THEN.fullmatch(scene.text[who[-1].end : token.idx])
        and OPENING.fullmatch(scene.text[start : first.start])
    )


def _imposed_before(scene: Scene, token: "Token") -> bool:
    """Whether a verb before it in a headline imposes it: "Britain Imposes Belarus Sanctions"."""
    block = scene.block(token.idx)
    return block.kind == "title" and imposed(scene, block.start, token.idx)


def imposed(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb between two places imposes what stands behind, so that it tells no actor."""
    between = scene.doc.char_span(start, end, alignment_mode="contract")
    return any(_imposes(token) for token in between or ())


def _imposes(token: "Token") -> bool:
    """Whether it is a verb of imposing, as headlines write it too: "Issues"."""
    lemma = token.lemma_.lower()
    return token.pos_ in ("VERB", "PROPN") and (
        among(lemma, "verbs_impose") or among(lemma.removesuffix("s"), "verbs_impose")
    )


def _measured(token: "Token") -> bool:
    """Whether "sanctions" is a noun for what stands beside it: "sanctions on"."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in (
        "on",
        "against",
        "over",
        "for",
        "by",
        "are",
        "were",
        "and",
        "will",
        "list",
        "regime",
        ",",
        ".",
    )


def _headline_verb(scene: Scene, token: "Token") -> bool:
    """As in "U.S. Sanctions International Network": behind an authority, before no preposition."""
    if scene.block(token.idx).kind not in ("title", "heading") or _measured(token):
        return False
    if token.lower_ not in ("sanctions", "blacklists", "delists") or token.i == token.sent.start:
        return False
    before = scene.text[max(0, token.idx - 2) : token.idx]
    ends = {m.end for m in scene.mentions if m.type in ("country", "authority")}
    return before.endswith(" ") and (token.idx - 1 in ends or token.idx - 2 in ends)


def _aimed(  # noqa: PLR0911  - one return a form
    scene: Scene, token: "Token", lemma: str
) -> bool:
    """Whether the subject of "target" or "list" is an authority or its measures."""
    subject = next((t for t in token.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if lemma == "list" and token.dep_ == "conj":
        subject = subject or next((t for t in token.head.children if t.dep_ == "nsubj"), None)
    if lemma == "list":
        if is_passive(token):
            return bool(_LISTED.match(scene.text, token.idx + len(token)))
        if subject is None:
            return _planned(token) or _goes_on(scene, token)
        return (
            subject.lower_ in ("it", "they", "we", "which")
            or among(subject.lemma_, "stands_for_authority")
            or among(subject.lower_, "measures")
            or bool(authority_near(scene, subject))
        )
    if is_passive(token):
        first, behind = _around(scene, token)
        behind_it = token.idx + len(token)
        more = joined(scene, behind_it, scene.bounds(token)[1]) != (behind_it, behind_it)
        return more or (lemma == "target" and bool(_TOO.search(scene.text[first:behind])))
    if subject is None:
        return False
    if among(subject.lower_, "measures") or among(subject.lemma_, "measures"):
        return True
    if among(subject.lemma_, "stands_for_authority"):
        return True
    _, behind = _around(scene, token)
    too = subject.lower_ == "it" and _TOO.search(scene.text[subject.idx : behind])
    counts = subject.lower_ == "it" and measures.counts_some(scene, token.idx + len(token) + 1)
    acts = bool(too) or counts or subject.lower_ in ("we", "they")
    acts = acts or authority_near(scene, subject)
    return lemma == "target" and acts and token.morph.get("VerbForm", []) != ["Inf"]


def _goes_on(scene: Scene, token: "Token") -> bool:
    """As in "Australia joined them on Tuesday, listing two men", "by listing two men"."""
    by = token.dep_ == "pcomp" and token.head.lower_ == "by"
    if token.tag_ != "VBG" or not (by or token.dep_ == "advcl"):
        return False
    acts = token.head.head if by else token.head
    subject = next((t for t in acts.children if t.dep_ == "nsubj"), None)
    return subject is not None and authority_near(scene, subject)


def _around(scene: Scene, token: "Token") -> tuple[int, int]:
    """From a verb's first helper to the words right behind it."""
    first = min((t.idx for t in token.children if t.dep_ in ("aux", "auxpass")), default=token.idx)
    end = token.idx + len(token)
    return first, min(end + _BESIDE, scene.bounds(token)[1])


def _planned(token: "Token") -> bool:
    """As in "propose listing X", "decided to list X"."""
    up = token.head
    return (
        token.tag_ in ("VB", "VBG")
        and token.dep_ in ("xcomp", "pcomp", "advcl", "acl", "dobj", "ccomp")
        and (among(up.lemma_, "plans") or among(up.lemma_, "verbs_impose") or up.lower_ == "of")
        and any(t.dep_ in ("dobj", "npadvmod", "appos", "nsubj") for t in token.children)
    )
