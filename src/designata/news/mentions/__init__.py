"""Everything that an article names, and the words that stand for it, in the order of the text.

Names come from runs of capitalised words and the model's entities, authorities from
``data/news_authorities.toml``, countries from ``data/countries.toml``. Unnamed groups ("two Russian
ships") are mentions too, not ``named``, so that "the two vessels" has something to go back to.
"""

import bisect
import re
from typing import TYPE_CHECKING

import msgspec

from designata.news.dates import find
from designata.news.document import Document
from designata.news.findings import Mention, MentionType
from designata.news.legal import laws, statuses
from designata.news.mentions import coreference, facts
from designata.news.mentions.aliases import other_names
from designata.news.mentions.authorities import Office, offices
from designata.news.mentions.groups import Group, groups
from designata.news.mentions.kinds import tell
from designata.news.mentions.name import Name
from designata.news.mentions.names import names
from designata.news.mentions.places import Place, places
from designata.news.taken import Taken

if TYPE_CHECKING:
    from spacy.tokens import Doc

_OFFICE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s+(?:[Mm]inistry|[Dd]epartment|[Cc]ouncil|[Cc]ommittee|[Tt]reasury"
    r"|[Cc]ommission|[Oo]ffice|[Gg]overnment|[Aa]dministration)(?!\s+(?:of|for)\b)(?!\w)"
)
_NEAR = 60
"""So many mentions before it can be meant by "he"."""

_RESTRICTED = re.compile(r"\s+(?:of|who|whose|for)\s")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")


class _Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A mention before it has a number."""

    start: int
    end: int
    type: MentionType
    country: str | None = None
    facts: dict[str, list[str]] = {}
    named: bool = True
    group: Group | None = None
    alias_of: int | None = None


def mentions(document: Document, doc: "Doc") -> list[Mention]:
    """What an article names, in its order, with ids ``m1``, ``m2`` and so on.

    Args:
        document: the article.
        doc: its parse, of ``designata.news.english.parse``.
    """
    text = document.text
    countries = places(text)
    bodies = offices(text, countries)
    taken = [(law.start, law.end) for law in laws(text)]
    taken += [
        (date.start, date.end)
        for date in find(doc, document.published)
        if date.start is not None and date.end is not None
    ]
    taken += statuses(text)
    named = names(document, doc, [*taken, *((body.start, body.end) for body in bodies)])
    named = [name for name in named if not _within(name, countries)]
    pieces = _authorities(bodies)
    pieces += _named(document, named, countries)
    pieces += _countries(text, countries, pieces, taken)
    pieces += _standing(doc, [(piece.start, piece.end) for piece in pieces])
    pieces += _groups(doc, countries, pieces, taken)
    numbering = _Numbering(doc)
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        numbering.add(piece)
    return numbering.done


def _within(name: Name, countries: list[Place]) -> bool:
    """Whether it is a part of a country's name: "Bosnia and Herzegovina"."""
    near = (place for place in countries if place.kind == "country" and place.start <= name.start)
    return any(name.end <= place.end for place in near)


def _authorities(bodies: list[Office]) -> list[_Piece]:
    return [
        _Piece(start=body.start, end=body.end, type="authority", country=body.country)
        for body in bodies
    ]


def _named(document: Document, named: list[Name], countries: list[Place]) -> list[_Piece]:
    text = document.text
    types = tell(document, named)
    pieces: list[_Piece] = []
    following = [*(name.start for name in named), len(text)][1:]
    aliases = other_names(text, named)
    others: dict[int, list[str]] = {}
    for name in named:
        if name.start in aliases:
            others.setdefault(aliases[name.start], []).append(text[name.start : name.end])
    for name, kind, until in zip(named, types, following, strict=True):
        stated = facts.beside(text, name, until, countries)
        if kind != "vessel":
            stated.pop("flag", None)
        if kind == "person" and (held := facts.post(text, name.end)):
            stated["position"] = [*stated.get("position", []), held]
        own = others.get(name.start, [])
        if own:
            stated["alias"] = own
        country = next(iter(stated.get("nationality", stated.get("flag", []))), None)
        pieces.append(
            _Piece(
                start=name.start,
                end=name.end,
                type=kind,
                country=country,
                facts=stated,
                alias_of=aliases.get(name.start),
            )
        )
    return _alias_types(pieces)


def _alias_types(pieces: list[_Piece]) -> list[_Piece]:
    """An alias is of the kind of what it stands for."""
    types = {piece.start: piece.type for piece in pieces}
    return [
        msgspec.structs.replace(piece, type=types[piece.alias_of])
        if piece.alias_of in types
        else piece
        for piece in pieces
    ]


def _countries(
    text: str, countries: list[Place], pieces: list[_Piece], taken: list[tuple[int, int]]
) -> list[_Piece]:
    blocked = Taken([*((piece.start, piece.end) for piece in pieces), *taken])
    return [
        _Piece(start=place.start, end=place.end, type="country", country=place.code)
        for place in countries
        if place.kind in ("country", "seat")
        and text[place.start : place.end] != "Russian"
        and not blocked.touches(place.start, place.end)
    ]


def _groups(
    doc: "Doc", countries: list[Place], pieces: list[_Piece], taken: list[tuple[int, int]]
) -> list[_Piece]:
    spans = [(piece.start, piece.end) for piece in pieces if piece.type != "country"]
    found = []
    named = Taken(spans)
    ends = {(piece.type, piece.end) for piece in pieces}
    for group in groups(doc, countries, Taken([*spans, *taken])):
        told = group.definite or (group.count or 0) > 1 or group.countries
        if group.definite and (group.type, group.noun - 1) in ends:
            continue  # "the Roe organization": named as it is told
        if told and group.start not in named and group.end - 1 not in named:
            country = group.countries[0] if len(group.countries) == 1 else None
            found.append(
                _Piece(
                    start=group.start,
                    end=group.end,
                    type=group.type,
                    country=country,
                    named=False,
                    group=group,
                )
            )
    return found


def _standing(doc: "Doc", spans: list[tuple[int, int]]) -> list[_Piece]:
    """As in "the ministry", "he": short words that stand for an authority or a person."""
    text = doc.text
    found = [
        _Piece(start=hit.start(), end=hit.end(), type="authority", named=False)
        for hit in _OFFICE.finditer(text)
    ]
    found += [
        _Piece(start=hit.start(), end=hit.end(), type="person", named=False)
        for hit in _HE.finditer(text)
    ]
    blocked = Taken(spans)
    return [piece for piece in found if not blocked.touches(piece.start, piece.end)]


class _Numbering:
    """Gives ids in order, and tells what each goes back to; what goes back to nothing is left."""

    def __init__(self, doc: "Doc") -> None:
        self.text = doc.text
        self.starts = [sent.start_char for sent in doc.sents]
        self.done: list[Mention] = []
        self.counts: dict[str, int | None] = {}
        self.known: dict[str, str] = {}
        self.by_id: dict[str, Mention] = {}
        self.by_start: dict[int, Mention] = {}

    def add(self, piece: _Piece) -> None:
        meant = self._meant(piece)
        if meant is None and not piece.named and (piece.group is None or piece.group.definite):
            return
        mention = Mention(
            id=f"m{len(self.done) + 1}",
            text=self.text[piece.start : piece.end],
            start=piece.start,
            end=piece.end,
            type=meant.type if meant else piece.type,
            country=piece.country or (meant.country if meant else None),
            refers_to=(meant.refers_to or meant.id) if meant else None,
            facts=piece.facts,
            named=piece.named,
        )
        self.done.append(mention)
        self.by_start[piece.start] = self.by_id[mention.id] = mention
        if piece.group is not None:
            self.counts[mention.id] = piece.group.count
        elif meant is None and piece.type not in ("authority", "country"):
            for short in coreference.short_forms(mention):
                self.known.setdefault(short, mention.id)

    def _meant(self, piece: _Piece) -> Mention | None:
        own = self.text[piece.start : piece.end]
        if piece.alias_of is not None:
            return self.by_start.get(piece.alias_of)
        if piece.group is not None:
            return self._group_meant(piece, piece.group) if piece.group.definite else None
        if piece.type == "authority":
            return None if piece.named else coreference.authority_meant(own, self.done)
        if not piece.named:
            return self._person_meant(piece)
        meant = self.known.get(own.casefold()) if piece.type != "country" else None
        return self.by_id.get(meant or "")

    def _group_meant(self, piece: _Piece, group: Group) -> Mention | None:
        if _RESTRICTED.match(self.text, piece.end):
            return None  # "the wife of", "the man who": told here, not before
        phrase, noun = self.text[piece.start : piece.end], self.text[group.noun : piece.end]
        plural = not coreference.singular(phrase, noun)
        wanted = coreference.Reference(
            piece.start, piece.end, piece.type, piece.country, group.count, plural
        )
        return coreference.thing_meant(wanted, self.done, self.counts)

    def _person_meant(self, piece: _Piece) -> Mention | None:
        """The one person that this sentence so far and the one before it speak of."""
        at = bisect.bisect_right(self.starts, piece.start) - 1
        since = self.starts[max(0, at - 1)]
        near = {
            m.refers_to or m.id
            for m in self.done[-_NEAR:]
            if m.start >= since and m.type == "person"
        }
        if len(near) != 1:
            return None
        meant = self.by_id[near.pop()]
        return meant if meant.named else None
