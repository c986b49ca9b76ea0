"""Bytes as text: the encoding that they declare or prove, and a warning where it had to be guessed.

Refuses what is no text (https://www.iana.org/assignments/character-sets names the encodings).
"""

import codecs
import re
import unicodedata

from designata.errors import InputError

LARGEST = 20_000_000
"""Bytes that are decoded at all."""

_BINARY = (
    (b"%PDF", "a PDF file", "save its text first, for instance with pdftotext"),
    (b"{\\rtf", "an RTF file", "save it as plain text first"),
    (b"PK\x03\x04", "a ZIP archive or an office document", "unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an office document or HWP file", "save it as plain text or HTML first"),
    (b"\x1f\x8b", "a gzip file", "unpack it first"),
    (b"\x89PNG", "an image", "give its text"),
    (b"\xff\xd8\xff", "an image", "give its text"),
    (b"GIF8", "an image", "give its text"),
    (b"\x7fELF", "a program", "give an article"),
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding=["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LEGACY = ("cp1252", "cp949", "shift_jis", "gb18030", "big5", "cp1251", "cp1250", "cp1254")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_TWICE = re.compile(
    "\u00e2\u20ac[\u0153\u009d\u2122\u201c\u0093\u0094]|\u00c3[\u00a9\u00a8\u00bc\u00b6\u00a4]|\u00ec[\u02dc\u009d-\u00bf]\u00bc"
)
_HEAD = 4096
_FAULTY = 0.01
_SAMPLE = 100_000
_WESTERN = 0.15


def decode(data: bytes, *, name: str) -> tuple[str, list[str]]:
    r"""The text, with what was odd about its encoding.

    Raises:
        InputError: when the bytes are too many, or no text.

    >>> decode("제재".encode("cp949"), name="a.txt")
    ('제재', ['the text is not UTF-8; it was read as cp949'])
    """
    if len(data) > LARGEST:
        raise InputError(
            f"the article has {len(data):,} bytes; at most {LARGEST:,} are read",
            where=name,
            cure="give one article at a time",
        )
    for magic, what, cure in _BINARY:
        if data.startswith(magic):
            raise InputError(f"this is {what}, not text", where=name, cure=cure)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _whole(data[len(mark) :], encoding)
    if b"\0" in data:
        return _wide(data, name), ["UTF-16 without its mark was told from the zeros in it"]
    text, warnings = _narrow(data)
    if "\ufffd" in text and not warnings:
        warnings.append("the text holds replacement characters: it was damaged before it came here")
    if _TWICE.search(text):
        warnings.append("the text seems to have been decoded wrongly before it came here")
    return text, warnings


def _narrow(data: bytes) -> tuple[str, list[str]]:
    """Encodings whose ASCII letters take one byte."""
    declared = _declared(data)
    try:
        return data.decode(
            "utf-8"
        ), []  # what is valid UTF-8 by chance is hardly ever anything else
    except UnicodeDecodeError:
        pass
    lenient = data.decode("utf-8", "replace")
    faults, beyond = lenient.count("\ufffd"), sum(letter > "\x7f" for letter in lenient)
    if declared in {None, "utf-8"} and faults <= max(1, beyond * _FAULTY) < beyond:
        return lenient, [f"{faults} places of the text are not valid UTF-8"]
    if declared and declared != "utf-8":
        return _whole(data, declared)
    encoding = "cp949" if _korean(data) else _likely(data)
    text, warnings = _whole(data, encoding)
    return text, [f"the text is not UTF-8; it was read as {encoding}", *warnings]


def _whole(data: bytes, encoding: str) -> tuple[str, list[str]]:
    try:
        return data.decode(encoding), []
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, [f"{text.count(chr(0xFFFD))} places of the text are not valid {encoding}"]


def _declared(data: bytes) -> str | None:
    """The encoding that the text names in itself, if Python knows it and it keeps ASCII."""
    if not (match := _DECLARED.search(data, 0, _HEAD)):
        return None
    named = (match[1] or match[2]).decode("ascii", "replace")
    try:
        if codecs.decode(b"a", named) != "a":
            return None
        known = codecs.lookup(named).name
    except (LookupError, UnicodeError, ValueError, TypeError):
        return None
    wider = {"iso8859-1": "cp1252", "ascii": "cp1252", "euc_kr": "cp949", "gb2312": "gb18030"}
    return wider.get(known, known)  # as browsers read them: https://encoding.spec.whatwg.org


def _korean(data: bytes) -> bool:
    """Whether it decodes, and most of what is not ASCII is then Hangul."""
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError:
        return False
    beyond = [letter for letter in text if letter.isalpha() and letter > "\x7f"]
    return bool(beyond) and len(_HANGUL.findall(text)) >= len(beyond) * 0.8


def _likely(data: bytes) -> str:
    """Western, where few letters are beyond ASCII; charset-normalizer's word for the rest."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    if sum(byte > 0x7F for byte in sample) < len(sample) * _WESTERN:  # noqa: PLR2004  - ASCII's last
        return "cp1252"
    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    return best.encoding if best else "cp1252"


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: the zeros of its ASCII letters stand on one side."""
    even, odd = data[0:_HEAD:2].count(0), data[1:_HEAD:2].count(0)
    for many, few, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if len(data) % 2 == 0 and many > 10 * few and many > min(len(data), _HEAD) // 8:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if all(letter.isprintable() or letter.isspace() for letter in text[:_HEAD]):
                return text
    raise InputError(
        "this is binary data, not text", where=name, cure="give text, Markdown or HTML"
    )


def tidy(text: str) -> str:
    r"""Without control and direction marks, composed, with plain spaces and line ends.

    >>> tidy("Lady\u00a0R\u202e\r\n\x07ok")
    'Lady R\nok'
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        letter if letter.isprintable() or letter == "\n" else _unprinted(letter) for letter in text
    )


def _unprinted(letter: str) -> str:
    if letter in "\u2028\u2029\x0b\x0c\x85":
        return "\n"
    return " " if letter == "\t" or unicodedata.category(letter) == "Zs" else ""
