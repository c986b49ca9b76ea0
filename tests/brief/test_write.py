"""Every sentence of a brief is borne out by the claims that it cites."""

import datetime as dt
from functools import cache

import msgspec
import pytest
from msgspec.structs import replace

from designata.brief import gather, write
from designata.brief.facts import Act, Facts
from designata.brief.prose.text import Text
from designata.brief.told import Brief, Sentence
from designata.brief.tongue import tongue
from designata.model import countries
from tests.brief.unsupported import unsupported
from tests.news import casebook

DAY = dt.date(2026, 11, 24)
SPRING = dt.date(2024, 3, 27)


@cache
def facts(about: str | None, since: dt.date | None = None) -> Facts:
    engine = casebook.engine()
    return gather.facts(engine.store, about, since=since, day=DAY, reader=casebook.reader)


def brief(about: str | None, since: dt.date | None = None, lang: str = "en") -> Brief:
    return write.write(facts(about, since), lang)


def texts(told: Brief) -> list[str]:
    return [sentence.text for sentence in told.sentences]


def only(told: Brief, words: str) -> Sentence:
    found = [sentence for sentence in told.sentences if words in sentence.text]
    assert len(found) == 1, (words, texts(told))
    return found[0]


@pytest.mark.parametrize("lang", ["en", "ko", "uk"])
@pytest.mark.parametrize(
    ("about", "since"),
    [(None, SPRING), (None, None), ("kr-ru", None), ("us-kp", None), ("9161003", None)],
)
def test_each_name_number_and_day_stands_in_the_claims(
    about: str | None, since: dt.date | None, lang: str
) -> None:
    told = brief(about, since, lang)
    assert told.sentences
    for sentence in told.sentences:
        assert sentence.claims, sentence.text
        assert not unsupported(sentence, lang), sentence.text
    assert [one.id for one in told.sentences] == [
        f"s{n}" for n in range(1, len(told.sentences) + 1)
    ]


def test_the_check_finds_what_no_claim_says() -> None:
    sentence = only(brief("kr-ru"), "imposed sanctions on two Russian nationals")
    for wrong in ("three Russian ships", "two Chinese ships", "3 April 2024", "the Rodina"):
        text = f"{sentence.text} It hit {wrong}."
        assert unsupported(msgspec.structs.replace(sentence, text=text), "en"), wrong
    quoted = msgspec.structs.replace(sentence, text="It said: “we did nothing”.")
    assert unsupported(quoted, "en") == ["we did nothing"]


def test_an_act_is_told_with_counts_names_grounds_and_who_came_first() -> None:
    told = brief("kr-ru")
    only(told, "two Russian nationals, two Russian ships and two Russian companies on 2 April 2024")
    only(told, "The ships are LADY R (IMO 9161003) and ANGARA (IMO 9179842).")
    ground = only(told, "On LADY R and ANGARA, Voice of America, Korean Service gave this ground")
    assert "“moved military cargo between Russia and North Korea" in ground.text
    only(told, "The United States had listed LADY R and ANGARA more than 22 months earlier")
    only(told, "No other list held here has Aleksandr Fyodorovich Panfilov and Sodeistvie.")


def test_the_sides_of_a_joint_act_are_one_story() -> None:
    told = brief(None, SPRING)
    joint = only(told, "It acted jointly with the United States, which made its side known one day")
    assert {claim.property for claim in joint.claims} >= {"Sanction.jointWith", "count"}
    assert sum("jointly" in text for text in texts(told)) == 1
    alone = only(told, "sanctions on Jon Yun Gun and Ri Tong Hyok")
    assert "27 March 2024" in alone.text


def test_what_is_only_possible_or_reported_is_never_told_as_fact() -> None:
    told = brief(None, SPRING)
    ships = only(told, "four Russian ships on 27 June 2024")
    assert ships.text.startswith("South Korea may have imposed")
    assert {claim.modality for claim in ships.claims} >= {"possible"}
    union = only(told, "The European Union")
    assert "is reported to have" in union.text
    assert "according to TASS" in union.text


def test_speakers_and_hedges_of_claims_are_kept() -> None:
    told = brief("casebook-angara")
    only(told, "On ANGARA, Royal United Services Institute raised this possibility: “with the")
    denied = only(told, "Dmitry Peskov, spokesman of the Russian president, denied this: “carried")
    assert denied.claims[0].modality == "denied"
    assert denied.claims[0].speaker == "Dmitry Peskov, spokesman of the Russian president"


def test_an_intelligence_list_is_no_sanction() -> None:
    told = brief("9161003")
    assert told.title == "LADY R: designated by four authorities"
    only(told, "Ukraine's military intelligence directorate names LADY R on a list that by itself")


def test_nothing_changed_is_said() -> None:
    told = brief(None, dt.date(2026, 11, 1))
    assert told.title == "Nothing changed on the lists"
    assert told.sentences[0].text.startswith("No list held here states a designation from 1 Nov")
    assert not told.plots
    assert not told.rows
    first = brief(None)
    assert first.title == "No earlier edition to compare with"
    assert "of no list is an earlier edition held" in first.sentences[0].text


def test_a_pair_without_designations_says_so() -> None:
    told = brief("jp-kr")
    assert texts(told)[0] == (
        "No list held here has a designation by Japan of a target from South Korea."
    )
    assert not unsupported(told.sentences[0], "en")


def test_korean_names_are_korean_and_particles_fit() -> None:
    told = brief("kr-ru", lang="ko")
    only(told, "선박은 레이디 알(LADY R, IMO 9161003)과 앙가라(ANGARA, IMO 9179842)이다.")
    only(told, "레이디 알(LADY R)과 앙가라(ANGARA)는 22개월여 앞선 2022년 5월 8일 미국 목록에")


def test_ukrainian_numbers_agree() -> None:
    told = brief("kr-ru", lang="uk")
    only(told, "Південна Корея запровадила 2 квітня 2024 року санкції проти 2 осіб, 2 суден і 2")
    only(told, "Сполучені Штати внесли LADY R і ANGARA до свого списку більш ніж на 22 місяці")


def test_a_name_in_another_script_is_romanised_for_the_voice() -> None:
    text = Text(tongue("en"))
    claims = brief("9161003").sentences[0].claims
    text.say("entity_none", claims, name="소제이스트비예", since=None)
    said = text.sections[0].sentences[0]
    assert "소제이스트비예" in said.text
    assert said.spoken
    assert said.spoken.isascii()


def test_no_sentence_is_written_without_a_claim() -> None:
    with pytest.raises(ValueError, match="no claim"):
        Text(tongue("en")).say("effective", [], date="2024-04-03")


@pytest.mark.parametrize("lang", ["en", "ko", "uk"])
@pytest.mark.parametrize("hedge", ["reported", "possible", "denied"])
def test_who_is_only_reported_to_have_designated_stands_in_the_lead(hedge: str, lang: str) -> None:
    known = facts("9161003")
    canada = [act for act in known.acts if act.country == "ca"]
    assert canada
    some = [soft(act, hedge) if act in canada else act for act in known.acts]
    told = write.write(replace(known, acts=some), lang)
    lead = told.sections[0].sentences[1:]
    name = countries.name("ca", lang)
    (said,) = (one for one in lead if name in one.text and "2025" not in one.text)
    assert not unsupported(said, lang)
    none = write.write(replace(known, acts=[soft(act, hedge) for act in known.acts]), lang)
    assert "0" not in none.title
    assert none.title != told.title
    first = none.sections[0].sentences[0]
    assert "LADY R" in first.text
    assert not unsupported(first, lang)


def soft(act: Act, hedge: str) -> Act:
    """An act that is told no more firmly than so."""
    targets = [
        replace(target, listing=replace(target.listing, modality=hedge)) for target in act.targets
    ]
    return replace(act, modality=hedge, targets=targets)


def test_the_hedge_of_a_lead_is_in_words() -> None:
    known = facts("9161003")
    some = [soft(act, "reported") if act.country == "ca" else act for act in known.acts]
    told = write.write(replace(known, acts=some))
    assert told.title == "LADY R: designated by three authorities"
    assert told.sections[0].sentences[-1].text == (
        "Canada and the European Union are only reported to have done so too."
    )
