import datetime as dt
import shutil
from pathlib import Path

import pytest

from designata.dossier.shape import Quoted
from designata.engine import Designata
from designata.errors import InputError, NotFoundError, RefusedError
from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.findings import Attribution, Mention, Reading, Source
from designata.news.keep import claims, keep, retract
from designata.store import manifest

from .casebook import engine

DATA = b"An official said Lady R carried arms. Lady R denies it."
TEXT = DATA.decode()
SHA = "1f" * 32


@pytest.fixture
def designata(tmp_path: Path) -> Designata:
    shutil.copytree(engine().folder, tmp_path / "store")
    return Designata(tmp_path / "store")


def document(**more: object) -> Document:
    from hashlib import sha256

    fields: dict[str, object] = {
        "text": TEXT,
        "title": "Arms at sea",
        "published": "2024-05-01",
        "language": "en",
        "sha256": sha256(DATA).hexdigest(),
        "url": "https://example.org/arms",
    }
    return Document(**(fields | more))  # type: ignore[arg-type]


def reading(score: float = 0.99, modality: Modality = Modality.REPORTED) -> Reading:
    start = TEXT.index("Lady R carried arms")
    ship = Mention(
        id="m1", text="Lady R", start=start, end=start + 6, type="vessel",
        entity="casebook-lady-r", score=score,
    )  # fmt: skip
    claim = Attribution(
        text="Lady R carried arms",
        start=start,
        end=start + 19,
        source=Source(text="An official", kind="person", via="The Paper"),
        modality=modality,
        mentions=["m1"],
    )
    return Reading(mentions=[ship], claims=[claim])


def of_news(designata: Designata, as_of: dt.date | None = None) -> list[Quoted]:
    designata.refresh()
    return designata.show("casebook-lady-r", as_of=as_of).dossiers[0].claims


def test_show_cites_the_article(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    (said,) = of_news(designata)
    assert (said.text, said.modality) == ("Lady R carried arms", "reported")
    assert said.speaker == "An official, through The Paper"
    assert (said.source.locator, said.source.url) == ("chars=17-36", "https://example.org/arms")
    assert said.known == "2024-05-01"
    assert designata.store.archive.get(said.source.sha256) == DATA
    (article,) = designata.show("casebook-lady-r").dossiers[0].articles
    assert (said.article, said.title) == (article.id, article.title)
    assert (article.title, article.published) == ("Arms at sea", "2024-05-01")


def test_the_entity_stays_its_list_s(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    designata.refresh()
    dossier = designata.show("casebook-lady-r").dossiers[0]
    assert (dossier.publisher, dossier.caption) == ("casebook", "LADY R")
    assert designata.dates() == engine().dates()
    assert [changes.publisher for changes in designata.changes()] == ["casebook"]


def test_it_is_not_known_before_it_was_published(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    assert not of_news(designata, dt.date(2024, 4, 30))
    assert of_news(designata, dt.date(2024, 5, 1))


def test_an_uncertain_link_makes_a_claim_possible(designata: Designata) -> None:
    keep(designata.folder, document(), reading(score=0.6), DATA)
    assert [said.modality for said in of_news(designata)] == ["possible"]


def test_keeping_twice_is_keeping_once(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    assert keep(designata.folder, document(), reading(), DATA).unchanged
    keep(designata.folder, document(), reading(modality=Modality.DENIED), DATA)
    assert [said.modality for said in of_news(designata)] == ["denied"]


def test_a_retraction_ends_the_claims_and_overwrites_nothing(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    retract(designata.folder, document().sha256[:12], "another ship", day=dt.date(2024, 5, 9))
    assert not of_news(designata)
    assert of_news(designata, dt.date(2024, 5, 8))
    (article,) = designata.show(f"news-{document().sha256[:16]}").dossiers
    assert ("processingStatus", "retracted: another ship") in [
        (fact.property, fact.value) for fact in article.facts
    ]
    with pytest.raises(RefusedError, match="retracted on 2024-05-09"):
        keep(designata.folder, document(), reading(), DATA)


@pytest.mark.parametrize("article", ["", "ff" * 32, "news-"])
def test_an_article_that_is_not_kept_is_not_retracted(designata: Designata, article: str) -> None:
    with pytest.raises(NotFoundError):
        retract(designata.folder, article, "wrong")


def test_a_retraction_says_why_and_comes_after(designata: Designata) -> None:
    keep(designata.folder, document(), reading(), DATA)
    with pytest.raises(InputError, match="reason"):
        retract(designata.folder, document().sha256, " ")
    with pytest.raises(InputError, match="before the article"):
        retract(designata.folder, document().sha256, "wrong", day=dt.date(2024, 4, 1))


def test_a_kill_leaves_the_store_as_it_was(
    designata: Designata, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = manifest.load(designata.folder)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(manifest, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        keep(designata.folder, document(), reading(), DATA)
    monkeypatch.undo()
    assert manifest.load(designata.folder) == before
    assert not of_news(designata)
    keep(designata.folder, document(), reading(), DATA)
    assert len(of_news(designata)) == 1


def test_an_article_without_links_is_kept_by_itself(designata: Designata) -> None:
    keep(designata.folder, document(published=None, url=None), Reading(), DATA)
    assert not of_news(designata)
    said = list(claims(document(), Reading()))
    assert {claim.subject for claim in said} == {f"news-{document().sha256[:16]}"}
