"""Who may be met in a stretch: its names and groups, in their order.

Left out are countries, names within a group's words, and bodies that only tell one's office.
"""

import re
from typing import TYPE_CHECKING

from designata.news.extract.gate import OFFICE
from designata.news.extract.item import Item, of_group
from designata.news.extract.scene import Scene
from designata.news.legal import statuses
from designata.news.mentions.groups import Group
from designata.news.numerals import SMALL, numeral
from designata.news.taken import Taken

if TYPE_CHECKING:
    from designata.news.findings import TargetType

_OFFICE_LONG = 90
"""Letters of an office and the body it is held at, at most."""
_FAMILY = re.compile(rf"\b(?:the\s+)?({'|'.join(SMALL)}|both)\s+$")
"""Before the name of a family: "the two Roes"."""
_THEN = re.compile(
    r"\s*(?:(?:Today|Now|Also|Accordingly|Therefore|Consequently|Thus|Additionally|Yesterday),?\s+)?"
)
"""What may stand before "he" that is listed; "the firms he owns" tells who owns."""
_FORMER = re.compile(r"\bformer\s+(?:the\s+)?$")
"""An office that one has held: it tells who someone is."""


def candidates(scene: Scene, start: int, end: int) -> list[Item]:
    """Those of a stretch."""
    standing = Taken(statuses(scene.text[start:end]))
    groups = [
        group
        for group in scene.groups_in(start, end)
        if not standing.touches(group.noun - start, group.end - start)
        and not (group.definite and _named_inside(scene, group))
        and not _headed(scene, group)
    ]
    found = [
        Item(
            g.start,
            g.end,
            g.type,
            group=g,
            country=g.countries[0] if len(g.countries) == 1 else None,
            others=g.countries if len(g.countries) > 1 else (),
        )
        for g in groups
    ]
    for m in scene.mentions_in(start, end):
        root = scene.root(m)
        if m.type == "country" or not root.named or (m.type == "authority" and not m.named):
            continue
        if m.named and any(g.start <= m.start and m.end <= g.end for g in groups):
            continue
        if m.type == "authority" and _FORMER.search(scene.text, max(start, m.start - 24), m.start):
            continue
        if not m.named:
            found = [item for item in found if item.start != m.start]
        kind: TargetType = "organization" if m.type == "authority" else root.type  # type: ignore[assignment]
        family = _FAMILY.search(scene.text, max(start, m.start - 20), m.start)
        if family and m.text.endswith("s") and " " not in m.text:
            count = 2 if family[1].lower() == "both" else numeral(family[1])
            group = Group(family.start(1), m.end, "person", count, noun=m.start)
            found.append(of_group(group))
            continue
        if m.text in ("he", "she") and not _THEN.fullmatch(scene.text, start, m.start):
            continue  # "the firms he owns": who does, not whom it meets
        found.append(Item(m.start, m.end, kind, mention=m, country=m.country or root.country))
    return sorted(found, key=lambda item: item.start)


def _named_inside(scene: Scene, group: Group) -> bool:
    """As in "the Kratol Aviation company": a name with its noun, and nothing told before."""
    inside = scene.mentions_in(group.start, group.end)
    return any(m.named and m.type == group.type and m.end + 1 == group.noun for m in inside)


def _headed(scene: Scene, group: Group) -> bool:
    """As in "Minister of the Armed Forces of Alfa Jan Roe": a body that tells an office."""
    behind = scene.mentions_in(group.end, group.end + _OFFICE_LONG)
    person = next((m for m in behind if m.type == "person"), None)
    if person is None:
        return False
    before = max(group.start - _OFFICE_LONG, 0)
    office = OFFICE.search(scene.text, before, person.start)
    return office is not None and office.start() < group.start
