"""The European Union's list: small entities of a test's own, and the real file of March 2021."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from designata.errors import InputError
from designata.lists import eu
from designata.lists.entry import Tally
from designata.lists.source import File
from tests.lists.reading import edition, told, values

REAL = Path(__file__).parents[2].parent / "shared/lists/eu/eu_fsf_2021-03-02.xml"
ACT = "https://eur-lex.europa.eu/act"
SUMMARY = f'<regulationSummary publicationUrl="{ACT}"/>'


def element(tag: str, inner: str = "", **attributes: str) -> str:
    said = " ".join(f"{key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{tag} {said}>{SUMMARY}{inner}</{tag}>"


def entity(*parts: str, kind: str = "person", number: str = "99", **attributes: str) -> str:
    act = (
        '<regulation regulationType="amendment" organisationType="council" '
        'publicationDate="2020-09-11" entryIntoForceDate="2020-09-12" '
        'numberTitle="2020/1267 (OJ L298)" programme="UKR">'
        f"<publicationUrl>{ACT}</publicationUrl></regulation>"
    )
    said = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    return (
        f'<sanctionEntity logicalId="{number}" euReferenceNumber="EU.1.2" {said}>{act}'
        f'<subjectType code="{kind}"/>{"".join(parts)}</sanctionEntity>'
    )


def export(*entities: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><export generationDate="2021-03-02T16:28:05+01:00" '
        f'xmlns="http://eu.europa.ec/fpi/fsd/export">{"".join(entities)}</export>'
    ).encode()


NAME = element("nameAlias", wholeName="Ivan Zed", firstName="Ivan", lastName="Zed", strong="true")


def test_the_list_is_recognised_with_its_date() -> None:
    found = eu.recognise(File("any name", lambda: export(entity(NAME))))
    assert found is not None
    assert (found.dataset, str(found.published)) == ("fsf", "2021-03-02")
    for foreign in (b"", b"<export/>", b"<html/>", b"\x00\x01", b"PK\x03\x04"):
        assert eu.recognise(File("x", lambda content=foreign: content)) is None  # type: ignore[misc]


def test_names_by_strength_language_and_remark() -> None:
    [(record, claims)] = told(
        eu,
        export(
            entity(
                element("nameAlias", wholeName="Wolf", strong="false"),
                element(
                    "nameAlias",
                    wholeName="Ivan Zed",
                    firstName="Ivan",
                    lastName="Zed",
                    strong="true",
                    gender="M",
                    title="Dr.",
                    function="(a) Minister, (b) Judge",
                ),
                element("nameAlias", wholeName="Иван Зед", strong="true", nameLanguage="RU"),
                element("nameAlias", "<remark>Low quality alias</remark>", wholeName="IZ"),
                element("nameAlias", "<remark>formerly known as</remark>", wholeName="Ivan Old"),
                element("nameAlias", "<remark>Son of Petr.</remark>", wholeName="I. Zed"),
            )
        ),
    )
    assert (record.id, record.schema) == ("eu-99", "Person")
    assert values(claims, "name") == ["Ivan Zed"]
    assert values(claims, "alias") == ["Иван Зед", "I. Zed"]
    assert values(claims, "weakAlias") == ["Wolf", "IZ"]
    assert values(claims, "previousName") == ["Ivan Old"]
    assert values(claims, "position") == ["Minister", "Judge"]
    assert values(claims, "notes") == ["I. Zed: Son of Petr."]
    assert [c.lang for c in claims if c.value == "Иван Зед"] == ["rus"]
    assert {c.url for c in claims if c.subject == "eu-99" and c.property != "topics"} == {ACT}


def test_the_designation_and_its_dates() -> None:
    [(_, plain)] = told(eu, export(entity(NAME)))
    assert values(plain, "program") == [
        "Ukraine (territorial integrity, misappropriation of state funds)"
    ]
    assert values(plain, "programId") == ["UKR"]
    assert values(plain, "legalBasis") == ["2020/1267 (OJ L298)"]
    assert values(plain, "programUrl") == [ACT]
    assert values(plain, "listingDate") == ["2020-09-11"]
    assert values(plain, "startDate") == ["2020-09-12"]
    assert values(plain, "authorityId") == ["EU.1.2"]
    [(_, dated)] = told(
        eu, export(entity(NAME, designationDate="2014-03-17", unitedNationId="QDi.901"))
    )
    assert values(dated, "listingDate") == ["2014-03-17"]
    assert values(dated, "modifiedAt") == ["2020-09-11"]
    assert values(dated, "startDate") == []
    assert values(dated, "unscId") == ["QDi.901"]


@pytest.mark.parametrize(
    ("details", "remark", "day"),
    [
        ("22.1.2018", "", "2018-01-22"),
        ("date of listing: 21/01/2019", "", "2019-01-21"),
        ("", "Kin of X. Date of listing 1.12.2011", "2011-12-01"),
        ("", "Date of designation referred to in Article 2a(4)(b): 14.3.2012.", "2012-03-14"),
        ("", "Date of listing 22-12-2012.", "2012-12-22"),
        ("", "Date of designation: 2012-06-01", "2012-06-01"),
        ("", "Born 1.2.1950", "2020-09-11"),
    ],
)
def test_the_day_of_listing_stands_in_details_or_remarks(
    details: str, remark: str, day: str
) -> None:
    content = export(entity(f"<remark>{remark}</remark>", NAME, designationDetails=details))
    [(_, claims)] = told(eu, content)
    assert values(claims, "listingDate") == [day]
    assert values(claims, "notes") == ([remark] if remark else [])


@pytest.mark.parametrize(
    ("attributes", "expected", "original"),
    [
        ({"birthdate": "1937-04-28", "year": "1937"}, "1937-04-28", None),
        ({"year": "1965"}, "1965", None),
        ({"year": "1965", "monthOfYear": "4"}, "1965-04", None),
        ({"year": "1965", "circa": "true"}, "1965~", "circa 1965"),
        ({"yearRangeFrom": "1958", "yearRangeTo": "1963"}, "1958/1963", None),
        (
            {"yearRangeFrom": "1958", "yearRangeTo": "1963", "circa": "true"},
            "1958~/1963~",
            "circa 1958 to 1963",
        ),
        ({"yearRangeTo": "1980"}, "../1980", None),
        (
            {"calendarType": "ISLAMIC", "birthdate": "1982-04-19", "year": "1402"}
            | {"monthOfYear": "6", "dayOfMonth": "24"},
            "1982-04-19",
            "24.6.1402 ISLAMIC",
        ),
    ],
)
def test_birth_dates_keep_their_precision(
    attributes: dict[str, str], expected: str, original: str | None
) -> None:
    place = {"city": "Omsk", "countryIso2Code": "RU", "countryDescription": "RUSSIAN FEDERATION"}
    [(_, claims)] = told(eu, export(entity(NAME, element("birthdate", **attributes, **place))))
    dates = [(c.value, c.original) for c in claims if c.property == "birthDate"]
    assert dates == [(expected, original)]
    assert values(claims, "birthPlace") == ["Omsk, RUSSIAN FEDERATION"]
    assert values(claims, "birthCountry") == ["ru"]


def test_a_birth_remark_stands_for_a_missing_date() -> None:
    born = element("birthdate", "<remark>between 1968 and 1973</remark>", countryIso2Code="00")
    [(_, claims)] = told(eu, export(entity(NAME, born)))
    assert values(claims, "birthDate") == ["1968/1973"]
    assert values(claims, "notes") == []


@pytest.mark.parametrize(
    ("kind", "number", "remark", "prop", "value"),
    [
        ("passport", "SE 011252", "", "passportNumber", "SE011252"),
        ("id", "3520025509842-7", "", "idNumber", "3520025509842-7"),
        ("other", "Ration Card no. 0094195", "", "idNumber", "0094195"),
        ("regnumber", "1027700381290", "", "ogrnCode", "1027700381290"),
        ("regnumber", "7705713236", "", "innCode", "7705713236"),
        ("regnumber", "O/00064", "", "registrationNumber", "O/00064"),
        ("fiscalcode", "3187777", "Pakistan National Tax Number", "taxNumber", "3187777"),
        ("swiftbic", "DCBK KPPY", "", "swiftBic", "DCBKKPPY"),
        ("imo", "5342883", "", "imoNumber", "5342883"),
    ],
)
def test_identifications_by_type(
    kind: str, number: str, remark: str, prop: str, value: str
) -> None:
    paper = element(
        "identification",
        f"<remark>{remark}</remark>",
        number=number,
        identificationTypeCode=kind,
        identificationTypeDescription="Some paper",
        countryIso2Code="00",
        knownFalse="true",
        issueDate="2010-02-18",
        validTo="2015-02-17",
        nameOnDocument="Zed",
    )
    who = "person" if kind in {"passport", "id", "other"} else "enterprise"
    [(record, claims)] = told(eu, export(entity(NAME, paper, kind=who)))
    assert record.schema == ("Person" if who == "person" else "Organization")
    assert values(claims, prop, "eu-99") == [value]
    part = "-passport-" if kind == "passport" else "-identification-"
    assert values(claims, "endDate", part) == ["2015-02-17"]
    [summary] = values(claims, "summary", part)
    assert "Zed; known to be false" in summary
    assert {c.url for c in claims if part in c.subject} == {ACT}


def test_a_ships_number_makes_a_ship() -> None:
    paper = element("identification", number="9161003", identificationTypeCode="imo")
    [(record, claims)] = told(eu, export(entity(NAME, paper, kind="enterprise")))
    assert record.schema == "Vessel"
    assert values(claims, "imoNumber") == ["9161003"]


def test_addresses_with_their_contacts() -> None:
    place = element(
        "address",
        '<contactInfo key="PHONE" value="+7 1; +7 2"/><contactInfo key="FAX" value="+7 3"/>'
        '<contactInfo key="EMAIL" value="a@ zed.example"/><remark>former location</remark>',
        street="1 Main St",
        poBox="P.O. Box 7",
        zipCode="644000",
        city="Omsk",
        countryIso2Code="RU",
        countryDescription="RUSSIAN FEDERATION",
        asAtListingTime="true",
    )
    [(_, claims)] = told(eu, export(entity(NAME, place, kind="enterprise")))
    assert values(claims, "full") == ["1 Main St, P.O. Box 7, 644000, Omsk, RUSSIAN FEDERATION"]
    assert values(claims, "remarks") == ["former location; as at the time of listing"]
    assert values(claims, "phone") == ["+7 1", "+7 2"]
    assert values(claims, "email") == ["a@zed.example"]
    assert values(claims, "notes") == ["Fax: +7 3"]
    assert values(claims, "country", "eu-99")[-1] == "ru"


def test_what_cannot_be_read_is_kept_and_counted() -> None:
    tally = Tally()
    content = export(
        entity(
            element("nameAlias", wholeName="Zed", nameLanguage="QQ", strong="true"),
            element("citizenship", countryIso2Code="QQ", countryDescription="ATLANTIS"),
            element("shoe", size="44"),
            kind="cloud",
        )
    )
    [(record, claims)] = told(eu, content, tally)
    assert record.schema == "LegalEntity"
    assert values(claims, "notes") == [
        "language of Zed: QQ",
        "country: ATLANTIS",
        "shoe: size=44",
    ]
    assert dict(tally.counts) == {"lang": 1, "country": 1, "shoe": 1}


def test_an_entity_under_two_programmes_is_told_apart() -> None:
    twice = entity(NAME).replace('programme="UKR"', 'programme="TAQA"')
    assert [record.id for record, _ in told(eu, export(entity(NAME), twice))] == [
        "eu-99",
        "eu-99-TAQA",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (export(entity(NAME, number="")), "no logicalId"),
        (export(entity(NAME))[:-30], "not well formed"),
    ],
)
def test_damaged_files_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(told(eu, content))


@pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")
def test_the_real_list() -> None:
    tally = Tally()
    assert str(edition(eu, REAL).published) == "2021-03-02"
    rows = {record.id: (record, claims) for record, claims in told(eu, REAL, tally)}
    assert len(rows) == 2_269
    assert [record.schema for record, _ in rows.values()].count("Person") == 1_700
    assert tally.total < 20
    names, seen, space = 0, set(), "{http://eu.europa.ec/fpi/fsd/export}"
    for _, listed in etree.iterparse(REAL, tag=f"{space}sanctionEntity"):
        number = f"eu-{listed.get('logicalId')}"
        programme = listed.find(f"{space}regulation").get("programme")
        number += f"-{programme}" if number in seen else ""
        seen.add(number)
        said = {c.value for c in rows[number][1]}
        for name in listed.iterfind(f"{space}nameAlias"):
            assert " ".join(name.get("wholeName").split()) in said
            names += 1
    assert names == 9_544
    un = [number for _, claims in rows.values() for number in values(claims, "unscId")]
    assert len(un) == 69
    _, claims = rows["eu-13"]  # Saddam Hussein
    assert values(claims, "birthDate") == ["1937-04-28"]
    assert values(claims, "citizenship") == ["iq"]
