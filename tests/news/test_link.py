from designata.news.findings import Dated, Designation, Mention, MentionType, Party, Target
from designata.news.link import link

from .casebook import matcher


def said(  # a mention as the reader finds it
    name: str, kind: MentionType, number: int = 1, **more: object
) -> Mention:
    own = {"id": f"m{number}", "text": name, "start": 0, "end": len(name), "type": kind}
    return Mention(**(own | more))  # type: ignore[arg-type]


def links(*mentions: Mention) -> list[str | None]:
    return [mention.entity for mention in link(mentions, matcher())]


def test_a_name_is_linked_with_its_reasons() -> None:
    found = link([said("Lady R", "vessel", facts={"imoNumber": ["9161003"]})], matcher())[0]
    assert found.entity == "casebook-lady-r"
    assert found.score > 0.9
    assert {"name", "imoNumber"} <= {reason.feature for reason in found.reasons}


def test_a_number_that_differs_unlinks_an_equal_name() -> None:
    assert links(said("Lady R", "vessel", facts={"imoNumber": ["9179842"]})) != ["casebook-lady-r"]


def test_nobody_of_the_name_is_nobody() -> None:
    assert links(said("Ottoline Featherstonehaugh", "person")) == [None]


def test_a_ship_is_no_person() -> None:
    assert links(said("Angara", "person")) == [None]  # one word does not correct the type


def test_a_wrong_type_is_corrected_by_a_whole_name() -> None:
    found = link([said("Sergey Mikhaylovich Kozlov", "organization")], matcher())[0]
    assert (found.entity, found.type) == ("casebook-kozlov", "person")


def test_words_that_stand_for_a_name_share_its_link() -> None:
    found = links(
        said("Sergey Mikhaylovich Kozlov", "person"),
        said("he", "person", 2, named=False, refers_to="m1"),
        said("Kozlov", "person", 3),
        said("two people", "person", 4, named=False),
    )
    assert found == ["casebook-kozlov", "casebook-kozlov", "casebook-kozlov", None]


def test_a_family_name_of_two_persons_is_neither_s() -> None:
    mentions = [
        said("Ivan Mikhaylovich Kozlov", "person"),
        said("Sergey Mikhaylovich Kozlov", "person", 2),
        said("Kozlov", "person", 3),
    ]
    assert link(mentions, matcher())[2].entity != "casebook-kozlov"


def test_authorities_and_countries_are_not_asked_about() -> None:
    assert links(said("Treasury", "authority"), said("Russia", "country", 2)) == [None, None]


def test_the_day_of_its_designation_speaks_for_an_entity() -> None:
    ship = said("Angara", "vessel")
    event = Designation(
        authority=Party("Seoul", "kr"),
        date=Dated("2024-04-02", "day", "on Tuesday"),
        targets=[Target(type="vessel", count=1, mentions=["m1"])],
    )
    alone = link([ship], matcher())[0]
    told = link([ship], matcher(), designations=[event])[0]
    assert told.entity == "casebook-angara"
    assert told.score > alone.score
    assert "designation" in {reason.feature for reason in told.reasons}


def test_odd_names_do_no_harm() -> None:
    assert links(said("???", "person"), said("", "vessel", 2), said("\u202e", "other", 3)) == [
        None,
        None,
        None,
    ]
