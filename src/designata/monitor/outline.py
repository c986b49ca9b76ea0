"""Which records came, went or changed, without their fields: quick on whole lists, page by page.

``diff`` reads every claim of every record that was touched; here the database only says which
records those are, and ``entries`` reads the few that are looked at.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec

from designata.monitor import diff
from designata.monitor.diff import Changed, Field, Listed
from designata.store.claims import Store
from designata.store.schema import DIGEST, EditionRow

How = Literal["added", "removed", "changed"]
HOWS: tuple[How, ...] = ("added", "removed", "changed")

_SAID = """
    SELECT c.claim, c.record, c.subject = c.record AS own, c.schema, c.property, c.value, c.part,
        c.edition <= $before AS was, e.edition IS NULL OR e.edition > $after AS now
    FROM claims c LEFT JOIN ends e USING (claim)
    WHERE c.publisher = $publisher AND c.dataset = $dataset AND c.edition <= $after
        AND (e.edition IS NULL OR e.edition > $before)
"""


class Moved(msgspec.Struct, frozen=True):
    """A record that came, went or changed."""

    record: str
    how: How


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """The same, as it is looked at.

    Args:
        entity: its id.
        caption: its name.
        schema: what it is.
        how: whether it came, went or changed.
        fields: those that differ, where it changed.
    """

    entity: str
    caption: str
    schema: str
    how: How
    fields: list[Field] = []


def outline(store: Store, before: EditionRow | None, after: EditionRow) -> list[Moved]:
    """The records of a list that came, went or changed, those that came first.

    Args:
        store: the store.
        before: the earlier edition, if there is one.
        after: the later one.
    """
    parameters = {
        "before": before.edition if before else 0,
        "after": after.edition,
        "publisher": after.publisher,
        "dataset": after.dataset,
        "digest": DIGEST,
    }
    rows = store.query(
        f"""
        WITH said AS ({_SAID}),
        stands AS (
            SELECT record, bool_or(was) AS was, bool_or(now) AS now, min(claim) AS first
            FROM said WHERE property = $digest AND part = 'main' GROUP BY record
        ),
        touched AS (SELECT DISTINCT record FROM said WHERE was != now),
        told AS (
            SELECT record, bool_or(was) AS was, bool_or(now) AS now
            FROM said SEMI JOIN touched USING (record)
            WHERE $before > 0
            GROUP BY record, property, CASE WHEN own THEN '' ELSE schema END,
                CASE WHEN property = $digest THEN split_part(value, ':', 2) ELSE value END
        ),
        differ AS (SELECT DISTINCT record FROM told WHERE was != now)
        SELECT record, CASE WHEN NOT was THEN 0 WHEN NOT now THEN 1 ELSE 2 END AS how
        FROM stands
        WHERE was != now OR (was AND record IN (SELECT record FROM differ))
        ORDER BY how, first
        """,  # noqa: S608  - the tables are ours
        parameters,
    )
    return [Moved(str(record), HOWS[int(str(how))]) for record, how in rows]


def named(store: Store, publisher: str, text: str) -> set[str]:
    """The records of a publisher that have, or had, a name with a text in it."""
    columns = store.columns
    found = columns.where("publisher", [publisher], among=columns.named_with([text]))
    return set(columns.texts("record", found))


def entries(
    store: Store, before: EditionRow | None, after: EditionRow, moved: Sequence[Moved]
) -> list[Entry]:
    """The few records that are looked at, with their fields, in the order given."""
    number = before.edition if before else 0
    changed = [one.record for one in moved if one.how == "changed"]
    others = [one.record for one in moved if one.how != "changed"]
    _, _, differ = diff.compare(store, number, after, changed)
    told: list[Listed | Changed] = [*differ, *diff.listed(store, number, after, others)]
    found = {one.entity: one for one in told}
    return [_entry(found[one.record], one.how) for one in moved if one.record in found]


def _entry(one: Listed | Changed, how: How) -> Entry:
    return Entry(
        entity=one.entity,
        caption=one.caption,
        schema=one.schema,
        how=how,
        fields=one.fields if isinstance(one, Changed) else [],
    )
