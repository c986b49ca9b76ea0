"""Identifiers that name one thing: compact, validate, format, in the shape of python-stdnum.

Every kind offers the same three functions. ``python-stdnum`` does the work where it knows the
number; the rest follow their registry's own rule, named in each docstring.
"""

import re
from collections.abc import Callable
from importlib import import_module

import msgspec

_SEPARATORS = re.compile(r"[\s.\-/:#№]+")
_LABEL = re.compile(r"^(?:IMO|MMSI|LEI|BIC|SWIFT|IBAN|INN|OGRN|NO|NUMBER)+(?=[\dA-Z])")
_MMSI = re.compile(
    r"[2-7]\d{8}|8[2-7]\d{7}|9(?:7[0-6]|8[2-7]|9[2-7])\d{6}|00?[2-7]\d{6,7}|111[2-7]\d{5}"
)
_CALL_SIGN = re.compile(r"(?=.*[A-Z])(?:[A-Z]{1,2}|[A-Z]\d|\d[A-Z])[A-Z0-9]{1,6}")
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{4,20}")
_BASE58 = "123456789A-HJ-NP-Za-km-z"
_WALLETS = {
    "ETH": re.compile(r"0x[0-9a-fA-F]{40}"),  # also BSC, ARB, USDC, USDT on Ethereum
    "XMR": re.compile(rf"[48][{_BASE58}]{{94}}(?:[{_BASE58}]{{11}})?"),
    "TRX": re.compile(rf"T[{_BASE58}]{{33}}"),  # also USDT on Tron
    "LTC": re.compile(rf"(?:[LM3][{_BASE58}]{{26,33}}|ltc1[02-9ac-hj-np-z]{{39,59}})"),
    "DASH": re.compile(rf"X[{_BASE58}]{{33}}"),
    "XRP": re.compile(rf"r[{_BASE58}]{{24,34}}"),
    "ZEC": re.compile(rf"(?:t[13][{_BASE58}]{{33}}|zs1[02-9ac-hj-np-z]{{75}})"),
    "BCH": re.compile(r"(?:bitcoincash:)?[qp][02-9ac-hj-np-z]{41}"),
    "BTG": re.compile(rf"[GA][{_BASE58}]{{33}}"),
    "SOL": re.compile(rf"[{_BASE58}]{{43,44}}"),
}


class Identifier(msgspec.Struct, frozen=True):
    """One kind of identifier.

    Args:
        property: FollowTheMoney's property that holds it.
        compact: strips separators and labels; does not judge.
        check: whether a compact number is well formed and its check digits are right.

    >>> imo = KINDS["imoNumber"]
    >>> imo.normalise("IMO 9161003"), imo.normalise("IMO 9161004")
    ('9161003', None)
    """

    property: str
    compact: Callable[[str], str]
    check: Callable[[str], bool]

    def is_valid(self, text: str) -> bool:
        """Whether the text holds a right number of this kind."""
        return self.check(self.compact(text))

    def normalise(self, text: str) -> str | None:
        """The compact number when it is right, else none."""
        number = self.compact(text)
        return number if self.check(number) else None


def compact(text: str) -> str:
    """Upper case, without separators or a leading label.

    >>> compact("IMO: 916-1003")
    '9161003'
    """
    return _LABEL.sub("", _SEPARATORS.sub("", text.upper()))


def _stdnum(module: str) -> Callable[[str], bool]:
    def check(number: str) -> bool:
        return bool(import_module(f"stdnum.{module}").is_valid(number))

    return check


def is_ship_imo(number: str) -> bool:
    """An IMO ship number: seven digits, weights 7 to 2, the sum's last digit is the seventh.

    >>> is_ship_imo("9179842"), is_ship_imo("1234567")
    (True, True)
    """
    return number.isascii() and number != "0000000" and _stdnum("imo")(number)


def is_company_imo(number: str) -> bool:
    """An IMO company number: weights 8, 6, 4, 2, 9, 7 and eleven less the sum modulo eleven.

    Source: IMO unique company and registered owner identification number scheme, MSC.160(78),
    whose numbers are issued on IMO's behalf by S&P Global.

    >>> is_company_imo("5878589")
    True
    """
    if not re.fullmatch(r"[0-9]{7}", number) or number == "0000000":
        return False
    total = sum(int(d) * w for d, w in zip(number, (8, 6, 4, 2, 9, 7), strict=False))
    return (11 - total % 11) % 10 == int(number[6])


def _is_imo(number: str) -> bool:
    return is_ship_imo(number) or is_company_imo(number)


def wallet_currency(address: str) -> str | None:
    """The currency whose address form the text has, or none; XBT is OFAC's code for Bitcoin.

    >>> wallet_currency("0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c")
    'ETH'
    """
    if re.fullmatch(r"(?i)(bc1[02-9ac-hj-np-z]{6,87})|[13][1-9A-HJ-NP-Za-km-z]{25,34}", address):
        return "XBT" if _stdnum("bitcoin")(address) else None
    return next((code for code, form in _WALLETS.items() if form.fullmatch(address)), None)


KINDS: dict[str, Identifier] = {
    kind.property: kind
    for kind in (
        Identifier("imoNumber", compact, _is_imo),
        # ITU-R M.585: nine digits; the first tells ship, coast, group, aircraft or aid.
        Identifier("mmsi", compact, lambda n: _MMSI.fullmatch(n) is not None),
        # ITU Radio Regulations, article 19: a series of one to three signs, then letters or digits.
        Identifier("callSign", compact, lambda n: _CALL_SIGN.fullmatch(n) is not None),
        Identifier("leiCode", compact, _stdnum("lei")),
        Identifier("swiftBic", compact, _stdnum("bic")),
        Identifier("iban", compact, _stdnum("iban")),
        Identifier("innCode", compact, _stdnum("ru.inn")),
        Identifier("ogrnCode", compact, _stdnum("ru.ogrn")),
        Identifier("isinCode", compact, _stdnum("isin")),
        # ICAO Doc 9303: at most nine signs in the machine-readable zone; lists write more.
        Identifier("passportNumber", compact, lambda n: _PASSPORT.fullmatch(n) is not None),
        Identifier("publicKey", str.strip, lambda a: wallet_currency(a) is not None),
    )
}
"""Every kind, by the property that holds it."""


def normalise(prop: str, text: str) -> str | None:
    """The compact form of a number of a known kind; none when it is wrong or the kind unknown.

    >>> normalise("innCode", "7707083893"), normalise("leiCode", "not one")
    ('7707083893', None)
    """
    kind = KINDS.get(prop)
    return kind.normalise(text) if kind else None
