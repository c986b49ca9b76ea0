"""What a sentence leaves to those before it: who acts, when, and whom it meets."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import msgspec

from designata.news.extract.entries import MARK, is_target_name, item_of
from designata.news.extract.item import Item, of_group
from designata.news.extract.joining import LISTED
from designata.news.extract.scene import Scene
from designata.news.extract.targets import among_targets
from designata.news.findings import Dated, Mention, Party, TargetType
from designata.news.mentions.groups import Group
from designata.news.numerals import SMALL, numeral

if TYPE_CHECKING:
    from spacy.tokens import Token

_OF_WHICH = re.compile(
    rf",\s+(both|{'|'.join(SMALL)})\s+of\s+(?:which|whom)\s+"
    r"(?:is|are|was|were|has\s+been|have\s+been)\s+(?:\w+\s+){0,2}$"
)
_NEAR = 2
"""Sentences before in which names are looked for that were no targets yet."""

_BACK = 3
"""Sentences of the same paragraph that are asked for who acts."""

_NUMBER = rf"(?:{'|'.join(SMALL)}|\d{{1,3}})"
_STANDS = re.compile(
    rf"\b(?:(?P<both>both)(?!\s+(?:\w+\s+){{0,2}}(?:and|men|women|ships)\b)"
    rf"|(?P<it>it|him|her|he|she)(?!\s+(?!in\b|on\b|from\b|to\b|for\b|over\b|under\b|too\b|also\b|as\b|last\b|and\b|when\b|after\b|off\b|was\b|is\b|had\b|has\b)\w)\b"
    rf"|(?P<part>{_NUMBER})\s+of\s+(?:them|these|those|the\s+{_NUMBER})\b"
    rf"|(?:all|the)\s+(?:same\s+)?(?P<count>{_NUMBER})(?=\s*(?:[.,;]|$|(?:of\s+them|are|were|was|is|has|have"
    r"|had|will|would|on|in|for|from|over|under|as|last|too|also|were|with|by|men|this|today)\b))"
    r"|(?P<they>them|they|the\s+same(?:\s+ones\b|(?!\s+\w+)))\b)",
    re.IGNORECASE,
)
_ALIKE = re.compile(
    r"\b(?:for\s+(?:its|their)\s+part|in\s+turn|likewise|in\s+parallel|went\s+(?:even\s+|still\s+)?further"
    r"|followed\s+suit|did\s+the\s+same|moved\s+too|as\s+well|too)\b",
    re.IGNORECASE,
)
"""Words by which another acts beside the one told before, and on the day."""

_PERSONS = ("he", "she", "him", "her")
_LEAD = 60
_IT_WAS = re.compile(r"(?:It|This|That)\s+(?:was|is)\s+(?:the\s+)?")
_POSSESSIVE = re.compile(r"['’]s?\b")
_QUESTION = re.compile(r"(?:[\w’'-]+\s+){0,4}[\w’'-]+\?\s*$")
_SPEAKS = re.compile(r"\b(?:said|says|announced|told|added|reported)\b")


class Reference(msgspec.Struct, frozen=True):
    """Words that go back to targets told before: "both men", "the captains", "all six".

    Args:
        type: of which kind, where they tell.
        count: how many, where they tell.
        part: where only some are meant: "three of them".
        group: the phrase, where it has a noun of its own.
    """

    type: TargetType | None
    count: int | None
    part: tuple[int, int] | None = None
    group: Group | None = None


def references(scene: Scene, start: int, end: int) -> list[Reference]:
    """Those of a stretch, in its order."""
    found: list[tuple[int, Reference]] = []
    groups = [group for group in scene.groups_in(start, end) if group.definite]
    for group in groups:
        words = scene.text[group.start : group.end].split()
        one = not words[-1].endswith(("s", "people", "men", "women")) and group.count is None
        found.append((group.start, Reference(group.type, 1 if one else group.count, group=group)))
    for hit in _STANDS.finditer(scene.text, start, end):
        if any(group.start <= hit.start() < group.end for group in groups):
            continue
        if hit.group("part"):
            found.append((hit.start(), Reference(None, numeral(hit.group("part")), hit.span())))
            continue
        count = 2 if hit.group("both") else numeral(hit.group("count") or "")
        kind: TargetType | None = "person" if hit.group().lower() in _PERSONS else None
        found.append((hit.start(), Reference(kind, 1 if hit.group("it") else count)))
    return [reference for _, reference in sorted(found, key=lambda pair: pair[0])]


def meant(references: list[Reference], earlier: list[list[Item]]) -> list[Item]:
    """The targets that references go back to.

    Args:
        references: of one telling.
        earlier: the targets of each telling before it.
    """
    found: list[Item] = []
    for reference in references:
        found += [item for item in _meant(reference, earlier) if item not in found]
    return found


def listed_before(scene: Scene, verb: "Token", references: list[Reference]) -> list[Item]:
    """As in "identified A, B and C as fronts, and sanctioned all three": those of the verb before.

    Args:
        scene: the document.
        verb: of the telling.
        references: in the place of its object.
    """
    counts = {reference.count for reference in references if reference.group is None}
    before = verb.head
    if verb.dep_ != "conj" or before.i > verb.i or not counts:
        return []
    found = among_targets(scene, before.idx + len(before), verb.idx, None).items
    named = [item for item in found if item.mention is not None]
    return named if len(named) == len(found) and len(named) in counts else []


def of_which(scene: Scene, start: int, verb: int) -> list[Item]:
    """As in "paid Roe Ltd and Low Ltd, both of which were listed today": as many as are told of.

    Args:
        scene: the document.
        start: of the sentence.
        verb: where its participle begins.
    """
    hit = _OF_WHICH.search(scene.text, start, verb)
    if hit is None:
        return []
    names = [m for m in scene.mentions_in(start, hit.start()) if is_target_name(m)]
    count = 2 if hit[1] == "both" else numeral(hit[1])
    last = names[-1:] if hit[1] in ("all", "each") else names[-(count or 0) :] if count else []
    of_kind = [m for m in last if last and m.type == last[-1].type]
    return [item_of(m) for m in of_kind] if len(of_kind) == (count or 1) else []


def named_before(scene: Scene, references: list[Reference], offset: int) -> list[Item]:
    """The names of the sentences before that references go back to, where none was a target yet.

    As in "Rewards are offered for A and B. OFAC sanctioned both men", "A leads the group. He has
    been designated": as many in a row as are meant, or whom the sentence is about.
    """
    found: list[Item] = []
    for reference in references:
        for start, end in _before(scene, offset)[:_NEAR]:
            names = [m for m in scene.mentions_in(start, end) if is_target_name(m)]
            if row := _row(scene, names, reference, start):
                found += [item_of(name) for name in row]
                break
    return found


def _row(scene: Scene, names: list[Mention], reference: Reference, start: int) -> list[Mention]:
    """So many names in a row, all of a kind; one only where it opens the sentence."""
    count = reference.count or 0
    person = reference.type == "person"
    if count == 1:
        opens = names[:1] and MARK.fullmatch(scene.text, start, names[0].start)
        return names[:1] if opens and person is (names[0].type == "person") else []
    for first in range(len(names) - count + 1 if count else 0):
        row = names[first : first + count]
        gaps = (scene.text[a.end : b.start] for a, b in pairwise(row))
        kinds_told = {name.type for name in row}
        if kinds_told == {reference.type or row[0].type} and all(map(LISTED.fullmatch, gaps)):
            return row
    return []


def _meant(reference: Reference, earlier: list[list[Item]]) -> list[Item]:
    gathered: list[Item] = []
    for items in reversed(earlier):
        fitting = [item for item in items if reference.type in (None, item.type)]
        if not fitting:
            continue
        gathered = fitting + [item for item in gathered if item not in fitting]
        if reference.part and reference.count:
            return _some(fitting, reference.count, reference.part)
        if reference.count is None:
            return _uncounted(reference, fitting)
        for some in (fitting, gathered):
            if _number(some) == reference.count:
                return some
    if reference.group is None or reference.group.count is None:
        return []
    group = msgspec.structs.replace(reference.group, definite=False)
    return [of_group(group)]


def _some(items: list[Item], count: int, at: tuple[int, int]) -> list[Item]:
    """So many of one kind; who of them is not told."""
    kinds = {item.type for item in items}
    countries = {item.country for item in items}
    if len(kinds) > 1:
        return []
    country = countries.pop() if len(countries) == 1 else None
    codes = (country,) if country else ()
    return [of_group(Group(*at, kinds.pop(), count, codes, noun=at[0]))]


def _uncounted(reference: Reference, items: list[Item]) -> list[Item]:
    """Names are meant as they are; of those only counted, the words tell no number again."""
    named = [item for item in items if item.mention is not None]
    if named or reference.group is None:
        return named or items
    countries = {item.country for item in items}
    country = countries.pop() if len(countries) == 1 else None
    group = msgspec.structs.replace(reference.group, definite=False, count=None)
    return [
        msgspec.structs.replace(
            of_group(group), country=group.countries[0] if group.countries else country
        )
    ]


def _number(items: list[Item]) -> int | None:
    """How many they are together; a group that the names fill is counted once."""
    groups = [item.group.count for item in items if item.group is not None]
    names = sum(item.mention is not None for item in items)
    if None in groups:
        return names or None
    return max(sum(count or 0 for count in groups), names) if groups else names


def party(scene: Scene, offset: int) -> Party | None:
    """The authority that is the subject of the sentences before an offset, in its paragraph."""
    for start, end in _before(scene, offset):
        if found := _subject(scene, start, end) or _asked(scene, start, end):
            return found
    return None


def _asked(scene: Scene, start: int, end: int) -> Party | None:
    """Whom a question brings up, "And Brussels? It listed 28", or "It was Canada's third"."""
    told = scene.mentions_in(start, end)
    its = told and _IT_WAS.fullmatch(scene.text, start, told[0].start)
    its = its and _POSSESSIVE.match(scene.text, told[0].end)
    if not its and (len(told) != 1 or not _QUESTION.match(scene.text, start, end)):
        return None
    root = scene.root(told[0])
    acts = told[0].type in ("country", "authority")
    return Party(root.text, root.country, root.start, root.end) if acts else None


def _before(scene: Scene, offset: int) -> list[tuple[int, int]]:
    block = scene.block(offset)
    found: list[tuple[int, int]] = []
    start, _ = scene.bounds_at(offset)
    while start > block.start and len(found) < _BACK:
        start, end = scene.bounds_at(start - 1)
        found.append((start, end))
    return found


def _subject(scene: Scene, start: int, end: int) -> Party | None:
    span = scene.doc.char_span(start, end, alignment_mode="contract")
    for token in span or ():
        if token.dep_ not in ("nsubj", "nsubjpass") or token.head.dep_ not in (
            "ROOT",
            "conj",
            "ccomp",
        ):
            continue
        if found := _named_by(scene, token):
            return found
    return None


def _named_by(scene: Scene, subject: "Token") -> Party | None:
    first = subject.left_edge.idx
    for mention in scene.mentions_in(first, subject.right_edge.idx + len(subject.right_edge)):
        if mention.type in ("country", "authority") and mention.start <= subject.idx < mention.end:
            root = scene.root(mention)
            return Party(root.text, root.country or mention.country, root.start, root.end)
    return None


def day(scene: Scene, offset: int, country: str | None) -> Dated | None:
    """The day that the sentence before tells of the same authority: "Japan acted on Monday"."""
    for start, end in _before(scene, offset)[:1]:
        told = _subject(scene, start, end)
        dates = [date for date in scene.dates_in(start, end) if date.precision == "day"]
        if (
            told
            and (
                told.country == country or _ALIKE.search(scene.text, max(0, offset - _LEAD), offset)
            )
            and dates
            and not _SPEAKS.search(scene.text, start, end)
        ):
            return dates[-1]
    return None
