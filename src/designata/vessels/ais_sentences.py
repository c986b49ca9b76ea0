r"""Lines of NMEA 0183 to AIS sentences with their time, and messages of several parts put together.

A time may stand in a tag block (``\c:1698785948*44\``), in a line of its own before the sentence
(``$PGHP``, as Danish receivers write), at the start of the line (ISO 8601 or seconds since 1970) or
after the checksum, as United States receivers write. The sentence's own content has none.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from designata.vessels.ais_quarantine import Quarantine

BATCH = 100_000
"""Sentences handed on at once."""

CHECKSUM = "wrong checksum"
BROKEN = "sentence not whole"
OTHER = "line without an AIS sentence"
TAG = "wrong checksum in a tag block"
PART = "part of a message whose other parts are missing"

_SENTENCE = re.compile(
    rb"(?:\\([^\\]{0,400})\\)?([!$][^,]{2}VD[MO],(\d{1,2}),(\d{1,2}),(\d{0,3}),([^,]{0,2}),"
    rb"([^,*]{0,200}),[0-5])\*([0-9A-Fa-f]{2})([^!\\]*)"
)
_TAG_TIME = re.compile(rb"(?:^|,)c:(\d{9,16})(?=[,*])")
_TAG_GROUP = re.compile(rb"(?:^|,)g:\d+-\d+-(\d+)")
_TAG_STATION = re.compile(rb"(?:^|,)s:([^,*]{1,40})")
_ISO = re.compile(rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: ?(?:Z|[+-]\d\d:?\d\d))?")
_NUMBER = re.compile(rb"(?<![\w.])(\d{10,16})(\.\d{1,6})?(?![\w.])")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_LONGEST, _HALVES = 512, (2048, 1024, 512, 256, 128, 64, 32, 16, 8)
_WAITING, _APART = 256, 1_000  # messages begun, and sentences between their parts


class Batch(msgspec.Struct):
    """Sentences of one part, whose checksums are not yet tried, and messages of several parts.

    Args:
        rows: the sentences' numbers.
        times: in microseconds since 1970, none when unknown.
        sentences: from the first sign to the last before the asterisk.
        payloads: their content.
        checksums: two hexadecimal digits of each.
        long: number, time and sentences of messages of several parts, checksums right.
    """

    rows: list[int] = []
    times: list[int | None] = []
    sentences: list[bytes] = []
    payloads: list[bytes] = []
    checksums: list[bytes] = []
    long: list[tuple[int, int | None, list[bytes]]] = []

    def text(self, row: int) -> str:
        """A sentence by its number."""
        for number, _, sentences in self.long:
            if number == row:
                return " ".join(part.decode("latin-1") for part in sentences)
        at = self.rows.index(row)
        return f"{self.sentences[at].decode('latin-1')}*{self.checksums[at].decode()}"


class _Begun(msgspec.Struct):
    row: int
    time: int | None
    parts: dict[int, bytes]


class Reader:
    """Reads lines.

    Attributes:
        next: the number of the next sentence.
        sources: how many times came from where.
    """

    def __init__(self, quarantine: Quarantine, first: int) -> None:
        self.next = first
        self.sources: Counter[str] = Counter()
        self._quarantine = quarantine
        self._said: int | None = None
        self._begun: dict[tuple[bytes, ...], _Begun] = {}

    def batches(self, lines: Iterable[bytes]) -> Iterator[Batch]:
        """The sentences of all lines, some at a time."""
        batch = Batch()
        for line in lines:
            if b"VDM," not in line and b"VDO," not in line:
                self._other(line)
                continue
            match = _SENTENCE.search(line)
            if match and match.end() == len(line) and b"VD" not in line[: match.start()]:
                self._take(line, match, batch)
            else:
                self._several(line, batch)
            if len(batch.rows) + len(batch.long) >= BATCH:
                yield batch
                batch = Batch()
        for begun in self._begun.values():
            self._lost(begun)
        yield batch

    def _several(self, line: bytes, batch: Batch) -> None:
        missed = line.count(b"VDM,") + line.count(b"VDO,")
        for match in _SENTENCE.finditer(line):
            missed -= 1
            self._take(line, match, batch)
        if missed > 0:
            self._quarantine.add(BROKEN, [(self.next, line[:400].decode("latin-1"))])
            self.next += 1

    def _take(self, line: bytes, match: "re.Match[bytes]", batch: Batch) -> None:
        tag, sentence, total, number, sequence, channel, payload, checksum, tail = match.groups()
        row, self.next = self.next, self.next + 1
        time = self._time(tag, line[: match.start()] if match.start() else b"", tail)
        if total == b"1":
            batch.rows.append(row)
            batch.times.append(time)
            batch.sentences.append(sentence)
            batch.payloads.append(payload)
            batch.checksums.append(checksum)
            return
        if not _is_right(sentence[1:] + b"*" + checksum):
            self._quarantine.add(CHECKSUM, [(row, match[0].decode("latin-1"))])
            return
        key = self._key(tag, (total, sequence, channel), int(number))
        begun = self._begun.pop(key, None)
        if begun and (int(number) in begun.parts or row - begun.row > _APART):
            self._lost(begun)
            begun = None
        begun = begun or _Begun(row, time, {})
        begun.parts[int(number)] = sentence + b"*" + checksum
        if len(begun.parts) == int(total):
            parts = [begun.parts[place] for place in sorted(begun.parts)]
            batch.long.append((begun.row, begun.time, parts))
            return
        self._begun[key] = begun
        if len(self._begun) > _WAITING:
            self._lost(self._begun.pop(next(iter(self._begun))))

    def _key(self, tag: bytes | None, part: tuple[bytes, ...], number: int) -> tuple[bytes, ...]:
        if tag and (origin := _TAG_GROUP.search(tag) or _TAG_STATION.search(tag)):
            return (*part, origin[1])
        if number > 1:  # some receivers put the tag block before the first part alone
            same = (key for key in reversed(self._begun) if key[:-1] == part)
            return next(same, (*part, b""))
        return (*part, b"")

    def _lost(self, begun: _Begun) -> None:
        texts = [(begun.row, part.decode("latin-1")) for part in begun.parts.values()]
        self._quarantine.add(PART, texts)

    def _time(self, tag: bytes | None, before: bytes, after: bytes) -> int | None:
        said, self._said = self._said, None
        if tag and (found := _TAG_TIME.search(tag)):
            if _is_right(tag):
                self.sources["tag blocks"] += 1
                return _micros(found[1])
            self._quarantine.add(TAG, [(self.next - 1, tag.decode("latin-1"))], kept=True)
        if said is not None:
            self.sources["lines before the sentences"] += 1
            return said
        if before and (time := _written_time(before)) is not None:
            self.sources["starts of lines"] += 1
            return time
        if after and (time := _written_time(after)) is not None:
            self.sources["ends of lines"] += 1
            return time
        return None

    def _other(self, line: bytes) -> None:
        plain = line.strip()
        if plain.startswith(b"$PGHP,"):
            self._said = _gatehouse_time(plain)
            if self._said is None:
                self._quarantine.add("time line not whole", [(self.next, plain.decode("latin-1"))])
        elif plain.startswith(b"\\") and plain.endswith(b"\\") and len(plain) > 1:
            tag = plain[1:-1]
            found = _TAG_TIME.search(tag)
            self._said = _micros(found[1]) if found and _is_right(tag) else None
        elif plain and not plain.startswith(b"#"):
            self._quarantine.add(OTHER, [(self.next, plain[:400].decode("latin-1"))])


def _is_right(text: bytes) -> bool:
    """Whether a text's checksum, which follows its asterisk, is right."""
    body, _, checksum = text.partition(b"*")
    number = int.from_bytes(body[:_LONGEST])
    for half in _HALVES:  # folded in half until one byte is left
        number ^= number >> half
    try:
        return number & 0xFF == int(checksum[:2], 16)
    except ValueError:
        return False


def _written_time(text: bytes) -> int | None:
    if found := _ISO.search(text):
        try:
            time = dt.datetime.fromisoformat(found[0].decode().replace(" +", "+"))
        except ValueError:
            return None
        zoned = time if time.tzinfo else time.replace(tzinfo=dt.UTC)
        return (zoned - _EPOCH) // _MICROSECOND
    numbers = _NUMBER.findall(text)
    return _micros(numbers[-1][0], numbers[-1][1]) if numbers else None


def _gatehouse_time(line: bytes) -> int | None:
    if not _is_right(line[1:]):
        return None
    fields = line.split(b",", 9)
    try:
        second, milli = int(fields[7]), int(fields[8])
        return _minute(tuple(fields[2:7])) + second * 1_000_000 + milli * 1_000
    except (ValueError, IndexError):
        return None


@lru_cache(maxsize=64)
def _minute(fields: tuple[bytes, ...]) -> int:
    year, month, day, hour, minute = map(int, fields)
    return (dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC) - _EPOCH) // _MICROSECOND


def _micros(digits: bytes, fraction: bytes = b"") -> int:
    number = int(digits)
    scale = 1_000_000 if number < 10**11 else 1_000 if number < 10**14 else 1
    return number * scale + int(float(fraction or b"0") * scale)
