"""What one trigger tells, before it is joined with others into an event."""

import msgspec

from designata.model.claim import Modality
from designata.news.extract.carried import Reference
from designata.news.extract.item import Item
from designata.news.extract.trigger import Action
from designata.news.findings import Dated, Party, Span


class Draft(msgspec.Struct, kw_only=True):
    """What one trigger tells.

    Args:
        parties: who acts; empty where the words leave it open.
        items: whom it meets.
        back: what goes back to targets told before.
        goes_on: whether who acts was told before ("it", "the decree").
        echo: whether it only says that an authority does as another did.
        past: whether words beside it place it in the past.
        before: whether it is told as what "had" been done by then.
        perfect: whether it is told as what has been done, without saying when.
        vague: whether it tells a time that is no day: "earlier this week".
        apart: whether it is told as another decision than those before.
        title: whether it stands in the headline.
        weak: whether its words mean a designation only where someone is met.
    """

    span: tuple[int, int]
    at: int
    action: Action
    modality: Modality
    parties: list[Party]
    joint: list[Party]
    items: list[Item]
    back: list[Reference]
    goes_on: bool
    echo: bool
    past: bool
    before: bool
    perfect: bool
    vague: bool
    apart: bool
    title: bool
    weak: bool
    date: Dated | None
    effective: Dated | None
    grounds: list[Span]
