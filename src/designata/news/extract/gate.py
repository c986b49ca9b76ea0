"""Whether a list of targets goes on: by the words before the next candidate, read left to right.

"of", "owned by" or "who" close the list, a comma before another of the same kind, "including" or a
semicolon open it again, and grounds or laws end it.
"""

import re
from functools import cache

from designata.data import words
from designata.news.extract.item import Item
from designata.news.extract.scene import Scene
from designata.news.findings import TargetType
from designata.news.mentions.groups import Group, kinds
from designata.news.mentions.name import is_title

_RELATIVE = re.compile(
    r"\b(?:who|which|whose|whom|where|that\s+(?:is|are|was|were|has|have|had))\b"
)
_ON_TOO = re.compile(r"(?:\band|,)\s+(?:on|against)\s+(?:the\s+)?$")
"""Goes on with the list: "sanctions against two men in Libya and against three firms"."""
_WHY = re.compile(r"(?<=\band),\s+(?:for|pursuant\s+to|under)\s[^,;]{3,90},")
"""A ground before the one who is listed for it: "and, for building it, the bureau"."""

_UNDER_HIS = re.compile(r"\s+under\s+(?:his|her|its|their)\s+\w+")
"""As in "an outlet under his control, Roe TV": no law."""

_IN_AND = re.compile(
    r"\s+(?:in|from|near)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s){1,3}and\s+(?:the\s+)?[“\"]?"
)
"""Behind where the one before is: "Roe LLC in Dubai and Low Mining"."""

_ON_WHAT = re.compile(r"\bon\s+$")
"""Within a clause it tells what was done: "the leader, who led the assault on Roetown"."""

_OF_TOO = re.compile(
    r"(?:\s+[a-z]+)?(?:\s+(?:in|at|near)\s+(?:[A-Z][\w’'-]*\s?){1,3}(?<!\s))?,?\s+and\s+of\s+(?:the\s+)?"
)
"""As in "froze the assets of a trader and of two directors"."""

_WHEN = re.compile(
    r"^\s*(?:(?:In|On|At|During|Earlier|Last|Since)\s[^,;:]{2,40}|As\s+(?:a\s+(?:result|consequence)|such))"
    r",\s"
)
"""What a sentence opens with before whom it is about: "In December, the general was listed"."""
OFFICE = re.compile(
    r"\b(?:[Mm]inister|[Cc]hief|[Hh]ead|[Dd]irector|[Ss]ecretary|[Pp]resident|[Gg]overnor|[Cc]ommander"
    r"|[Cc]hair(?:man|woman)?|[Mm]ember|[Pp]rosecutor|[Cc]ommissioner)\s+(?:of|for)\s+(?:the\s+)?"
    r"(?:[A-Z][\w’-]*\s+(?:(?:and|of|for|the)\s+){0,2}){1,8}$"
)
"""An office right before a name: its "of" closes no list."""
_OF_PLACE = re.compile(r"^\s+(?:of|in|from|near)\s+(?:the\s+)?(?:[A-Z][\w’'-]*\s?){1,4}(?=[,;])")
"""Where the one before is from: "Roe of Dunby, Low of Marsk, and Moe"."""
_NAMED = re.compile(
    r"\s+(?:(?:formally|officially|commonly|locally)\s+)?(?:known\s+as|called|named)\s+(?:the\s+)?[“\"‘]?$"
)
"""Leads from what was described to its name: "the agency formally known as Roe"."""

_DASHED = re.compile(r"\s[–—]\s+(?:the\s+)?[“\"]?$")
"""A dash leads to the names of those counted: "the firms that he owns – Alfa and Beta"."""

_LIKE = re.compile(r"\s+like\s+(?:the\s+)?[“\"]?")
"""As in "targeted people like Jan Roe"."""

_INVERTS = re.compile(r"\s+(?:today\s+|on\s+\w+day\s+)?(?:is|are|was|were)\s+(?:the\s+)?[“\"]?")
"""As in "Also designated today are": the targets come behind."""

_PURPOSE = re.compile(r"\bto\s+[a-z]+\s+(?:[\w-]+\s+){0,3}(?:on|against)\s+(?:the\s+)?$")
"""What it is done for: "designated two men to increase pressure on the Roe regime"."""

_REJOINS = re.compile(r",[”\"’']?\s+(?:and|as\s+well\s+as)\s+(?:the\s+)?(?:[\w-]+\s+){0,2}[“\"]?$")
_APPOSES = re.compile(
    r"[^;:]*,\s+(?:an?\s+|the\s+)?(?:(?!of\b|in\b|for\b|from\b)[\w-]+\s+){0,3}[“\"]?$"
)


_WITHIN = re.compile(r"\s+(?:of|in|from|at|behind)\s+(?:the\s+|an?\s+)?(?:[\w-]+\s+)?")
_OFFICES = re.compile(r"\s+(?:[a-z-]+\s+){0,2}([a-z]+s)\s+")
_APPOSITION = re.compile(r"(?:\s*\([^()]*\))?,\s+(?:an?|the|its|his|her|their|former)\s")
_LAST = re.compile(r"(?:\s*\([^()]*\))?,\s+and\s+(?:the\s+)?[“\"]?")
_AND = re.compile(r"[”\"]?,?\s+and\s+")
_AND_ONE = re.compile(r",?\s+and\s+(?:the\s+)?([\w.]+)\s+")
"""Behind where a body belongs to: "the brigade of the ministry and General Roe"."""

_NEXT = re.compile(r",\s+(?:and\s+)?")
"""Behind "the wife of a minister" another number goes on with the list: ", two of her sons"."""

_HELD_AT = re.compile(
    r"\b(?:minister|chief|head|director|secretary|president|governor|commander|chair(?:man|woman)?|member"
    r"|general|prosecutor|commissioner|leader|ceo|founder|owner|deputy|spokes\w+|representative)\s+(?:of|for|at)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def called(gap: str) -> bool:
    """Whether the words lead from what was described to its name.

    >>> called(" a state agency formally known as the "), called(", also known as ")
    (True, False)
    """
    hit = _NAMED.search(gap)
    return hit is not None and "," not in gap and not verdict(gap[: hit.start()])


def held_at(candidate: Item, gap: str) -> bool:
    """Whether it only tells where one holds an office: "Head of Alfa Bank Jan Roe".

    Its "of" closes no list, and what it leads to is no target.
    """
    body = candidate.mention is not None and candidate.type != "person"
    return body and bool(_HELD_AT.search(gap))


class Gate:
    """Whether a list of targets goes on at the next candidate, or something else is told."""

    def __init__(self) -> None:
        self.is_open = True
        self._closed_by: str | None = None
        self._in_clause = False
        self._within = False
        self._rejoined = False
        self._apposed = False
        self._office = False
        self.passed_over: list[Item] = []
        """Candidates behind the list's last that are none of it."""

        self.described: Item | None = None
        self.named: Group | None = None
        """The group whose name the last candidate is, behind what is said of it."""

    def within_clause(self, gap: str) -> bool:
        """Whether these words still belong to a clause on the last one: "which dealt for Roe"."""
        return self._in_clause and "," not in gap

    def passes(self, candidate: Item, gap: str, verdict: str, items: list[Item]) -> bool:
        """Whether a candidate is one of the list, by the words before it."""
        self.is_open = self._opens(candidate, gap, verdict, {item.type for item in items})
        self._office = candidate.group is not None and candidate.type == "person" and bool(items)
        if self.is_open:
            self.passed_over, self._in_clause = [], False
        else:
            self._closed_by = candidate.type
            self.passed_over.append(candidate)
        return self.is_open

    def _opens(self, candidate: Item, gap: str, verdict: str, types: set[TargetType]) -> bool:
        goes_on = verdict == "close" and _goes_on(candidate, gap)
        of_too = self.is_open and bool(types) and _OF_TOO.fullmatch(gap)
        elided = candidate.group is not None and candidate.group.elided and bool(types)
        if verdict == "open" or elided or goes_on or of_too or self._apposes(candidate, gap):
            return True
        if verdict == "close":
            in_clause = self._in_clause and candidate.type in types
            self._in_clause = self._in_clause or bool(_RELATIVE.search(gap))
            self._within = bool(_WITHIN.fullmatch(gap))
            self._apposed = bool(_APPOSITION.match(gap)) or (self._within and self._office)
            rejoins = (self.is_open or in_clause) and types and _REJOINS.search(gap)
            rejoins = rejoins or (self.is_open and types and _IN_AND.fullmatch(gap))
            return bool(rejoins) and (candidate.mention is not None or _several(candidate, gap))
        if self._is_another(candidate, gap):
            return True
        if self.is_open or "," not in gap or gap.strip().startswith("("):
            return self.is_open
        if self._in_clause and _REJOINS.fullmatch(gap):
            return candidate.type in types
        return candidate.type in types and candidate.type != self._closed_by

    def _is_another(self, candidate: Item, gap: str) -> bool:
        """Behind where one belongs to: ", two of her sons", "and General Roe"."""
        rejoined, self._rejoined = self._rejoined, bool(_REJOINS.fullmatch(gap.lstrip(")")))
        office = _OFFICES.fullmatch(gap) if rejoined else None
        if office and kinds().get(office[1]) == candidate.type:
            return True  # "leaders of Roe (R), and the Low commanders Moe and Poe"
        if self._apposed and len(self.passed_over) == 1 and _LAST.fullmatch(gap):
            return True  # "Roe, the head of Alfa Holding, and Low Bank"
        if not self._within:
            return False
        if candidate.group is not None and candidate.group.own and _AND.fullmatch(gap):
            return True  # "the brigade of the ministry and its chief"
        if _NEXT.fullmatch(gap) and _several(candidate, gap):
            return True
        person = candidate.type == "person" and self._closed_by != "person"
        title = _AND_ONE.fullmatch(gap) if person else None
        return title is not None and is_title(title[1])

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


@cache
def _form(table: str) -> re.Pattern[str]:
    listed = sorted(words("news_designation", table), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, listed))})(?![\w-])", re.IGNORECASE)


def verdict(  # noqa: PLR0911  - one return a form
    gap: str, *, first: bool = False
) -> str:
    """What the words before a candidate say: open, close, end or nothing."""
    gap = _WHEN.sub("", gap) if first else gap
    gap = gap.replace("May ", " ")  # no "may"
    gap = _OF_PLACE.sub("", OFFICE.sub("", _WHY.sub("", _UNDER_HIS.sub("", gap))))
    if _PURPOSE.search(gap):
        return "end"
    ends = [hit.end() for hit in _form("ends").finditer(gap)]
    if (_DASHED.search(gap) and not ends) or _LIKE.fullmatch(gap) or _ON_TOO.search(gap):
        return "open"
    if first and (gap.strip() in ("on", "against") or _INVERTS.fullmatch(gap)):
        return "open"
    opens = [hit.end() for hit in _form("opens").finditer(gap)]
    closes = [hit.end() for hit in _form("closes").finditer(gap)]
    opened = max(opens + [hit.end() for hit in re.finditer(r"[;:]", gap)], default=-1)
    relative = _RELATIVE.search(gap)
    if ends and max(ends) > opened:
        return "close" if relative and relative.start() < min(ends) else "end"
    within = relative is not None and _ON_WHAT.search(gap) and opened == len(gap.rstrip())
    if opened >= max(closes, default=0) and not within:
        return "open"
    if closes:
        return "close"
    return ""


def _counted(candidate: Item) -> bool:
    group = candidate.group
    return group is not None and bool(group.count) and not group.definite


def _several(candidate: Item, gap: str) -> bool:
    """Whether it counts more than one, or "and" adds it: a single one may only describe."""
    several = candidate.group is not None and (candidate.group.count or 0) > 1
    return _counted(candidate) and (several or gap.endswith("and "))


def _goes_on(candidate: Item, gap: str) -> bool:
    """Whether another number behind a comma goes on with the list, after a clause within it."""
    return _counted(candidate) and bool(re.search(r"\w,\s+(?:and\s+|as\s+well\s+as\s+)?$", gap))


_WHO = frozenset({"who", "which", "that"})
"""Behind them "heads", "hosts", "mines" are verbs."""


def acts(scene: Scene, start: int, end: int) -> str:
    """Closes where a verb stands between: "a network enriching the Houthis"."""
    span = scene.doc.char_span(start, end, alignment_mode="contract")
    verbs = span is not None and any(
        token.pos_ == "VERB"
        and token.dep_ not in ("amod", "compound")
        and (token.lower_ not in kinds() or (token.i and token.nbor(-1).lower_ in _WHO))
        and scene.text[token.idx - 1 : token.idx] != "-"
        for token in span
    )
    gerund = scene.block(start).kind == "title" and re.search(
        r"\b(?!Includ)[A-Z]\w{3,}ing\b", scene.text[start:end]
    )
    return "close" if verbs or gerund else ""
