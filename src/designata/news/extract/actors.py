"""Who designates: the subject, the agent, "Seoul's sanctions", whose list it is."""

import re
from typing import TYPE_CHECKING

from designata.news.extract import carried
from designata.news.extract.scene import Scene, among
from designata.news.extract.trigger import Trigger
from designata.news.extract.triggers import imposed
from designata.news.findings import Mention, Party
from designata.news.mentions.authorities import designating

if TYPE_CHECKING:
    from spacy.tokens import Token

_UP = 5
_BY = re.compile(r"\b[Bb]y\s+(?:the\s+)?$")
_LEAD = 12
"""Letters of "by the" before a name."""

_WITHIN = re.compile(
    r"(?:\s(?:for|over|because)\s[^,;]*ed|\s(?:that|which|who)\s+(?:is|are|was|were|has|have|had)\s[^,;]*)"
    r"\s+by\s+(?:the\s+)?$"
)
"""A ground's or another clause's "by": "was designated for being controlled by the government"."""

_LEAD_IN = re.compile(r"(?:(?:But|And|Yet|Only|Even)\s+)?(?:[Tt]he\s+)?")
_CLOSED = re.compile(
    r"(?:\b(?i:in|from|of|with|against|to|between|for|on|at|into|over|concerning|regarding|alongside|like"
    r"|unlike|joining|following|and\s+its)\s+(?:the\s+)?)$"
)
_LABEL = re.compile(r"[^:]{0,40}:\s*")
_NEAR = 80
"""Letters before a name that tell whether it stands by itself."""
_OWN = re.compile(r"(?:['’]s?)?\s+(?:[\w-]+\s+){0,3}$")
_ANNOUNCE = frozenset({"announce", "publish", "disclose", "notify", "say", "act", "move"})
_ARTICLE = re.compile(r"\b(?:the|an?|its|their)\b")
_JOINS = re.compile(r"(?:,|\band|\bwith|\balongside)\s+(?:\w+\s+){0,2}(?:the\s+)?$")
_JOINED = re.compile(r"(?:,\s*|,?\s+and\s+)(?:with\s+)?(?:the\s+)?")


def acting(scene: Scene, trigger: Trigger) -> list[Party]:
    """Those that the words of a trigger name as acting, first named first; empty where none is."""
    verb, word = scene.doc[trigger.verb], scene.doc[trigger.word]
    start, end = scene.bounds(word)
    if trigger.passive or _is_object_of_passive(verb, word):
        found = _agent(scene, verb.idx, end)
        if not found and verb.i != word.i:
            return _owners(scene, word, start)
        listed = scene.doc[trigger.list] if trigger.list is not None else None
        return (
            found
            or (_of_list(scene, listed, start, end) if listed is not None else [])
            or _there(scene, verb, start, end)
            or _announcing(scene, verb)
        )
    return (
        _conjoined(scene, verb)
        or _chained(scene, _subject(scene, verb))
        or _owners(scene, word, start)
        or _agent(scene, word.idx, end)
        or (_gone_on(scene, verb) if goes_on(verb) else _before(scene, verb.idx, start))
    )


_CLAUSE = re.compile(r"(?:[,;—–]|\b(?:and|while|whereas|but|as|then))\s+(?:the\s+)?$")
_TO_VERB = re.compile(
    r"(?:,?\s+(?:for\s+(?:its|his|her|their)\s+part|meanwhile|in\s+turn|likewise|separately|also|has|had"
    r"|have|then|itself|today|simultaneously|on\s+\w+day),?)*\s+"
)


def _conjoined(scene: Scene, verb: "Token") -> list[Party]:
    """Right before a second verb of its sentence: "A listed a ship and B designated two firms"."""
    start, _ = scene.bounds(verb)
    before = [m for m in scene.mentions_in(start, verb.idx) if m.type in ("authority", "country")]
    last = before[-1] if before else None
    if last is None or not _TO_VERB.fullmatch(scene.text[last.end : verb.idx]):
        return []
    told = scene.doc.char_span(start, last.start, alignment_mode="contract")
    acted = any(t.pos_ == "VERB" and among(t.lemma_, "acts") for t in told or ())
    own = acted and last.named and _CLAUSE.search(scene.text[start : last.start])
    return [_party(last)] if own else []


def _chained(scene: Scene, found: list[Party]) -> list[Party]:
    """The first, and those that a comma or "and" joins: not "the Council's Haiti committee"."""
    kept = found[:1]
    for party in found[1:]:
        before = kept[-1].end
        if before is None or party.start is None:
            continue
        if _JOINS.search(scene.text[before : party.start]):
            kept.append(party)
    return kept


def goes_on(verb: "Token") -> bool:
    """Whether the subject is "it", "the decree", "ministers", and who acts was told before."""
    for up in (verb, *verb.ancestors):
        subject = next((t for t in up.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return subject.lower_ in ("it", "they") or among(subject.lemma_, "stands_for_authority")
    return False


def _gone_on(scene: Scene, verb: "Token") -> list[Party]:
    """Whose it is by its seat, "the ministry in Seoul", else as the sentences before tell."""
    for up in (verb, *verb.ancestors):
        for subject in up.children:
            if subject.dep_ in ("nsubj", "nsubjpass") and among(
                subject.lemma_, "stands_for_authority"
            ):
                edge = subject.right_edge
                end = edge.idx + len(edge)  # a row of names behind the verb can be taken for its
                end = min(end, up.idx) if subject.i < up.i else end
                for place in scene.places_in(subject.left_edge.idx, end):
                    if place.kind != "city":
                        text = scene.text[place.start : place.end]
                        return [Party(text, place.code, place.start, place.end)]
    before = _ahead_of_colon(scene, verb) or carried.party(scene, verb.idx)
    return [before] if before else []


def _ahead_of_colon(scene: Scene, verb: "Token") -> Party | None:
    """As in "Tokyo had moved first: on Monday it froze the accounts of nine men"."""
    start, _ = scene.bounds(verb)
    colon = scene.text.rfind(":", start, verb.idx)
    first = next(iter(scene.mentions_in(start, colon)), None) if colon > 0 else None
    opens = first is not None and _LEAD_IN.fullmatch(scene.text, start, first.start)
    acts = first is not None and first.type in ("authority", "country")
    return _party(first) if first is not None and opens and acts else None


def _is_object_of_passive(verb: "Token", word: "Token") -> bool:
    return verb.i != word.i and any(t.dep_ in ("auxpass", "nsubjpass") for t in verb.children)


def _party(mention: Mention) -> Party:
    return Party(mention.text, mention.country, mention.start, mention.end)


def _is_closed(before: str) -> bool:
    """Whether the words before a name subordinate it, or are a label's."""
    label = len(before) < _NEAR and _LABEL.fullmatch(before)
    return bool(label or _CLOSED.search(before[-_NEAR:]))


def _parties(scene: Scene, start: int, end: int) -> list[Party]:
    """Authorities and countries of a stretch that no preposition subordinates."""
    found: list[Party] = []
    for mention in scene.mentions_in(start, end):
        before = scene.text[start : mention.start]
        if mention.type not in ("authority", "country") or _is_closed(before):
            continue
        if scene.text[mention.end : mention.end + 1] in (":", "-"):
            continue  # a source, or as in "Moscow-installed"
        root = scene.root(mention)
        if root.country or root.type == "authority":
            found.append(
                Party(root.text, root.country or mention.country, root.start, root.end)
                if not mention.named
                else _party(mention)
            )
    for place in scene.places_in(start, end):
        if (
            place.kind == "nation"
            and scene.text[place.end : place.end + 1] != "-"
            and not any(
                p.start is not None
                and p.end is not None
                and p.start < place.end
                and place.start < p.end
                for p in found
            )
            and re.match(
                r"(?:['’]s?)?\s+(?:\w+\s+){0,2}?(?:government|authorities|officials?|administration|regulators?|cabinet|ministry|ministers?"
                r"|president|council|treasury|parliament|ministries|round|wave|batch|tranche|package)\b",
                scene.text[place.end : end + 40],
                re.IGNORECASE,
            )
        ):
            found.append(
                Party(scene.text[place.start : place.end], place.code, place.start, place.end)
            )
    return sorted(found, key=lambda party: party.start or 0)


def _subject(scene: Scene, verb: "Token") -> list[Party]:
    """Of the verb, or of the verbs above it."""
    up = verb
    own = False  # whether a verb below has a subject, so that no "which" above acts
    for _ in range(_UP):
        subject = next((t for t in up.children if t.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None and up is verb and subject.i > verb.i:
            subject = None  # whom it meets: "among those listed are Moscow's officials"
        if subject is not None and subject.lower_ not in (
            "it",
            "they",
            "which",
            "that",
            "who",
            "he",
            "she",
        ):
            if subject.lower_ in ("we", "i"):
                return []
            left, right = subject.left_edge, subject.right_edge
            end = right.idx + len(right)
            end = max([min(end, verb.idx) if verb.i > subject.i else end, *_over(scene, subject)])
            found = _parties(scene, left.idx, end)
            if found or subject.pos_ == "PROPN":
                return _joined_before(scene, found)
            own = True
        if (
            not own
            and subject is not None
            and subject.lower_ in ("which", "who", "that")
            and up.dep_ == "relcl"
        ):
            head = up.head
            return _parties(scene, head.left_edge.idx, head.idx + len(head))
        within = subject is not None and subject.lower_ in ("it", "they") and up.dep_ == "advcl"
        within |= subject is None and up.dep_ == "advcl" and up.tag_ == "VBG"
        if up.head.i == up.i or (up.dep_ in ("ROOT", "advcl") and not within):
            break
        up = up.head
    return []


def _over(scene: Scene, subject: "Token") -> list[int]:
    """Where the name that a subject is in ends: a committee's is longer than its noun phrase."""
    return [m.end for m in scene.mentions if m.named and m.start <= subject.idx < m.end]


def _joined_before(scene: Scene, found: list[Party]) -> list[Party]:
    """With those that "and" joins before the first, where the parse has lost them."""
    alone = list(found)
    while found and found[0].start is not None:
        start, _ = scene.bounds_at(found[0].start)
        before = scene.mentions_in(start, found[0].start)
        last = before[-1] if before else None
        if last is None or last.type not in ("authority", "country"):
            break
        if _is_closed(scene.text[start : last.start]):
            return alone  # "in a joint action with Britain and Canada, Japan"
        if not _JOINED.fullmatch(scene.text[last.end : found[0].start]):
            break
        found = [_party(last), *found]
    return found


def _agent(scene: Scene, start: int, end: int) -> list[Party]:
    """Behind "by"."""
    for mention in scene.mentions_in(start, end):
        by = _BY.search(scene.text, max(start, mention.start - _LEAD), mention.start)
        if by is None or mention.type not in ("authority", "country"):
            continue
        if not _WITHIN.search(scene.text[start : mention.start]):
            return chain(scene, mention, end)
    return []


def chain(scene: Scene, first: Mention, end: int) -> list[Party]:
    """An authority and those that commas and "and" join to it."""
    found = [_party(first)]
    for mention in scene.mentions_in(first.end, end):
        if mention.type not in ("authority", "country"):
            break
        if not _JOINED.fullmatch(scene.text[found[-1].end or 0 : mention.start]):
            break
        found.append(_party(mention))
    return found


def _owners(scene: Scene, word: "Token", start: int) -> list[Party]:
    """As in "Seoul's sanctions", "the U.S. designation"."""
    found = []
    for mention in scene.mentions_in(max(start, word.idx - 60), word.idx):
        gap = scene.text[mention.end : word.idx]
        if _ARTICLE.search(gap) or _is_closed(scene.text[start : mention.start]):
            continue
        if (
            mention.type == "country"
            and not _WHOSE.match(gap)
            and imposed(scene, start, mention.start)
        ):
            continue  # "Britain imposes Belarus sanctions"
        if mention.type in ("authority", "country") and _OWN.fullmatch(gap):
            found = [_party(mention)]
    if not found:
        for place in scene.places_in(max(start, word.idx - 30), word.idx):
            gap = scene.text[place.end : word.idx]
            if _OWN.fullmatch(gap) and word.pos_ != "VERB" and not _ARTICLE.search(gap):
                found = [
                    Party(scene.text[place.start : place.end], place.code, place.start, place.end)
                ]
    return found


_WHOSE = re.compile(r"['’]")


_OF_LIST = re.compile(r"(?:\s+\d{1,3}\w?)?\s+(?:of|to)\s+(?:the\s+)?")
_THERE = re.compile(r"(?:Also\s+)?[Ii]n\s+(?:the\s+)?$")
_IN = re.compile(r"\s+in\s+(?:the\s+)?$")


def _of_list(scene: Scene, word: "Token", start: int, end: int) -> list[Party]:
    """Whose the list is: "the EU's list", "Annex 8 to Switzerland's ordinance"."""
    for mention in reversed(scene.mentions_in(max(start, word.idx - 60), word.idx)):
        own = _OWN.fullmatch(scene.text, mention.end, word.idx)
        if own and mention.type in ("authority", "country"):
            return [_party(mention)]
    of = _OF_LIST.match(scene.text, word.idx + len(word), end)
    if of is None:
        return []
    near = scene.mentions_in(of.end(), end)[:1]
    return [_party(m) for m in near if m.start == of.end() and m.type in ("authority", "country")]


def _there(scene: Scene, verb: "Token", start: int, end: int) -> list[Party]:
    """Where it was done: "In Canada, ten ships were listed", "six were sanctioned in Canada"."""
    behind = verb.idx + len(verb)
    for mention in scene.mentions_in(start, end):
        if mention.type != "country" or mention.country not in designating():
            continue
        led = scene.text[start : mention.start]
        opens = _THERE.fullmatch(led) and scene.text[mention.end] == ","
        if opens or (mention.start > behind and _IN.fullmatch(scene.text[behind : mention.start])):
            return [_party(mention)]
    return []


def _announcing(scene: Scene, verb: "Token") -> list[Party]:
    """Who makes it known, where nobody is said to do it: "X was listed, the ministry announced".

    Or as in "The committee last acted in May, when X was listed".
    """
    for up in verb.ancestors:
        if up.lemma_ in _ANNOUNCE:
            return [p for p in _subject(scene, up)[:1] if _is_body(scene, p)]
    return []


def _is_body(scene: Scene, party: Party) -> bool:
    body = any(m.type == "authority" and m.start == party.start for m in scene.mentions)
    return body or party.country == "un"


def _before(scene: Scene, verb: int, start: int) -> list[Party]:
    """The last before the verb that no preposition subordinates."""
    found = _parties(scene, start, verb)
    near = [
        p
        for p in found
        if p.end is not None and not re.search(r"[;:]|\b(?:said|says)\b", scene.text[p.end : verb])
    ]
    if not near:
        return []
    return _joined_before(scene, near[-1:])
