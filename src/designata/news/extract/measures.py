"""Triggers around a noun: measures that are imposed or lifted, lists, the deed itself."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from designata.data import words
from designata.news.extract.put import is_put_under
from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import (
    Action,
    Trigger,
    authority_near,
    governor,
    is_passive,
    joined,
    subject_region,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLOSE = 24
_LED = 240
"""Letters between "to" and the noun of the list that targets are put on, at most."""
_RENEW = frozenset({"renew", "extend", "prolong", "maintain"})
_ON = re.compile(
    r"(?<!\w)(?:on|against|targeting|that\s+targets?|upon|hitting|aimed\s+at|at)\s+", re.IGNORECASE
)
_ENDS = re.compile(r"(?<!\bE\.O)(?<!\bNo)(?<!\bU\.S)[.;]\s")
_FOR = re.compile(r"[^.;]{0,60}?\bfor\s+")
_ON_FAR = 90
_EXTENDED = re.compile(r"(?:\s+list)?\s+to\s+(?!\w+\s+(?:19|20)\d\d)", re.IGNORECASE)
"""As in "extended sanctions to three banks": these are new."""
_APPLIED = re.compile(r"(?:\s+(?:\w+\s+){0,3}|\s+)appl(?:y|ies|ied)\s+to\s+")
"""As in "an asset freeze will be applied to nine people"."""
_AGAIN = re.compile(r"(?P<ground>[^,.;]{0,60}),\s+(?:on|against)\s+")
"""As in "sanctions against cyber-attacks, on six individuals"."""
_TARGETING = re.compile(
    r"(?:[^.;]{0,120}?,\s+(?:targeting|hitting|covering|aimed\s+at)"
    r"|[^.;,]{0,60}?\sto\s+(?:cover|include|take\s+in))\s+(?:an?\s+)?"
)
"""Behind the state that measures are against: "sanctions on Belarus, targeting two banks"."""
_OF = re.compile(
    r"(?:,\s(?:announced|made|published|issued)\s[^;:]{3,120}?,(?=\s+of\s))?"
    r"(?:\s+by\s(?:the\s)?(?:[A-Z][\w.]*\s){1,4}?)?(?:\s*(?<=\s)(?:today|on\s+\w+day)\s)?"
    r"\s*(?<=\s)(?:of|for)\s+"
)
_WHOM = re.compile(r"\s(?:on|against)\s+(?:whom|which)\s+(?:[\w.-]+\s+){0,3}$")
_ARE = re.compile(r"\s(?:are|were|is|was|include)\s+")
"""As in "the four men against whom sanctions were announced are Jan Roe and Ann Low"."""
_MAKES_FOR = re.compile(r"\bm(?:ake|akes|ade)\s+for\b")
"""As in "anniversaries make for lazy sanctions"."""
_WIDENED = re.compile(r"\bto\s+(?:include|add|cover)\s+")
"""As in "amended the designation of X to include its branch": what is included is new."""
_TAKEN_OFF = re.compile(
    r"((?:\s+[\w’'-]+){1,6}?)\s+off(?=\s*(?:[.,;]|(?:on|in|a|two|three|the\s+(?:same|next|following)|too|as\s+well"
    r"|today|yesterday|last|earlier|later)\b))"
)
"""As in "Britain took them off a day later": off the list that was told before."""
_ON_IT = re.compile(r"(?P<whom>\s[^.;]{3,160}?)\s(?:on|to|onto)\s+it(?=\s*(?:[.,;]|and\b|$))")
_A_LIST = re.compile(r"\b[Ll]ist\b")
"""As in "the list was extended in May, when the committee placed two men on it"."""
_ENTRIES = re.compile(r"\s+(?:[\w-]+\s+){1,3}?(?:entr(?:y|ies)|names?)\b")
_INTO_FORCE = re.compile(r"\s+(?:into\s+(?:force|effect)|effect)\b")
_OF_GOODS = re.compile(
    r"\s+of\s+(?:[\w-]+\s+){1,4}subject\s+to\s+(?:[\w’'-]+\s+){0,3}(?:export|import|trade)\b"
    r"|\s+of\s+(?:the\s+)?(?:[\w-]+\s+){0,3}(?:goods|items|exports|imports|products|commodities|technologies)\b",
    re.IGNORECASE,
)
_COMMITTEE = re.compile(r"\b(?:[Cc]ommittee|Security\s+Council)\b")
_LISTS = re.compile(
    r"\b(?:list|lists|blacklist|annex|sanctions?|sanctioned|listed)\b", re.IGNORECASE
)
_SANCTIONING = re.compile(
    r"\b(?:sanction|asset|travel|visa|financial|economic|restrictive|targeted|blocking|entry|property)s?\b",
    re.IGNORECASE,
)


def listed(scene: Scene, token: "Token") -> Iterator[Trigger]:
    """As in "added X to the list", "X was removed from its blacklist"."""
    adds, off = among(token.lemma_, "verbs_add"), among(token.lemma_, "verbs_take_off")
    if token.pos_ != "VERB" or not (adds or off) or token.lower_ == "including":
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    for word in scene.doc[token.i + 1 :]:
        if word.idx >= end:
            break
        if not among(word.lower_, "lists") or _is_other(scene, word):
            continue
        lead = re.search(
            r"\b(to|on|onto|in|into|from|off|of)\s+(?:[^\s,;]+\s+){0,14}?$",
            scene.text[max(behind, word.idx - _LED) : word.idx],
        )
        if lead is None:
            continue
        leads = list(
            re.finditer(r"\b(to|on|onto|in|into|from|off)\s", scene.text[behind : word.idx])
        )
        if not leads:
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
                (subject_region(token, start), joined(scene, after, end)),
                passive=True,
                list=word.i,
            )
        else:
            at_once = not scene.text[behind : behind + hit.start()].strip()
            goes_on = at_once or scene.text[after : after + 1] in ":,"
            tail = (after, end) if goes_on else joined(scene, after, end)
            yield Trigger(token.i, token.i, action, ((behind, behind + hit.start()), tail))
        return
    yield from _unlisted(scene, token, behind, end)


def _unlisted(scene: Scene, token: "Token", behind: int, end: int) -> Iterator[Trigger]:
    """The same where the list is told before: "placed two men on it", "took them off"."""
    adds, off = among(token.lemma_, "verbs_add"), among(token.lemma_, "verbs_take_off")
    if adds and (whom := _on_it(scene, token, behind, end)):
        yield Trigger(token.i, token.i, "designation", ((behind, whom),), weak=True)
        return
    taken = _TAKEN_OFF.match(scene.text, behind, end) if off else None
    if taken and has_authority(scene, token):
        yield Trigger(token.i, token.i, "delisting", ((behind, taken.end(1)),), weak=True)
    if off and has_authority(scene, token) and _ENTRIES.match(scene.text, behind, end):
        yield Trigger(token.i, token.i, "delisting", ((behind, end),), weak=True)
    if token.lemma_ == "add" and not is_passive(token) and _adds(scene, token):
        yield Trigger(token.i, token.i, "designation", ((behind, end),), weak=True)


def _on_it(scene: Scene, token: "Token", behind: int, end: int) -> int:
    """Where those end who are put "on it", where the list was told before; 0 where none was."""
    it = _ON_IT.match(scene.text, behind, end) if token.lemma_ != "include" else None
    start, _ = scene.bounds(token)
    listed_before = _A_LIST.search(scene.text, max(0, start - 200), token.idx)
    return it.end("whom") if it and listed_before else 0


def _is_other(scene: Scene, word: "Token") -> bool:
    """Whether a list freezes nothing: of controls on exports, of goods."""
    behind = word.idx + len(word)
    block = scene.block(word.idx)
    named = _other_list().finditer(scene.text, max(block.start, word.idx - _CLOSE), behind)
    other = any(hit.end() == behind for hit in named)
    return other or _OF_GOODS.match(scene.text, behind, block.end) is not None


@cache
def _other_list() -> re.Pattern[str]:
    named = "|".join(map(re.escape, sorted(words("news_designation", "lists_of_controls"))))
    return re.compile(rf"\b(?:{named})\b", re.IGNORECASE)


def _adds(scene: Scene, token: "Token") -> bool:
    """As in "placed X on the list, when it added four men": which list is told before."""
    start, _ = scene.bounds(token)
    acts = has_authority(scene, token)
    follows = token.nbor().text if token.i + 1 < len(token.doc) else ""
    quoted = follows in ("that", ",", ".", "“", '"')
    other = _other_list().search(scene.text, token.idx, scene.bounds(token)[1])
    told = _LISTS.search(scene.text[max(0, start - 200) : token.idx]) or _COMMITTEE.search(
        scene.text, start, token.idx
    )
    return acts and not quoted and not other and told is not None


def measure(  # noqa: C901, PLR0911, PLR0912  - one return a doubt
    scene: Scene, token: "Token"
) -> Iterator[Trigger]:
    """As in "imposed sanctions on X", "sanctions on X were lifted", "took action against X"."""
    if not among(token.lower_, "measures") or token.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ"):
        return
    if token.i and token.nbor(-1).text_with_ws == "-":
        return
    if any(law.start <= token.idx < law.end for law in scene.laws):
        return  # "the Russia Sanctions Act" imposes none
    verb = governor(token)
    verb = next((t for t in token.children if _still_to_impose(t)), verb)
    if verb is None or is_put_under(scene, token):
        return
    off = among(token.lower_, "deeds_delisting")
    if (off or among(token.lower_, "deeds")) and _OF.match(scene.text, token.idx + len(token)):
        return
    lemma = verb.lemma_.lower()
    if lemma == "make" and token.i and _MAKES_FOR.search(scene.text[verb.idx : token.idx]):
        return
    lapse = _lapses(verb)
    if _prolongs(scene, verb, token) and not lapse:
        return
    out = off or lapse or among(lemma, "verbs_lift")
    action: Action = "delisting" if out else "designation"
    if (
        action == "designation"
        and not (among(lemma, "verbs_impose") or among(lemma, "plans"))
        and not (_comes(verb, token) or _included(verb) or _starts(scene, verb))
    ):
        return
    start, end = scene.bounds(token)
    behind = token.idx + len(token)
    if (whom := _WHOM.search(scene.text, start, token.idx)) and is_passive(verb):
        are = _ARE.search(scene.text, verb.idx + len(verb), end)
        told = (are.end() if are else end, end)
        yield Trigger(token.i, verb.i, action, ((start, whom.start()), told), passive=True)
        return
    on = _onto(scene, behind, end)
    if among(token.lower_, "weak_measures") and not _weighty(scene, token, on, start):
        return
    if action == "designation" and among(token.lower_, "deeds"):
        for group in scene.groups_in(start, behind):
            if group.end == behind and group.count:  # "made 37 new designations"
                yield Trigger(token.i, verb.i, action, ((group.start, behind),), weak=True)
        return
    if on is None and among(lemma, "verbs_prolong"):
        on = _EXTENDED.match(scene.text, behind, end)
    if on is None and lemma == "apply":
        on = _APPLIED.match(scene.text, behind, end)
    if on is None and (hit := _FOR.match(scene.text, behind, end)):
        on = hit if counts_some(scene, hit.end()) else None
    if on:
        weak = among(token.lower_, "weak_measures")
        first, ground = on.end(), None
        again = _AGAIN.match(scene.text, first, end)
        if again and not scene.groups_in(first, again.end()):
            first, ground = again.end(), again.span("ground")
        elif (aims := _TARGETING.match(scene.text, first, end)) and not scene.groups_in(
            first, aims.end()
        ):
            first = aims.end()
        yield Trigger(
            token.i, verb.i, action, ((first, end),), weak=weak, ground=ground, lapse=lapse
        )
    elif action == "designation" and among(token.lower_, "weak_measures"):
        return
    else:
        yield Trigger(token.i, verb.i, action, ((behind, behind),))


def _still_to_impose(verb: "Token") -> bool:
    """As in "selected sanctions to be imposed on": that verb leads to the targets.

    Or as in "They follow the measures that Canada imposed on six firms".
    """
    imposes = verb.dep_ in ("relcl", "acl") and among(verb.lemma_, "verbs_impose")
    own = any(t.dep_ == "nsubj" and t.tag_ not in ("WDT", "WP") for t in verb.children)
    return imposes and (verb.tag_ == "VBN" or own)


def _prolongs(scene: Scene, verb: "Token", token: "Token") -> bool:
    """Whether measures that stand are only kept: "extended its sanctions on X by a year"."""
    if not among(verb.lemma_, "verbs_prolong"):
        return False
    return not _EXTENDED.match(scene.text, token.idx + len(token))


def _lapses(verb: "Token") -> bool:
    """Whether measures end because they are not kept: "decided not to renew the listing of X"."""
    return verb.lemma_.lower() in _RENEW and any(t.dep_ == "neg" for t in verb.children)


def counts_some(scene: Scene, start: int) -> bool:
    """Whether a number of targets begins at an offset."""
    return any(g.start == start and g.count for g in scene.groups_in(start, start + 80))


def _onto(scene: Scene, behind: int, end: int) -> re.Match[str] | None:
    """The "on" or "against" that leads to the targets; not that of a day."""
    days = {date.start for date in scene.dates_in(behind, end)}
    for hit in _ON.finditer(scene.text, behind, min(end, behind + _ON_FAR)):
        if _ENDS.search(scene.text, behind, hit.start()):
            break
        if hit.end() not in days:
            return hit
    return None


def has_authority(scene: Scene, token: "Token") -> bool:
    """Whether the subject of a verb is an authority, or stands for one."""
    subject = next((t for t in token.children if t.dep_ == "nsubj"), None)
    return subject is not None and (
        subject.lower_ in ("it", "they", "we") or authority_near(scene, subject)
    )


def _comes(verb: "Token", token: "Token") -> bool:
    """As in "sanctions on two banks could follow"."""
    may = any(t.dep_ == "aux" and among(t.lower_, "may") for t in verb.children)
    return may and among(verb.lemma_, "verbs_come") and token.i < verb.i


def _starts(scene: Scene, verb: "Token") -> bool:
    """As in "sanctions on two banks came into force"."""
    return verb.lemma_ in ("come", "enter", "take", "go") and bool(
        _INTO_FORCE.match(scene.text, verb.idx + len(verb))
    )


def _included(verb: "Token") -> bool:
    """As in "the measures include blocking sanctions on two banks"."""
    subject = next((t for t in verb.children if t.dep_ == "nsubj"), None)
    return (
        verb.lower_ in ("include", "includes", "included")
        and subject is not None
        and (among(subject.lower_, "measures") or subject.lower_ in ("step", "steps", "package"))
    )


def _weighty(scene: Scene, token: "Token", on: re.Match[str] | None, start: int) -> bool:
    """Whether "measures", "ban", "action" are of the kind that is meant here."""
    before = scene.text[max(start, token.idx - 40) : token.idx]
    beside = bool(_SANCTIONING.search(before))
    if beside or on is None:
        return beside
    against = on.group().lower().startswith("against") and on.end() - token.idx < _CLOSE
    verb = governor(token)
    by_measures = verb is not None and any(
        t.dep_ == "nsubj" and among(t.lower_, "measures") for t in verb.children
    )
    if by_measures and counts_some(scene, on.end()):
        return True  # "the new measures impose restrictions on nine entities"
    if token.lower_.startswith("penalt"):
        end = scene.bounds(token)[1]
        return any(start <= law.start < end for law in scene.laws)
    lifted = verb is not None and among(verb.lemma_, "verbs_lift")
    return against or (lifted and counts_some(scene, on.end()))


def deed(scene: Scene, token: "Token") -> Iterator[Trigger]:
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
    if token.lower_ in ("addition", "inclusion") and not re.search(
        r"\b(?:to|in|on)\b[^.;]{0,60}\b(?:list|annex)", rest, re.IGNORECASE
    ):
        return
    verb = governor(token) or token
    lapse = _lapses(verb)
    if _prolongs(scene, verb, token) and not lapse:
        if more := _WIDENED.search(scene.text, of.end(), end):
            yield Trigger(token.i, verb.i, "designation", ((more.end(), end),))
        return
    out = off or lapse or among(verb.lemma_, "verbs_lift")
    action: Action = "delisting" if out else "designation"
    yield Trigger(token.i, verb.i, action, ((of.end(), end),), lapse=lapse)
