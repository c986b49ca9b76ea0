"""Names that the paragraphs and sentences below an event open with: whom it meets, one by one.

"OFAC sanctioned two men. Roe is a broker. The other, Low, runs a bank": as many are taken as were
counted, and none where another act is told.
"""

import bisect
import re

from designata.data import words
from designata.news.document import Block
from designata.news.extract.entries import MARK, is_target_name, item_of
from designata.news.extract.gate import acts
from designata.news.extract.item import Item
from designata.news.extract.joining import LISTED
from designata.news.extract.scene import Scene, among
from designata.news.findings import Mention
from designata.news.mentions.kinds import noun_kind

_ANOTHER = re.compile(
    r"\b(?:had|previously|earlier|in\s+(?:19|20)\d\d|last\s+(?:year|month|week))\b|\bdelist|\blifted\b"
)
OPENER = re.compile(
    rf"(?:{MARK.pattern}|(?:An?other|A\s+(?:second|third|fourth|fifth)|The\s+(?:other|second|third|last|remaining))"
    r"(?:\s+[a-z]+)?,\s+(?:the\s+|an?\s+)?(?:[a-z-]+\s+){0,3})"
)
"""What a sentence opens with before one of those counted: nothing, "The other, businesswoman"."""
_OPENS = re.compile(r"$|\s*[,(:;–-]|\s+[“\"][^”\"]{2,40}[”\"]|\s+(?:is|was|has|had|are|were|did)\b")
_BACKGROUND = re.compile(r"(?:Background|Context|About|Notes?|Quotes?|Further|More)\b.{0,40}")
"""A line behind which targets are no longer named one by one."""
_SPEAKS = re.compile(
    r"(?:,[^,.]{3,60},)?,?\s+(?:has\s+|had\s+)?(?:said|says|reported|told|added|wrote|cited|announced|stated"
    r"|noted|declared|welcomed|praised|condemned|explained|conveyed|met|visited|thanked)\b"
)
_FARTHEST = 40
"""So many sentences behind an event may open with those whom it meets."""

_OFFICE = 90
"""Letters of an office before a name, at most."""
_LEADS = re.compile(r"(?:[Aa]ccording\s+to\s+)?(?:[Tt]he\s+)?")
_SAYS_OF = re.compile(
    r"\s+(?:said|says|alleged|alleges|described|describes|identified|accused|accuses)\s+(?:that\s+)?(?:the\s+)?"
    r"|,\s+(?:the\s+)?"
)


def opening_blocks(
    scene: Scene, since: int, kinds_told: tuple[str, ...], known: set[str]
) -> list[Item]:
    """The names of some kinds that paragraphs open with, as far as targets are told one by one."""
    found: list[Item] = []
    for block in scene.document.blocks:
        if _BACKGROUND.fullmatch(scene.text, block.start, block.end):
            break
        if block.start < since:
            continue
        first = block.start + _attributed(scene, block)
        found += _opened(scene, first, block.end, (kinds_told, known | names_of(scene, found)))
    return found


def opening_sentences(scene: Scene, since: int, kind: str, known: set[str]) -> list[Item]:
    """The same of sentences, as far as none tells another act."""
    found: list[Item] = []
    first = bisect.bisect_left(scene.sentences, since, key=_start)
    for start, end in scene.sentences[first : first + _FARTHEST]:
        block = scene.block(start)
        background = _BACKGROUND.fullmatch(scene.text, block.start, block.end)
        if background or _acts_again(scene, start, end):
            break
        found += _opened(scene, start, end, ((kind,), known | names_of(scene, found)))
    return found


def _start(span: tuple[int, int]) -> int:
    return span[0]


def _acts_again(scene: Scene, start: int, end: int) -> bool:
    """Whether a sentence's own verb tells another act; a clause of it may recall one."""
    span = scene.doc.char_span(start, end, alignment_mode="contract")
    root = span.root if span is not None else None
    deeds = words("news_designation", "verbs_designation")
    return root is not None and root.lemma_.lower() in deeds and tells_another(scene, start, end)


def _opened(
    scene: Scene, start: int, end: int, told: tuple[tuple[str, ...], set[str]]
) -> list[Item]:
    """The name of one of some kinds that a stretch opens with, if it is about that one."""
    kinds_told, known = told
    opening = next(
        (m for m in scene.mentions_in(start, end) if m.named and m.type in kinds_told), None
    )
    if opening is None or opening.refers_to or opening.text.casefold() in known:
        return []
    if any(is_target_name(m) for m in scene.mentions_in(start, opening.start)):
        return []  # it is about another
    leads = _leads_to(scene, start, opening) or OPENER.fullmatch(scene.text, start, opening.start)
    if not leads or _SPEAKS.match(scene.text, opening.end) or _says(scene, opening):
        return []
    row = [opening]
    for mention in scene.mentions_in(opening.end, end):
        if mention.type != opening.type or not LISTED.fullmatch(
            scene.text[row[-1].end : mention.start]
        ):
            break
        row.append(mention)
    last = row[-1]
    own = _OPENS.match(scene.text[last.end : end]) or _does(scene, opening, last)
    return [item_of(mention) for mention in row] if own else []


def _says(scene: Scene, name: Mention) -> bool:
    """As in "The Roes, who hold the capital, say that": whoever is quoted is no target."""
    span = scene.doc.char_span(name.start, name.end, alignment_mode="expand")
    subject = span is not None and span.root.dep_ == "nsubj"
    verb = span.root.head.lemma_ if span is not None and subject else ""
    return among(verb, "says") or among(verb, "reactions")


def _does(scene: Scene, first: Mention, last: Mention) -> bool:
    """As in "Roe paid them", "Roe and Low run it", whatever the verb's form."""
    span = scene.doc.char_span(first.start, last.end, alignment_mode="expand")
    if span is None:
        return False
    behind = scene.doc[span.end : span.end + 1]
    verb = bool(behind) and behind[0].pos_ in ("VERB", "AUX")
    return (
        verb or span[0].dep_ in ("nsubj", "nsubjpass") or span.root.dep_ in ("nsubj", "nsubjpass")
    )


def names_of(scene: Scene, items: list[Item]) -> set[str]:
    """What those that are named are called, without capitals."""
    return {scene.root(item.mention).text.casefold() for item in items if item.mention}


def _leads_to(scene: Scene, start: int, opening: Mention) -> bool:
    """Whether a paragraph opens with an office and whose it is.

    As in "Iran's minister of the interior, Ali Roe, oversees".
    """
    before = scene.text[start : opening.start]
    office = opening.type == "person" and len(before) < _OFFICE and before.endswith(", ")
    return office and noun_kind(before) == "person" and not acts(scene, start, opening.start)


def _attributed(scene: Scene, block: Block) -> int:
    """How far into a paragraph what an authority says in it begins: "OFAC said X led the ring"."""
    who = next(iter(scene.mentions_in(block.start, block.end)), None)
    if who is None or who.type not in ("authority", "country"):
        return 0
    if not _LEADS.fullmatch(scene.text, block.start, who.start):
        return 0
    hit = _SAYS_OF.match(scene.text, who.end, block.end)
    return hit.end() - block.start if hit else 0


def tells_another(scene: Scene, start: int, end: int) -> bool:
    """Whether a sentence speaks of another event, so that what follows may be of that."""
    deed = any(
        token.lemma_.lower() in words("news_designation", "verbs_designation")
        for token in scene.doc.char_span(start, end, alignment_mode="contract") or ()
    )
    return deed and bool(_ANOTHER.search(scene.text, start, end) or scene.dates_in(start, end))
