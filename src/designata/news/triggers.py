"""Where an English text speaks of a designation or a delisting, and where its targets stand.

A trigger is a verb ("designated", "added to the list"), a measure that a verb imposes or lifts
("imposed sanctions on") or a deed ("the designation of"). Adjectives ("a designated group") are
none.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import msgspec

from designata.news.scene import Scene, among

if TYPE_CHECKING:
    from spacy.tokens import Token

Action = Literal["designation", "delisting"]

_FAR_UP = 5
_CLOSE = 14
_ON = re.compile(
    r"[^.;]{0,80}?\b(?:on|against|targeting|upon|hitting|aimed\s+at|at)\s+", re.IGNORECASE
)
_OF = re.compile(r"\s+(?:of|for)\s+")
_ASSETS = re.compile(
    r"\s+(?:\w+\s+){0,3}?(?:assets|funds|accounts)\s+(?:of|belonging\s+to|held\s+by)\s+"
)
_PROPERTY = re.compile(r"[^.;]{0,200}?\bas\s+(?:blocked\s+)?property\b")
_LISTED = re.compile(
    r"\s*(?:[.;]|,?\s*(?:under|by|pursuant|for|along|too|as\s+well|on\s+\w+day|today)\b)"
)
_SANCTIONING = re.compile(
    r"\b(?:sanction|asset|travel|visa|financial|economic|restrictive|targeted|blocking|entry|property)s?\b",
    re.IGNORECASE,
)


class Trigger(msgspec.Struct, frozen=True):
    """Words that speak of an event.

    Args:
        word: the index of the deciding word in the parse.
        verb: the index of the verb that tells who acts and how firmly; the word's own, mostly.
        regions: stretches where the targets stand, before narrowing.
        passive: whether the targets are the subject.
        weak: whether the words ("action against") mean one only where a target is told.
    """

    word: int
    verb: int
    action: Action
    regions: tuple[tuple[int, int], ...]
    passive: bool = False
    weak: bool = False


def triggers(scene: Scene) -> list[Trigger]:
    """The triggers of a text, in its order."""
    found: list[Trigger] = []
    for token in scene.doc:
        for trigger in _at(scene, token):
            found.append(trigger)
            break
    return found


def _at(scene: Scene, token: "Token") -> Iterator[Trigger]:
    yield from _verbal(scene, token)
    yield from _listed(scene, token)
    yield from _measure(scene, token)
    yield from _deed(scene, token)
    yield from _frozen(scene, token)


def _verbal(scene: Scene, token: "Token") -> Iterator[Trigger]:
    action = _direct(scene, token)
    if action is None or _adjective(token) or (token.i and token.nbor(-1).lower_ == "specially"):
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    if is_passive(token):
        yield Trigger(
            token.i,
            token.i,
            action,
            (_subject(token, start), (behind, behind)),
            passive=True,
        )
    elif _reduced(token):
        yield Trigger(token.i, token.i, action, ((start, token.idx), (behind, end)), passive=True)
    else:
        aimed = not among(_lemma(token), f"verbs_{action}")
        yield Trigger(token.i, token.i, action, ((behind, end),), weak=aimed)


def _direct(  # noqa: PLR0911  - one return a form
    scene: Scene, token: "Token"
) -> Action | None:
    lemma = _lemma(token)
    if among(lemma, "verbs_designation"):
        if lemma == "sanction" and not _is_verb(scene, token):
            return None
        return "designation"
    if lemma == "identify" and _PROPERTY.match(scene.text, token.idx, scene.bounds(token)[1]):
        return "designation"
    if among(lemma, "verbs_delisting"):
        return "delisting" if token.pos_ == "VERB" or _headline_verb(scene, token) else None
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
        if led and (token.pos_ != "AUX" or led.group().startswith("Among")):
            return "designation"
    return None


_MEASURES_DO = re.compile(
    r"(?:(?:These|They|Those(?:\s+(?:newly\s+)?\w+ed)?)|Among\s+(?:them|those|the\s+\w+)(?:\s+\w+ed)?|(?:(?:The|These|Those|Today['’]s|Tuesday['’]s|[A-Z]\w+day['’]s|New|Fresh)\s+)"
    r"(?:\w+\s+){0,2}(?:actions?|sanctions|designations|measures|targets|designees|listings)"
    r"(?:\s+by\s[^.;:]{3,90}?)?(?:\s+(?:announced|made|imposed)\s+\w+)?)\s+(?:also\s+)?"
)


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
    if token.lower_ in ("sanctioned", "sanctioning"):
        return True
    if token.pos_ == "VERB" and not (token.lower_ == "sanctions" and _measured(token)):
        return True
    return _headline_verb(scene, token)


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


def _aimed(scene: Scene, token: "Token", lemma: str) -> bool:
    """Whether the subject of "target" or "list" is an authority or its measures."""
    subject = next((t for t in token.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if lemma == "list":
        return is_passive(token) and bool(_LISTED.match(scene.text, token.idx + len(token)))
    if subject is None or is_passive(token):
        return False
    if among(subject.lower_, "measures") or among(subject.lemma_, "measures"):
        return True
    acts = subject.lower_ in ("we", "they") or bool(authority_near(scene, subject))
    return lemma == "target" and acts and token.morph.get("VerbForm", []) != ["Inf"]


def authority_near(scene: Scene, subject: "Token") -> bool:
    """Whether an authority or country is the subject itself."""
    for mention in scene.mentions_in(
        subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
    ):
        if mention.type in ("authority", "country") and mention.start <= subject.idx < mention.end:
            return True
    return False


def _adjective(token: "Token") -> bool:
    """As in "other designated groups", "previously designated officials", "U.S.-designated"."""
    if (
        token.dep_ in ("amod", "compound")
        and token.head.i > token.i
        and token.tag_ in ("VBN", "JJ", "VBD")
    ):
        return True
    if token.i and token.nbor(-1).text == "-":
        return True
    return token.pos_ == "ADJ"


def is_passive(token: "Token") -> bool:
    """Whether a participle stands with a form of "be" and no object of its own."""
    if token.tag_ not in ("VBN", "VBD", "JJ"):
        return False
    kids = list(token.children)
    if any(t.dep_ in ("auxpass", "nsubjpass") for t in kids):
        return True
    before = token.doc[max(token.sent.start, token.i - 4) : token.i]
    return any(t.lemma_ == "be" for t in before) and not any(
        t.dep_ in ("dobj", "nsubj") for t in kids
    )


def _reduced(token: "Token") -> bool:
    """As in "the prisons designated today": a participle behind its noun."""
    if token.tag_ not in ("VBN", "VBD") or any(
        t.dep_ in ("dobj", "aux", "nsubj") for t in token.children
    ):
        return False
    if token.dep_ == "acl":
        return True
    follows = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return follows in ("today", "by", "under", "pursuant") and token.dep_ != "ROOT"


def _subject(token: "Token", start: int) -> tuple[int, int]:
    """Where the subject of a passive verb stands: from the start, unless a verb is between."""
    subject = next((t for t in token.children if t.dep_ in ("nsubjpass", "nsubj")), None)
    end = min([t.idx for t in token.children if t.dep_ in ("auxpass", "aux")] + [token.idx])
    if subject is None:
        chained = token.head if token.dep_ == "conj" else None
        subject = (
            next((t for t in chained.children if t.dep_ in ("nsubjpass", "nsubj")), None)
            if chained
            else None
        )
        if subject is None:
            return start, end
        edge = subject.right_edge
        return _left(token, subject, start), min(edge.idx + len(edge), end)
    if subject.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
        head = token.head
        return head.left_edge.idx, head.idx + len(head)
    return _left(token, subject, start), end


def _left(token: "Token", subject: "Token", start: int) -> int:
    between = token.doc[token.sent.start : subject.left_edge.i]
    verbs = [t for t in between if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("acl", "amod")]
    return max(start, subject.left_edge.idx) if verbs else start


def _listed(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "added X to the list", "X was removed from its blacklist"."""
    adds, off = among(token.lemma_, "verbs_add"), among(token.lemma_, "verbs_take_off")
    if token.pos_ != "VERB" or not (adds or off):
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    for word in scene.doc[token.i + 1 :]:
        if word.idx >= end:
            break
        if not among(word.lower_, "lists"):
            continue
        lead = re.search(
            r"\b(to|on|onto|in|into|from|off|of)\s+(?:[^\s,;]+\s+){0,14}?$",
            scene.text[behind : word.idx],
        )
        leads = list(
            re.finditer(r"\b(to|on|onto|in|into|from|off)\s", scene.text[behind : word.idx])
        )
        if lead is None or not leads:
            continue
        wanted = (
            ("from", "off")
            if off and not (adds and leads[-1].group(1) in ("on", "in", "to"))
            else ("to", "on", "onto", "in", "into")
        )
        hit = next((m for m in reversed(leads) if m.group(1) in wanted), None)
        if hit is None:
            continue
        action: Action = "delisting" if hit.group(1) in ("from", "off") else "designation"
        after = word.idx + len(word)
        if is_passive(token):
            yield Trigger(
                token.i,
                token.i,
                action,
                (_subject(token, start), (after, after)),
                passive=True,
            )
        else:
            tail = (after, end) if scene.text[after : after + 1] in ":," else (after, after)
            yield Trigger(token.i, token.i, action, ((behind, behind + hit.start()), tail))
        return


def _measure(  # noqa: PLR0911  - one return a doubt
    scene: Scene, token: "Token"
) -> Iterator[Trigger]:
    """As in "imposed sanctions on X", "sanctions on X were lifted", "took action against X"."""
    if not among(token.lower_, "measures") or token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return
    if token.i and token.nbor(-1).text == "-":
        return
    verb = _governor(token)
    if verb is None:
        return
    lemma = verb.lemma_.lower()
    action: Action = "delisting" if among(lemma, "verbs_lift") else "designation"
    if action == "designation" and not (among(lemma, "verbs_impose") or among(lemma, "plans")):
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    on = _ON.match(scene.text, behind, end)
    if among(token.lower_, "weak_measures") and not _weighty(scene, token, on, start):
        return
    if action == "designation" and among(token.lower_, "deeds"):
        return
    if on:
        weak = among(token.lower_, "weak_measures")
        yield Trigger(token.i, verb.i, action, ((on.end(), end),), weak=weak)
    elif action == "designation" and among(token.lower_, "weak_measures"):
        return
    else:
        yield Trigger(token.i, verb.i, action, ((behind, behind),))


def _weighty(scene: Scene, token: "Token", on: re.Match[str] | None, start: int) -> bool:
    """Whether "measures", "ban", "action" are of the kind that is meant here."""
    before = scene.text[max(start, token.idx - 40) : token.idx]
    beside = _SANCTIONING.search(before)
    against = (
        on is not None and on.group().split()[-1].lower() == "against" and len(on.group()) < _CLOSE
    )
    return bool(beside) or against


def _governor(token: "Token") -> "Token | None":
    """The verb that a measure is the object or subject of."""
    up = token
    for _ in range(_FAR_UP):
        if up.pos_ in ("VERB", "AUX") and up.i != token.i:
            return up
        if up.head is up:
            return None
        up = up.head
    return None


def _deed(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "the designation of five leaders", "the removal of X from the list"."""
    off = among(token.lower_, "deeds_delisting")
    if not off and not among(token.lower_, "deeds"):
        return
    _, end = scene.bounds(token)
    behind = token.idx + len(token)
    of = _OF.match(scene.text, behind)
    if of is None or of.group().strip() == "for" or of.end() >= end:
        return
    rest = scene.text[of.end() : end]
    if off and token.lower_ == "removal" and not re.search(r"\bfrom\b[^.;]{0,60}\blist", rest):
        return
    verb = _governor(token) or token
    action: Action = "delisting" if off or among(verb.lemma_, "verbs_lift") else "designation"
    yield Trigger(token.i, verb.i, action, ((of.end(), end),))


def _frozen(scene: Scene, token: "Token") -> Iterator[Trigger]:
    if token.lemma_.lower() != "freeze" or token.pos_ != "VERB":
        return
    _, end = scene.bounds(token)
    if hit := _ASSETS.match(scene.text, token.idx + len(token), end):
        yield Trigger(token.i, token.i, "designation", ((hit.end(), end),))
