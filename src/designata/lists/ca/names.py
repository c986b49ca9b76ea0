"""The names in Canada's cells: several to a cell, divided in nearly every way there is.

By semicolon, comma, slash, "or", "and", labels of languages and line breaks. A comma within
brackets or quotes, or before a legal form, divides nothing; "and" divides only where a name cannot
go on ("Chemistry and Mechanics" does).
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from designata.data import meanings, words
from designata.names import parts, script

_HARD = re.compile(r"\s*;[;,\s]*|\s*\n\s*(?=[\u0590-\u06ff])")
_NOT_RUSSIAN = re.compile(r"[іїєґў]", re.IGNORECASE)
_SLASH = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[»”\")]))\s*/\s*(?=[^\W\d_]{2})")
_OR = re.compile(r",?\s+or\s+")
_AND = re.compile(r",?\s+and\s+")
_COMMA = re.compile(r",\s*(?:and\s+|or\s+)?|،\s*")
_STARTS_A_NAME = re.compile(r"[^\W_a-zа-яёўіїєґ]|[\"“«‘'(]|the\b|l['’]")
_PATRONYMIC = re.compile(r"\b\w+(?:вич|вна|ична|vich|vna)$", re.IGNORECASE)
_FORM = (
    r"(?:[OZP]?AO|OOO|[OCP]?JSC|LLC|Ltd\b\.?|(?:Open|Closed|Public)?\s*Joint[- ]Stock Company"
    r"|Limited Liability Company|Public Joint\b)"
)
_FORM_FIRST = re.compile(_FORM + r"\b")
_FORM_LAST = re.compile(_FORM + r"$")
_ALSO = re.compile(r"\s*\(also\s+known\s+as\s+(.*?)\)?\s*$", re.DOTALL)
_ACRONYM = re.compile(r"\s*\(([^\W\d_]{2,12})\)$")
_SHORT = re.compile(r"[A-ZА-ЯЁІЇЄ]{2,8}")
_BRACKETED = re.compile(r"\s*\(([^()]+)\)")
_LONGEST_FORM = 60
_OPENING = {"«": 1, "“": 1, "(": 1, "»": -1, "”": -1, ")": -1}


class Name(msgspec.Struct, frozen=True):
    """One name of a cell.

    Args:
        text: the name.
        lang: ISO 639-3 code of its language, where a label or the cell's form tells.
        short: whether it is an acronym.
    """

    text: str
    lang: str | None = None
    short: bool = False


def aliases(cell: str, *, person: bool) -> list[Name]:
    """The names of the cell "Aliases".

    >>> [(n.text, n.lang) for n in aliases("Ann LEE, Russian: Анна ЛИ or Аня ЛИ", person=True)]
    [('Ann LEE', None), ('Анна ЛИ', 'rus'), ('Аня ЛИ', 'rus')]
    >>> [n.text for n in aliases("РЗП, ОАО; OJSC Weapons and Parts", person=False)]
    ['РЗП, ОАО', 'OJSC Weapons and Parts']
    """
    found: dict[str, Name] = {}
    before, *labelled = _labels().split(cell)
    sections = [(None, before), *zip(labelled[::2], labelled[1::2], strict=True)]
    for label, text in sections:
        lang = meanings("ca", "language")[label] if label else None
        for piece in _pieces(text, person=person):
            short = not person and _SHORT.fullmatch(piece) is not None
            other = lang == "rus" and _NOT_RUSSIAN.search(piece)  # "Russian: Сергей / Сяргей"
            found.setdefault(piece, Name(piece, None if other else lang, short))
    return list(found.values())


def firm(cell: str) -> list[Name]:
    """The names of the cell "EntityOrShip": the first is the name, the others stand in brackets.

    >>> [(n.text, n.lang) for n in firm("Iran Industries (II)/Industries d'Iran")]
    [('Iran Industries', 'eng'), ('II', None), ("Industries d'Iran", 'fra')]
    >>> [n.text for n in firm("Dux JSC (also known as Duks and JSC Duks)")]
    ['Dux JSC', 'Duks', 'JSC Duks']
    """
    others: list[str] = []
    if also := _ALSO.search(cell):
        cell, others = cell[: also.start()], list(_pieces(also[1], person=False))
    text = _plain(cell)
    halves = [half for half in _outside(text, _SLASH) if half]
    found: list[Name] = []
    for half, lang in zip(halves, ("eng", "fra"), strict=False) if len(halves) == 2 else ():  # noqa: PLR2004
        found += _acronym(half, lang)
    return [*(found or _acronym(text, None)), *(Name(other) for other in others)]


def bracketed(text: str) -> tuple[str, list[str]]:
    """A part of a person's name, and its other spellings in brackets.

    >>> bracketed("DIKIY (DIKY)")
    ('DIKIY', ['DIKY'])
    """
    text = _plain(text)
    return _plain(_BRACKETED.sub("", text)), _BRACKETED.findall(text)


def is_form(text: str) -> bool:
    """Whether it is no name but a legal form, or another word that goes with a name.

    >>> is_form("Акционерное общество"), is_form("МК"), is_form("ЦИК")
    (True, True, False)
    """
    if text.casefold().strip(" .") in words("ca", "suffix"):
        return True
    return len(text) < _LONGEST_FORM and parts.parse(f"x {text}", parts.FIRM).words == ("x",)


def _acronym(text: str, lang: str | None) -> list[Name]:
    """The name and its acronym, whose letters stand in the name in their order."""
    if found := _ACRONYM.search(text):
        name, short = text[: found.start()], found[1]
        letters = iter(name.casefold())
        capitals = sum(letter.isupper() for letter in short)
        if capitals > 1 and all(letter in letters for letter in short.casefold()):
            return [Name(name, lang), Name(short, None, short=True)]
    return [Name(text, lang)]


def _pieces(text: str, *, person: bool) -> Iterator[str]:
    for part in _HARD.split(text):
        for half in _SLASH.split(part):
            if person:
                words = [w for named in _OR.split(half) for w in _AND.split(named)]
            else:
                words = [w for n in _glued(_OR.split(half), " or ") for w in _of_and(n)]
            for word in words:
                for piece in _of_comma(_bare(word), person=person):
                    if plain := _bare(piece):
                        yield plain


def _of_and(text: str) -> list[str]:
    if script.script_of(text) != "latin":
        return _AND.split(text)
    for match in reversed(list(_AND.finditer(text))):
        left, right = text[: match.start()], text[match.end() :]
        if _FORM_FIRST.match(right) or _FORM_LAST.search(left):
            return [left, right]
    return [text]


def _of_comma(text: str, *, person: bool) -> list[str]:
    pieces = list(_outside(text, _COMMA))
    if person:
        surname_first = len(pieces) == 2 and " " not in pieces[0] and _PATRONYMIC.search(pieces[1])  # noqa: PLR2004
        return [text] if surname_first else pieces
    return _glued(pieces, ", ")


def _glued(pieces: list[str], mark: str) -> list[str]:
    """Puts back what is no name by itself: a legal form, or what goes on in lower case."""
    glued: list[str] = []
    for piece in pieces:
        goes_on = mark == ", " and not _STARTS_A_NAME.match(piece)
        if glued and (goes_on or is_form(piece) or is_form(glued[-1])):
            glued[-1] += mark + piece
        else:
            glued.append(piece)
    return glued


def _outside(text: str, mark: re.Pattern[str]) -> Iterator[str]:
    """The text divided at a mark, but not within brackets or quotes."""
    start = depth = position = 0
    for match in mark.finditer(text):
        for index in range(position, match.start()):
            letter = text[index]
            step = _OPENING.get(letter, 0)
            if letter == '"':
                step = 1 if index == 0 or text[index - 1] in ' ("-' else -1
            depth = max(0, depth + step)
        position = match.end()
        if depth == 0:
            yield text[start : match.start()]
            start = position
    yield text[start:]


def _plain(text: str) -> str:
    """On one line; a word divided at the line's end is joined."""
    return " ".join(re.sub(r"(?<=\w)-[ \t]*\n\s*(?=\w)", "-", text).split()).strip(" ;,")


def _bare(text: str) -> str:
    """Without marks at the ends, and without half a pair of brackets."""
    text = _plain(text).strip(" ,;:")
    if text.startswith("(") and ")" not in text:
        text = text[1:]
    if text.endswith((")", "(")) and text.count("(") != text.count(")"):
        text = text[:-1]
    return text.strip(" ,;:")


@cache
def _labels() -> re.Pattern[str]:
    labels = "|".join(sorted(meanings("ca", "language"), key=len, reverse=True))
    return re.compile(rf"[(,;\s]*\b({labels})\s*:\s*")
