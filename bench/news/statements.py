"""Scores on real press statements of ../shared: events found, and newly listed names as targets."""

import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import gold
from gold import Span
from tally import Tally

from designata.news.document import Document
from designata.news.findings import Reading

SHARED = Path(__file__).parents[3] / "shared"
PRESS = SHARED / "press" / "state_statements_dev.json"

EVENTS, NAMES = "statements with an event", "newly listed names found as targets"

FAMOUS = 2
"""A name in more documents than this is known, not newly listed."""

_ASKED = re.compile(r"^QUESTION:|^MODERATOR:", re.MULTILINE)
_TURNS = 3


class Statement(NamedTuple):
    """A statement with the places of the newly listed names in its text."""

    url: str
    date: str
    title: str
    text: str
    names: list[Span]

    @property
    def held_out(self) -> bool:
        """Whether no rule may be written after it: a quarter of all, by the address's checksum.

        Till 25 November 2026 it was a half. On those that were read since, 22 of 28 names had been
        found before a rule was written after them.
        """
        return zlib.crc32(self.url.encode()) % 4 == 3

    @property
    def interview(self) -> bool:
        """Whether it is a transcript, in which names are spoken of and nobody designates."""
        return len(_ASKED.findall(self.text)) >= _TURNS


def statements(path: Path = PRESS) -> Iterator[Statement]:
    """All statements of the file."""
    told = json.loads(path.read_text("utf-8"))
    seen = Counter(uid for one in told for uid in {it["uid"] for it in one["sdn_mentions"]})
    for one in told:
        names = [
            (it["start"], it["end"])
            for it in one["sdn_mentions"]
            if it["new_since_prior_snapshot"] and seen[it["uid"]] <= FAMOUS
        ]
        yield Statement(one["url"], one["date"], one["title"], one["text"], names)


def score(statement: Statement, document: Document, reading: Reading) -> Tally:
    """Whether an event is found, and which of the names are targets of one."""
    tally = Tally(statement.title)
    done = [it for it in reading.designations if it.modality != "denied"]
    tally.check(EVENTS, "an event", "none", right=bool(done))
    spans = {it.id: (it.start, it.end) for it in reading.mentions}
    of = {it.id: it.refers_to or it.id for it in reading.mentions}
    meant = {
        of[i] for event in done for target in event.targets for i in target.mentions if i in of
    }
    targets = [spans[i] for i, whom in of.items() if whom in meant]
    for name, places in _names(statement, document).items():
        right = any(a[0] < b[1] and b[0] < a[1] for a in places for b in targets)
        tally.check(NAMES, name, f"{len(places)} places", right=right)
    return tally


def _names(statement: Statement, document: Document) -> dict[str, list[Span]]:
    """Each name once, with its places in the text as it was read, whose spaces may differ."""
    found: dict[str, list[Span]] = {}
    for start, end in statement.names:
        name = statement.text[start:end]
        found.setdefault(name.casefold(), gold.places(document.text, name))
    return found
