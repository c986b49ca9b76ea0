"""An event as it is gathered: the tellings that speak of it, who acts and when."""

import msgspec

from designata.model.claim import Modality
from designata.news.extract.draft import Draft
from designata.news.findings import Dated, Party


class Event(msgspec.Struct, kw_only=True):
    """Drafts that speak of one event."""

    drafts: list[Draft]
    authority: Party
    date: Dated | None
    recalled: bool
    effective: Dated | None = None

    @property
    def countries(self) -> set[str | None]:
        """Of who acts, alone or jointly."""
        return {self.authority.country, *(p.country for d in self.drafts for p in d.joint)}

    @property
    def modality(self) -> Modality:
        """As firmly as it is told anywhere."""
        order = list(Modality)
        return min((draft.modality for draft in self.drafts), key=order.index)


def firm(told: Modality) -> bool:
    """Whether it is told as done, not as planned or denied."""
    return told in (Modality.ASSERTED, Modality.REPORTED)


def agree(one: Dated, other: Dated) -> bool:
    """Whether two dates may mean one day."""
    return one.value.startswith(other.value) or other.value.startswith(one.value)
