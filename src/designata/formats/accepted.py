"""What FollowTheMoney takes as a value, by the type of the property.

Our normal forms are brought to its own: a range of dates is its two ends, an IMO number has its
letters, a telephone number its country's code. What it has no form for is told apart, never bent.
https://followthemoney.tech/docs/ (property types, version 4.11)
"""

import re
from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import blake2b
from importlib import import_module
from ipaddress import ip_address
from urllib.parse import urlsplit

from designata.data import load
from designata.model.when import from_edtf

_ID = re.compile(r"[0-9a-zA-Z](?:[0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
_ID_LENGTH = 200
_NOT_IN_ID = re.compile(r"[^0-9a-zA-Z.]+")
_LOCAL = re.compile(r"[^<>()\[\],;:?\s@\"]{1,64}")
_LABEL = re.compile(r"(?=.*[^\W_])[\w-]{1,63}")
_CODE = re.compile(r"[a-z]+(?:\.[a-z]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_BETWEEN_DIGITS = re.compile(r"[\s()./\-]+")
_NPI = re.compile(r"[12][0-9]{9}")
_OLDEST = "1000"


@lru_cache(maxsize=65536)
def values(kind: str, prop: str, value: str) -> tuple[str, ...]:
    """The value in FollowTheMoney's form; none where it would refuse it.

    Args:
        kind: the property's type.
        prop: the property.
        value: in our normal form.

    >>> values("date", "birthDate", "1955/1958~"), values("date", "birthDate", "196X")
    (('1955', '1958'), ())
    >>> values("identifier", "imoNumber", "9161003"), values("phone", "phone", "021 66 12")
    (('IMO9161003',), ())
    """
    if kind == "date":
        return _dates(value)
    form = _NUMBERS.get(prop) if kind == "identifier" else _FORMS.get(kind)
    found = form(value) if form else value
    return (found,) if found else ()


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """An entity's id as FollowTheMoney allows it; the same for the same id.

    >>> key("ofac-37095"), key("a b/ü")
    ('ofac-37095', 'a-b-264fed06')
    """
    if _ID.fullmatch(name) and len(name) <= _ID_LENGTH:
        return name
    digest = blake2b(name.encode(), digest_size=4).hexdigest()
    return f"{_NOT_IN_ID.sub('-', name).strip('-.')[:100]}-{digest}".lstrip("-")


def _dates(value: str) -> tuple[str, ...]:
    try:
        prefixes = from_edtf(value).prefixes
    except ValueError:
        return ()
    return prefixes if all(prefix >= _OLDEST for prefix in prefixes) else ()


def _host(name: str) -> bool:
    labels = name.rstrip(".").split(".")
    last = labels[-1]
    named = len(labels) > 1 and len(last) > 1 and not last.isdigit()
    return named and all(_LABEL.fullmatch(label) for label in labels)


def _email(value: str) -> str | None:
    local, at, host = value.removeprefix("mailto:").rpartition("@")
    good = at and _LOCAL.fullmatch(local) and _host(host) and "_" not in host
    return f"{local}@{host.rstrip('.').lower()}" if good else None


def _url(value: str) -> str | None:
    text = value if "://" in value else f"http://{value}"
    try:
        parts = urlsplit(text)
        _ = parts.port
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https", "ftp"} or re.search(r"\s", parts.netloc):
        return None
    if not _host(host):
        try:
            ip_address(host)
        except ValueError:
            return None
    return parts._replace(path=parts.path or "/").geturl()


def _phone(value: str) -> str | None:
    """Country's code and number; a national prefix 0 between them is left out."""
    number = re.sub(r"^00", "+", _BETWEEN_DIGITS.sub("", value))
    if not number.startswith("+"):
        return None
    for size in (2, 3, 4):
        code, rest = number[:size], number[size:].removeprefix("0")
        if (plan := _plans().get(code[1:])) and plan.fullmatch(rest):
            return code + rest
    return None


@cache
def _plans() -> dict[str, re.Pattern[str]]:
    plans = load("phones", dict[str, str])
    return {code: re.compile(form, re.ASCII) for code, form in plans.items()}


def _stdnum(module: str) -> Callable[[str], str | None]:
    def form(value: str) -> str | None:
        standard = import_module(f"stdnum.{module}")
        return str(standard.compact(value)) if standard.is_valid(value) else None

    return form


def _bic(value: str) -> str | None:
    """The bank's part: FollowTheMoney leaves the branch out."""
    number = _stdnum("bic")(value)
    return number[:8].upper() if number else None


def _npi(value: str) -> str | None:
    """National Provider Identifier: ten digits, Luhn's check after the prefix 80840."""
    luhn = import_module("stdnum.luhn")
    return value if _NPI.fullmatch(value) and luhn.is_valid(f"80840{value}") else None


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda value: value.upper() if re.fullmatch(pattern, value.upper()) else None


_FORMS: dict[str, Callable[[str], str | None]] = {
    "entity": key,
    "email": _email,
    "url": _url,
    "phone": _phone,
    "topic": lambda value: value if _CODE.fullmatch(value) else None,
    "language": lambda value: value if _LANGUAGE.fullmatch(value) else None,
    "name": lambda value: value if value.strip("\"' ") else None,
}

_NUMBERS: dict[str, Callable[[str], str | None]] = {
    "imoNumber": lambda value: f"IMO{value}",
    "swiftBic": _bic,
    "bic": _bic,
    "iban": _stdnum("iban"),
    "isin": _stdnum("isin"),
    "figiCode": _stdnum("figi"),
    "uscCode": _stdnum("cn.uscc"),
    "socialSecurityNumber": _stdnum("us.ssn"),
    "npiCode": _npi,
    "uniqueEntityId": _matching(r"[1-9A-HJ-NP-Z][0-9A-HJ-NP-Z]{11}"),
    "wikidataId": _matching(r"Q\d+"),
}
"""Numbers that FollowTheMoney checks and ``model.identifiers`` does not, or writes otherwise."""
