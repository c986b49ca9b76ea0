"""A kept article's brief keeps who says what, and how firmly."""

import shutil
from pathlib import Path

import pytest

from designata.brief.told import Brief
from designata.engine import Designata
from designata.errors import InputError
from designata.lists import casebook
from tests.brief.unsupported import unsupported
from tests.news import casebook as made


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Designata:
    folder = tmp_path_factory.mktemp("brief") / "store"
    shutil.copytree(made.engine().folder, folder)
    designata = Designata(folder)
    designata.read(casebook.article().encode(), name="article.md", keep=True)
    return designata


def _article(engine: Designata) -> str:
    return next(row.kept[0].sha256 for row in engine.store.editions if row.publisher == "news")


@pytest.fixture(scope="module")
def told(engine: Designata) -> Brief:
    return engine.brief(about=f"news-{_article(engine)[:12]}")


def test_it_says_what_the_article_says_and_whom_it_may_mean(told: Brief) -> None:
    first, second = told.sentences[:2]
    assert first.text.startswith("South Korea sanctioned two Russian ships")
    assert "according to the article “Seoul blacklists" in first.text
    assert "LADY R (IMO 9161003)" in second.text
    assert "may be meant" in second.text


def test_hedged_claims_stay_hedged_with_their_speakers(told: Brief) -> None:
    text = [one.text for one in told.sentences]
    assert "Moscow and Pyongyang denied this: “any arms deals”." in text
    diplomats = next(one for one in text if "diplomats" in one)
    assert diplomats.startswith("Two unnamed diplomats, as quoted by a specialist news site")
    post = next(one for one in told.sentences if one.text.startswith("The Washington Post"))
    assert "possibly munitions" in post.text
    assert post.claims[0].speaker == "The Washington Post"
    assert post.claims[0].locator.startswith("chars=")


@pytest.mark.parametrize("lang", ["en", "ko", "uk"])
def test_each_sentence_is_borne_out(engine: Designata, lang: str) -> None:
    found = engine.brief(about=_article(engine)[:16], lang=lang)
    assert all(not unsupported(one, lang) for one in found.sentences)


def test_a_ship_is_told_with_what_the_article_may_say_of_it(engine: Designata) -> None:
    text = [one.text for one in engine.brief(about="9161003").sentences]
    meant = "LADY R may be meant where South Korea's foreign ministry is quoted"
    assert any(meant in one for one in text)


def test_a_retracted_article_is_refused(tmp_path: Path, engine: Designata) -> None:
    shutil.copytree(engine.folder, tmp_path / "store")
    other = Designata(tmp_path / "store")
    sha256 = _article(other)
    other.retract(sha256, "it was wrong")
    with pytest.raises(InputError, match="retracted"):
        other.brief(about=f"news-{sha256[:12]}")
