"""What narrows an answer, under the names that yente has for it."""

from typing import Annotated

from fastapi import Path, Query

from designata.api.compat.flat import Flat

Dataset = Annotated[
    str,
    Path(
        description="default, sanctions, a publisher such as ofac, or a list such as ofac_sdn",
        examples=["default"],
    ),
]

Many = Annotated[tuple[str, ...], Query(max_length=100)]

Since = Annotated[
    str | None,
    Query(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2}(\.\d+)?)?)?(Z|[+-]00:00)?)?$"),
]


def changed(entity: Flat, since: str | None) -> bool:
    """Whether what is said of an entity changed on a day or later.

    The lists state days, so that the hour asked for is not looked at.
    """
    return since is None or (entity.last_change or "")[:10] >= since[:10]
