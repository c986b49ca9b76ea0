"""The casebook: one network of designations as facts with their sources, inside the package.

Its format is commented TOML that a person reads and extends (``docs/casebook.md``). Each claim has
the address and the publisher of its own source, and is known since the day of that source, so that
views of a past day show what could be read on it. A file that contradicts itself is refused whole.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Iterator
from functools import partial
from hashlib import blake2b
from importlib.resources import files as packaged
from importlib.resources.abc import Traversable

import msgspec

from designata.errors import InputError
from designata.lists import publishers
from designata.lists.entry import Entry
from designata.lists.source import Edition, File, Recognised, Record
from designata.model import vocabulary, when
from designata.model.claim import Modality

READER = 1

PUBLISHER = publishers.of("casebook")

MARK = b"# Designata casebook 1"
"""What the file begins with; the number is the format's."""

_PUBLISHED = re.compile(rb"^\[casebook\]\s[^\[]*?^published\s*=\s*(\d{4}-\d\d-\d\d)", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\[\[(entity|tie)\]\]", re.MULTILINE)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OF_ACTIONS = {"announced": "listingDate", "effective": "startDate"} | {
    name: name
    for name in ("program", "legalBasis", "reason", "jointWith", "authorityId", "unscId", "summary")
}


class _Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    publisher: str
    title: str
    published: dt.date
    url: str


class _Authority(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    country: str


class _Value(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    """One value that says more of itself than its text."""

    value: str
    source: str | None = None
    speaker: str | None = None
    modality: Modality | None = None
    since: str | None = None
    until: str | None = None


class _Tie(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"source": "from"}):
    schema: str
    ends: tuple[str, str]
    role: str
    source: str
    modality: Modality = Modality.ASSERTED


class _Head(msgspec.Struct, frozen=True):
    title: str
    published: dt.date


class _Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as TOML gives it."""

    casebook: _Head
    authority: dict[str, _Authority]
    source: list[_Source]
    action: list[dict[str, object]]
    entity: list[dict[str, object]]
    tie: list[_Tie] = []


class _Fact(msgspec.Struct, frozen=True):
    """A value with its source, ready to be told."""

    prop: str
    value: str
    source: _Source
    lang: str | None = None
    speaker: str | None = None
    modality: Modality = Modality.ASSERTED
    since: str | None = None
    until: str | None = None

    def tell(self, entry: Entry) -> None:
        entry.known = self.source.published.isoformat()
        entry.add(
            self.prop,
            self.value,
            lang=self.lang,
            since=self.since,
            until=self.until,
            speaker=self.speaker or self.source.publisher,
            modality=self.modality,
            url=self.source.url,
        )


class _Part(msgspec.Struct, frozen=True):
    """A designation or a tie: an entity of its own within the record."""

    schema: str
    key: str
    facts: list[_Fact]
    locator: str


def files() -> list[File]:
    """The casebook's file, as ``update`` takes it.

    >>> recognise(files()[0]).dataset
    'casebook'
    """
    return [File("casebook.toml", resource("casebook.toml").read_bytes)]


def resource(name: str) -> Traversable:
    """What ships beside it: ``article.md`` and ``customers.csv``."""
    return packaged("designata.data.casebook").joinpath(name)


def article() -> str:
    """The bundled article, with its head.

    >>> article().startswith("---")
    True
    """
    return resource("article.md").read_text("utf-8")


def recognise(file: File) -> Recognised | None:
    """Tells a casebook by its first line and its ``[casebook]`` table.

    >>> recognise(File("a.toml", lambda: b"[casebook]")) is None
    True
    """
    if not file.head.startswith(MARK) or not (found := _PUBLISHED.search(file.head)):
        return None
    published = when.parse(found[1].decode())
    return Recognised(dataset="casebook", format="casebook TOML", published=published)


def records(edition: Edition) -> Iterator[Record]:
    """The entities, each with the designations of it and the ties that begin at it.

    Raises:
        InputError: when the file is no TOML or contradicts itself: what, where, the cure.
    """
    file = edition.files["main"]
    content = file.content()
    try:
        book = _Book(content.decode("utf-8-sig"), file.name)
        told = [book.entity(number) for number in range(len(book.sheet.entity))]
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(f"the casebook is no TOML: {error}", file.name) from error
    except msgspec.ValidationError as error:
        raise _wrong(f"the casebook says something else than it may: {error}", file.name) from error
    digest = blake2b(content, digest_size=16).digest()
    for slug, schema, facts, parts, locator in told:
        yield Record(
            id=f"casebook-{slug}",
            schema=schema,
            raw=digest,
            tell=partial(_tell, facts, parts),
            locator=locator,
        )


def _tell(facts: list[_Fact], parts: list[_Part], entry: Entry) -> None:
    for fact in facts:
        fact.tell(entry)
    for part in parts:
        inner = entry.child(part.schema, part.key)
        inner.locator = part.locator
        for fact in part.facts:
            fact.tell(inner)


class _Book:
    """The file with its references resolved."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.sheet = msgspec.convert(tomllib.loads(text), _Sheet)
        self.sources = {source.id: source for source in self.sheet.source}
        self.actions = {str(action.get("id")): action for action in self.sheet.action}
        self.slugs = [str(entity.get("id")) for entity in self.sheet.entity]
        self.lines: dict[str, list[str]] = {"entity": [], "tie": []}
        line = end = 0
        for match in _TABLE.finditer(text):
            line += text.count("\n", end, match.start(1))
            end = match.start(1)
            self.lines[match[1]].append(f"line={line + 1}")
        self.ties: dict[str, list[_Part]] = {}
        self._check()

    def _check(self) -> None:
        for table, kind in ((self.sources, "source"), (self.actions, "action")):
            if len(table) != len(getattr(self.sheet, kind)):
                raise _wrong(f"two of the {kind} tables have one id", self.name)
        if len(set(self.slugs)) != len(self.slugs):
            raise _wrong("two of the entity tables have one id", self.name)
        for kind, locators in self.lines.items():
            if len(locators) != len(getattr(self.sheet, kind)):
                raise _wrong(
                    f"each {kind} needs a header [[{kind}]] on a line of its own", self.name
                )
        for tie, locator in zip(self.sheet.tie, self.lines["tie"], strict=True):
            self.ties.setdefault(tie.ends[0], []).append(self._tie(tie, locator))

    def entity(self, number: int) -> tuple[str, str, list[_Fact], list[_Part], str]:
        """An entity: its slug, schema, facts, parts and place."""
        table = dict(self.sheet.entity[number])
        locator = self.lines["entity"][number]
        slug, name = str(table.pop("id", "")), str(table.pop("schema", ""))
        if not _SLUG.fullmatch(slug):
            raise self._at(f"the entity's id is no slug: {slug!r}", locator)
        if name not in vocabulary.listed_schemata():
            raise self._at(f"{slug} has no schema that lists list: {name!r}", locator)
        source = self._source(table.pop("from", None), locator)
        designated = table.pop("designated", {})
        if not isinstance(designated, dict):
            raise self._at(f"designated of {slug} is no table of actions", locator)
        facts: list[_Fact] = []
        known = vocabulary.schema(name).properties
        for prop, given in table.items():
            if prop not in known:
                raise self._at(f"a {name} has no property {prop!r}", locator)
            facts += self._facts(prop, given, _Fact(prop, "", source), locator)
        parts = [self._designation(slug, key, own, locator) for key, own in designated.items()]
        first = min((part.facts[0].source for part in parts), key=_day, default=source)
        facts.append(_Fact("topics", "sanction" if parts else "sanction.linked", first))
        return slug, name, facts, parts + self.ties.get(slug, []), locator

    def _designation(self, slug: str, key: str, own: object, locator: str) -> _Part:
        action = self.actions.get(key)
        if action is None or not isinstance(own, dict):
            raise self._at(f"{slug} is designated by an unknown action, {key!r}", locator)
        authority = self.sheet.authority.get(str(action.get("authority")))
        if authority is None:
            raise self._at(f"the action {key!r} has no known authority", locator)
        table = {k: v for k, v in (action | own).items() if k not in {"id", "authority"}}
        source = self._source(table.pop("from", None), locator)
        modality = msgspec.convert(table.pop("modality", "asserted"), Modality)
        base = _Fact("entity", f"casebook-{slug}", source, modality=modality)
        facts = [
            base,
            msgspec.structs.replace(base, prop="authority", value=authority.name),
            msgspec.structs.replace(base, prop="country", value=authority.country),
        ]
        for name, given in table.items():
            if name not in _OF_ACTIONS:
                raise self._at(f"a designation has no {name!r}", locator)
            facts += self._facts(_OF_ACTIONS[name], given, base, locator)
        return _Part("Sanction", key, facts, locator)

    def _tie(self, tie: _Tie, locator: str) -> _Part:
        schema = vocabulary.schemata().get(tie.schema)
        if schema is None or schema.edge is None or "role" not in schema.properties:
            raise self._at(f"{tie.schema!r} ties nothing", locator)
        for end in tie.ends:
            if end not in self.slugs:
                raise self._at(f"the tie ends at an unknown entity, {end!r}", locator)
        source = self._source(tie.source, locator)
        values = (*(f"casebook-{end}" for end in tie.ends), tie.role)
        facts = [
            _Fact(prop, value, source, modality=tie.modality)
            for prop, value in zip((*schema.edge, "role"), values, strict=True)
        ]
        return _Part(tie.schema, f"{tie.role} {tie.ends[1]}", facts, locator)

    def _facts(self, prop: str, given: object, base: _Fact, locator: str) -> Iterator[_Fact]:
        """The values of a property: text or a day, a table about one, by language, or several."""
        if isinstance(given, list):
            for one in given:
                yield from self._facts(prop, one, base, locator)
        elif isinstance(given, dict) and "value" not in given:
            for lang, one in given.items():
                spoken = msgspec.structs.replace(base, lang=lang)
                yield from self._facts(prop, one, spoken, locator)
        else:
            table = given if isinstance(given, dict) else {"value": given}
            value = msgspec.convert(table | {"value": _text(table["value"])}, _Value)
            yield msgspec.structs.replace(
                base,
                prop=prop,
                value=value.value,
                source=self._source(value.source, locator) if value.source else base.source,
                speaker=value.speaker,
                modality=value.modality or base.modality,
                since=value.since,
                until=value.until,
            )

    def _source(self, id: object, locator: str) -> _Source:  # noqa: A002  - the table's word
        if not isinstance(id, str) or id not in self.sources:
            raise self._at(f"there is no source {id!r}", locator)
        return self.sources[id]

    def _at(self, what: str, locator: str) -> InputError:
        return _wrong(what, f"{self.name}, {locator}")


def _text(value: object) -> object:
    """TOML's own dates as text."""
    return value.isoformat() if isinstance(value, dt.date) else value


def _day(source: _Source) -> dt.date:
    return source.published


def _wrong(what: str, where: str) -> InputError:
    return InputError(what, where=where, cure="see docs/casebook.md for how a casebook is written")
