"""A ship on a map: the places of its events, and the ports that its sources name.

The map has no tiles: its only ground is the coastline that set-up took from npm. A port that a
sentence names is a place to look at; it is no sighting.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from designata.dossier.shape import Dossier, Event
from designata.vessels import coast, ports

_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?), (-?\d{1,3}(?:\.\d+)?)")
_WORDS = re.compile(r"[^\W_]+")
_MEASURES, _LONG = 6, 60


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the map.

    Args:
        point: latitude and longitude in degrees.
        kind: ``port``, or an event's type such as ``gap``.
        caption: what stands there.
        told: why it is shown: the sentence that names it, or the event's measures.
        date: when, as far as is told.
        end: where it ended, for a stretch.
        anchor: of what tells of it on the page.
    """

    point: tuple[float, float]
    kind: str
    caption: str
    told: str
    date: str = ""
    end: tuple[float, float] | None = None
    anchor: str = ""


def places(dossier: Dossier) -> list[Place]:
    """What a map of an entity shows; nothing where no source tells of a place."""
    return [*_events(dossier.events), *_named(dossier)]


def _events(events: Iterable[Event]) -> Iterator[Place]:
    for event in events:
        points = [point for fact in event.facts if (point := _point(fact.property, fact.value))]
        if points:
            measures = [f.value for f in event.facts if f.property.endswith("measure")]
            plain = [text for text in measures if ":" not in text and len(text) <= _LONG]
            kinds = [f.value for f in event.facts if f.property.endswith("keywords")]
            yield Place(
                point=points[0],
                kind=kinds[0] if kinds else "event",
                caption=event.caption.partition(": ")[0],
                told="; ".join(plain[:_MEASURES]),
                date=event.start or "",
                end=points[1] if len(points) > 1 else None,
                anchor=event.id,
            )


def _point(prop: str, value: str) -> tuple[float, float] | None:
    """A position as claims hold it.

    >>> _point("location", "42.23330, 130.30000"), _point("location", "Rajin")
    ((42.2333, 130.3), None)
    """
    match = _POINT.fullmatch(value) if prop.rpartition(".")[2] == "location" else None
    return (float(match[1]), float(match[2])) if match else None


def _named(dossier: Dossier) -> Iterator[Place]:
    """The ports that sentences about the entity name, each with the first that does."""
    sentences = [(c.text, c.known) for c in dossier.claims]
    sentences += [(f.value, f.known) for f in dossier.facts if f.property in {"notes", "summary"}]
    sentences += [(reason, d.since or "") for d in dossier.designations for reason in d.reasons]
    sentences += [(f"{t.role}: {t.caption}", t.since or "") for t in dossier.ties if t.role]
    found: dict[str, Place] = {}
    for text, day in sentences:
        words = _spaced(text)
        for port in ports.ports():
            if port.id not in found and any(f" {name} " in words for name in _names()[port.id]):
                found[port.id] = Place(
                    point=port.point, kind="port", caption=port.name, told=text, date=day
                )
    yield from found.values()


@cache
def _names() -> dict[str, list[str]]:
    """What each port is called, ready to be found in a sentence."""
    found = {}
    for port in ports.ports():
        scripts = (port.latin, port.hangul, port.cyrillic, port.han, port.arabic, port.persian)
        found[port.id] = [_spaced(name).strip() for names in scripts for name in names]
    return found


def _spaced(text: str) -> str:
    """The words of a sentence, each between spaces.

    >>> _spaced("from Rajin, to Dunai.")
    ' from rajin to dunai '
    """
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


@cache
def coastline() -> bytes:
    """The world's coasts as GeoJSON lines to fill, to a hundredth of a degree; empty without."""
    rings = []
    for ring in coast.rings():
        points = ring.round(2).tolist()
        kept = [p for at, p in enumerate(points) if not at or p != points[at - 1]]
        if len(kept) > 3:  # noqa: PLR2004  - fewer points enclose nothing
            rings.append(kept)
    return msgspec.json.encode({"type": "Polygon", "coordinates": rings})
