"""One announcement of a list, tried as the explanation of an event's unnamed targets.

All target groups are explained together: whoever is chosen for one group is free for no other.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import msgspec

from designata.evidence.explain import Reason, probability
from designata.model import countries
from designata.news.findings import Candidate, Dated, Designation, Target
from designata.news.link import fit
from designata.news.link.announcements import Act, Member

_ORDER = ("person", "vessel", "aircraft", "wallet", "organization", "other")
"""Types of targets, those last that may take in others."""
MOST = 25
"""Candidates that are given for targets that the lists do not decide."""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: a designation and the day it goes by.

    Args:
        designation: as the article tells it.
        day: its own, or the article's where it has none.
        assumed: whether it is the article's.
    """

    designation: Designation
    day: Dated
    assumed: bool = False


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What the lists hold near an event's day.

    Args:
        members: of all announcements.
        named: those among them that the article names, by the mention that does.
        rarity: of the words of their grounds.
    """

    members: list[Member]
    named: Mapping[str, str]
    rarity: Mapping[str, float]

    def announcements(self) -> list[tuple[str, str, str]]:
        """Whose announcement, of which day: all of it, and each program where it has several."""
        programs: dict[tuple[str, str], dict[str, None]] = {}
        for act in (act for member in self.members for act in member.acts):
            programs.setdefault((act.country, act.announced), {})[act.program] = None
        return [
            (country, day, program)
            for (country, day), told in programs.items()
            for program in ("", *(told if len(told) > 1 else ()))
        ]


class _Scored(msgspec.Struct, frozen=True):
    """A member against one target group, and how surely its country is the one told."""

    member: Member
    reasons: list[Reason]
    tier: fit.Tier

    @property
    def logit(self) -> float:
        return sum(reason.weight for reason in self.reasons)

    def weight(self, feature: str) -> float:
        """What one feature says for it."""
        return sum(reason.weight for reason in self.reasons if reason.feature == feature)


class Trial:
    """An announcement against all target groups of an event.

    Args:
        event: what is asked.
        listed: what the lists hold.
        country: whose announcement.
        day: of which day.
        program: of which program; empty for all of the day.
    """

    def __init__(
        self, event: Event, listed: Listed, *, country: str, day: str, program: str = ""
    ) -> None:
        self.country, self.day, self._program = country, day, program
        self._event, self._rarity = event, listed.rarity
        self._targets = event.designation.targets
        whole = [(m, act) for m in listed.members for act in m.acts if self._is_ours(act)]
        self._date = max(
            (fit.day(event.day, act, assumed=event.assumed) for _, act in whole),
            key=lambda reason: reason.weight,
        )
        self.off = min(fit.off(event.day, act) for _, act in whole)
        members = list({member.entity: member for member, _ in whole}.values())
        named = set(listed.named.values())
        self._beside = [member for member in members if member.entity in named]
        free = [member for member in members if member.entity not in named]
        beside = {member.entity for member in self._beside}
        self._met = {name for name, entity in listed.named.items() if entity in beside}
        self._fitting = self._assigned(free)
        self.score = self._sum(len(members))

    def _is_ours(self, act: Act) -> bool:
        same = (act.country, act.announced) == (self.country, self.day)
        return same and self._program in ("", act.program)

    def _assigned(self, free: list[Member]) -> list[list[_Scored]]:
        """Who fits each group: all groups by the surest countries first, then those left over.

        Among equals, groups that say most of themselves choose first.
        """
        fitting: list[list[_Scored]] = [[] for _ in self._targets]
        asked = [n for n, target in enumerate(self._targets) if unnamed(target)]
        asked.sort(
            key=lambda n: (_ORDER.index(self._targets[n].type), not self._targets[n].country)
        )
        for tier in (fit.Tier.SURE, fit.Tier.MAYBE, fit.Tier.HARDLY):
            for number in [n for n in asked if not self._is_filled(n, fitting[n])]:
                target, meant = self._targets[number], missing(self._targets[number])
                fits = [one for one in self._scored(free, target) if one.tier <= tier]
                if tier is fit.Tier.HARDLY and len(fits) != meant:
                    continue  # a list may know another country than the article, of all of them
                fitting[number] = fits
                if meant and meant <= len(fits) and _decided(fits, meant):
                    taken = {one.member.entity for one in fits[:meant]}
                    free = [member for member in free if member.entity not in taken]
        return fitting

    def _is_filled(self, number: int, fits: list[_Scored]) -> bool:
        return len(fits) >= (missing(self._targets[number]) or 1)

    def _scored(self, free: list[Member], target: Target) -> list[_Scored]:
        """Those of a group's type, the likeliest first."""
        meant = missing(target)
        members = [member for member in free if fit.is_of(member, target.type)]
        if target.type == "organization" and meant and len(members) < meant:
            members = [member for member in free if fit.is_entity(member)]
        told = self._event.designation.reasons
        own = [told[place].text for place in target.reasons if place < len(told)]
        texts = own or [span.text for span in told]
        scored = []
        for member in members:
            country, tier = fit.country(member, target)
            grounds = fit.grounds(member, texts, self._rarity)
            reasons = [fit.kind(member, target), country, *([grounds] if grounds else [])]
            scored.append(_Scored(member, reasons, tier))
        return sorted(scored, key=lambda one: (-one.logit, one.member.caption, one.member.entity))

    def _sum(self, whole: int) -> float:
        """How well it explains the event, to be compared with others; no probability."""
        table, one = fit.weights().announcement, fit.weights().unnamed
        total = self._date.weight + self._authority().weight
        total += table["named"] * min(len(self._beside), 2)
        explained = len(self._beside)
        for target, fits in self._asked():
            meant = missing(target)
            explained += len(fits)
            total += _explains(len(fits), meant)
            if chosen := fits[:meant]:
                total += _mean(chosen, "country") - one["country"]
                total += min(_mean(fits, "reason"), table["grounds_most"])
        if self._program and explained < table["program"] and not self._is_told():
            return -math.inf  # so few fit some program by chance
        return total + (table["whole"] if explained == whole else 0.0)

    def _asked(self) -> list[tuple[Target, list[_Scored]]]:
        """The groups that are left unnamed, with those who fit."""
        pairs = zip(self._targets, self._fitting, strict=True)
        return [(target, fits) for target, fits in pairs if unnamed(target)]

    def _is_told(self) -> bool:
        """Whether the article's grounds, or a name, speak of the program."""
        least = fit.weights().announcement["apart"]
        said = any(one.weight("reason") >= least for fits in self._fitting for one in fits)
        return bool(self._beside) or said

    @property
    def fits(self) -> bool:
        """Whether anyone of it fits."""
        return any(self._fitting)

    def doubt(self, others: Iterable["Trial"]) -> str | None:
        """Why it may be another announcement than the article's, if it may.

        A small number is met by chance: it says little on another day where something else of the
        event is not met, or where a nearer announcement has such as well; so does any number where
        those who are named are not of the announcement.

        Args:
            others: the announcements that were tried beside it.
        """
        table, asked = fit.weights().announcement, self._asked()
        met = sum(len(fits) for it, fits in asked if len(fits) == missing(it) and _sure(fits))
        astray = any(target.mentions for target in self._targets) and not self._beside
        if self._beside or (self.enough and met >= table["chance"] and not astray):
            return None
        if not self.off and (met or all(fits for _, fits in asked)):
            return None  # a list may lack some of a day
        nearer = any(other.off < self.off and other.enough for other in others)
        if 0 < self.off <= table["near"] and self.enough and not nearer and not astray:
            return None
        if not self.off:
            return f"part of the event is not on the list of {self.day}: it may be another one"
        days = f"{self.off} day{'s' * (self.off > 1)}"
        return f"the announcement of {self.day} is {days} off, and may be another one"

    @property
    def enough(self) -> bool:
        """Whether as many fit as are meant, or more."""
        return all(len(fits) >= (missing(target) or 1) for target, fits in self._asked())

    def chosen(self) -> list[list[str]]:
        """Who is meant, group by group."""
        return [
            sorted(one.member.entity for one in fits[: missing(target)])
            for fits, target in zip(self._fitting, self._targets, strict=True)
        ]

    def targets(self, undecided: str | None) -> list[Target]:
        """The targets with their candidates.

        Args:
            undecided: why no candidate can be believed, if so.
        """
        return [
            self._target(target, fits, undecided) if unnamed(target) else target
            for target, fits in zip(self._targets, self._fitting, strict=True)
        ]

    def _target(self, target: Target, fits: list[_Scored], undecided: str | None) -> Target:
        meant = missing(target)
        why = undecided or self._why(target, fits)
        kept = fits[:MOST] if why else fits[:meant]
        return msgspec.structs.replace(
            target,
            candidates=[self._candidate(one, target, len(fits)) for one in kept],
            undecided=why,
        )

    def _why(self, target: Target, fits: list[_Scored]) -> str | None:
        """Why the list does not decide who of it is meant, if it does not."""
        meant = missing(target)
        if not fits:
            what = "that" if target.type == "other" else f"of type {target.type} that"
            return f"{whose(self.country)}'s list of {self.day} holds none {what} fits"
        if meant is None:
            return f"the article does not say how many; the list of {self.day} holds {len(fits)}"
        if len(fits) < meant:
            return f"the list of {self.day} holds {len(fits)} that fit, {meant} are meant"
        if lost := len(set(target.mentions) - self._met):
            return f"{lost} of those named cannot be told on the list of {self.day}"
        if not _decided(fits, meant):
            are = "is" if meant == 1 else "are"
            return (
                f"{len(fits)} on the list of {self.day} fit, {meant} {are} meant, "
                "and nothing tells them apart"
            )
        return None

    def _candidate(self, one: _Scored, target: Target, fitting: int) -> Candidate:
        reasons = [self._authority(), self._date, *one.reasons]
        reasons.append(fit.count(target, missing(target), fitting))
        if self._beside:
            weight = fit.weights().unnamed["named_beside"]
            note = "the article names another of the same announcement"
            beside = self._beside[0].caption
            reasons.append(fit.reason("named", weight, beside, one.member.caption, note))
        reasons.sort(key=lambda reason: -abs(reason.weight))
        total = fit.weights().unnamed["prior"] + sum(reason.weight for reason in reasons)
        return Candidate(
            entity=one.member.entity,
            caption=one.member.caption,
            schema=one.member.schema,
            score=round(probability(total), 6),
            reasons=reasons,
        )

    def _authority(self) -> Reason:
        party = self._event.designation.authority
        own = party.country == self.country
        note = "its own designation" if own else "the designation of one who acts jointly"
        weight = fit.weights().unnamed["authority" if own else "partner"]
        return fit.reason("authority", weight, party.name, whose(self.country), note)


def unnamed(target: Target) -> bool:
    """Whether some of a target are not named.

    >>> unnamed(Target(type="vessel", count=2, mentions=["m1"])), unnamed(Target(type="vessel"))
    (True, True)
    """
    return target.count > len(target.mentions) if target.count else not target.mentions


def missing(target: Target) -> int | None:
    """How many of a target are not named; none where the article does not say.

    >>> missing(Target(type="vessel", count=2, mentions=["m1"]))
    1
    """
    return target.count - len(target.mentions) if target.count else None


def whose(country: str) -> str:
    """An authority's country, or union, as sentences name it.

    >>> whose("eu"), whose("kr")
    ('the European Union', 'South Korea')
    """
    name = {"eu": "European Union", "un": "United Nations"}.get(country) or countries.name(country)
    return f"the {name}" if name.startswith("United ") or country == "eu" else name


def _explains(fitting: int, meant: int | None) -> float:
    table = fit.weights().announcement
    if not fitting:
        return table["none"]
    if meant is None:
        return table["more"]
    if fitting == meant:
        return table["exact"]
    if fitting > meant:
        return table["more"] - math.log(fitting / meant)
    return table["fewer"] * (1 - fitting / meant)


def _decided(fits: Sequence[_Scored], meant: int) -> bool:
    """Whether those meant stand apart from the next; where fewer fit, there is no choice.

    They do where no step among them is as wide: grounds that speak of one say less of the others.
    """
    ranked = [one.logit for one in fits]
    if len(ranked) <= meant:
        return bool(ranked)
    steps = [first - second for first, second in pairwise(ranked[: meant + 1])]
    return steps[-1] >= max(fit.weights().announcement["apart"], *steps)


def _sure(fits: Iterable[_Scored]) -> bool:
    return all(one.tier is fit.Tier.SURE for one in fits)


def _mean(some: Sequence[_Scored], feature: str) -> float:
    return sum(one.weight(feature) for one in some) / len(some)
