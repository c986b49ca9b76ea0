"""Targets in the list, the lines or the paragraphs that an event's sentence announces.

"The following entities are designated:" announces entries, each of which opens with the name that
it is about.
"""

import re

from designata.news.document import Block
from designata.news.extract.item import Item, beside, of_group
from designata.news.extract.scene import Scene
from designata.news.findings import Mention

_FOLLOWING = re.compile(r"(?:\bfollowing\b|\bbelow\b|\bas follows\b|:\s*$)", re.IGNORECASE)
_TYPED = re.compile(r"(?i)individual|entit|person|compan|organi|vessel|ship|aircraft|:\s*$")
"""Headings inside a list of targets: others end it."""
MARK = re.compile(
    r"\W*(?:\d{1,3}[.)]\s*|[A-Z][.)]\s+|\([a-z\d]{1,3}\)\s*|[A-Z][A-Za-z]{1,2}\.\d{3}\s+)?"
    r"(?:Name:?\s*(?:1:)?\s*)?[“\"‘'(]?(?:[Tt]he\s+|[Mm]/?[VT]\s+)?"
    r"(?:(?!(?i:in|at|on|from|near|for|by|with|after|before|since|during|under|to|as|across)\s)"
    r"[A-Z]?[a-z]+\.?\s+){0,2}[“\"‘']?"
)
"""What may stand before the name that an entry opens with: a bullet, a number, "the tanker"."""
_OFFICE = re.compile(r"\W*(?:[\w-]+\s+){1,4}(?:of|for|at)\s+(?:the\s+)?")
_TAKEN_OFF = re.compile(r"\b(?:[Rr]emov|[Dd]elist|[Dd]elet|[Aa]mend)\w+")
"""What heads those that another act meets: "B. Individual removed"."""
_BULLETS = ("•", "·", "●", "▪", "‣", "* ", "- ", "– ")
_FIELD = re.compile(r"[A-Z][\w./’' -]{2,30}:\s")
_LONGEST_FIELD = 12
_SOON = 2
_NUMBERED = re.compile(r"\(?\d{1,3}[.)]\s+[A-Z]")
_DESIGNATED = re.compile(r"\b(?:designat|sanction|blacklist)(?:ed|es|s|ing)\b|\b(?:listed|added)\b")
"""As in "The Department designated Alfa in 2023", which is no entry."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ELSE = re.compile(r"\b(?:who|which|that|whose|for|because|after|used|helped)\b|[;.]\s")
_PAIR = re.compile(r"(?:\s*\([^()]*\))?\s+and\s+")
_FAMILY = re.compile(r"\s*\((?:his|her|its|their)\s[^()]*\)")
"""As in "Roe (his wife, Ann, and his firm Alfa)"."""

_ITS_OWN = re.compile(
    r"(?:,?\s+and|,|,?\s+as\s+well\s+as|,?\s+(?:along|together)\s+with)\s+(?:both\s+)?"
    r"(?:its|his|her|their)\s+(?:[\w’'-]+,?\s+){1,5}?[“\"]?$"
)


def entries(  # noqa: C901  - one pass over the lines below
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
        names = [m for m in scene.mentions_in(block.start, block.end) if is_target_name(m)]
        opens = bool(names and MARK.fullmatch(line[: names[0].start - block.start]))
        opens &= not (names and _DESIGNATED.search(scene.text, block.start, names[0].start))
        office = names and _OFFICE.fullmatch(scene.text, block.start, names[0].start)
        if office and not line.rstrip().endswith("."):
            continue  # "Member of the Senate": who the entry before it is
        if block.kind in ("item", "cell", "quote") or line.lstrip().startswith(_BULLETS):
            told = leading(names, line, block.start) if opens else _counted(scene, block)
            items += [beside(items, one) for one in told]
            in_list = True
        elif block.kind == "heading" or (len(line.split()) < 7 and not names):  # noqa: PLR2004
            if (
                items
                and not names
                and (
                    _TAKEN_OFF.search(line) or (block.kind == "heading" and not _TYPED.search(line))
                )
            ):
                break
        elif _FIELD.match(line) and not opens:
            if len(line.split()) > _LONGEST_FIELD and not items:
                break
        elif opens and (not line.rstrip().endswith(".") or (last and not in_list)):
            items += leading(names, line, block.start)
        elif names and _only_names(line, block.start, names):
            items += [item_of(m) for m in names]
        elif not (items and not names and _goes_on(scene, block)):
            break
    return items


def _counted(scene: Scene, block: Block) -> list[Item]:
    """As in "- three of his officers, who lead it": those that a line opens with, uncounted."""
    for group in scene.groups_in(block.start, block.end)[:1]:
        if group.count and MARK.fullmatch(scene.text, block.start, group.start):
            return [of_group(group)]
    return []


def _goes_on(scene: Scene, since: Block) -> bool:
    """Whether a numbered entry follows soon: "Representative in Shenyang" is of the one before."""
    below = [block for block in scene.document.blocks if block.start > since.start][:_SOON]
    return any(_NUMBERED.match(scene.text, block.start) for block in below)


def item_of(mention: Mention) -> Item:
    """A name as a target."""
    return Item(mention.start, mention.end, mention.type, mention=mention, country=mention.country)  # type: ignore[arg-type]


def is_target_name(mention: Mention) -> bool:
    """Whether it may name a target: no country, no authority."""
    return mention.named and mention.type not in ("country", "authority")


def leading(names: list[Mention], line: str, start: int) -> list[Item]:
    """The name that an entry begins with, or all where the entry holds only names."""
    if not names:
        return []
    chosen = names if _only_names(line, start, names) else _tied(names, line, start)
    own = {name.id for name in names}
    return [item_of(m) for m in chosen if m.refers_to is None or m.refers_to not in own]


def _tied(names: list[Mention], line: str, start: int) -> list[Mention]:
    """The first, and those of its own that stand with it: "Alfa and its director, Ann Low"."""
    kept = names[:1]
    family = _FAMILY.match(line, names[0].end - start) if names else None
    kept += [n for n in names[1:] if family and n.end - start <= family.end()]
    if len(names) > 1 and _PAIR.fullmatch(line, names[0].end - start, names[1].start - start):
        kept.append(names[1])  # "Ann Roe and Kim Roe, for being the children of Roe"
    for name in names[len(kept) :]:
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
