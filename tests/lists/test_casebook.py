"""The casebook that ships inside, and small ones that contradict themselves."""

import csv
import datetime as dt
import io
import tomllib
from collections import defaultdict

import pytest

from designata.errors import InputError
from designata.lists import casebook
from designata.lists.entry import Tally
from designata.lists.source import File
from designata.model import identifiers, vocabulary
from designata.model.claim import Claim, Modality
from tests.lists.reading import edition, told, values

SMALL = """\
# Designata casebook 1
[casebook]
title = "Two of a kind"
published = 2024-05-01

[authority]
kr = { name = "Ministry of Foreign Affairs of the Republic of Korea", country = "kr" }

[[source]]
id = "report"
publisher = "A Newspaper"
title = "What was announced"
published = 2024-04-02
url = "https://example.org/report"

[[source]]
id = "earlier"
publisher = "A Think Tank"
title = "What was seen"
published = 2023-10-17
url = "https://example.org/earlier"

[[action]]
id = "kr-2024-04-02"
authority = "kr"
from = "report"
announced = 2024-04-02
effective = { value = "2024-04-03", modality = "reported" }
reason = "arms"

[[entity]]
id = "ship"
schema = "Vessel"
from = "report"
name.eng = ["MOCHA", { value = "MOKA", from = "earlier", modality = "possible" }]
name.kor = "모카"
imoNumber = "IMO 9161003"
notes = { value = "carried arms", modality = "denied", speaker = "a spokesman" }
designated.kr-2024-04-02 = { reason = "cargo" }

[[entity]]
id = "owner"
schema = "Company"
from = "earlier"
name.eng = "Mocha Lines"

[[tie]]
schema = "Ownership"
ends = ["owner", "ship"]
role = "owner"
from = "earlier"
modality = "reported"
"""

SIX = {"lady-r", "angara", "intellekt", "kozlov", "sodeistvie", "panfilov"}
ANSWERS = {
    "14": "kozlov",
    "24": "panfilov",
    "88": "lady-r",
    "93": "sodeistvie",
    "101": "o-in-chun",
    "119": "rafort",
    "181": "angara",
    "195": "transmorflot",
}


def read(text: str, tally: Tally | None = None) -> dict[str, list[Claim]]:
    return {record.id: claims for record, claims in told(casebook, text.encode(), tally)}


@pytest.fixture(scope="module")
def bundled() -> dict[str, list[Claim]]:
    """The claims of the casebook that ships, by record."""
    tally = Tally()
    (file,) = casebook.files()
    content = file.content()
    claims = {record.id: claims for record, claims in told(casebook, content, tally)}
    assert not tally.counts
    return claims


def test_value_has_its_own_source_language_and_modality() -> None:
    ship = read(SMALL)["casebook-ship"]
    names = {c.value: c for c in ship if c.property == "name"}
    assert names["모카"].lang == "kor"
    assert names["MOCHA"].speaker == "A Newspaper"
    assert names["MOCHA"].known == "2024-04-02"
    assert names["MOKA"].modality is Modality.POSSIBLE
    assert names["MOKA"].url == "https://example.org/earlier"
    assert names["MOKA"].known == "2023-10-17"
    denial = next(c for c in ship if c.property == "notes")
    assert (denial.modality, denial.speaker) == (Modality.DENIED, "a spokesman")
    assert values(ship, "imoNumber") == ["9161003"]


def test_designation_takes_the_action_and_what_the_entity_says_of_it() -> None:
    ship = read(SMALL)["casebook-ship"]
    sanction = {c.property: c for c in ship if c.schema == "Sanction"}
    assert {c.subject for c in sanction.values()} == {"casebook-ship-sanction-kr-2024-04-02"}
    assert sanction["entity"].value == "casebook-ship"
    assert sanction["authority"].value == "Ministry of Foreign Affairs of the Republic of Korea"
    assert sanction["country"].value == "kr"
    assert sanction["listingDate"].value == "2024-04-02"
    assert sanction["startDate"].value == "2024-04-03"
    assert sanction["startDate"].modality is Modality.REPORTED
    assert sanction["reason"].value == "cargo"


def test_tie_belongs_to_its_first_end_and_stands_on_its_line() -> None:
    claims = read(SMALL)
    assert not [c for c in claims["casebook-ship"] if c.schema == "Ownership"]
    tie = {c.property: c for c in claims["casebook-owner"] if c.schema == "Ownership"}
    assert (tie["owner"].value, tie["asset"].value) == ("casebook-owner", "casebook-ship")
    assert tie["role"].modality is Modality.REPORTED
    line = int(tie["role"].locator.removeprefix("line="))
    assert SMALL.splitlines()[line - 1] == "[[tie]]"
    assert values(claims["casebook-owner"], "topics") == ["sanction.linked"]
    assert values(claims["casebook-ship"], "topics") == ["sanction"]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('from = "report"\nname', 'from = "rumour"\nname', "no source 'rumour'"),
        ('speaker = "a spokesman"', "volume = 3", "volume"),
        ('modality = "denied"', 'modality = "sworn"', "sworn"),
        ("designated.kr-2024-04-02", "designated.kr-2024", "unknown action"),
        ('authority = "kr"', 'authority = "xx"', "no known authority"),
        ('ends = ["owner", "ship"]', 'ends = ["owner", "boat"]', "unknown entity"),
        ('schema = "Ownership"', 'schema = "Person"', "ties nothing"),
        ('schema = "Vessel"', 'schema = "Boat"', "no schema"),
        ('schema = "Vessel"', 'schema = "Sanction"', "no schema"),
        ("imoNumber =", "sails =", "no property 'sails'"),
        ('id = "owner"', 'id = "ship"', "one id"),
        ('id = "owner"', 'id = "Owner!"', "unknown entity"),
        ('reason = "cargo"', 'mood = "bad"', "no 'mood'"),
        ("name.kor = ", "name.kor = 7 #", "str"),
        ("[[tie]]", "[[ tie ]]", "a line"),
        ("[[source]]", "[[source", "no TOML"),
        ("published = 2023-10-17", 'published = "soon"', "than it may"),
    ],
)
def test_contradiction_is_refused_with_its_place(before: str, after: str, what: str) -> None:
    assert before in SMALL
    with pytest.raises(InputError, match=what) as caught:
        read(SMALL.replace(before, after, 1))
    assert caught.value.where
    assert caught.value.cure


@pytest.mark.parametrize("damage", [b"\xff", b"x = " + b"[" * 5000])
def test_damaged_bytes_are_refused(damage: bytes) -> None:
    content = SMALL.encode() + damage
    with pytest.raises(InputError):
        list(casebook.records(edition(casebook, content)))


@pytest.mark.parametrize("head", ["", "[casebook]\npublished = 2024-05-01\n", SMALL[:22]])
def test_other_files_are_not_recognised(head: str) -> None:
    assert casebook.recognise(File("a.toml", head.encode)) is None


def test_bundled_file_tells_its_version() -> None:
    found = casebook.recognise(casebook.files()[0])
    assert found is not None
    stated = tomllib.loads(casebook.resource("casebook.toml").read_text("utf-8"))["casebook"]
    assert str(found.published) == stated["published"].isoformat()
    assert found.dataset in casebook.PUBLISHER.titles


def test_module_has_the_shape_of_a_list() -> None:
    assert casebook.PUBLISHER.code == "casebook"
    assert isinstance(casebook.READER, int)


def test_holds_a_network_of_listed_entities(bundled: dict[str, list[Claim]]) -> None:
    schemata = {c.record: c.schema for claims in bundled.values() for c in claims if _own(c)}
    assert len(schemata) == len(bundled) >= 60
    assert all(vocabulary.is_listed(schema) for schema in schemata.values())
    ends = {c.value for claims in bundled.values() for c in claims if c.value in bundled}
    assert ends == set(bundled)


def _own(claim: Claim) -> bool:
    return claim.subject == claim.record


def test_every_claim_has_its_source(bundled: dict[str, list[Claim]]) -> None:
    stated = casebook.recognise(casebook.files()[0])
    assert stated is not None
    assert stated.published is not None
    for claims in bundled.values():
        for claim in claims:
            assert claim.url is not None
            assert claim.url.startswith("http")
            assert claim.speaker
            assert claim.known is not None
            assert dt.date.fromisoformat(claim.known) <= stated.published.latest
            assert claim.locator.startswith("line=")


def test_no_designation_is_known_before_it_was_announced(bundled: dict[str, list[Claim]]) -> None:
    for claims in bundled.values():
        for claim in claims:
            if claim.property == "listingDate":
                assert claim.known is not None
                assert claim.value <= claim.known


def test_each_authority_has_one_name_and_one_country(bundled: dict[str, list[Claim]]) -> None:
    sanctions: dict[str, dict[str, str]] = defaultdict(dict)
    for claims in bundled.values():
        for claim in claims:
            if claim.schema == "Sanction":
                sanctions[claim.subject][claim.property] = claim.value
    named = defaultdict(set)
    for sanction in sanctions.values():
        named[sanction["country"]].add(sanction["authority"])
    assert {country: names for country, names in named.items() if len(names) > 1} == {}
    assert set(named) >= {"kr", "us", "ca", "gb", "eu", "ua"}


def test_six_targets_of_2_april(bundled: dict[str, list[Claim]]) -> None:
    found = {
        claim.record.removeprefix("casebook-")
        for claims in bundled.values()
        for claim in claims
        if claim.property == "listingDate"
        and claim.value == "2024-04-02"
        and claim.subject.endswith("-sanction-kr-2024-04-02")
    }
    assert found == SIX
    for slug in SIX:
        assert values(bundled[f"casebook-{slug}"], "startDate", "kr-2024-04-02") == ["2024-04-03"]
        assert {c.lang for c in bundled[f"casebook-{slug}"] if c.property == "name"} >= {"kor"}


def test_ships_have_right_numbers(bundled: dict[str, list[Claim]]) -> None:
    assert values(bundled["casebook-lady-r"], "imoNumber") == ["9161003"]
    assert values(bundled["casebook-angara"], "imoNumber") == ["9179842"]
    for claims in bundled.values():
        if claims[0].schema == "Vessel":
            (number,) = values(claims, "imoNumber")
            assert identifiers.is_ship_imo(number)


def test_joint_action_names_its_partner(bundled: dict[str, list[Claim]]) -> None:
    claims = bundled["casebook-o-in-chun"]
    assert values(claims, "jointWith", "kr-2024-03-28") == ["Office of Foreign Assets Control"]
    assert values(bundled["casebook-ri-tong-hyok"], "jointWith") == []


def test_article_names_no_target(bundled: dict[str, list[Claim]]) -> None:
    text = casebook.article()
    _, head, body = text.split("---\n", 2)
    assert "published: 2024-04-02" in head
    assert "Written for this project" in head
    assert 350 <= len(body.split()) <= 450
    folded = text.casefold()
    for slug in SIX:
        for claim in bundled[f"casebook-{slug}"]:
            if claim.property in vocabulary.NAMES:
                assert claim.value.casefold() not in folded
    for word in ("lady r", "angara", "intelle", "kozlov", "sode", "panfilov", "pamfilov"):
        assert word not in folded


def test_customers(bundled: dict[str, list[Claim]]) -> None:
    text = casebook.resource("customers.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len({row["id"] for row in rows}) == 200
    assert ",".join(rows[0]) == (
        "id,schema,name,birth_date,country,nationality,imo,mmsi,passport,tax_number,lei,bic"
        ",wallet,address"
    )
    assert all(vocabulary.is_listed(row["schema"]) for row in rows)
    assert all(
        identifiers.is_ship_imo(row["imo"].removeprefix("IMO ")) for row in rows if row["imo"]
    )
    assert {f"casebook-{slug}" for slug in ANSWERS.values()} <= set(bundled)
    listed = {v for claims in bundled.values() for v in values(claims, "imoNumber")}
    by_number = {row["id"] for row in rows if row["imo"].removeprefix("IMO ") in listed}
    assert by_number == {"88", "181"}
