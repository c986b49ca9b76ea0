"""Reads CSV from anywhere: any delimiter, any common encoding, row by row.

A broken row, such as one with a quote that is never closed, takes no other row with it.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from designata.formats import tables
from designata.screen.columns import Guesser

_DELIMITERS = ",;\t|"
_SAMPLE = 1 << 16
_TOP = 20
_LONGEST_RECORD = 64
_HIGH = re.compile(rb"[\x80-\xff]+")
_SCRIPTS = {
    "cp949": re.compile("[가-힣]"),
    "gb18030": re.compile("[\u4e00-\u9fff]"),
    "cp1251": re.compile("[А-яЁёІіЇїЄєҐґ№«»—–’]"),
    "shift_jis": re.compile("[\u3040-\u30ff\u4e00-\u9fff]"),
}
_SURE = 0.9
_RUN = 1.7

Cells = tuple[str, ...]


def encoding(sample: bytes) -> str:
    """The encoding of a text: a byte order mark, UTF-8, UTF-16, else what its letters speak for.

    >>> encoding("имя;Сергей Козлов".encode("cp1251")), encoding("Müller, é".encode("cp1252"))
    ('cp1251', 'cp1252')
    >>> encoding("이름,김정은".encode("cp949")), encoding("name,Ⅱ".encode())
    ('cp949', 'utf-8-sig')
    """
    if sample[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le"
    text = codecs.getincrementaldecoder("utf-8-sig")("replace").decode(sample)
    runs = _HIGH.findall(sample)
    if text.count("\ufffd") <= len(runs) // 100:
        return "utf-8-sig"
    if sum(map(len, runs)) / len(runs) < _RUN:  # single accented letters
        return tables.decode(sample)[1]
    found = {name: _share(sample, name, letters) for name, letters in _SCRIPTS.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= _SURE else tables.decode(sample)[1]


def _share(sample: bytes, name: str, letters: re.Pattern[str]) -> float:
    """How much of the text beyond ASCII is in the letters that the encoding was made for."""
    text = "".join(c for c in sample.decode(name, "replace") if not c.isascii())
    return len(letters.findall(text)) / len(text) if text else 0.0


class Separated:
    """A CSV file.

    Args:
        path: of the file.
        guess: tells which headings are known.

    Attributes:
        delimiter: between its cells.
        top: its first rows, by which its header is looked for.
        size: in bytes.
    """

    def __init__(self, path: Path, guess: Guesser) -> None:
        self._path = path
        self.size = path.stat().st_size
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
        self.encoding = encoding(sample)
        first = sample.decode(self.encoding, "replace").splitlines(keepends=True)[:_TOP]
        self.delimiter = max(_DELIMITERS, key=lambda sign: _fit(first, sign, guess))
        self.top = [cells or () for cells, _ in records(iter(first), self.delimiter, 0)]

    def rows(self, width: int, skip: int = 0) -> Iterator[tuple[Cells, str, int]]:
        """The cells of each row below the first ``skip``; why it is broken, if so; bytes read.

        Args:
            width: cells that a row has at most.
            skip: rows to leave out.
        """
        with self._path.open("rb", buffering=1 << 18) as file:
            text = io.TextIOWrapper(file, self.encoding, errors="replace", newline="")
            for number, (cells, why) in enumerate(records(text, self.delimiter, width)):
                if number >= skip:
                    yield cells, why, file.tell()


def records(lines: Iterable[str], delimiter: str, width: int) -> Iterator[tuple[Cells, str]]:
    r"""The cells of each record, and why it is broken, if so; blank lines are left out.

    Args:
        lines: with their ends.
        delimiter: between cells.
        width: cells that a record has at most; any number where it is 0.

    >>> list(records(['a,"x\n', 'y"\n', '1,"Ivan\n', '2,b\n'], ",", 2))
    [(('a', 'x\ny'), ''), (('1', '"Ivan'), 'a quote is not closed'), (('2', 'b'), '')]
    """
    source = iter(lines)
    waiting: list[str] = []
    while (line := waiting.pop() if waiting else next(source, None)) is not None:
        if not line.strip():
            continue
        cells, why = _parsed([line], delimiter)
        if why and line.count('"') % 2:
            more = _until_closed(line, waiting, source)
            if more is not None:
                joined, trouble = _parsed([line, *more], delimiter)
                if not trouble and (not width or len(joined) <= width):
                    cells, why, more = joined, "", []
                waiting.extend(reversed(more))
        if not why and width and any(cells[width:]):
            why = f"the row has {len(cells)} cells, its header {width}"
            cells = (*cells[: width - 1], delimiter.join(cells[width - 1 :]))
        yield cells, why


def _until_closed(line: str, waiting: list[str], source: Iterator[str]) -> list[str]:
    """The lines up to the one that closes the quote, or as many as a record may have."""
    more: list[str] = []
    quotes = line.count('"')
    while quotes % 2 and len(more) < _LONGEST_RECORD:
        following = waiting.pop() if waiting else next(source, None)
        if following is None:
            break
        more.append(following)
        quotes += following.count('"')
    return more


def _parsed(lines: list[str], delimiter: str) -> tuple[Cells, str]:
    """The cells of what should be one record; else what it may mean, and what is wrong with it.

    Quotes inside a cell that is not quoted, or after a closing one, are forgiven.
    """
    closed = not sum(line.count('"') for line in lines) % 2
    for strict in (True, False) if closed and len(lines) == 1 else (True,):
        try:
            rows = list(csv.reader(lines, delimiter=delimiter, strict=strict))
        except csv.Error:
            continue
        if len(rows) == 1:
            return tuple([cell.strip() for cell in rows[0]]), ""
    loose = tuple(cell.strip() for cell in lines[0].split(delimiter))
    return loose, "a quote is not closed" if '"' in lines[0] else "it is no CSV"


def _fit(lines: list[str], delimiter: str, guess: Guesser) -> tuple[int, int]:
    """How well a delimiter explains the first lines: headings that are known, cells that agree."""
    widths: list[int] = []
    known = 0
    for cells, _ in records(iter(lines), delimiter, 0):
        widths.append(len(cells))
        found = guess(cells)
        known = max(known, len(found.places) if found.asks else 0)
    most = max(set(widths), key=widths.count, default=0)
    return known, most if widths.count(most) * 2 > len(widths) else 0
