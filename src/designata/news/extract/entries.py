"""Targets told below the sentence of an event: lists, lines, entries of paragraphs, and sentences.

"The following entities are designated:" announces entries, each of which opens with the name that
it is about; "They are A and B", "The measures target C" say later whom the event meets.
"""

import re

from designata.data import words
from designata.news.extract.enumerated import enumerated
from designata.news.extract.item import Item
from designata.news.extract.scene import Scene
from designata.news.extract.targets import among_targets
from designata.news.findings import Mention
from designata.news.mentions.groups import kinds
from designata.news.numerals import SMALL

_FOLLOWING = re.compile(r"(?:\bfollowing\b|\bbelow\b|\bas follows\b|:\s*$)", re.IGNORECASE)
_TYPED = re.compile(r"(?i)individual|entit|person|compan|organi|vessel|ship|aircraft|:\s*$")
"""Headings inside a list of targets: others end it."""
_MARK = re.compile(
    r"\W*(?:\d{1,3}[.)]\s*|[A-Z][.)]\s+|\([a-z\d]{1,3}\)\s*|[A-Z][A-Za-z]{1,2}\.\d{3}\s+)?"
    r"(?:Name:?\s*(?:1:)?\s*)?[“\"‘'(]?(?:[Tt]he\s+|[Mm]/?[VT]\s+)?(?:[A-Z]?[a-z]+\.?\s+){0,2}[“\"‘']?"
)
"""What may stand before the name that an entry opens with: a bullet, a number, "the tanker"."""
_OFFICE = re.compile(r"\W*(?:[\w-]+\s+){1,4}(?:of|for|at)\s+(?:the\s+)?")
_FIELD = re.compile(r"[A-Z][\w./’' -]{2,30}:\s")
_LONGEST_FIELD = 12

_WHO = (
    r"(?:(?P<near>They|These|Both|Among\s+them|Those)"
    r"|(?P<far>(?:(?:One|Two|Three|Four|Five|Six|Some|Several)\s+of\s+(?:them|those|these|the\s+\w+)"
    r"|Another|The\s+other\s+\w+|Others|Among\s+(?:those|these|the)(?:\s+(?!are|were|is|was)[\w-]+){0,5}?)"
    r"|(?:Those|The|These|Today[’']s)\s+(?:[\w-]+\s+){0,3}?(?P<noun>[a-z]+)"
    r"(?:\s+(?:today|designated|sanctioned|listed|targeted|concerned|added)){0,2}"
    r"(?:,?\s+and\s+their\s+[\w-]+(?:\s+of\s+\w+)?|,?\s+(?:under|pursuant\s+to)\s[^;:]{3,60}?,?)?"
    r"|(?:[A-Z][\w’'-]*\s+){1,3}(?:designees|targets)"
    r"|(?P<owned>His|Her|Its|Their)\s+(?:[\w-]+\s+){0,3}?(?P<own>[a-z]+)))"
)
_ARE = r"\s+(?:also\s+|now\s+)?(?:are|is|were|was|include[sd]?|comprises?|consists?\s+of)\s*:?\s+"
_NOUNS = frozenset(
    {
        "designated",
        "sanctioned",
        "listed",
        "blacklisted",
        "designee",
        "designees",
        "target",
        "targets",
    }
    | {"designation", "designations", "addition", "additions", "others", "other", "last", "first"}
    | {"second", "third", "fourth", "fifth", "sixth", *list(SMALL)[2:]}
)
"""What names those told before, beside the nouns of their kinds."""

_IDENTITY = re.compile(
    r"(?P<aim>(?:They|It(?=\s+includes)|(?:The|These|Those|Its|Their|Today[’']s)\s+(?:[\w-]+\s+){0,2}?(?:measures?"
    r"|sanctions?|actions?|lists?(?:\s+of\s+(?:names|targets))?|decrees?|notices?|orders?|restrictions?|freezes?|listings?"
    r"|designations?|decisions?))\s+(?:also\s+)?(?:are\s+aimed\s+at|is\s+aimed\s+at|targets?|covers?"
    r"|renders?(?:\s+ineligible)?|appl(?:y|ies)\s+to|concerns?|affects?|names?|hits?|includes?|extends?\s+to)\s+)"
    rf"|{_WHO}{_ARE}",
)
_PROPERTY = re.compile(
    r"\s*(?:\([^()]{3,40}\)\s*)?,?\s+(?:is|are|was|were)\s+(?:also\s+)?(?:identified\s+as\s+)?"
    r"(?:blocked\s+)?property\s+(?:in\s+which|of)\b"
)
_WHICH = re.compile(
    r"(?:,[^,;.]{3,80})?,?\s+(?:which|who)\s+(?:is|are|was|were|has\s+been|have\s+been)\s+"
    r"(?:(?:also|likewise|being|today|itself|separately)\s+)*(?:designated|sanctioned|blacklisted)\s+"
    r"(?:today|too|as\s+well|concurrently|alongside)\b"
)
_INVERTED = re.compile(
    r"(?:Also|Likewise|Additionally|Newly|Jointly)\s+(?:being\s+)?"
    r"(?:designated|sanctioned|listed|blacklisted|targeted|added|placed|put|named)"
    r"(?:\s+(?:today|(?:on|to)\s+(?:the|its|this)\s+(?:\w+\s+){0,2}?\w*list))?\s+(?:is|are|was|were)\s+"
)
_ANOTHER = re.compile(
    r"\b(?:had|previously|earlier|in\s+(?:19|20)\d\d|last\s+(?:year|month|week))\b|\bdelist|\blifted\b"
)
_CALLED = re.compile(
    r"(?:The|This|These|Both)\s+(?:[\w-]+\s+){0,3}?(?P<noun>[a-z]+),?\s+(?:the\s+|called\s+|named\s+)?"
    r"[“\"‘]?(?=[A-Z\d])"
)
_TOGETHER = re.compile(
    r"(?:(?P<two>Both|The\s+two)|(?P<three>All\s+three|The\s+three)|(?:They|These|All(?:\s+of)?)\b)"
    r"(?:\s+(?!are\b|were\b|have\b)[\w-]+){0,4}\s+(?:are|were|have\s+been)\s+"
    r"(?:each\s+|also\s+|all\s+|being\s+|today\s+|now\s+)*(?:designated|sanctioned|listed|blacklisted)\b"
)
_ONE_OF = re.compile(
    r",?\s+(?:is|are|was|were)\s+(?:also\s+|both\s+|all\s+)?(?:among|(?:one|two|three|four|five|six)\s+of)\s+"
    r"(?:them|those|these|the\s+(?:\w+\s+){0,2}?(?:two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|dozen|\d+|newly|designated|sanctioned|listed|targets|\w+\s+(?:designated|sanctioned|listed"
    r"|targeted)))\b"
)
"""As in "A and B are two of the ten", "the treasurer, A, was among them"."""

_CLAUSE = re.compile(r"(?:,\s+(?:and|while)|;)\s+(?:the\s+)?$")
_DOES = re.compile(
    r"(?:\s*\([^()]*\))*(?:,[^.;]{3,160}?,)?\s+(?:also\s+)?(?:is|are|was|were|has|have|had|[a-z]+s|[a-z]+ed)\b"
)
_DESIGNATED = re.compile(r"\b(?:designat|sanction|blacklist)(?:ed|es|s|ing)\b|\b(?:listed|added)\b")
"""As in "The Department designated Alfa in 2023", which is no entry."""

_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ELSE = re.compile(r"\b(?:who|which|that|whose|for|because|after|used|helped)\b|[;.]\s")
_ITS_OWN = re.compile(
    r"(?:,?\s+and|,|,?\s+as\s+well\s+as|,?\s+(?:along|together)\s+with)\s+(?:both\s+)?"
    r"(?:its|his|her|their)\s+(?:[\w’'-]+,?\s+){1,5}?[“\"]?$"
)
_INCLUDED = re.compile(
    r",?\s+(?:is|are|was|were)\s+(?:also\s+|likewise\s+|all\s+|both\s+){0,2}"
    r"(?:included\s+in|part\s+of|subject\s+to|named\s+in|covered\s+by|among)\s+"
    r"(?:today[’']s|these|this|the(?:\s+new)?)\s+(?:\w+\s+)?(?:actions?|designations?|sanctions|measures|list(?:ings?)?|package|targets)\b"
)
"""As in "The minister, A, is likewise included in today's action"."""

_ANNOUNCES = re.compile(
    r"\bfollowing\s+(?:(?!from\b|of\b|on\b|to\b|in\b)[\w-]+\s+){0,3}?(?:actions?|measures|designations|sanctions|individuals|entities|persons"
    r"|companies|firms|vessels|targets)\b[^;]*:\s*$",
    re.IGNORECASE,
)
"""As in "It is taking the following actions under E.O. 14024:", behind what was announced."""

_AMONG = re.compile(
    r"(?:;|,\s+(?:and|while))\s+(?:among\s+the\s+(?:\w+\s+)?\w+s\s+(?:are|is)|the\s+\w+s\s+(?:include|are))\s+"
)
_ROW = re.compile(r"(?:\s*\([^()]*\))?(?:,|,?\s+and)?\s*(?:the\s+)?[“\"‘”’]?")
_FARTHEST = 8
"""So many sentences behind the event's own that one may still say whom it meets."""


def listed_below(scene: Scene, items: list[Item], start: int, end: int) -> list[Item]:
    """The targets that are told behind the sentence of an event.

    Args:
        scene: the document.
        items: what the sentence itself tells.
        start: of the sentence.
        end: of it.
    """
    return [
        *enumerated(scene, items, start, end),
        *_entries(scene, start, end),
        *_said_before(scene, start),
        *_said_later(scene, items, end),
    ]


def _entries(  # noqa: C901  - one pass over the lines below
    scene: Scene, start: int, end: int
) -> list[Item]:
    """Those of the list, the lines or the paragraphs that a sentence announces."""
    if not _FOLLOWING.search(scene.text[start:end]):
        return []
    at = scene.block(start)
    last = not scene.text[end : at.end].strip()
    items: list[Item] = []
    in_list = False
    for block in (block for block in scene.document.blocks if block.start >= at.end):
        line = scene.text[block.start : block.end]
        names = [m for m in scene.mentions_in(block.start, block.end) if _is_target_name(m)]
        opens = bool(names and _MARK.fullmatch(line[: names[0].start - block.start]))
        opens &= not (names and _DESIGNATED.search(scene.text, block.start, names[0].start))
        office = names and _OFFICE.fullmatch(scene.text, block.start, names[0].start)
        if office and not line.rstrip().endswith("."):
            continue  # "Member of the Senate": who the entry before it is
        if block.kind in ("item", "cell", "quote"):
            items += _leading(names, line, block.start)
            in_list = True
        elif block.kind == "heading" or (len(line.split()) < 7 and not names):  # noqa: PLR2004
            if items and not names and block.kind == "heading" and not _TYPED.search(line):
                break
        elif _FIELD.match(line) and not opens:
            if len(line.split()) > _LONGEST_FIELD and not items:
                break
        elif opens and (not line.rstrip().endswith(".") or (last and not in_list)):
            items += _leading(names, line, block.start)
        elif names and _only_names(line, block.start, names):
            items += [_item(m) for m in names]
        else:
            break
    return items


def _said_before(scene: Scene, start: int) -> list[Item]:
    """Those that the sentences before open with: "Both are being designated for"."""
    hit = _TOGETHER.match(scene.text, start)
    if hit is None:
        return []
    block = scene.block(start)
    items: list[Item] = []
    for first, last in scene.sentences:
        if block.start <= first < start:
            names = [m for m in scene.mentions_in(first, last) if _is_target_name(m)]
            if names and _MARK.fullmatch(scene.text[first : names[0].start]):
                items += _leading(names, scene.text[first:last], first)
                items += [_item(m) for m in names[1:] if _opens_clause(scene, first, m)]
    if hit.group("two"):
        return items[-2:]
    return items[-3:] if hit.group("three") else items


def _opens_clause(scene: Scene, start: int, name: Mention) -> bool:
    """As in "Alfa is its director, and Beta chairs the board"."""
    before = scene.text[start : name.start]
    return bool(_CLAUSE.search(before) and _DOES.match(scene.text, name.end))


def _said_later(scene: Scene, met: list[Item], end: int) -> list[Item]:
    """Those that a later sentence names, which goes back to the targets or to the measures."""
    items: list[Item] = []
    behind = [pair for pair in scene.sentences if pair[0] >= end]
    for at, (first, last) in enumerate(behind[:_FARTHEST]):
        hit = _identity(scene, met, first, last)
        found: list[Item] = _in_clauses(scene, first, last)
        if hit is not None and (at == 0 or not hit.group("near")):
            found += _named_from(scene, hit.end(), last) + _entries(scene, first, last)
        one_of = _ONE_OF.search(scene.text, first, last) or _INCLUDED.search(
            scene.text, first, last
        )
        if not found and one_of:
            found = _named_from(scene, first, one_of.start())
        if not found and (inverted := _INVERTED.match(scene.text, first, last)):
            found = _named_from(scene, inverted.end(), last)
        if not found and _ANNOUNCES.search(scene.text, first, last):
            found = _entries(scene, first, last)
        for read in (_which, _called, _property):
            found = found or read(scene, first, last)
        if not found and hit is None and _tells_another(scene, first, last):
            break
        items += found
    return items


def _in_clauses(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "they include judges; among the entities are A and B": what a later clause tells."""
    found: list[Item] = []
    for hit in _AMONG.finditer(scene.text, start + 1, end):
        found += _named_from(scene, hit.end(), end)
    return found


def _named_from(scene: Scene, start: int, end: int) -> list[Item]:
    found = among_targets(scene, start, end, None).items
    return [item for item in found if item.mention is not None]


def _identity(scene: Scene, met: list[Item], start: int, end: int) -> re.Match[str] | None:
    """The words by which a sentence goes on to say who they are, up to the first of them."""
    hit = _IDENTITY.match(scene.text, start, end)
    if hit is None or hit.group("aim"):
        return hit
    noun = hit.group("noun") or hit.group("own")
    if noun and noun not in _NOUNS and noun not in kinds():
        return None
    if hit.group("owned"):  # "His firms include": as far as more of them are counted than named
        counted = sum(i.group.count or 0 for i in met if i.group and i.type == kinds().get(noun))
        return hit if counted > 1 and "include" in hit.group() else None
    return hit


def _which(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "Alfa LLC, a supplier, which is likewise designated today"."""
    names = [m for m in scene.mentions_in(start, end) if _is_target_name(m)]
    return [_item(m) for m in names if _WHICH.match(scene.text, m.end)]


def _called(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "The vessel, the Lady R, had sailed": what was only counted before gets its name."""
    hit = _CALLED.match(scene.text, start, end)
    kind = kinds().get(hit.group("noun")) if hit else None
    names = [m for m in scene.mentions_in(start, end) if _is_target_name(m)]
    if hit is None or kind is None or not names or names[0].start != hit.end():
        return []
    items: list[Item] = []
    for mention in names:
        behind = hit.end() if not items else items[-1].end
        if mention.type != kind or not _ROW.fullmatch(scene.text[behind : mention.start]):
            break
        items.append(_item(mention))
    return items


def _property(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "Yacht Lena is property in which Petrov has an interest"."""
    names = [m for m in scene.mentions_in(start, end) if _is_target_name(m)]
    hit = next((m for m in names if _PROPERTY.match(scene.text, m.end)), None)
    if hit is None:
        return []
    return [
        _item(m) for m in names if m.end <= hit.end and m.type in ("vessel", "aircraft", hit.type)
    ]


def _tells_another(scene: Scene, start: int, end: int) -> bool:
    """Whether a sentence speaks of another event, so that what follows may be of that."""
    deed = any(
        token.lemma_.lower() in words("news_designation", "verbs_designation")
        for token in scene.doc.char_span(start, end, alignment_mode="contract") or ()
    )
    return deed and bool(_ANOTHER.search(scene.text, start, end) or scene.dates_in(start, end))


def _item(mention: Mention) -> Item:
    return Item(mention.start, mention.end, mention.type, mention=mention, country=mention.country)  # type: ignore[arg-type]


def _is_target_name(mention: Mention) -> bool:
    return mention.named and mention.type not in ("country", "authority")


def _leading(names: list[Mention], line: str, start: int) -> list[Item]:
    """The name that an entry begins with, or all where the entry holds only names."""
    if not names:
        return []
    chosen = names if _only_names(line, start, names) else _tied(names, line, start)
    own = {name.id for name in names}
    return [_item(m) for m in chosen if m.refers_to is None or m.refers_to not in own]


def _tied(names: list[Mention], line: str, start: int) -> list[Mention]:
    """The first, and those of its own that stand with it: "Alfa and its director, Ann Low"."""
    kept = names[:1]
    for name in names[1:]:
        between = _BRACKETS.sub("", line[kept[-1].end - start : name.start - start])
        if _ELSE.search(between):
            break
        if _ITS_OWN.search(between):
            kept.append(name)
    return kept


def _only_names(line: str, start: int, names: list[Mention]) -> bool:
    """Whether a line is made of names and what joins them."""
    if not names:
        return False
    left = list(line)
    for mention in names:
        for at in range(mention.start - start, mention.end - start):
            left[at] = " "
    rest = re.sub(r"\b(?:and|the|alias|a\.?k\.?a\.?)\b|[\W\d_]+", " ", "".join(left)).split()
    return len(rest) <= max(1, len(names) // 2)
