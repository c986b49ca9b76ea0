"""The gold articles: what a careful reader finds in each, told in the article's own words.

``gold/NN-slug.md`` is the article, ``gold/NN-slug.toml`` beside it what it says; ``gold/README.md``
tells the conventions. Every text stands verbatim in the article. ``held/`` has more of the same
form, held out: no rule is written after them.
"""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

FOLDER = Path(__file__).parent / "gold"
HELD = Path(__file__).parent / "held"

Span = tuple[int, int]

_FRONT = re.compile(r"\A---\n.*?\n---\n+", re.DOTALL)
_HEAD = re.compile(r"^#+ ", re.MULTILINE)
_WORD = re.compile(r"\w+")

SMALL = frozenset(
    {"a", "an", "the", "of", "for", "to", "in", "on", "at", "by", "with", "from", "as", "and"}
    | {"or", "who", "which", "that", "its", "their", "his", "her"}
)
"""Words that are no head of a source."""


class Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who acts, as the article writes it, and whose it is."""

    name: str
    country: str


class Day(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A date, as long as its precision."""

    value: str
    precision: Literal["day", "month", "year"]


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Targets of one type.

    Args:
        type: what they are.
        count: how many, where the article tells.
        country: theirs, where the article tells.
        names: of those that are named.
        by: ``reference`` where they are named elsewhere, and here only as "both men".
        entities: of those that are not: for each, the ids that name it on different lists.
        undecidable: that the lists do not tell who those are.
    """

    type: str
    count: int | None = None
    country: str | None = None
    names: list[str] = []
    by: Literal["name", "reference"] = "name"
    entities: list[list[str]] = []
    undecidable: bool = False


class Event(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A designation or delisting.

    Args:
        authority: who acts.
        partners: countries that act jointly.
        date: when.
        effective: from when it holds, where told apart.
        action: what is done.
        recalled: as background.
        modality: how firmly.
        negated: that it did not happen; to find it as done is a mistake, not to find it is none.
        optional: so vague that it may be found or left.
        legal_basis: as written.
        targets: whom it meets.
    """

    authority: Authority
    partners: list[str] = []
    date: Day | None = None
    effective: Day | None = None
    action: Literal["designation", "delisting"] = "designation"
    recalled: bool = False
    modality: str = "asserted"
    negated: bool = False
    optional: bool = False
    legal_basis: list[str] = []
    targets: list[Group] = []


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An attributed claim.

    Args:
        text: the content; ``also`` is its rest, where the attribution splits it.
        after: words that stand right before, where the content alone is not unique.
        source: who claims it; empty where the sentence leaves it open.
        head: the head words of the source; by default all but the small ones.
        accept: another source that is right as well.
        kind: of the source.
        via: the medium it is quoted through.
        cue: the words that attribute.
        modality: how firmly.
        polarity: affirmed or negated.
    """

    text: str
    also: str = ""
    after: str = ""
    source: str
    head: str = ""
    accept: str = ""
    kind: Literal["organization", "person", "media", "unnamed"]
    via: str = ""
    cue: str
    modality: Literal["asserted", "reported", "possible", "denied"] = "asserted"
    polarity: Literal["affirmed", "negated"] = "affirmed"


class Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name that an article states."""

    text: str
    type: str


class Gold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an article says."""

    mentions: list[Named] = []
    events: list[Event]
    claims: list[Claim] = []


def articles(folder: Path = FOLDER) -> Iterator[tuple[Path, Gold]]:
    """The articles of a folder with their gold, in the order of their numbers."""
    for path in sorted(folder.glob("[0-9]*.md")):
        told = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
        yield path, msgspec.convert(told, Gold)


def body(path: Path) -> str:
    """An article's text without front matter and marks of headings."""
    return _HEAD.sub("", _FRONT.sub("", path.read_text("utf-8")))


def places(text: str, wanted: str) -> list[Span]:
    """Where words stand, however they are spaced, as whole words."""
    words = r"\s+".join(map(re.escape, wanted.split()))
    start = r"(?<!\w)" if wanted[:1].isascii() and wanted[:1].isalnum() else ""
    end = r"(?!\w)" if wanted[-1:].isascii() and wanted[-1:].isalnum() else ""
    return [found.span() for found in re.finditer(start + words + end, text)]


def content(text: str, claim: Claim) -> list[Span]:
    """Where a claim's content stands: one span, or two where the attribution splits it.

    Raises:
        ValueError: when it does not stand there just once.
    """
    if claim.after:
        led = places(text, f"{claim.after} {claim.text}")
        found = [(end - len(claim.text), end) for _, end in led]
    else:
        found = places(text, claim.text)
    if len(found) != 1:
        raise ValueError(f"{claim.text!r} stands {len(found)} times")
    return found + (places(text, claim.also)[:1] if claim.also else [])


def nearest(text: str, wanted: str, place: Span) -> Span:
    """Where words stand nearest to a place.

    Raises:
        ValueError: when they do not stand in the text.
    """
    found = places(text, wanted)
    if not found:
        raise ValueError(f"{wanted!r} does not stand in it")
    return min(found, key=lambda it: max(it[0] - place[1], place[0] - it[1]))


def heads(text: str, claim: Claim, place: Span) -> list[Span]:
    """Where the head words of a claim's source stand."""
    found = []
    for source in filter(None, (claim.source, claim.accept)):
        start, end = nearest(text, source, place)
        head = claim.head if source == claim.source and claim.head else source
        wanted = {word for word in _WORD.findall(head) if word.lower() not in SMALL}
        found += [
            (start + word.start(), start + word.end())
            for word in _WORD.finditer(text[start:end])
            if word[0] in wanted
        ]
    return found


def tokens(text: str, spans: list[Span]) -> set[int]:
    """The words of spans, told by their offsets; a word that is cut counts."""
    return {word.start() for start, end in spans for word in _WORD.finditer(text, start, end)}
