"""Whom an event meets: names and groups in the place of its object, in lists and in apposition.

A stretch is read from left to right. A name counts as long as nothing closes the list; "of", "owned
by" or "who" close it, a comma before another of the same kind, "including" or a semicolon open it
again, and grounds or laws end it. So owners, places and other governments that a sentence names are
no targets.
"""

import re
from functools import cache

import msgspec

from designata.data import words
from designata.news.extract import conjuncts
from designata.news.extract.item import Item
from designata.news.extract.scene import Scene
from designata.news.extract.whose import placed, theirs
from designata.news.findings import TargetType
from designata.news.legal import statuses
from designata.news.mentions.facts import aliases_after
from designata.news.mentions.groups import Group, kinds
from designata.news.taken import Taken

_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where)\b")
_SAYS = re.compile(r"(?:,[^,.]{3,40},)?\s+(?:\w+ly\s+)?(?:said|says|told|reported|added|wrote)\b")
_NOUN = re.compile(r"(?:\s+\([^()]{2,12}\))?\s+([A-Za-z]+)\b")
_LISTED = re.compile(r"\s*(?:\([^()]*\))?\s*(?:,|;|,?\s+and|,?\s+as\s+well\s+as)\s*")
_ON_TOO = re.compile(r"(?:\band|,)\s+(?:on|against)\s+(?:the\s+)?$")
"""Goes on with the list: "sanctions against two men in Libya and against three firms"."""

_WHEN = re.compile(r"^\s*(?:In|On|At|During|Earlier|Last|Since)\s[^,;:]{2,40},\s")
"""What a sentence opens with before whom it is about: "In December, the general was listed"."""

_ITS = re.compile(r"(?:its|their|his|her)\b")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?=\s))")
_OFFICE = re.compile(
    r"\b(?:[Mm]inister|[Cc]hief|[Hh]ead|[Dd]irector|[Ss]ecretary|[Pp]resident|[Gg]overnor|[Cc]ommander"
    r"|[Cc]hair(?:man|woman)?|[Mm]ember|[Pp]rosecutor|[Cc]ommissioner)\s+(?:of|for)\s+(?:the\s+)?"
    r"(?:[A-Z][\w’-]*\s+(?:(?:and|of|for|the)\s+){0,2}){0,6}$"
)
"""An office right before a name: its "of" closes no list."""
_BODY_OF = re.compile(r"\b(?:of|for)\s+(?:the\s+)?$")
"""As in "president of Transneft": what follows is where the office is held."""

_REJOINS = re.compile(r",\s+(?:and|as\s+well\s+as)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}[“\"]?$")
_APPOSES = re.compile(r"[^;:]*,\s+(?:an?\s+|the\s+)?(?:[\w-]+\s+){0,3}[“\"]?$")


class Found(msgspec.Struct, frozen=True):
    """What one trigger names.

    Args:
        back: whether it goes back to targets told before ("these individuals").
        end: where the list of targets ends.
    """

    items: list[Item]
    back: bool
    end: int


@cache
def _form(table: str) -> re.Pattern[str]:
    listed = sorted(words("news_designation", table), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])", re.IGNORECASE)


class _Gate:
    """Whether a list of targets goes on at the next candidate, or something else is told."""

    def __init__(self) -> None:
        self._open = True
        self._closed_by: str | None = None
        self._in_clause = False
        self.passed_over: list[Item] = []
        """Candidates behind the list's last that are none of it."""

        self.described: Item | None = None
        self.named: Group | None = None
        """The group whose name the last candidate is, behind what is said of it."""

    def passes(self, candidate: Item, gap: str, verdict: str, items: list[Item]) -> bool:
        """Whether a candidate is one of the list, by the words before it."""
        self._open = self._opens(candidate, gap, verdict, {item.type for item in items})
        if self._open:
            self.passed_over = []
        else:
            self._closed_by = candidate.type
            self.passed_over.append(candidate)
        return self._open

    def _opens(self, candidate: Item, gap: str, verdict: str, types: set[TargetType]) -> bool:
        if verdict == "open" or (verdict == "close" and _goes_on(candidate, gap)):
            return True
        if self._apposes(candidate, gap):
            return True
        if verdict == "close":
            self._in_clause = bool(_RELATIVE.search(gap))
            rejoins = self._open and types and _REJOINS.search(gap)
            return bool(rejoins) and candidate.mention is not None
        if self._open or "," not in gap or gap.strip().startswith("("):
            return self._open
        if self._in_clause and _REJOINS.fullmatch(gap):
            return candidate.type in types
        return candidate.type in types and candidate.type != self._closed_by

    def _apposes(self, candidate: Item, gap: str) -> bool:
        """As in "the leader of the group, Hamid Daglo"."""
        described, fits = self.described, _APPOSES.fullmatch(gap)
        self.named = None
        if described is None or candidate.mention is None or not fits:
            return False
        self.described = None
        same = candidate.type == described.type
        single = described.group is not None and described.group.count == 1
        self.named = described.group if same and single else None
        return same


def among_targets(  # noqa: C901, PLR0912  - one pass from left to right
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
    gate, back, at = _Gate(), False, start
    ended: int | None = None
    over = False  # whether only another number can go on with the list
    for candidate in _candidates(scene, start, end):
        gap = scene.text[at : candidate.start]
        if _alias(scene, items, candidate, at):
            at = candidate.end
            continue
        verdict = _verdict(gap, candidate.type, first=at == start) or _acts(
            scene, at, candidate.start
        )
        if _SAYS.match(scene.text, candidate.end):
            break
        if verdict != "open" and conjuncts.goes_on(
            scene.text, candidate, gap, items, gate.passed_over
        ):
            ended = at if verdict == "end" and ended is None else ended
            verdict, over = "open", False
        elif over or verdict == "end":
            if ";" not in scene.text[candidate.end : end]:
                over, ended = True, at if ended is None else ended
                gate.passed_over.append(candidate)
                at = candidate.end
                continue
            verdict = "close"  # the ground of one of several: "A for this; B for that"
        if verdict == "close" and gap.endswith("and ") and _ITS.match(scene.text, candidate.start):
            verdict = "open"  # as in "a shipyard in Rostov and its director"
        passes = gate.passes(candidate, gap, verdict, items)
        at = candidate.end
        if not passes or _POSSESSIVE.match(scene.text, at) or _own(candidate, acting):
            continue
        if candidate.group is not None and candidate.group.definite:
            back, gate.described = True, candidate
        elif candidate.mention is not None and _modifies(scene, candidate):
            first = candidate.start
            while items and _LISTED.fullmatch(scene.text, items[-1].end, first):
                first = items.pop().start
        else:
            if gate.named is not None and items and items[-1].group is gate.named:
                described = items.pop()  # "the wife of the chief, Ann Low" is one
                country = candidate.country or described.country
                named = msgspec.structs.replace(candidate, country=country)
                items = _taken(scene, items, named, gap)
            else:
                items = _taken(scene, items, candidate, gap)
            if candidate.group is not None and candidate.group.count:
                gate.described = candidate
    return Found(items, back, at if ended is None else ended)


def _alias(scene: Scene, items: list[Item], candidate: Item, at: int) -> bool:
    """Whether it is another name of the target right before it, "also known as" between."""
    last = items[-1].mention if items else None
    if last is None or candidate.mention is None or items[-1].end != at:
        return False
    tied = scene.root(candidate.mention).id == scene.root(last).id
    return tied and aliases_after(scene.text, at) is not None


def _candidates(scene: Scene, start: int, end: int) -> list[Item]:
    standing = Taken(statuses(scene.text[start:end]))
    groups = [
        group
        for group in scene.groups_in(start, end)
        if not standing.touches(group.noun - start, group.end - start)
        and not (group.definite and _named_inside(scene, group))
    ]
    found = [
        Item(
            g.start,
            g.end,
            g.type,
            group=g,
            country=g.countries[0] if len(g.countries) == 1 else None,
            others=g.countries if len(g.countries) > 1 else (),
        )
        for g in groups
    ]
    for m in scene.mentions_in(start, end):
        root = scene.root(m)
        if m.type == "country" or not root.named or (m.type == "authority" and not m.named):
            continue
        if m.named and any(g.start <= m.start and m.end <= g.end for g in groups):
            continue
        if not m.named:
            found = [item for item in found if item.start != m.start]
        kind: TargetType = "organization" if m.type == "authority" else root.type  # type: ignore[assignment]
        found.append(Item(m.start, m.end, kind, mention=m, country=m.country or root.country))
    return sorted(found, key=lambda item: item.start)


def _named_inside(scene: Scene, group: Group) -> bool:
    """As in "the Kratol Aviation company": a name with its noun, and nothing told before."""
    inside = scene.mentions_in(group.start, group.end)
    return any(m.named and m.type == group.type and m.end + 1 == group.noun for m in inside)


def _verdict(gap: str, kind: TargetType, *, first: bool) -> str:
    """What the words before a candidate say: open, close, end or nothing."""
    gap = _WHEN.sub("", gap) if first else gap
    if kind == "person" or not _BODY_OF.search(gap):
        gap = _OFFICE.sub("", gap)
    ends = [hit.end() for hit in _form("ends").finditer(gap)]
    opens = [hit.end() for hit in _form("opens").finditer(gap)]
    closes = [hit.end() for hit in _form("closes").finditer(gap)]
    opened = max(opens + [hit.end() for hit in re.finditer(r"[;:]", gap)], default=-1)
    if first and gap.strip() in ("on", "against"):
        return "open"
    if _ON_TOO.search(gap):
        return "open"
    relative = _RELATIVE.search(gap)
    if ends and max(ends) > opened:
        return "close" if relative and relative.start() < min(ends) else "end"
    if opened >= max(closes, default=0):
        return "open"
    if closes:
        return "close"
    return ""


def _modifies(scene: Scene, candidate: Item) -> bool:
    """Whether it only tells whose: "JNIM and al-Shabaab leaders"."""
    follows = _NOUN.match(scene.text, candidate.end)
    noun = follows.group(1).lower() if follows else ""
    itself = kinds().get(noun) == candidate.type and not noun.endswith("s")
    return noun in kinds() and not itself


def _goes_on(candidate: Item, gap: str) -> bool:
    """Whether another number behind a comma goes on with the list, after a clause within it."""
    counted = candidate.group is not None and candidate.group.count and not candidate.group.definite
    return bool(counted) and bool(re.search(r"\w,\s+(?:and\s+|as\s+well\s+as\s+)?$", gap))


def _acts(scene: Scene, start: int, end: int) -> str:
    """Closes where a verb stands between: "a network enriching the Houthis"."""
    span = scene.doc.char_span(start, end, alignment_mode="contract")
    verbs = span is not None and any(
        token.pos_ == "VERB"
        and token.dep_ not in ("amod", "compound")
        and token.lower_ not in kinds()
        and scene.text[token.idx - 1 : token.idx] != "-"
        for token in span
    )
    gerund = scene.block(start).kind == "title" and re.search(
        r"\b(?!Includ)[A-Z]\w{3,}ing\b", scene.text[start:end]
    )
    return "close" if verbs or gerund else ""


def _own(candidate: Item, acting: str | None) -> bool:
    """An authority's own country is no target."""
    return (
        candidate.mention is not None
        and candidate.mention.type == "authority"
        and candidate.country in (acting, None)
    )


def _taken(  # noqa: PLR0911  - one return a way to belong together
    scene: Scene, items: list[Item], new: Item, gap: str
) -> list[Item]:
    """The items with one more; a description and the name that it describes are one."""
    last = items[-1] if items else None
    if last is None:
        return [placed(scene, new, gap)]
    if conjuncts.describes(scene.text, new, gap, last):
        return items
    if last.group is not None and new.mention is not None and _describes(last, new, gap):
        plural = last.country is not None and last.group.count != 1
        named = msgspec.structs.replace(
            new, country=new.country or last.country, type=_kind(new, last), plural=plural
        )
        room = (last.group.count or 1) - 1
        if room <= 0:
            return [*items[:-1], named]
        return [*items, named]
    if last.plural and new.mention is not None and new.type == last.type and _LISTED.fullmatch(gap):
        return [
            *items,
            msgspec.structs.replace(new, country=new.country or last.country, plural=True),
        ]
    if (
        new.group is not None
        and last.mention is not None
        and re.fullmatch(r"\s*(?:\([^()]*\))?[,–-]\s*", gap)
    ):
        count = new.group.count
        if count == 1 or (count is None and not scene.text[new.start].isdigit()):
            described = msgspec.structs.replace(last, country=last.country or new.country)
            return [*items[:-1], described]
        if count is not None:
            described_all = [item for item in items[-count:] if item.mention is not None]
            if len(described_all) == count:
                return [
                    *items[:-count],
                    *(
                        msgspec.structs.replace(i, country=i.country or new.country)
                        for i in described_all
                    ),
                ]
    return [*items, placed(scene, theirs(scene, items, new, gap), gap)]


def _describes(group: Item, name: Item, gap: str) -> bool:
    """Whether a group's words stand right before the name of one of them."""
    if group.group is None or group.type not in (name.type, "other"):
        return False
    if re.fullmatch(r"\s*[“\"‘']?", gap):
        return True
    return bool(
        re.search(r"[,:–(]\s*(?:including|namely|such as|among them)?\s*[“\"]?$", gap)
    ) and (group.group.count is None or group.group.count >= 1)


def _kind(new: Item, group: Item) -> TargetType:
    return new.type if group.type == "other" else group.type
