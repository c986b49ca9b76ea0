"""Who was designated by which country's authority on which day: the unnamed, named by the lists."""

import datetime as dt
from collections.abc import Iterable

from designata.model import vocabulary
from designata.store.claims import Store, live
from designata.store.dossier import Dossier, dossiers


def designated(
    store: Store, *, country: str, day: dt.date, as_of: dt.date | None = None
) -> list[Dossier]:
    """The entities that a country's authority designated on a day, as announced or effective.

    Args:
        store: the store.
        country: whose authority, as a code: ``kr``.
        day: the day of the announcement or of effect.
        as_of: what was known on a day.
    """
    rows = store.query(
        f"""
        SELECT record, min(claim) AS first FROM {live(as_of)} AS c
        WHERE c.schema = 'Sanction' AND c.property IN ('listingDate', 'startDate') AND c.value = ?
          AND c.subject IN (SELECT subject FROM claims WHERE schema = 'Sanction'
                            AND property = 'country' AND value = ?)
        GROUP BY record ORDER BY first
        """,  # noqa: S608  - the view is ours
        [day.isoformat(), country],
    )
    return dossiers(store, [str(record) for record, _ in rows], as_of=as_of)


def by_type(found: Iterable[Dossier]) -> dict[str, list[Dossier]]:
    """Sorted out as news reports count them: vessels, persons, organizations, others."""
    kinds = {"vessel": "Vessel", "person": "Person", "organization": "Organization"}
    sorted_out: dict[str, list[Dossier]] = {}
    for dossier in found:
        schema = vocabulary.schema(dossier.schema)
        kind = next((kind for kind, name in kinds.items() if schema.is_a(name)), "other")
        sorted_out.setdefault(kind, []).append(dossier)
    return sorted_out
