"""What an MMSI says by its form: a ship or what else, and of which country.

ITU-R M.585-9, annexes 1 and 2. Leading zeros are part of the number, though a table may have lost
them: 2190067 is the coast station 002190067.
"""

import re
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Literal

import msgspec

from designata.data import load
from designata.model import countries

Form = Literal[
    "ship",
    "group",
    "coast_station",
    "sar_aircraft",
    "handheld",
    "craft_of_a_ship",
    "aid_to_navigation",
    "locating_device",
    "invalid",
]
"""What can carry an MMSI."""

_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("coast_station", re.compile(r"00([2-7]\d\d)\d{4}")),
    ("group", re.compile(r"0([2-7]\d\d)\d{5}")),
    ("sar_aircraft", re.compile(r"111([2-7]\d\d)\d{3}")),
    ("ship", re.compile(r"([2-7]\d\d)\d{6}")),
    ("handheld", re.compile(r"8([2-7]\d\d)\d{5}")),
    ("craft_of_a_ship", re.compile(r"98([2-7]\d\d)\d{4}")),
    ("aid_to_navigation", re.compile(r"99([2-7]\d\d)\d{4}")),
    ("locating_device", re.compile(r"97[0-9]()\d{6}")),  # SART, man overboard, EPIRB, AMRD
)


class Mmsi(msgspec.Struct, frozen=True):
    """An MMSI read.

    Args:
        form: what it belongs to.
        country: its code, none when the digits are no country's.
    """

    form: Form
    country: str | None


@cache
def read(mmsi: int) -> Mmsi:
    """What an MMSI says.

    >>> read(445123000), read(2190067), read(111219501).form, read(992190917).form
    (Mmsi(form='ship', country='kp'), Mmsi(form='coast_station', country='dk'), 'sar_aircraft', \
'aid_to_navigation')
    >>> read(290000001), read(123456789).form
    (Mmsi(form='ship', country=None), 'invalid')
    """
    digits = f"{mmsi:09}"
    for form, pattern in _FORMS:
        if found := pattern.fullmatch(digits):
            return Mmsi(form, _countries().get(found[1]))
    return Mmsi("invalid", None)


@cache
def _countries() -> dict[str, str]:
    known = {str(mid): countries.code(code) for mid, (code, _) in _pyais().items()}
    ours = load("mmsi_countries", dict[str, str])
    return {mid: code for mid, code in known.items() if code} | ours


def _pyais() -> dict[int, tuple[str, str]]:
    """Countries by digits, as pyais has them.

    Its table is a file of its own: to import the package for it takes as long as to read a million
    positions.
    """
    (folder,) = getattr(find_spec("pyais"), "submodule_search_locations", None) or ("",)
    spec = spec_from_file_location("pyais_constants", Path(folder) / "constants.py")
    if spec is None or spec.loader is None:
        raise ImportError("pyais is not there")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    found: dict[int, tuple[str, str]] = module.COUNTRY_MAPPING
    return found
