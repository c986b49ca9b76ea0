"""Whom an event meets: names and groups in the place of its object, in lists and in apposition.

A stretch is read from left to right; a name counts as long as the ``gate`` lets it pass. So owners,
places and other governments that a sentence names are no targets.
"""

import re

import msgspec

from designata.news.extract import conjuncts
from designata.news.extract.candidates import candidates
from designata.news.extract.gate import Gate, acts, called, held_at, verdict
from designata.news.extract.item import Item
from designata.news.extract.joining import LISTED, joined, kind_of
from designata.news.extract.scene import Scene
from designata.news.extract.sums import summed
from designata.news.findings import TargetType
from designata.news.legal import statuses
from designata.news.mentions.facts import aliases_after
from designata.news.mentions.groups import kinds

_SAYS = re.compile(
    r"(?:,[^,.]{3,40},|\s(?:in|from|at)\s[A-Z]\w+)?\s+(?:\w+ly\s+)?"
    r"(?:said|says|told|reported|added|wrote)\b(?!\s+to\s)"
)
_NOUN = re.compile(r"(?:[^\S\n]+\([^()]{2,12}\))?[^\S\n]+([A-Za-z]+)\b")
_AND = re.compile(r"\s+and\s+")
_LAST = re.compile(r",?\s+and\s+")
_ROW = re.compile(r",\s+|,?\s+and\s+")
_CLOSED = re.compile(r",\s+and\s+")
"""A list of two takes no comma: behind "including X, and" the counted ones have ended."""

_PASSED = re.compile(r"\bincluding\s[^,;]+,\s+and\s+$|,?\s+as\s+well\s+as\s+(?:on\s+)?$")
"""Behind a part that is no target itself: "nine people, including the elderly, and two firms"."""

_INCLUDING = re.compile(r"\b(?:including|among\s+(?:them|whom)|such\s+as|notably)\b")


_NAMELY = re.compile(
    r",?\s+(?:including|namely|such\s+as|notably|among\s+(?:them|whom))\s+(?:the\s+)?[“\"‘]?"
)
_FEW = 2
_AS = re.compile(r"\s+as\s+(?:an?\s+|the\s+)?")
_BRACKET = re.compile(r"\s*\([“\"‘]?")
_BRACKET_ENDS = re.compile(r"[”\"’]?\)")
_COLON = re.compile(r"(?::|\s[–—])\s+(?:the\s+)?(?:[A-Z][\w.]+\s+){0,4}[“\"‘]?$")
_AS_A = re.compile(r"\s+as\s+(?:an?\s+|the\s+)?$")

_ITS = re.compile(r"(?:its|their|his|her)\b")
_AND_HIS = re.compile(r",?\s+and\s+(?:his|her)\s+(?:[a-z-]+\s+){1,3}")
"""Behind where the one before works: "Roe, a director of Alfa Bank and her husband Low"."""

_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s))")

_UNDER = re.compile(
    r"(?:\s+today)?\s*,?\s*(?:[Pp]ursuant\s+to|[Uu]nder|[Ii]n\s+accordance\s+with|as\s+ineligible)\s(?:[^,;()]|\([^()]*\)){3,90},\s+"
)
"""The law between a verb and whom it meets: "is designating, under E.O. 13818, two banks"."""


class Found(msgspec.Struct, frozen=True):
    """What one trigger names.

    Args:
        back: whether it goes back to targets told before ("these individuals").
        end: where the list of targets ends.
    """

    items: list[Item]
    back: bool
    end: int


def among_targets(  # noqa: C901, PLR0912, PLR0915  - one pass from left to right
    scene: Scene, start: int, end: int, acting: str | None
) -> Found:
    """The targets of a stretch.

    Args:
        scene: the document.
        start: where it begins.
        end: where it ends.
        acting: the country of who acts; its own bodies are no targets.
    """
    items: list[Item] = []
    under = _UNDER.match(scene.text, start, end)
    start = _behind_status(scene, under.end() if under else start, end)
    gate, back, at = Gate(), False, start
    ended: int | None = None
    inside = 0  # how many are met since some of those that are counted are told one by one
    headed, named = "", 0
    kind: TargetType | None = None  # of those told one by one, where a group before them tells it
    modifies = False  # whether the last name only tells whose the next are
    over = False  # whether only another number can go on with the list
    for candidate in candidates(scene, start, end):
        gap = _without_status(scene.text[at : candidate.start])
        if candidate.mention is not None and scene.root(candidate.mention).id == headed:
            at = candidate.end  # another name of the body that one heads
            continue
        office = gate.is_open and held_at(candidate, gap) and not verdict(gap[: gap.rfind(",") + 1])
        becomes = gap == " " and at > start and candidate.group is not None and not modifies
        modifies = False
        if office or becomes or _alias(scene, items, candidate, at):
            headed = scene.root(candidate.mention).id if office and candidate.mention else headed
            at = _behind_bracket(scene, candidate.end)
            continue
        told = verdict(gap, first=at == start) or acts(scene, at, candidate.start)
        told = "open" if gate.is_open and called(gap) else told
        told = "close" if told == "end" and gate.within_clause(gap) else told
        named = named or _named_there(scene, candidate, gap, items, end)
        if candidate.start < named:
            told, over = "open", False
        if _SAYS.match(scene.text, candidate.end):
            break
        if told != "open" and conjuncts.goes_on(
            scene.text, candidate, gap, items, gate.passed_over
        ):
            ended = at if told == "end" and ended is None else ended
            told, over = "open", False
        elif over or told == "end":
            if ";" not in scene.text[candidate.end : end]:
                over, ended = True, at if ended is None else ended
                gate.passed_over.append(candidate)
                at = candidate.end
                continue
            told = "close"  # the ground of one of several: "A for this; B for that"
        and_its = gap == ", and " or (told == "close" and gap.endswith("and "))
        if and_its and _ITS.match(scene.text, candidate.start):
            told = "open"  # as in "a shipyard in Rostov and its director"
        if _AND_HIS.fullmatch(gap) and [one.type for one in gate.passed_over] == ["organization"]:
            told = "open"
        besides = items and gap.endswith("and ") and _is_besides(scene, candidate)
        passes = gate.passes(candidate, gap, told, items)
        at = candidate.end
        inside = _inside(inside, gap, candidate)
        kind = _kind_behind(candidate, gap, items, kind)
        part = inside or candidate.start < named
        if passes and part and _is_part(candidate, items):
            gate.described = candidate
            continue
        if passes and candidate.group is not None:
            inside = 0
        if not passes or _POSSESSIVE.match(scene.text, at) or _own(candidate, acting):
            continue
        if candidate.group is not None and candidate.group.definite and not besides:
            back, gate.described = True, candidate
        elif candidate.mention is not None and _modifies(scene, candidate):
            _drop_modifiers(scene, items, candidate)
            modifies = True  # "Alfa commanders": they are met
        else:
            one = as_counted(candidate, items) if candidate.start < named else candidate
            one = msgspec.structs.replace(one, type=kind) if kind else one
            if gate.named is not None and items and items[-1].group is gate.named:
                described = items.pop()  # "the wife of the chief, Ann Low" is one
                one = msgspec.structs.replace(one, country=one.country or described.country)
            items = joined(scene, items, one, gap)
            if candidate.group is not None and candidate.group.count:
                gate.described = candidate
    return Found(summed(scene, items, end), back, at if ended is None else ended)


def _named_there(scene: Scene, candidate: Item, gap: str, items: list[Item], end: int) -> int:
    """Where those told before are named to: "three banks (A, B and C)", "two ships: A and B"."""
    if gap.endswith("("):
        end = scene.text.find(")", candidate.start)
    elif gap == ", ":
        end = _row_end(scene, candidate, end)
    elif _COLON.search(gap):
        end = min(at for at in (end, scene.text.find(" – ", candidate.end, end)) if at >= 0)
    else:
        return 0
    if end < 0 or not items:
        return 0
    inside = scene.mentions_in(candidate.start, end)
    told = sum(m.named and m.type != "country" for m in inside)
    some = gap == " (" and items[-1].group is not None and items[-1].group.count is None
    return end if told >= _FEW and (some or told == last_count(items)) else 0


def _row_end(scene: Scene, first: Item, end: int) -> int:
    """Where a row of names closes, behind its "and": "two men, Roe and Low, and a firm"."""
    at, names = first.start, scene.mentions_in(first.start, end)
    for name in names:
        gap = scene.text[at : name.start]
        if not name.named or not (name.start == at or _ROW.fullmatch(gap)):
            break
        if _LAST.fullmatch(gap):
            return name.end
        at = name.end
    return -1


def last_count(items: list[Item]) -> int:
    """How many the last that are counted are; 0 where none are."""
    return next((i.group.count for i in reversed(items) if i.group and i.group.count), 0)


def as_counted(name: Item, items: list[Item]) -> Item:
    """A name of as many as were counted before it, and so of their kind."""
    counted = next((i for i in reversed(items) if i.group and i.group.count), None)
    if counted is None or name.mention is None:
        return name
    return msgspec.structs.replace(name, type=kind_of(name, counted))


def _behind_status(scene: Scene, start: int, end: int) -> int:
    """Behind what they are designated as, where that stands first: "as terrorists the Front"."""
    lead = _AS.match(scene.text, start, end)
    told = statuses(scene.text[start:end]) if lead else []
    return start + told[0][1] if lead and told and start + told[0][0] == lead.end() else start


def _without_status(gap: str) -> str:
    """Without what they are designated as, which ends no list: "as terrorists"."""
    for start, end in statuses(gap):
        if lead := _AS_A.search(gap, 0, start):
            return _without_status(gap[: lead.start()] + gap[end:])
    return gap


def _alias(scene: Scene, items: list[Item], candidate: Item, at: int) -> bool:
    """Whether it is another name of the target right before it: "also known as", in brackets."""
    last = items[-1].mention if items else None
    if last is None or candidate.mention is None or items[-1].end != at:
        return False
    tied = scene.root(candidate.mention).id == scene.root(last).id
    bracket = _BRACKET.fullmatch(scene.text, at, candidate.start)
    return tied and (bracket is not None or aliases_after(scene.text, at) is not None)


def _behind_bracket(scene: Scene, end: int) -> int:
    """Behind the bracket that a name ends."""
    close = _BRACKET_ENDS.match(scene.text, end)
    return close.end() if close else end


def _is_besides(scene: Scene, candidate: Item) -> bool:
    """As in "the tanker Patriot and the five other vessels in its fleet"."""
    group = candidate.group
    told = scene.text[candidate.start : candidate.end].lower().split()
    return group is not None and group.definite and bool(group.count) and "other" in told


def _modifies(scene: Scene, candidate: Item) -> bool:
    """Whether it only tells whose: "JNIM and al-Shabaab leaders"."""
    follows = _NOUN.match(scene.text, candidate.end)
    noun = follows.group(1).lower() if follows else ""
    own = follows is not None and follows.group(1).islower()  # not "Front Commander Jan Roe"
    itself = own and kinds().get(noun) == candidate.type and not noun.endswith("s")
    return (noun in kinds() and not itself) or _qualifies(scene, candidate)


def _qualifies(scene: Scene, candidate: Item) -> bool:
    """As in "Roe political allies", "Roe aviation companies", where another word stands between."""
    span = scene.doc.char_span(candidate.start, candidate.end, alignment_mode="expand")
    name = span.root if span is not None else None
    if name is None or name.dep_ not in ("compound", "nmod"):
        return False
    noun, behind = name.head, span[-1].i + 1 if span is not None else 0
    between = scene.doc[behind : noun.i]
    plain = all(t.pos_ in ("ADJ", "NOUN") and t.is_lower for t in between)
    return noun.tag_ == "NNS" and noun.lower_ in kinds() and len(between) > 0 and plain


def _inside(before: int, gap: str, candidate: Item) -> int:
    """Which one behind "including" comes after these words; 0 where it stands outside.

    The last of them, behind "and", is told by a number below 0. What comes then may still be of a
    number before, "and six Iranians"; but "and one entity" is another.
    """
    another = before < 0 and candidate.group is not None and candidate.group.count == 1
    if another or (before == 1 and _CLOSED.fullmatch(gap)) or _PASSED.search(gap):
        return 0
    if before < 0 or (before and _AND.fullmatch(gap)):
        return -1
    return before + 1 if before or _INCLUDING.search(gap) else 0


def _kind_behind(
    candidate: Item, gap: str, items: list[Item], before: TargetType | None
) -> TargetType | None:
    """What a name is by the group that it is told of: "two individuals, including Roe and Low"."""
    last = items[-1] if items else None
    if candidate.mention is None or last is None:
        return None
    beside = items[-2] if len(items) > 1 else last
    mixed = beside.group is not None and beside.type != last.type  # "two men and a firm, including"
    if last.group is not None and last.type != "other" and not mixed and _NAMELY.fullmatch(gap):
        return last.type
    return before if LISTED.fullmatch(gap) else None


def _is_part(candidate: Item, items: list[Item]) -> bool:
    """Whether a group behind "including" is of those that are counted before it."""
    group = candidate.group
    counted = [i.group.count or 0 for i in items if i.group and i.type == candidate.type]
    return group is not None and bool(counted) and (group.count or 1) < max(counted)


def _drop_modifiers(scene: Scene, items: list[Item], candidate: Item) -> None:
    """Takes off the names that modify a noun together with one: "JNIM and al-Shabaab leaders"."""
    between = LISTED if _of_several(scene, candidate) else _AND
    first = candidate.start
    while items and between.fullmatch(scene.text, items[-1].end, first):
        first = items.pop().start


def _of_several(scene: Scene, candidate: Item) -> bool:
    """Whether the names before it modify the same noun: "JNIM and al-Shabaab leaders"."""
    follows = _NOUN.match(scene.text, candidate.end)
    return follows is not None and follows.group(1).endswith(("s", "men", "people"))


def _own(candidate: Item, acting: str | None) -> bool:
    """An authority's own country is no target."""
    return (
        candidate.mention is not None
        and candidate.mention.type == "authority"
        and candidate.country in (acting, None)
    )
