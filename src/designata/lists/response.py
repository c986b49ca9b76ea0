"""What an HTTP response says beside its bytes: its day, its packing, when to come again.

https://www.rfc-editor.org/rfc/rfc9110.html
"""

import datetime as dt
import email.utils
import re
import zlib
from collections.abc import Iterator

from designata.model.when import When, from_edtf

_PIECE = 1 << 16
_WEB_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+)?html\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(start: bytes) -> bool:
    """Whether a file begins like HTML: an error or maintenance page, no list.

    >>> is_web_page(b" <!DOCTYPE html><title>404"), is_web_page(b"<?xml version='1.0'?><list>")
    (True, False)
    """
    return bool(_WEB_PAGE.match(start))


def gunzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpacks in pieces of bounded size; several gzip members in a row are one (RFC 1952, 2.2).

    Raises:
        EOFError: when it ends early.
        zlib.error: when it is damaged.

    >>> import gzip
    >>> b"".join(gunzipped(iter((gzip.compress(b"36,"), gzip.compress(b"X")))))
    b'36,X'
    """
    unpacker = zlib.decompressobj(wbits=31)
    for piece in pieces:
        rest = piece
        while rest:
            if unpacker.eof:
                unpacker = zlib.decompressobj(wbits=31)
            yield unpacker.decompress(rest, _PIECE)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    yield unpacker.flush()
    if not unpacker.eof:
        raise EOFError("it ends early")


def retry_after(text: str) -> float | None:
    """The seconds that a server asks to wait (section 10.2.3): a number, or a date.

    >>> retry_after("120"), retry_after("Fri, 31 Dec 1999 23:59:59 GMT"), retry_after("soon")
    (120.0, 0.0, None)
    """
    if text.strip().isdecimal():
        return float(text)
    moment = _moment(text)
    return max((moment - dt.datetime.now(dt.UTC)).total_seconds(), 0.0) if moment else None


def day(text: str | None) -> When | None:
    """The day in UTC of a date in a header (section 5.6.7).

    >>> str(day("Wed, 03 Apr 2024 00:30:00 GMT")), day("yesterday")
    ('2024-04-03', None)
    """
    moment = _moment(text or "")
    return from_edtf(moment.date().isoformat()) if moment else None


def _moment(text: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(text)
        return moment.replace(tzinfo=moment.tzinfo or dt.UTC).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
