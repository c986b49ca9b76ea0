"""The options that commands share, and what is made of their values."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designata.config import store_folder
from designata.engine import Designata
from designata.errors import InputError

if TYPE_CHECKING:
    from designata.screen.policy import Policy

Store = Annotated[
    Path | None, typer.Option("--store", help="The store's folder; also DESIGNATA_STORE.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="As known on a past day, ISO.")
]
PolicyFile = Annotated[
    Path | None, typer.Option("--policy", metavar="FILE", help="A policy in TOML.")
]
Threshold = Annotated[
    float | None, typer.Option("--threshold", help="Hits from this probability on.")
]
Limit = Annotated[int | None, typer.Option("--limit", help="The most hits a question.")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes; by default one a processor.")
]
FailOnHit = Annotated[
    bool, typer.Option("--fail-on-hit", help="End with exit code 3 when there is a hit.")
]
Model = Annotated[str | None, typer.Option("--model", help="The model's name at --backend.")]
Who = Annotated[str | None, typer.Option("--who", help="Who judges; else the user.")]


def opened(store: Path | None) -> Designata:
    """The store that was named, else that of the environment."""
    return Designata(store_folder(store))


def day(text: str | None, option: str) -> dt.date | None:
    """A day that an option gives.

    Raises:
        InputError: when it is none.
    """
    from designata.model import when

    return None if text is None else when.day(text, option)


def policy(path: Path | None, threshold: float | None, limit: int | None) -> "Policy":
    """The policy of a file, else the default, with what the other options say."""
    from designata.screen import policy as policies

    return policies.override(policies.load(path), threshold=threshold, limit=limit)


def model(address: str | None, name: str | None) -> tuple[str, str] | None:
    """Address and name of a language model that may be asked; none where none was named.

    Raises:
        InputError: when only one of the two is given.
    """
    if address is None and name is None:
        return None
    if address is None or name is None:
        raise InputError(
            "a model is asked only where address and name are given",
            where="--backend" if address is None else "--model",
            cure="give both, --backend https://… and --model NAME",
        )
    return address, name
