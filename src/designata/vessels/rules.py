"""The rules' parameters by name, as ``--set`` takes them: ``gap.min_hours``, ``encounter.max_km``.

Defaults, units, sources and caveats stand in ``data/vessel_rules.toml``; a name that is not there
is refused with the list of those that are.
"""

import math
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from designata.data import load as data
from designata.errors import InputError
from designata.vessels.event import Rule


class Parameter(msgspec.Struct, frozen=True):
    """A parameter: its default and what it is counted in."""

    default: float
    unit: str


class LoadClass(msgspec.Struct, frozen=True):
    """A class of tanker by length, with the draughts at which it is empty or loaded."""

    name: str
    min_length_m: float
    ballast_m: float
    laden_m: float


class Definition(msgspec.Struct, frozen=True):
    """A rule as the table defines it."""

    source: str
    caveats: list[str]
    parameters: dict[str, Parameter]
    classes: list[LoadClass] = []


class Rules(msgspec.Struct, frozen=True):
    """The values in use.

    Args:
        values: by rule and parameter: ``gap.min_hours``.
        rules: by name.

    >>> load({"gap.min_hours": 12})["gap.min_hours"]
    12.0
    """

    values: dict[str, float]
    rules: dict[str, Rule]

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def rule(self, name: str) -> Rule:
        """A rule with its values, as its events cite it."""
        return self.rules[name]


@cache
def definitions() -> dict[str, Definition]:
    """All rules by name."""
    return data("vessel_rules", dict[str, Definition])


def caveats(name: str) -> list[str]:
    """What events of a rule do not prove."""
    return list(definitions()[name].caveats)


def settings(texts: Iterable[str]) -> dict[str, float]:
    """Parameters as a person writes them.

    Raises:
        InputError: when one of them sets nothing.

    >>> settings(["gap.min_hours=12"])
    {'gap.min_hours': 12.0}
    """
    found = {}
    for text in texts:
        name, sign, value = text.partition("=")
        try:
            found[name.strip()] = float(value)
        except ValueError:
            sign = ""
        if not sign:
            raise InputError(
                f"{text!r} sets nothing", where="--set", cure="write it as gap.min_hours=12"
            )
    return found


def load(overrides: Mapping[str, float] | None = None) -> Rules:
    """The rules' defaults with some values replaced.

    Raises:
        InputError: for a name that no rule has, or a value that is not a number from 0 up.

    >>> load({})["encounter.max_km"]
    0.5
    """
    values = {
        f"{rule}.{name}": parameter.default
        for rule, definition in definitions().items()
        for name, parameter in definition.parameters.items()
    }
    for name, value in (overrides or {}).items():
        if name not in values:
            raise InputError(
                f"no rule has the parameter {name!r}", cure=f"use one of {', '.join(values)}"
            )
        if not math.isfinite(value) or value < 0:
            raise InputError(f"{name} cannot be {value}", cure="give a number from 0 up")
        values[name] = float(value)
    if values["encounter.resample_s"] < 1:
        raise InputError(
            "encounter.resample_s cannot be less than a second", cure="give a longer step"
        )
    return Rules(
        values,
        {
            rule: Rule(
                id=rule,
                thresholds={name: values[f"{rule}.{name}"] for name in definition.parameters},
                source=definition.source,
            )
            for rule, definition in definitions().items()
        },
    )
