"""What passes the validator, and what it drops; the rules' own readings pass whole."""

import datetime as dt

import msgspec
import pytest

from designata.lists import casebook
from designata.model.claim import Modality
from designata.news import read
from designata.news.backend import Rules
from designata.news.document import Block, Document
from designata.news.findings import (
    Attribution,
    Dated,
    Designation,
    Mention,
    Party,
    Reading,
    Relation,
    Source,
    Span,
    Target,
)
from designata.news.valid import valid

TEXT = (
    "Oslo's trade ministry listed two tankers, three Omani firms and Karim Vess on 5 March 2024. "
    "“They moved fuel for the militia,” the ministry said on Tuesday. "
    "Vess owns Harbour Star. Karim Vess denied it, the Fjord Courier reported."
)
DOCUMENT = Document(
    text=TEXT,
    title="",
    published="2024-03-06",
    language="en",
    sha256="00",
    blocks=(Block("paragraph", 0, len(TEXT)),),
)
FIRST = (0, TEXT.index("“") - 1)


def event(*targets: Target, **told: object) -> Designation:
    whole = Designation(
        authority=Party("Oslo's trade ministry", "no", -1, -1), targets=list(targets), spans=[FIRST]
    )
    return msgspec.structs.replace(whole, **told)


def claim(text: str, **told: object) -> Attribution:
    return msgspec.structs.replace(Attribution(text=text, start=-1, end=-1), **told)


def checked(**found: object) -> Reading:
    return valid(DOCUMENT, msgspec.structs.replace(Reading(), **found))


def mention(name: str, text: str, type_: str = "person", **told: object) -> Mention:
    whole = msgspec.convert(
        {"id": name, "text": text, "start": -1, "end": -1, "type": type_}, Mention
    )
    return msgspec.structs.replace(whole, **told)


def test_nothing_of_the_rules_reading_of_our_article_is_dropped() -> None:
    document = read.read(casebook.article().encode(), name="article.md")
    found = Rules().read(document)
    assert found.designations
    assert valid(document, found) == found


def test_nothing_of_a_korean_reading_is_dropped() -> None:
    text = (
        "정부는 3월 5일 오만 기관 3개와 선박 두 척을 독자제재 대상으로 지정하였다. "
        "외교부는 “이들은 연료를 운반하였다”고 밝혔다."
    )
    document = read.read(text.encode(), published=dt.date(2024, 3, 5))
    found = Rules().read(document)
    assert [(t.type, t.count) for t in found.designations[0].targets]
    assert valid(document, found) == found


def test_words_without_a_place_are_found_where_they_stand() -> None:
    found = checked(
        mentions=[mention("x", "Fjord Courier", "organization"), mention("y", "Karim Vess")],
        designations=[event(Target(type="vessel", count=2), reasons=[Span("fuel", -1, -1)])],
    )
    assert not found.warnings
    assert [(m.id, m.text) for m in found.mentions] == [
        ("m1", "Karim Vess"),
        ("m2", "Fjord Courier"),
    ]
    [ground] = found.designations[0].reasons
    assert (ground.start, ground.end) == (TEXT.index("fuel"), TEXT.index("fuel") + 4)
    assert all(TEXT[m.start : m.end] == m.text for m in found.mentions)
    assert found.designations[0].authority == Party("Oslo's trade ministry", "no", 0, 21)


def test_the_nearest_of_several_places_is_taken() -> None:
    said = claim("denied it", source=Source(text="Karim Vess", kind="person", start=-1, end=-1))
    [found] = checked(claims=[said]).claims
    assert found.source
    assert found.source.start == TEXT.rindex("Karim Vess")


def test_names_given_twice_are_two_places_and_a_third_time_dropped() -> None:
    found = checked(mentions=[mention(f"v{n}", "Karim Vess") for n in range(3)])
    assert len({m.start for m in found.mentions}) == 2
    assert found.warnings == ["1 mention that does not stand in the article was dropped"]


def test_a_part_of_a_word_is_no_place() -> None:
    assert not checked(mentions=[mention("a", "Harbour St")]).mentions


def test_quotation_marks_may_be_written_otherwise() -> None:
    [found] = checked(claims=[claim('"They moved fuel for the militia,"')]).claims
    assert found.text == "“They moved fuel for the militia,”"


def test_fabricated_quotations_are_dropped_and_counted() -> None:
    invented = [claim(f"We sank {n} ships", quoted=True) for n in ("one", "two", "three")]
    kept = claim("They moved fuel for the militia", quoted=True)
    found = checked(claims=[*invented, kept])
    assert [one.text for one in found.claims] == [kept.text]
    assert found.claims[0].quoted
    assert found.warnings == ["3 quotations that do not stand in the article were dropped"]


def test_a_claim_outside_quotation_marks_is_not_quoted() -> None:
    [found] = checked(claims=[claim("Vess owns Harbour Star", quoted=True)]).claims
    assert not found.quoted


def test_a_claim_of_an_invented_source_is_dropped() -> None:
    source = Source(text="Bergen police", kind="organization", start=-1, end=-1)
    found = checked(claims=[claim("Vess owns Harbour Star", source=source)])
    assert not found.claims
    assert "claim with a source" in found.warnings[0]


def test_an_invented_medium_and_cue_are_left_out() -> None:
    source = Source(text="the ministry", kind="organization", via="Reuter", start=-1, end=-1)
    said = claim("They moved fuel", source=source, cue=Span("shouted", -1, -1))
    [found] = checked(claims=[said]).claims
    assert found.source
    assert (found.source.via, found.cue) == (None, None)


@pytest.mark.parametrize(
    ("type_", "count"),
    [
        ("vessel", 2),
        ("organization", 3),
        ("vessel", None),
    ],
)
def test_stated_counts_stay(type_: str, count: int | None) -> None:
    target = msgspec.convert({"type": type_, "count": count}, Target)
    assert checked(designations=[event(target)]).designations[0].targets == [target]


@pytest.mark.parametrize(
    ("type_", "count"),
    [
        ("vessel", 4),  # no number of the text
        ("vessel", 3),  # that of the firms
        ("vessel", 5),  # of the date
        ("vessel", 0),
        ("vessel", -2),
        ("organization", 2024),
    ],
)
def test_invented_counts_are_dropped(type_: str, count: int) -> None:
    target = msgspec.convert({"type": type_, "count": count}, Target)
    found = checked(designations=[event(target)])
    assert [t.count for t in found.designations[0].targets] == [None]
    assert found.warnings == ["1 count that does not stand in the article was dropped"]


def test_a_count_may_be_that_of_the_names() -> None:
    target = Target(type="person", count=1, mentions=["v"])
    found = checked(mentions=[mention("v", "Karim Vess")], designations=[event(target)])
    assert found.designations[0].targets == [msgspec.structs.replace(target, mentions=["m1"])]


def test_a_noun_in_the_singular_counts_one() -> None:
    text = "Oslo sanctioned the general and his ships."
    document = msgspec.structs.replace(DOCUMENT, text=text, blocks=())
    targets = [Target(type="person", count=1), Target(type="vessel", count=1)]
    told = event(*targets, authority=Party("Oslo", "no"), spans=[(0, len(text))])
    [found] = valid(document, Reading(designations=[told])).designations
    assert [t.count for t in found.targets] == [1, None]


def test_targets_of_a_kind_may_add_up_to_the_stated_count() -> None:
    parts = [Target(type="organization", count=n, country=c) for n, c in ((1, "om"), (2, "ae"))]
    assert checked(designations=[event(*parts)]).designations[0].targets == parts


def test_a_target_of_an_invented_kind_is_dropped() -> None:
    found = checked(designations=[event(Target(type="aircraft", count=2))])
    assert not found.designations[0].targets


def test_an_event_that_stands_nowhere_is_dropped() -> None:
    found = checked(designations=[event(spans=[(-1, -1)]), event(spans=[(0, 10_000)])])
    assert not found.designations
    assert found.warnings == ["2 events that do not stand in the article were dropped"]


def test_an_invented_authority_is_left_out() -> None:
    found = checked(designations=[event(authority=Party("US Treasury", "us", -1, -1))])
    assert found.designations[0].authority == Party("", None)


def test_targets_keep_their_own_grounds_when_another_is_dropped() -> None:
    reasons = [Span("arms for the navy", -1, -1), Span("fuel for the militia", -1, -1)]
    target = Target(type="vessel", count=2, reasons=[0, 1])
    [found] = checked(designations=[event(target, reasons=reasons)]).designations
    assert [span.text for span in found.reasons] == ["fuel for the militia"]
    assert found.targets[0].reasons == [0]


@pytest.mark.parametrize(
    "date",
    [
        Dated("2024-03-05", "day", "5 March 2024", -1, -1),
        Dated("2024-03-05", "day", "on Tuesday", -1, -1),
        Dated("2024-03-06", "day", "2024-03-06"),  # the article's own
    ],
)
def test_stated_dates_stay(date: Dated) -> None:
    [found] = checked(designations=[event(date=date)]).designations
    assert found.date
    assert found.date.value == date.value


@pytest.mark.parametrize(
    "date",
    [
        Dated("2024-03-12", "day", "on Tuesday", -1, -1),
        Dated("2024-03-07", "day", "7 March 2024", -1, -1),
        Dated("2024-03", "month", "5 March 2024", -1, -1),
        Dated("2024-03-05", "month", "5 March 2024", -1, -1),
        Dated("soon", "day", "5 March 2024", -1, -1),
        Dated("2024-03-05", "day", "listed", -1, -1),
        Dated("2024-03-09", "day", "2024-03-09"),
    ],
)
def test_invented_dates_are_dropped(date: Dated) -> None:
    found = checked(designations=[event(date=date)])
    assert found.designations[0].date is None
    assert found.warnings == ["1 date that does not stand in the article was dropped"]


def test_no_day_is_read_from_a_month() -> None:
    text = "Oslo listed a tanker in February 2024."
    document = msgspec.structs.replace(DOCUMENT, text=text, blocks=())
    told = Dated("", "day", "in February 2024", -1, -1)
    found = valid(document, Reading(designations=[event(date=told, spans=[(0, len(text))])]))
    assert found.designations[0].date == Dated("2024-02", "month", "in February 2024", 21, 37)


def test_references_must_lead_somewhere() -> None:
    found = checked(
        mentions=[mention("a", "Karim Vess", refers_to="gone"), mention("b", "Harbour Star")],
        claims=[
            claim(
                "Vess owns Harbour Star", mentions=["a", "zz"], relation=Relation("a", "owns", "b")
            )
        ],
    )
    assert found.mentions[0].refers_to is None
    assert found.claims[0].mentions == ["m1"]
    assert found.claims[0].relation == Relation("m1", "owns", "m2")
    assert found.warnings == ["2 references that do not lead anywhere were dropped"]


@pytest.mark.parametrize(
    "relation",
    [
        Relation("Vess", "marries", "Harbour Star"),
        Relation("Vess", "owns", "the moon"),
    ],
)
def test_invented_relations_are_dropped(relation: Relation) -> None:
    [found] = checked(claims=[claim("Vess owns Harbour Star", relation=relation)]).claims
    assert found.relation is None


def test_unknown_words_of_the_vocabulary_are_dropped() -> None:
    odd = msgspec.structs.replace(mention("a", "Karim Vess"), type="town")
    found = checked(mentions=[odd, mention("b", "Harbour Star", "vessel", country="xx")])
    assert [(m.text, m.country) for m in found.mentions] == [("Harbour Star", None)]
    assert found.warnings == [
        "1 finding that does not have the agreed shape was dropped",
        "1 country that does not have a known code was dropped",
    ]


def test_those_named_beside_a_number_bear_a_count_and_no_others_do() -> None:
    text = "Oslo's trade ministry listed Karim Vess and two of his brothers on 5 March 2024."
    document = msgspec.structs.replace(
        DOCUMENT, text=text, blocks=(Block("paragraph", 0, len(text)),)
    )
    named = mention("m1", "Karim Vess")
    party = Party("Oslo's trade ministry", "no", 0, 21)
    for count, kept in ((3, 3), (4, None)):
        target = Target(type="person", count=count, mentions=["m1"])
        event = Designation(authority=party, targets=[target], spans=[(0, len(text))])
        reading = Reading(mentions=[named], designations=[event])
        [found] = valid(document, reading).designations
        assert [t.count for t in found.targets] == [kept]


def test_what_was_told_before_stays_told() -> None:
    said = claim("Karim Vess denied it", modality=Modality.DENIED)
    found = checked(claims=[said], warnings=["odd"])
    assert found.warnings == ["odd"]
    assert valid(DOCUMENT, found) == found
