"""The evidence file of a dossier as PDF: every fact with the document and the place it stands in.

What lists and articles say is handed over as data (``formats/pdf.py``), told in the page's words.
"""

import datetime as dt
import re
from collections.abc import Iterable

import msgspec

from designata.dossier.shape import Dossier, Shown, Tie
from designata.formats import pdf as paper
from designata.model import address
from designata.store.dossier import Source
from designata.web.pages import dossier_view
from designata.web.pages.dossier_ties import says
from designata.web.pages.dossier_view import Value
from designata.web.words import Words

_WORDS = (
    "names",
    "identifiers",
    "records",
    "timeline",
    "authority",
    "program",
    "since",
    "lag",
    "not_listed",
    "not_listed_hint",
    "ties",
    "events",
    "events_hint",
    "claims",
    "facts",
    "documents",
)
_PLACES = 4
_LONGEST = 60
_MOST_TIES = 1_000
_ODD = re.compile(r"[^A-Za-z0-9._-]+")


class Ref(msgspec.Struct, frozen=True):
    """A mark that leads from a fact to its document."""

    source: int
    place: str


class Row(msgspec.Struct, frozen=True):
    """A line of the file."""

    label: str
    value: str
    note: str
    refs: list[Ref]


def name(one: Dossier) -> str:
    """What the file is called: plain letters, for any system.

    >>> _ODD.sub("-", "kr-2024/레이디 알")
    'kr-2024-'
    """
    return f"designata-{_ODD.sub('-', one.entity)[:80]}.pdf"


def pdf(found: Shown, t: Words, policy: str) -> bytes:
    """The evidence file of the first dossier of an answer, set in a process of its own.

    Args:
        found: the answer.
        t: the words of its language.
        policy: the screening policy's name and version.

    Raises:
        DesignataError: when it cannot be set.
    """
    return paper.aside("evidence.typ", telling(found, t, policy))


def telling(found: Shown, t: Words, policy: str) -> dict[str, object]:
    """The data of the template: plain values, all texts in the language of the file."""
    return _Telling(found.dossiers[0], t).told(found, policy)


class _Telling:
    """Puts a dossier into the data of the template, and numbers its documents."""

    def __init__(self, one: Dossier, t: Words) -> None:
        self._one, self._t = one, t
        self._numbers: dict[tuple[str, ...], int] = {}
        self._sources: list[Source] = []

    def told(self, found: Shown, policy: str) -> dict[str, object]:
        one, t = self._one, self._t
        now = dt.datetime.now(dt.UTC)
        told: dict[str, object] = {
            "lang": t.lang,
            "words": {word: t(f"dossier.{word}") for word in _WORDS} | {"lists": t("frame.lists")},
            "caption": one.caption,
            "kind": t.kind(one.schema),
            "entity": one.entity,
            "summary": self._summary(),
            "made": f"Designata · {t.moment(f'{now:%Y-%m-%dT%H:%M}')}",
            "notices": self._notices(found),
            "nobody": t("dossier.not_designated"),
            "scripts": self._scripts(),
            "identifiers": self._fields(dossier_view.fields(one.identifiers, one.schema)),
            "records": [
                Row(r.publisher.upper(), r.caption, f"{r.id}; {r.list}; {t.day(r.date)}", [])
                for r in one.records
            ],
            "timeline": self._timeline(),
            "grounds": self._grounds(),
            "absent": [
                f"{a.authority}: " + "; ".join(f"{n}, {t.day(d)}" for n, d in a.lists.items())
                for a in one.not_listed
            ],
            "ties": [self._tie(tie) for tie in one.ties[:_MOST_TIES]],
            "events": [
                Row("", e.caption, _firm(t, e.modality), self._refs(e.sources)) for e in one.events
            ],
            "claims": [
                Row(
                    c.speaker or t("dossier.speaker_itself"),
                    f"“{c.text}”",
                    "; ".join(filter(None, (_firm(t, c.modality), c.title, t.day(c.known)))),
                    self._refs([c.source]),
                )
                for c in one.claims
            ],
            "facts": self._fields(dossier_view.fields(one.facts, one.schema)),
            "lists": [f"{code.upper()}: {t.day(day)}" for code, day in found.lists.items()],
            "policy": f"{t('frame.policy')} {policy}",
            "caveat": t.caveat,
        }
        told["sources"] = [
            {
                "number": number,
                "list": s.list,
                "speaker": s.speaker or "",
                "date": t.day(s.date),
                "file": dossier_view.base(s.file),
                "url": s.url if address.is_web(s.url) else "",
                "sha256": s.sha256,
            }
            for number, s in enumerate(self._sources, 1)
        ]
        return msgspec.to_builtins(told)  # type: ignore[no-any-return]

    def _summary(self) -> str:
        t, first = self._t, self._one.first
        names = {step.authority for step in self._one.timeline if step.sanction}
        if not names:
            return t("dossier.not_designated")
        text = t("dossier.designated", n=len(names))
        if first:
            told = t("dossier.first", who=", ".join(first.authorities), day=t.day(first.day))
            text += f"; {told}"
        return text

    def _notices(self, found: Shown) -> list[str]:
        told = []
        if found.as_of:
            told.append(self._t("dossier.as_of_notice", day=self._t.day(found.as_of)))
        if not found.resolved:
            told.append(self._t("dossier.unresolved"))
        return told

    def _scripts(self) -> list[dict[str, object]]:
        t = self._t
        groups: list[dict[str, object]] = []
        for group in self._one.scripts:
            key = f"dossier.script_{group.script}"
            rows = [
                Row(
                    "",
                    n.value,
                    ", ".join(
                        [*(t.field(p) for p in n.properties if p != "name"), _firm(t, n.modality)]
                    ).strip(", "),
                    self._refs(n.sources),
                )
                for n in group.names
            ]
            groups.append({"script": t(key) if t.has(key) else group.script, "names": rows})
        return groups

    def _fields(self, fields: Iterable[dossier_view.Field]) -> list[Row]:
        return [
            Row(
                self._t.field(f.name),
                self._t.value(f.name, v.value),
                self._note(v),
                self._refs(v.sources),
            )
            for f in fields
            for v in f.values
        ]

    def _note(self, v: Value) -> str:
        t = self._t
        parts = [_firm(t, v.modality)]
        if v.original:
            parts.append(t("dossier.written", text="; ".join(v.original)))
        parts += [t("dossier.from_on", since=t.day(v.since))] if v.since else []
        parts += [t("dossier.until", day=t.day(v.until))] if v.until else []
        return "; ".join(filter(None, parts))

    def _timeline(self) -> list[dict[str, object]]:
        t = self._t
        rows: list[dict[str, object]] = []
        for step in self._one.timeline:
            since = t("dossier.undated")
            if step.since:
                basis = (step.since_is or "first seen").replace(" ", "_")
                since = f"{t.day(step.since)}, {t(f'dossier.since_{basis}')}"
            if step.until:
                since += f"; {t('dossier.until', day=t.day(step.until))}"
            lag = ""
            if step.lag_days is not None:
                lag = (
                    t("dossier.lag_days", n=step.lag_days)
                    if step.lag_days
                    else t("dossier.lag_first")
                )
            notes = [_firm(t, step.modality)]
            notes += [t("dossier.joint", who=", ".join(step.joint_with))] if step.joint_with else []
            notes += [] if step.sanction else [t("dossier.watch")]
            rows.append(
                {
                    "authority": step.authority,
                    "program": step.program or "",
                    "since": since,
                    "lag": lag,
                    "note": "; ".join(filter(None, notes)),
                    "refs": self._refs(step.sources),
                }
            )
        return rows

    def _grounds(self) -> list[dict[str, object]]:
        t = self._t
        rows: list[dict[str, object]] = []
        for d in self._one.designations:
            lines = list(d.reasons)
            if d.legal_basis:
                lines.append(f"{t('dossier.legal_basis')}: {'; '.join(d.legal_basis)}")
            if d.references:
                lines.append(f"{t('dossier.references')}: {', '.join(d.references)}")
            if lines:
                rows.append({"authority": d.authority, "lines": lines})
        return rows

    def _tie(self, tie: Tie) -> Row:
        t, own = self._t, self._one.caption
        ends = (own, tie.caption) if tie.acts else (tie.caption, own)
        notes = [tie.role or "", _firm(t, tie.modality), tie.remark]
        notes += [f"{', '.join(tie.percentage)} %"] if tie.percentage else []
        notes += [t("dossier.from_on", since=t.day(tie.since))] if tie.since else []
        notes += [t("dossier.until", day=t.day(tie.until))] if tie.until else []
        notes += (
            [t("dossier.listed_by", who=", ".join(tie.listed_by).upper())] if tie.listed_by else []
        )
        text = f"{ends[0]} {says(tie, t)} {ends[1]}"
        return Row("", text, "; ".join(filter(None, notes)), self._refs(tie.sources))

    def _refs(self, sources: Iterable[Source]) -> list[Ref]:
        """A mark for each document, with the places in it; of many places the first."""
        places: dict[int, list[str]] = {}
        for s in sources:
            places.setdefault(self._number(s), []).append(s.locator)
        return [
            Ref(
                number,
                ", ".join(p[:_LONGEST] for p in dict.fromkeys(told) if p)[: _PLACES * _LONGEST],
            )
            for number, told in places.items()
        ]

    def _number(self, s: Source) -> int:
        key = s.sha256, s.url or s.file, s.speaker or "", s.date
        if key not in self._numbers:
            self._sources.append(s)
            self._numbers[key] = len(self._sources)
        return self._numbers[key]


def _firm(t: Words, modality: str) -> str:
    return "" if modality == "asserted" else t(f"read.firm_{modality}")
