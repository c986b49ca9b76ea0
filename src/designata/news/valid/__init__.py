"""The same check for whatever read an article: nothing passes that does not stand in it.

Every span is the article's own words, every count is stated in its event's sentences, every date is
one that its words mean, every reference leads somewhere, every code is known. What fails is dropped
and told in the warnings; only the place of words that stand elsewhere is put right.
"""

import bisect
import itertools
import re
from collections import Counter
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from designata.model import countries
from designata.news.attribute.relations import ties
from designata.news.dates import stated
from designata.news.document import Document
from designata.news.findings import (
    Attribution,
    Dated,
    Designation,
    Mention,
    Party,
    Reading,
    Relation,
    Source,
    Span,
    Target,
)
from designata.news.mentions.authorities import publisher
from designata.news.valid.amounts import Stated, amounts
from designata.news.valid.verbatim import Verbatim

_Found = TypeVar("_Found", Mention, Designation, Attribution)
_Placed = TypeVar("_Placed", Mention, Party, Dated, Source, Span, Attribution)

_DROPPED = {
    "shape": ("finding", "findings", "have the agreed shape"),
    "mention": ("mention", "mentions", ""),
    "event": ("event", "events", ""),
    "authority": ("authority", "authorities", ""),
    "ground": ("ground or legal basis", "grounds or legal bases", ""),
    "target": ("target", "targets", ""),
    "count": ("count", "counts", ""),
    "date": ("date", "dates", ""),
    "quotation": ("quotation", "quotations", ""),
    "claim": ("claim", "claims", ""),
    "marks": ("mark of a quotation", "marks of quotations", ""),
    "source": ("claim with a source", "claims with sources", ""),
    "words": ("cue or name beside a source", "cues or names beside sources", ""),
    "relation": ("relation", "relations", ""),
    "reference": ("reference", "references", "lead anywhere"),
    "country": ("country", "countries", "have a known code"),
}
"""What may be dropped: one, several, and what they do not do; most do not stand in the article."""


_OPEN = re.compile(r"(?<!\w)[“„«‘'\"「『](?=\S|$)[^”»\"」』]*$")
_OWN_STATE = {"ko": "대한민국"}
"""Whose statements are not told by any name in the text."""


def valid(document: Document, reading: Reading) -> Reading:
    """What of a reading stands in the article.

    Words need no place: where ``text`` is not ``document.text[start:end]``, it is looked for
    (places unknown may be -1), nearest to what it belongs to. A date whose ``value`` is empty is
    read from its words. Mentions come back in text order, as ``m1``, ``m2``.

    >>> document = Document(text="Seoul listed two ships on 2 April 2024. “No,” Moscow said.",
    ...     title="", published=None, language="en", sha256="00")
    >>> event = Designation(authority=Party("Seoul", "kr"), spans=[(0, 39)],
    ...     targets=[Target(type="vessel", count=2), Target(type="person", count=7)])
    >>> quoted = Attribution(text="Yes", start=-1, end=-1, quoted=True)
    >>> checked = valid(document, Reading(designations=[event], claims=[quoted]))
    >>> [(target.type, target.count) for target in checked.designations[0].targets]
    [('vessel', 2)]
    >>> checked.warnings[-1]
    '1 quotation that does not stand in the article was dropped'
    """
    return _Check(document, reading).reading()


class _Check:
    """One reading against its article; counts what it drops."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self._document, self._given = document, reading
        self._text = Verbatim(document.text)
        self._dates = _stated(document)
        self._amounts = amounts(document, self._dates)
        self._dropped: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._mentions: list[Mention] = []

    def reading(self) -> Reading:
        self._mentions = self._placed_mentions()
        designations = [
            event for one in self._shaped(self._given.designations) if (event := self._event(one))
        ]
        claims = [claim for one in self._shaped(self._given.claims) if (claim := self._claim(one))]
        return msgspec.structs.replace(
            self._given,
            mentions=self._mentions,
            designations=designations,
            claims=claims,
            warnings=[*self._given.warnings, *self._warnings()],
        )

    def _warnings(self) -> Iterable[str]:
        for kind, (one, several, clause) in _DROPPED.items():
            fault = clause or "stand in the article"
            if number := self._dropped[kind]:
                yield (
                    f"{number} {several} that do not {fault} were dropped"
                    if number > 1
                    else f"1 {one} that does not {fault} was dropped"
                )

    def _drop(self, kind: str, number: int = 1) -> None:
        self._dropped[kind] += number

    def _shaped(self, given: Iterable[_Found]) -> Iterable[_Found]:
        """Those whose fields hold what findings.py says they may."""
        for one in given:
            try:
                yield msgspec.convert(msgspec.to_builtins(one), type(one))
            except msgspec.ValidationError:
                self._drop("shape")

    def _at(self, one: _Placed, words: str, near: int | None) -> _Placed | None:
        """A finding at the place where its words stand; none where they stand nowhere."""
        if self._text.stands(words, one.start, one.end):
            return one
        span = self._text.find(words, near=near)
        if span is None:
            return None
        place = msgspec.structs.replace(one, start=span.start, end=span.end)
        if isinstance(place, Party):
            return msgspec.structs.replace(place, name=span.text)
        return msgspec.structs.replace(place, text=span.text)

    def _country(self, code: str | None) -> str | None:
        if code is None or countries.code(code) == code:
            return code
        self._drop("country")
        return None

    def _placed_mentions(self) -> list[Mention]:
        """In text order and numbered; words given twice are taken for two places."""
        taken: set[tuple[int, int]] = set()
        found: list[Mention] = []
        for one in self._shaped(self._given.mentions):
            mention = one
            if not self._text.stands(one.text, one.start, one.end):
                places = self._text.places(one.text)
                span = next((s for s in places if (s.start, s.end) not in taken), None)
                if span is None:
                    self._drop("mention")
                    continue
                mention = msgspec.structs.replace(
                    one, text=span.text, start=span.start, end=span.end
                )
            taken.add((mention.start, mention.end))
            found.append(mention)
        found.sort(key=lambda mention: mention.start)
        for number, mention in enumerate(found, 1):
            self._ids.setdefault(mention.id, f"m{number}")
        return [
            msgspec.structs.replace(
                mention,
                id=f"m{number}",
                country=self._country(mention.country),
                refers_to=self._reference(mention),
            )
            for number, mention in enumerate(found, 1)
        ]

    def _reference(self, mention: Mention) -> str | None:
        if mention.refers_to is None:
            return None
        meant = self._ids.get(mention.refers_to)
        if meant is None or mention.refers_to == mention.id:
            self._drop("reference")
            return None
        return meant

    def _references(self, ids: list[str]) -> list[str]:
        known = [self._ids[one] for one in dict.fromkeys(ids) if one in self._ids]
        self._drop("reference", len(set(ids)) - len(known))
        return known

    def _event(self, given: Designation) -> Designation | None:
        length = len(self._document.text)
        spans = [span for span in given.spans if 0 <= span[0] < span[1] <= length]
        if not spans:
            self._drop("event")
            return None
        near = spans[0][0]
        reasons = [self._at(span, span.text, near) for span in given.reasons]
        basis = [self._at(span, span.text, near) for span in given.legal_basis]
        self._drop("ground", reasons.count(None) + basis.count(None))
        moved = {old: new for new, old in enumerate(n for n, r in enumerate(reasons) if r)}
        partners = [self._party(partner, near) for partner in given.partners]
        event = msgspec.structs.replace(
            given,
            authority=self._party(given.authority, near) or Party("", None),
            partners=[partner for partner in partners if partner],
            date=self._date(given.date, near),
            effective=self._date(given.effective, near),
            reasons=[span for span in reasons if span],
            legal_basis=[span for span in basis if span],
            spans=spans,
        )
        return msgspec.structs.replace(event, targets=self._targets(event, moved))

    def _party(self, given: Party, near: int) -> Party | None:
        """Who acts; one that only the context tells stands at no place."""
        if given.start is None and given.name in _told_by_context(self._document):
            return given
        party = self._at(given, given.name, near)
        if party is None:
            self._drop("authority", bool(given.name))
            return None
        return msgspec.structs.replace(party, country=self._country(party.country))

    def _targets(self, event: Designation, moved: dict[int, int]) -> list[Target]:
        where = [*event.spans, *((span.start, span.end) for span in event.reasons)]
        told = Stated(self._document, self._amounts, where)
        found: list[Target] = []
        for given in event.targets:
            target = msgspec.structs.replace(
                given,
                mentions=self._references(given.mentions),
                country=self._country(given.country),
                reasons=[moved[place] for place in given.reasons if place in moved],
            )
            if not told.bears(target, event.targets, len(target.mentions)):
                self._drop("count")
                target = msgspec.structs.replace(target, count=None)
            if target.count is None and not target.mentions and not told.speaks_of(target.type):
                self._drop("target")
                continue
            found.append(target)
        return found

    def _date(self, given: Dated | None, near: int) -> Dated | None:
        """A date that its words mean; the article's own needs none."""
        if given is None:
            return None
        if given.start is None and given.value and given.value == self._document.published:
            return given
        date = self._at(given, given.text, near)
        meant = self._meant(date) if date else []
        if date and not date.value and meant:
            value, precision = max(meant, key=lambda one: len(one[0]))
            return msgspec.structs.replace(date, value=value, precision=precision)
        if date and (date.value, date.precision) in meant:
            return date
        self._drop("date")
        return None

    def _meant(self, date: Dated) -> list[tuple[str, str]]:
        """The values, with their precision, of the dates that stand within the words of one."""
        start, end = date.start or 0, date.end or 0
        first = bisect.bisect_left(self._dates, start, key=lambda one: one.start or 0)
        inside = itertools.takewhile(lambda one: (one.end or 0) <= end, self._dates[first:])
        return [(one.value, one.precision) for one in inside]

    def _claim(self, given: Attribution) -> Attribution | None:
        near = next((s for s in (given.start, given.cue and given.cue.start) if s and s > 0), None)
        claim = self._at(given, given.text, near)
        if claim is None:
            self._drop("quotation" if given.quoted else "claim")
            return None
        source = claim.source and self._source(claim.source, claim.start)
        if claim.source and source is None:
            self._drop("source")
            return None
        cue = claim.cue and self._at(claim.cue, claim.cue.text, claim.start)
        self._drop("words", (claim.cue is not None) - (cue is not None))
        return msgspec.structs.replace(
            claim,
            source=source,
            cue=cue,
            date=self._date(claim.date, claim.start),
            mentions=self._references(claim.mentions),
            relation=claim.relation and self._relation(claim.relation),
            quoted=claim.quoted and self._is_quoted(claim),
        )

    def _is_quoted(self, claim: Attribution) -> bool:
        """Whether a quotation mark opens before a claim, in a block that it stands in."""
        blocks, text = self._document.blocks, self._document.text
        at = bisect.bisect_right(blocks, claim.start, key=lambda block: block.start) - 1
        start = blocks[at].start if at >= 0 else 0
        if at >= 0 and blocks[at].kind == "quote":
            return True
        if _OPEN.search(text[start : claim.start]):
            return True
        self._drop("marks")
        return False

    def _source(self, given: Source, near: int) -> Source | None:
        source = self._at(given, given.text, near) if given.text else given
        if source is None:
            return None
        return msgspec.structs.replace(
            source, via=self._words(source.via), refers_to=self._words(source.refers_to)
        )

    def _words(self, words: str | None) -> str | None:
        if words is None or words in self._document.text or words == self._document.publisher:
            return words
        self._drop("words")
        return None

    def _relation(self, given: Relation) -> Relation | None:
        ends = [self._end(given.subject), self._end(given.object)]
        if given.predicate in ties() and ends[0] and ends[1]:
            return Relation(ends[0], given.predicate, ends[1])
        self._drop("relation")
        return None

    def _end(self, given: str) -> str | None:
        """A mention's id, or words of the article."""
        return self._ids.get(given) or (given if self._text.find(given) else None)


def _told_by_context(document: Document) -> set[str | None]:
    """The authorities that an article's address, publisher, language or laws tell."""
    from designata.news.extract.issuers import issuer

    site, state = publisher(document.url), issuer(document.text)
    by_law = state.name if state else ""
    return {document.publisher, site and site[1], _OWN_STATE.get(document.language), by_law, ""}


def _stated(document: Document) -> list[Dated]:
    """The dates that the text states, as the rules of its language read them."""
    if document.language == "ko":
        from designata.news.korean.dates import dates

        return dates(document.text, 0, document.published)
    return stated(document.text, document.published)
