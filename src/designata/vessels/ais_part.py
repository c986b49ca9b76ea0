"""What a reader of one file gives, part by part."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import polars as pl


class Part(NamedTuple):
    """Some of a file's content.

    Args:
        positions: in the form of ``frames.positions``, in the file's order.
        statics: in the form of ``frames.statics``.
        next: the number of the row or sentence that follows.
        told: how the file was understood, said once.
    """

    positions: "pl.DataFrame"
    statics: "pl.DataFrame"
    next: int
    told: str = ""
