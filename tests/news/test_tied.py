"""Relations of a kept article are ties, as firm as they are said, and gone with a retraction."""

import datetime as dt
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Literal

import pytest

from designata.dossier.shape import Tie
from designata.engine import Designata
from designata.model.claim import Modality
from designata.network.control import Verdict
from designata.network.ruling import Owned
from designata.news.document import Document
from designata.news.findings import Attribution, Mention, Reading, Relation, Source
from designata.news.keep import keep, retract

from .casebook import engine

DATA = b"An official said M Leasing owns Polar Rock."
TEXT = DATA.decode()
FIRM, SHIP = "casebook-m-leasing", "casebook-polar-rock"


@pytest.fixture
def designata(tmp_path: Path) -> Designata:
    shutil.copytree(engine().folder, tmp_path / "store")
    return Designata(tmp_path / "store")


def document() -> Document:
    return Document(
        text=TEXT,
        title="Who owns what",
        published="2024-05-01",
        language="en",
        sha256=sha256(DATA).hexdigest(),
    )


def mention(name: str, text: str, entity: str | None, score: float = 0.99) -> Mention:
    start = TEXT.index(text)
    kind: Literal["organization", "vessel"] = "vessel" if name == "m2" else "organization"
    return Mention(
        id=name, text=text, start=start, end=start + len(text), type=kind,
        entity=entity, score=score,
    )  # fmt: skip


def reading(
    *,
    modality: Modality = Modality.ASSERTED,
    polarity: Literal["affirmed", "negated"] = "affirmed",
    predicate: str = "owns",
    score: float = 0.99,
    other: str | None = SHIP,
) -> Reading:
    start = TEXT.index("M Leasing")
    claim = Attribution(
        text=TEXT[start:-1],
        start=start,
        end=len(TEXT) - 1,
        source=Source(text="An official", kind="person"),
        modality=modality,
        polarity=polarity,
        mentions=["m1", "m2"],
        relation=Relation("m1", predicate, "m2"),
    )
    mentions = [mention("m1", "M Leasing", FIRM), mention("m2", "Polar Rock", other, score)]
    return Reading(mentions=mentions, claims=[claim])


def of_news(designata: Designata, entity: str = SHIP, as_of: dt.date | None = None) -> list[Tie]:
    designata.refresh()
    ties = designata.show(entity, as_of=as_of).dossiers[0].ties
    return [tie for tie in ties if tie.source.publisher == "news"]


def test_show_and_trace_see_it_with_speaker_and_place(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    [tie] = of_news(designata)
    assert (tie.schema, tie.says, tie.entity, tie.role) == ("Ownership", "owns", FIRM, "owns")
    assert (tie.acts, tie.modality) == (False, "asserted")
    assert (tie.source.speaker, tie.source.locator) == ("An official", "chars=17-42")
    [back] = of_news(designata, FIRM)
    assert (back.acts, back.entity) == (True, SHIP)
    proofs = designata.trace(FIRM, to=SHIP).routes[0].hops[0].proofs
    assert ("owns", "asserted", "An official") in [
        (proof.says, proof.modality, proof.source.speaker) for proof in proofs
    ]


@pytest.mark.parametrize(
    ("found", "modality"),
    [
        (reading(modality=Modality.REPORTED), "reported"),
        (reading(score=0.6), "possible"),
        (reading(polarity="negated"), "denied"),
        (reading(modality=Modality.DENIED), "denied"),
    ],
)
def test_it_is_as_firm_as_it_is_said(designata: Designata, found: Reading, modality: str) -> None:
    keep(designata.folder, document(), found, DATA)
    assert [tie.modality for tie in of_news(designata)] == [modality]


@pytest.mark.parametrize(
    "found",
    [reading(other=None), reading(other=FIRM), reading(predicate="is_national_of"),
     reading(predicate="no such word")],
)  # fmt: skip
def test_what_ties_no_two_entities_is_no_tie(designata: Designata, found: Reading) -> None:
    keep(designata.folder, document(), found, DATA)
    assert of_news(designata) == of_news(designata, FIRM) == []


def test_a_retraction_ends_it(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    retract(designata.folder, document().sha256, "wrong", day=dt.date(2024, 5, 9))
    assert of_news(designata) == []
    assert len(of_news(designata, as_of=dt.date(2024, 5, 8))) == 1


def uk(designata: Designata) -> Owned:
    designata.refresh()
    [answer] = designata.control(SHIP, keep=False)
    return answer


def test_only_what_is_asserted_counts_in_full(designata: Designata) -> None:
    def verdict() -> Verdict:
        return next(r.verdict for r in uk(designata).rulings if r.regime == "uk")

    assert verdict() is not Verdict.BLOCKED
    keep(designata.folder, document(), reading(modality=Modality.REPORTED), DATA)
    assert verdict() is Verdict.CANNOT_TELL
    keep(designata.folder, document(), reading(), DATA)
    assert verdict() is Verdict.BLOCKED
