"""What every form of a brief prints alike, as plain text: heads and cells of its rows, its foot."""

from collections.abc import Mapping

from designata.brief.told import Brief, Row

_HEADS = ("name", "kind", "what", "detail", "list")


def heads(labels: Mapping[str, str]) -> list[str]:
    """The heads of the list of everything."""
    return [labels[name] for name in _HEADS]


def cells(row: Row) -> list[str]:
    """A row of it."""
    return [f"{row.caption} ({row.entity})", row.kind, row.what, row.detail, row.publisher]


def foot(brief: Brief, labels: Mapping[str, str]) -> tuple[str, str, str]:
    """Which lists of which date, by which rules, and what it is not."""
    lists = ", ".join(f"{code} {day}" for code, day in brief.lists.items())
    return (
        f"{labels['lists']}: {lists}.",
        f"{labels['policy']}: {brief.policy}. {labels['rules']}",
        brief.caveat,
    )
