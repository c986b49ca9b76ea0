"""Targets told behind the sentence of an event: in what it announces, and by later sentences.

"They are A and B", "The measures target C", "The vessel, the D, had sailed" say later whom the
event meets.
"""

import re
from itertools import takewhile

import msgspec

from designata.news.extract.entries import entries, is_target_name, item_of, leading
from designata.news.extract.enumerated import enumerated
from designata.news.extract.item import Item
from designata.news.extract.openings import OPENER, names_of, opening_sentences, tells_another
from designata.news.extract.scene import Scene
from designata.news.extract.targets import among_targets
from designata.news.findings import Mention
from designata.news.mentions.authorities import designating
from designata.news.mentions.groups import kinds
from designata.news.numerals import SMALL, numeral

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
    r"(?P<aim>(?:They|It(?=\s+(?:also\s+)?(?:includes|covers|names))|(?:[Tt]he|[Tt]hese|Those|Its|Their|[A-Z][\w.]+[’']s)\s+(?:[\w-]+\s+){0,2}?(?:measures?"
    r"|sanctions?|actions?|lists?(?:\s+of\s+(?:names|targets))?|decrees?|notices?|orders?|restrictions?|freezes?|listings?"
    r"|designations?|decisions?))(?:,[^,;.]{3,40},)?\s+(?:also\s+)?(?:are\s+aimed\s+at|is\s+aimed\s+at|targets?|covers?"
    r"|renders?(?:\s+ineligible)?|appl(?:y|ies)\s+to|concerns?|affects?|names?|hits?|singles?\s+out|includes?|extends?\s+to)\s+)"
    rf"|{_WHO}{_ARE}",
)
_LEAD = re.compile(
    r"(?:Finally|Furthermore|Moreover|Further|Additionally|Lastly|Also|In\s+addition|In\s+particular),\s+"
)
_WHOSE = re.compile(r"(?!Today)[A-Z][\w.]+[’']s\s")
_PROPERTY = re.compile(
    r"\s*(?:\([^()]{3,40}\)\s*)?,?\s+(?:is|are|was|were)\s+(?:also\s+)?(?:identified\s+as\s+)?"
    r"(?:(?:blocked\s+)?property\s+(?:in\s+which|of)|blocked\s+property)\b"
)
_WHICH = re.compile(
    r"(?:,[^,;.]{3,80})?,?\s+(?:(?:which\s+(?:\w+\s+){1,4}and\s+)?(?:which|who)\s+"
    r"(?:is|are|was|were|has\s+been|have\s+been)\s+"
    r"|(?:also|likewise|itself)\s+)"
    r"(?:(?:also|likewise|being|today|itself|separately)\s+)*(?:designated|sanctioned|blacklisted|listed)\b"
    r"(?:(?<=also\sdesignated)(?=[.;,])|(?<=also\ssanctioned)(?=[.;,])|(?<=also\slisted)(?=[.;,])"
    r"|(?<=likewise\sdesignated)|(?<=likewise\sbeing\sdesignated)|(?<=likewise\ssanctioned)"
    r"|\s+(?:today|too|as\s+well|concurrently|alongside)\b)"
)
_NEWLY = re.compile(r"\bnewly[\s-](?:sanctioned|designated|listed)\s+(?:[\w-]+\s+){0,3}$")
"""As in "property of the newly sanctioned Panamanian firm Roe S.A."."""
_INVERTED = re.compile(
    r"(?:So(?:\s+too)?|(?:Also|Likewise|Additionally|Newly|Jointly)\s+(?:being\s+)?"
    r"(?:designated|sanctioned|listed|blacklisted|targeted|added|placed|put|named)"
    r"(?:\s+(?:today|(?:on|to)\s+(?:the|its|this)\s+(?:\w+\s+){0,2}?\w*list))?"
    r"|(?:Also\s+|Today\s+)?[Ii]dentified\s+(?:today\s+)?as\s+(?:blocked\s+)?property)"
    r"\s+(?:is|are|was|were)(?::|\s+)"
)
_CALLED = re.compile(
    r"(?:The|This|These|Both)\s+(?:[\w-]+\s+){0,3}?(?P<noun>[a-z]+),?\s+(?:the\s+|called\s+|named\s+)?"
    r"[“\"‘]?(?=[A-Z\d])"
)
_CLOSED = re.compile(r",\s+(?!and\b)")
"""Behind a single name: "The company, Roe, led it"."""
_TOGETHER = re.compile(
    r"(?:(?P<two>Both|The\s+two)|(?P<three>All\s+three|The\s+three|These\s+three)"
    r"|(?:They|These|Each|All(?:\s+of)?)\b)(?:\s+(?!are\b|were\b|was\b|is\b|have\b|has\b)[\w-]+){0,4}"
    r"\s+(?:is|are|was|were|has|have)\s+(?:each\s+|also\s+|all\s+|being\s+|been\s+|likewise\s+|today\s+|now\s+)*"
    r"(?:designated|sanctioned|listed|blacklisted|subject\s+to\s+sanctions|placed|added)\b"
)
_ONE_OF = re.compile(
    r",?\s+(?:is|are|was|were)\s+(?:also\s+|both\s+|all\s+)?(?:among|(?:one|two|three|four|five|six)\s+of)\s+"
    r"(?:them|those|these|the\s+(?:\w+\s+){0,2}?(?:two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|dozen|\d+|newly|designated|sanctioned|listed|targets|\w+\s+(?:designated|sanctioned|listed"
    r"|targeted)))\b"
)
"""As in "A and B are two of the ten", "the treasurer, A, was among them"."""
_FOREMOST = (
    r"(?:best[\s-]known|most\s+[a-z]+|highest[\s-]ranking|[a-z]+est(?:[\s-][a-z]+)?|senior|only\s+[a-z]+)"
    r"(?:\s+[a-z]+)?\s+(?:of|among)\s+(?:them|those|these|the\s+\w+)"
)
_FIRST_OF = re.compile(rf"The\s+{_FOREMOST}\s+(?:is|are|was|were)\s+")
"""As in "The best known of them is A"."""
_BESIDE_HIM = re.compile(
    r"(?:Alongside|Beside|With|Next\s+to)\s+(?:him|her|them)(?:\s+on\s+the\s+list)?\s+"
    r"(?:stand|sit|come|appear|figure|is|are|was|were)s?\s+"
)
"""As in "Alongside him stand A, a banker, and B"."""
_SOME = re.compile(
    r"(?:One|Two|Three|Four|Five|Six|Some)\s+of\s+(?:them|those|these|the\s+(?:\w+\s+){0,2}?[a-z]+s),\s+"
)
"""As in "Two of them, A and B, are members of parliament"."""
_PREFIX = re.compile(rf"(?:(?:In|At|On|Since|From)\s[^,;]{{2,40}},\s)?{OPENER.pattern}")
_CLAUSE = re.compile(r"(?:,\s+(?:and|while)|;)\s+(?:the\s+)?$")
_DOES = re.compile(
    r"(?:\s*\([^()]*\))*(?:,[^.;]{3,160}?,)?\s+(?:also\s+)?(?:is|are|was|were|has|have|had|[a-z]+s|[a-z]+ed)\b"
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
_NAME = 60
"""Letters of an authority's name, at most."""
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
    read = {item.start for item in items}
    found = [
        *(item for item in _which(scene, start, end) if item.start not in read),
        *enumerated(scene, items, start, end),
        *entries(scene, start, end),
        *_said_before(scene, start),
        *_said_later(scene, items, end),
    ]
    return [*found, *_introduced(scene, items, found, end)]


def _introduced(scene: Scene, met: list[Item], later: list[Item], end: int) -> list[Item]:
    """Exactly as many as a sentence counts, told by those behind it: "two men. Roe is a broker"."""
    found: list[Item] = []
    known = names_of(scene, later)
    for kind in ("person", "organization"):
        counted = sum(i.group.count or 0 for i in met if i.group is not None and i.type == kind)
        named = any(item.mention is not None and item.type == kind for item in met)
        room = counted - sum(item.type == kind for item in later)
        told = opening_sentences(scene, end, kind, known) if counted > 1 and not named else []
        found += told if len(told) == room else []
    return found


def _said_before(scene: Scene, start: int) -> list[Item]:
    """Those that the sentences before open with: "Both are being designated for"."""
    hit = _TOGETHER.match(scene.text, start)
    if hit is None:
        return []
    block = scene.block(start)
    items: list[Item] = []
    for first, last in scene.sentences:
        if block.start <= first < start:
            names = [m for m in scene.mentions_in(first, last) if is_target_name(m)]
            if names and _PREFIX.fullmatch(scene.text, first, names[0].start):
                items += leading(names, scene.text[first:last], first)
                items += [item_of(m) for m in names[1:] if _opens_clause(scene, first, m)]
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
            also = " also " in hit.group()  # then those that are only counted are others too
            named = among_targets(scene, hit.end(), last, None).items if also else []
            found += named or _named_from(scene, hit.end(), last)
            found += entries(scene, first, last)
        for led in (_SOME, _FIRST_OF, _BESIDE_HIM):
            if not found and (hit_here := led.match(scene.text, first, last)):
                found = _named_from(scene, hit_here.end(), last)
        one_of = _ONE_OF.search(scene.text, first, last) or _INCLUDED.search(
            scene.text, first, last
        )
        if not found and one_of:
            found = _named_from(scene, first, one_of.start())
        if not found and (inverted := _INVERTED.match(scene.text, first, last)):
            found = _named_from(scene, inverted.end(), last) or entries(scene, first, last)
        if not found and _ANNOUNCES.search(scene.text, first, last):
            found = entries(scene, first, last)
        for read in (_which, _called, _property):
            found = found or read(scene, first, last)
        if not found and hit is None and tells_another(scene, first, last):
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
    lead = _LEAD.match(scene.text, start, end)
    hit = _IDENTITY.match(scene.text, lead.end() if lead else start, end)
    if hit is None or hit.group("aim"):
        whose = hit is not None and _WHOSE.match(hit.group())
        return hit if not whose or _acts_there(scene, start) else None
    noun = hit.group("noun") or hit.group("own")
    if noun and noun not in _NOUNS and noun not in kinds():
        return None
    if hit.group("owned"):  # "His firms include": as far as more of them are counted than named
        counted = sum(i.group.count or 0 for i in met if i.group and i.type == kinds().get(noun))
        return hit if counted > 1 and "include" in hit.group() else None
    return hit


def _acts_there(scene: Scene, start: int) -> bool:
    """Whether an authority's name begins at an offset: "Treasury's action also covers"."""
    return any(
        m.start == start and (m.type == "authority" or m.country in designating())
        for m in scene.mentions_in(start, start + 60)
    )


def _which(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "Alfa LLC, a supplier, which is likewise designated today"."""
    names = [m for m in scene.mentions_in(start, end) if is_target_name(m)]
    return [
        item_of(m)
        for m in names
        if _WHICH.match(scene.text, m.end)
        or _NEWLY.search(scene.text, max(start, m.start - _NAME), m.start)
    ]


def _called(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "The vessel, the Lady R, had sailed": what was only counted before gets its name."""
    hit = _CALLED.match(scene.text, start, end)
    kind = kinds().get(hit.group("noun")) if hit else None
    names = [m for m in scene.mentions_in(start, end) if is_target_name(m)]
    if hit is None or kind is None or not names or names[0].start != hit.end():
        return []
    if _CLOSED.match(scene.text, names[0].end):
        return [msgspec.structs.replace(item_of(names[0]), type=kind)]
    row: list[Mention] = []
    for mention in names:
        behind = hit.end() if not row else row[-1].end
        if not _ROW.fullmatch(scene.text[behind : mention.start]):
            break
        row.append(mention)
    counted = next((n for w in hit.group().lower().split() if (n := numeral(w))), 0)
    if counted == len(row):  # "The two vessels, the Maria and the Bely Kray, have carried"
        return [msgspec.structs.replace(item_of(name), type=kind) for name in row]
    return [item_of(name) for name in takewhile(lambda name: name.type == kind, row)]


def _property(scene: Scene, start: int, end: int) -> list[Item]:
    """As in "Yacht Lena is property in which Petrov has an interest"."""
    names = [m for m in scene.mentions_in(start, end) if is_target_name(m)]
    hit = next((m for m in names if _PROPERTY.match(scene.text, m.end)), None)
    if hit is None:
        return []
    return [
        item_of(m) for m in names if m.end <= hit.end and m.type in ("vessel", "aircraft", hit.type)
    ]
