"""Which lists a question is put to: datasets, as yente names them.

``default`` is all that the store holds, ``sanctions`` all official lists, a publisher's name all
its lists, and ``ofac_sdn`` one of them.
"""

from collections.abc import Iterable, Mapping

import msgspec

from designata.errors import NotFoundError
from designata.lists import publishers
from designata.store.listing import ListRow

_NOT_OFFICIAL = {*publishers.KEPT, "ftm"}


class Dataset(msgspec.Struct, frozen=True):
    """A list, or several.

    Args:
        name: by which it is asked for.
        title: for people.
        children: the datasets that it is made of.
        leaves: the lists that it comes down to.
        row: of the list, where it is one.
    """

    name: str
    title: str
    children: tuple[str, ...]
    leaves: frozenset[str]
    row: ListRow | None = None


class Scope(msgspec.Struct, frozen=True):
    """What a question is put to.

    Args:
        leaves: the lists; none for all that the store holds.
        publishers: whose lists they are; empty where all may be asked.
        warnings: what was named and is not known.
    """

    leaves: frozenset[str] | None
    publishers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def holds(self, lists: Iterable[str]) -> bool:
        """Whether something that stands in these lists is asked for."""
        return self.leaves is None or not self.leaves.isdisjoint(lists)


def datasets(rows: Iterable[ListRow]) -> dict[str, Dataset]:
    """The datasets of a store, by name."""
    lists = {
        name: Dataset(name, row.title, (), frozenset([name]), row)
        for row in rows
        for name in [f"{row.publisher}_{row.dataset}"]
    }
    by_publisher: dict[str, list[str]] = {}
    for name, one in lists.items():
        if one.row:
            by_publisher.setdefault(one.row.publisher, []).append(name)
    ofs = {
        code: Dataset(code, _title(code), tuple(names), frozenset(names))
        for code, names in by_publisher.items()
    }
    official = [code for code in by_publisher if code not in _NOT_OFFICIAL]
    everything = Dataset("default", "All that the store holds", tuple(ofs), frozenset(lists))
    sanctions = Dataset(
        "sanctions",
        "All official lists",
        tuple(official),
        frozenset(name for code in official for name in by_publisher[code]),
    )
    return {one.name: one for one in (everything, sanctions)} | ofs | lists


def scope(
    known: Mapping[str, Dataset],
    name: str,
    *,
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Scope:
    """What a question is put to.

    Args:
        known: the datasets of the store.
        name: of the dataset that is asked.
        include: only those of its lists that are in one of these.
        exclude: none of these.

    Raises:
        NotFoundError: when the store has no such dataset.
    """
    if name not in known:
        raise NotFoundError("No such dataset", cure="see /catalog")
    leaves = known[name].leaves
    include, exclude = list(include), list(exclude)
    warnings = [
        f"no such dataset: {other[:60]}" for other in include + exclude if other not in known
    ]
    if include:
        leaves &= frozenset().union(*(known[other].leaves for other in include if other in known))
    for other in exclude:
        leaves -= known[other].leaves if other in known else frozenset()
    if leaves == known["default"].leaves:
        return Scope(None, (), tuple(warnings))
    codes = {known[leaf].row.publisher for leaf in leaves}  # type: ignore[union-attr]  # leaves have rows
    askable = () if codes & set(publishers.KEPT) else tuple(sorted(codes))
    return Scope(leaves, askable, tuple(warnings))


def _title(code: str) -> str:
    return publishers.of(code).authority
