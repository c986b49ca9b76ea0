"""OFAC's CSV files: four to a list, without a header, tied by the entity's number.

The main file (12 columns), alternate names (5), addresses (6), and the comments (2) on which
remarks of over 1,000 characters run on. ``-0-`` is empty, a ^Z may close the file. Each file is a
part of the edition, so that a late delivery of one changes nothing else; a row's raw text, not its
neighbours', tells whether it has changed. https://ofac.treasury.gov/specially-designated-nationals-
list-data-formats-data-schemas (dat_spec.txt)
"""

import csv
import re
from collections.abc import Iterator
from functools import partial

import msgspec

from designata.errors import DamagedError, InputError
from designata.formats import tables
from designata.lists.entry import Entry
from designata.lists.ofac import listing, remarks
from designata.lists.ofac.listing import Find, Listed
from designata.lists.source import HEAD, Edition, File, Recognised, Record

FORMAT = "OFAC CSV"

WIDTH = {"main": 12, "alt": 5, "add": 6, "comments": 2}
"""The number of columns of each part."""

SECONDARY = "Thing"
"""The schema of names and addresses whose entity another file describes."""

_EMPTY = ("-0- ", "-0-", "")
_END = "\x1a"
_FIRST = re.compile(rb"\s*(?:\xef\xbb\xbf)?\d{1,9},")
_NUMBER = re.compile(r"[0-9]{1,9}")
_BETWEEN_PROGRAMS = re.compile(r"\]\s*\[")
_CITY = re.compile(r"[^\d,]+")


class Row(msgspec.Struct, frozen=True):
    """One row.

    Args:
        number: the entity's.
        cells: as they stand; an empty text for ``-0-``.
        raw: its bytes.
        locator: its place, ``bytes=FIRST-LAST``.
    """

    number: str
    cells: list[str]
    raw: bytes
    locator: str


def rows(content: bytes, part: str, *, name: str) -> Iterator[Row]:
    r"""The rows of one file; outer spaces are kept, since a cut remark may end with one.

    Raises:
        InputError: when a row is cut short or names no entity: what, where.

    >>> [(r.number, r.cells[2:]) for r in rows(b'36,12,"aka","AERO",-0- \r\n\x1a', "alt", name="a")]
    [('36', ['aka', 'AERO', ''])]
    """
    width, start = WIDTH[part], 0
    lines = tables.Lines(content, name=name)
    reader = csv.reader(iter(lines), strict=True)
    try:
        for cells in reader:
            number = cells[0].strip() if cells else ""
            if len(cells) == width and _NUMBER.fullmatch(number):
                raw = lines.content[start : lines.position].rstrip(b"\r\n")
                plain = ["" if cell in _EMPTY else cell for cell in cells]
                yield Row(number, plain, raw, f"bytes={start}-{start + len(raw) - 1}")
            elif number.strip(_END) or len(cells) > 1:
                raise DamagedError(
                    f"the row has {len(cells)} cells, not {width}"
                    if len(cells) != width
                    else f"the row names no entity but {number!r}",
                    where=f"{name}, line {reader.line_num}",
                )
            start = lines.position
    except csv.Error as error:
        raise DamagedError(
            f"the CSV cannot be read: {error}", where=f"{name}, line {reader.line_num}"
        ) from error


def recognise(file: File) -> Recognised | None:
    """Tells a file of the set by the cells of its first rows; the list by programs, else by name.

    >>> recognise(File("cons_alt.csv", lambda: b'9640,9152,"aka","ABU",-0- ')).dataset
    'cons'
    """
    if not _FIRST.match(file.head):
        return None
    head = file.head
    if len(head) == HEAD:  # its last row may be cut
        head = head[: head.rfind(b"\n") + 1] or file.content()
    for part, width in WIDTH.items():
        if head.partition(b"\n")[0].count(b",") < width - 1:
            continue
        try:
            first = list(rows(head, part, name=file.name))
        except InputError:
            continue
        if first and all(_IS[part](row) for row in first):
            entries = [programs(row) for row in first] if part == "main" else []
            of = listing.dataset(entries, named=file.name.rpartition("/")[2])
            return Recognised(dataset=of, format=FORMAT, part=part)
    return None


def _is_main(row: Row) -> bool:
    return bool(row.cells[1]) and b"-0-" in row.raw


def _is_alt(row: Row) -> bool:
    return _NUMBER.fullmatch(row.cells[1]) is not None and row.cells[2].strip().isalpha()


def _is_add(row: Row) -> bool:
    return _NUMBER.fullmatch(row.cells[1]) is not None


def _is_comment(row: Row) -> bool:
    return b',"' in row.raw and row.cells[1].endswith(".")


_IS = {"main": _is_main, "alt": _is_alt, "add": _is_add, "comments": _is_comment}


def records(edition: Edition) -> Iterator[Record]:
    """The records of every file at hand: the main one, then what the others say of each entity.

    Names and addresses have the schema ``Thing``, whatever the entity is: so they mean the same in
    a late delivery, and those whose entity is not on the list are kept without being counted.

    Raises:
        InputError: when a file is damaged: what, where, the cure.
    """
    main = edition.files.get("main")
    find = listing.finder(partial(_everybody, main)) if main else listing.nobody
    listed: dict[str, Row] = {}
    if main:
        for row in rows(main.content(), "main", name=main.name):
            listed[row.number] = row
            yield Record(
                id=f"ofac-{row.number}",
                schema=listing.schema(row.cells[2]),
                raw=row.raw,
                tell=partial(_tell, row, find),
                locator=row.locator,
            )
    for part, tell in (("alt", _names), ("add", _addresses)):
        for number, members in _grouped(edition, part).items():
            yield Record(
                id=f"ofac-{number}",
                schema=SECONDARY,
                raw=b"\n".join(row.raw for row in members),
                tell=partial(tell, members, main is not None and number not in listed),
                locator=members[0].locator,
                part=part,
            )
    for number, members in _grouped(edition, "comments").items():
        yield _comment(members, listed.get(number), find)


def programs(row: Row) -> list[str]:
    """The programs of a row of the main file, written ``SDGT] [IFSR``."""
    return [tag.strip(" []") for tag in _BETWEEN_PROGRAMS.split(row.cells[3]) if tag.strip(" []")]


def _tell(row: Row, find: Find, entry: Entry) -> None:
    _, name, _, _, title, call_sign, kind, tonnage, gross, flag, owner, remark = row.cells
    entry.add("topics", "sanction")
    listing.name(entry, name)
    made = {program: listing.sanction(entry, program) for program in programs(row) or [""]}
    listed = Listed(entry, made, find=find)
    listing.title(entry, title)
    listing.vessel(
        listed,
        call_sign=call_sign,
        kind=kind,
        tonnage=tonnage,
        gross=gross,
        flag=flag,
        owner=owner,
    )
    entry.add("notes", remark)
    remarks.tell(listed, remarks.cut(remark)[0], known=frozenset((title,)))
    entry.settle()


def _names(members: list[Row], orphan: bool, entry: Entry) -> None:  # noqa: FBT001  - a partial's
    if orphan:
        entry.tally.note("orphan", f"{entry.part} of {entry.id}")
    for row in members:
        _, _, kind, name, remark = row.cells
        entry.locator = row.locator
        prop = listing.NAME_TYPES.get(kind.strip().casefold())
        if not prop:
            entry.keep(f"{kind}: {name}", "alias type")
        entry.add(prop or "alias", name)
        entry.add("notes", remark)


def _addresses(members: list[Row], orphan: bool, entry: Entry) -> None:  # noqa: FBT001
    if orphan:
        entry.tally.note("orphan", f"{entry.part} of {entry.id}")
    for row in members:
        _, _, street, place, country, remark = row.cells
        entry.locator = row.locator
        city = place if _CITY.fullmatch(place) else None
        listing.address(entry, street, place, country=country, street=street, city=city)
        entry.add("notes", remark)


def _comment(members: list[Row], main: Row | None, find: Find) -> Record:
    """The rest of a remark.

    It begins with the statement in which the main file breaks off; the whole statement belongs
    here, and the main record says nothing of it, so that each is right without the other.
    """
    rest = "".join(row.cells[1] for row in members)
    whole, begun = remarks.cut(main.cells[11]) if main else ("", "")
    goes_on = main is not None and len(main.cells[11]) > len(whole)
    tags = programs(main) if main else []
    return Record(
        id=f"ofac-{members[0].number}",
        schema=listing.schema(main.cells[2]) if main else SECONDARY,
        raw="\x1f".join((*tags, begun)).encode() + b"".join(row.raw for row in members),
        tell=partial(_tell_comment, begun + rest, goes_on, tags, find),
        locator=members[0].locator,
        part="comments",
    )


def _tell_comment(text: str, goes_on: bool, tags: list[str], find: Find, entry: Entry) -> None:  # noqa: FBT001
    entry.add("notes", text)
    if not goes_on:  # of another day than the main file, or without it: the beginning is missing
        begun, _, text = text.partition("; ")
        entry.tally.note("remarks", begun)
    if entry.schema != SECONDARY:
        made = {program: entry.child("Sanction", program) for program in tags}
        remarks.tell(Listed(entry, made, find=find), text)
    entry.settle()


def _grouped(edition: Edition, part: str) -> dict[str, list[Row]]:
    """The rows of a part by entity."""
    found: dict[str, list[Row]] = {}
    if file := edition.files.get(part):
        for row in rows(file.content(), part, name=file.name):
            found.setdefault(row.number, []).append(row)
    return found


def _everybody(main: File) -> Iterator[tuple[str, str]]:
    for row in rows(main.content(), "main", name=main.name):
        yield f"ofac-{row.number}", row.cells[1]
