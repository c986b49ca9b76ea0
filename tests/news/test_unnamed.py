from pathlib import Path

import pytest

from designata.engine import Designata
from designata.errors import DesignataError
from designata.evidence.explain import probability
from designata.model.claim import Modality
from designata.news.document import Document
from designata.news.findings import (
    Dated,
    Designation,
    Mention,
    Party,
    Span,
    Target,
    TargetType,
)
from designata.news.link import announcements, fit
from designata.news.link.announcements import Window
from designata.news.link.real import Listing, together
from designata.news.link.unnamed import name_unnamed

from .casebook import engine

KR = Party("South Korea's foreign ministry", "kr")
SHIPS = [
    Target(type="vessel", count=2, country="ru"),
    Target(type="organization", count=2, country="ru"),
    Target(type="person", count=2, country="ru"),
]


def day(value: str) -> Dated:
    precision = {10: "day", 7: "month", 4: "year"}[len(value)]
    return Dated(value, precision, value)  # type: ignore[arg-type]


def article(published: str | None = None) -> Document:
    return Document(text="", title="", published=published, language="en", sha256="00")


def named(event: Designation, *mentions: Mention, published: str | None = None) -> Designation:
    return name_unnamed([event], mentions, engine().store, article(published))[0]


def captions(event: Designation) -> list[set[str]]:
    return [{one.entity.removeprefix("casebook-") for one in t.candidates} for t in event.targets]


def seoul(date: str = "2024-04-02", *targets: Target) -> Designation:
    return Designation(authority=KR, date=day(date), targets=list(targets or SHIPS))


@pytest.mark.parametrize("date", ["2024-04-02", "2024-04-03", "2024-04-01", "2024-04"])
def test_the_two_ships_are_named(date: str) -> None:
    found = named(seoul(date))
    assert captions(found) == [
        {"lady-r", "angara"},
        {"intellekt", "sodeistvie"},
        {"kozlov", "panfilov"},
    ]
    assert not any(target.undecided for target in found.targets)


def test_reasons_and_prior_add_up_to_the_score() -> None:
    event = Designation(
        authority=KR,
        date=day("2024-04-02"),
        targets=SHIPS,
        reasons=[Span("military cargo in containers", 0, 28)],
    )
    for target in named(event).targets:
        for one in target.candidates:
            total = fit.weights().unnamed["prior"] + sum(r.weight for r in one.reasons)
            assert one.score == pytest.approx(probability(total), abs=1e-5)
            assert one.score > 0.9


def test_the_day_of_the_article_stands_in_for_one_not_told() -> None:
    event = Designation(authority=KR, targets=[SHIPS[0]])
    assert captions(named(event, published="2024-04-02")) == [{"lady-r", "angara"}]
    assert named(event).targets[0].undecided == "the article does not tell when"


def test_a_joint_action_by_country_of_each() -> None:
    event = Designation(
        authority=Party("South Korea", "kr"),
        partners=[Party("the United States", "us")],
        date=day("2024-03-28"),
        recalled=True,
        targets=[
            Target(type="person", count=4, country="kp"),
            Target(type="organization", count=1, country="ru"),
            Target(type="organization", count=1, country="ae"),
        ],
    )
    people, russian, emirati = captions(named(event))
    assert people == {"yu-pu-ung", "han-chol-man", "jong-song-ho", "o-in-chun"}
    assert (russian, emirati) == ({"alis"}, {"pioneer-bencont"})


def test_a_named_member_is_left_out() -> None:
    ship = Mention(id="m1", text="Lady R", start=0, end=6, type="vessel")
    event = seoul("2024-04-02", Target(type="vessel", count=2, mentions=["m1"]))
    found = named(event, ship)
    assert captions(found) == [{"angara"}]
    assert "named" in {reason.feature for reason in found.targets[0].candidates[0].reasons}


def test_all_named_nothing_asked() -> None:
    event = seoul("2024-04-02", Target(type="vessel", count=1, mentions=["m1"]))
    assert named(event) == event


def test_too_many_that_fit_are_not_chosen_from() -> None:
    target = named(seoul("2024-04-02", Target(type="vessel", count=1))).targets[0]
    assert target.undecided
    assert "nothing tells them apart" in target.undecided
    assert all(one.score < 0.9 for one in target.candidates)


def test_grounds_tell_apart_whom_a_count_does_not() -> None:
    event = Designation(
        authority=KR,
        date=day("2024-04-02"),
        targets=[Target(type="organization", count=1)],
        reasons=[Span("gave identity papers that helped the Academy of National Defence", 0, 64)],
    )
    assert captions(named(event)) == [{"intellekt"}]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (seoul("1999-01-01"), "the store holds no designation by South Korea near 1999-01-01"),
        (
            Designation(authority=Party("Bern", "ch"), date=day("2024-04-02"), targets=SHIPS),
            "the store holds no list of designations by Switzerland",
        ),
        (
            Designation(authority=Party("officials", None), date=day("2024-04-02"), targets=SHIPS),
            "the article does not tell whose authority acts",
        ),
        (
            Designation(
                authority=KR, date=day("2024-04-02"), targets=SHIPS, modality=Modality.POSSIBLE
            ),
            "the article does not say that it has been done",
        ),
        (seoul("2024-04-02", Target(type="aircraft", count=2)), "hold nobody such"),
        (seoul("2024-04-02", Target(type="vessel")), "the article does not say how many"),
    ],
)
def test_what_cannot_be_told_is_said(event: Designation, why: str) -> None:
    for target in named(event).targets:
        assert target.undecided
        assert why in target.undecided


@pytest.mark.parametrize("value", ["soon", "0001-01-01", "9999-12-31"])
def test_a_date_that_is_none_is_no_crash(value: str) -> None:
    event = Designation(authority=KR, date=Dated(value, "day", value), targets=SHIPS)
    assert named(event).targets[0].undecided == "the article does not tell when"


@pytest.mark.parametrize("kind", ["other", "wallet"])
def test_every_type_is_asked(kind: TargetType) -> None:
    assert named(seoul("2024-04-02", Target(type=kind, count=6))).targets[0].type == kind


def editions(tmp_path: Path, *lists: tuple[str, list[str]]) -> Designata:
    """A store of one Korean list in several editions: rows of day, kind, name, reason, country."""
    designata = Designata(tmp_path / "store")
    head = (
        "designation_date,effective_date,kind,name_en,name_ko,linked_entity_en,linked_entity_ko,"
        "role_or_reason,country,imo,known_in_ofac_as,ofac_uid,source_urls\n"
    )
    for date, rows in lists:
        folder = tmp_path / f"kr_{date}"
        folder.mkdir()
        lines = [
            "{},,{},{},,,,{},{},,,,https://example.org/a\n".format(*row.split("|")) for row in rows
        ]
        (folder / f"kr_{date}.csv").write_text(head + "".join(lines), "utf-8")
        told = list(designata.update(path=folder, accept_shrink=True))
        assert not [one for one in told if isinstance(one, DesignataError)]
    return designata


def test_who_was_delisted_is_found_between_two_editions(tmp_path: Path) -> None:
    rows = [
        f"2024-04-02|vessel|{name}|carried arms|RU"
        for name in ("ALPHA ROSE", "BRAVO LILY", "CHARLIE OAK", "DELTA ELM")
    ]
    designata = editions(tmp_path, ("2024-05-01", rows), ("2024-06-01", rows[1:]))
    event = Designation(
        authority=KR,
        action="delisting",
        date=day("2024-05-20"),
        targets=[Target(type="vessel", count=1)],
    )
    found = name_unnamed([event], [], designata.store, article())[0].targets[0]
    assert [one.caption for one in found.candidates] == ["ALPHA ROSE"]


def asked(designata: Designata, date: str, *targets: Target) -> list[Target]:
    event = seoul(date, *targets)
    return name_unnamed([event], [], designata.store, article())[0].targets


def test_fewer_than_are_meant_are_candidates_and_no_answer() -> None:
    target = named(seoul("2024-04-02", Target(type="vessel", count=3, country="ru"))).targets[0]
    assert {one.caption for one in target.candidates} == {"LADY R", "ANGARA"}
    assert target.undecided == "the list of 2024-04-02 holds 2 that fit, 3 are meant"


def test_a_small_number_some_days_off_is_chance() -> None:
    ships = Target(type="vessel", count=2, country="ru")
    target = named(seoul("2024-04-05", ships)).targets[0]
    assert target.undecided
    assert "days off" in target.undecided
    assert not any(target.undecided for target in named(seoul("2024-04-05")).targets)


def test_who_is_left_of_a_name_not_found_cannot_be_told() -> None:
    stranger = Mention(id="m1", text="Ottoline", start=0, end=8, type="vessel")
    event = seoul("2024-04-02", Target(type="vessel", count=3, mentions=["m1"]))
    assert "cannot be told" in (named(event, stranger).targets[0].undecided or "")


def test_a_day_beside_the_month_is_no_rival_of_one_in_it(tmp_path: Path) -> None:
    designata = editions(
        tmp_path,
        (
            "2024-06-01",
            ["2024-04-30|person|ALPHA IN|said|KP", "2024-05-01|person|BETA OUT|said|KP"],
        ),
    )
    target = asked(designata, "2024-04", Target(type="person", count=1))[0]
    assert [one.caption for one in target.candidates] == ["ALPHA IN"]
    assert target.undecided is None


def test_persons_of_another_country_are_not_meant(tmp_path: Path) -> None:
    designata = editions(tmp_path, ("2024-06-01", ["2024-05-01|person|ALPHA|said|KP"]))
    target = asked(designata, "2024-05-01", Target(type="person", count=1, country="sy"))[0]
    assert target.undecided


def test_ships_are_entities_too(tmp_path: Path) -> None:
    rows = ["2024-05-01|vessel|ALPHA ROSE|said|KP", "2024-05-01|organization|BETA LLC|said|KP"]
    designata = editions(tmp_path, ("2024-06-01", rows))
    target = asked(designata, "2024-05-01", Target(type="organization", count=2))[0]
    assert {one.caption for one in target.candidates} == {"ALPHA ROSE", "BETA LLC"}
    assert target.undecided is None


def test_whoever_was_delisted_since_counts_among_those_of_the_day(tmp_path: Path) -> None:
    rows = [f"2024-05-01|person|{name}|said|KP" for name in ("ALPHA", "BETA", "GAMMA", "DELTA")]
    designata = editions(tmp_path, ("2024-06-01", rows), ("2024-07-01", rows[1:]))
    target = asked(designata, "2024-05-01", Target(type="person", count=4))[0]
    assert {one.caption for one in target.candidates} == {"ALPHA", "BETA", "GAMMA", "DELTA"}


def test_a_program_told_in_two_languages_is_one_and_tells_the_country() -> None:
    def listing(name: str, *programs: str) -> Listing:
        act = {"country": ["ca"], "listingDate": ["2024-05-01"], "program": list(programs)}
        return Listing(name, "ca", "Person", {(name, "name"): None}, acts={"s": act})

    window = Window(("ca",), "2024-05-01", "2024-05-01")
    two = [listing("ALPHA", "Belarus", "Bélarus"), listing("BETA", "Bélarus", "Belarus")]
    members = announcements._within(two, window)
    assert len({act for member in members for act in member.acts}) == 1
    assert {member.regimes for member in members} == {frozenset({"by"})}
    target = Target(type="person", count=2, country="by")
    assert fit.country(members[0], target)[1] is fit.Tier.SURE


def test_a_listing_put_under_a_new_law_years_later_is_not_of_that_day() -> None:
    act = {"country": ["gb"], "listingDate": ["2014-05-01"], "startDate": ["2020-12-31"]}
    listing = Listing("u", "uk", "Person", {("ALPHA", "name"): None}, acts={"s": act})
    assert not announcements._within([listing], Window(("gb",), "2020-12-30", "2021-01-01"))


def test_one_list_holds_an_entity_once() -> None:
    def ship(record: str, publisher: str, *numbers: str) -> Listing:
        facts = {"imoNumber": list(numbers)}
        return Listing(record, publisher, "Vessel", {(record, "name"): None}, facts)

    one, two = ship("a-1", "a", "9161003"), ship("a-2", "a", "9179842")
    both = ship("b-1", "b", "9161003", "9179842")
    assert together([one, two, both]) == [[0, 2], [1]]


def test_a_linked_name_stands_among_those_of_its_type() -> None:
    name = Mention(id="m1", text="Kozlov", start=0, end=6, type="person", entity="casebook-kozlov")
    event = seoul(
        "2024-04-02",
        Target(type="person", count=2, country="ru"),
        Target(type="organization", count=1, mentions=["m1"]),
    )
    found = named(event, name)
    assert captions(found) == [{"panfilov"}]
    assert found.targets[0].mentions == ["m1"]
