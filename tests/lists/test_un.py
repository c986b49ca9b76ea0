"""The Security Council's list: small entries of a test's own, and the four real editions."""

from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import un
from designata.lists.entry import Tally
from designata.lists.source import File
from tests.lists.reading import edition, told, values

SHARED = Path(__file__).parents[2].parent / "shared" / "lists" / "un"

PERSON = """
<INDIVIDUAL>
  <DATAID>7000001</DATAID><VERSIONNUM>1</VERSIONNUM>
  <FIRST_NAME>HASAN</FIRST_NAME><SECOND_NAME>OMAR</SECOND_NAME><FOURTH_NAME>AL-ZED</FOURTH_NAME>
  <UN_LIST_TYPE>Libya</UN_LIST_TYPE><REFERENCE_NUMBER>LYi.901 </REFERENCE_NUMBER>
  <LISTED_ON>2015-07-01-04:00</LISTED_ON><SUBMITTED_BY>Germany</SUBMITTED_BY>
  <GENDER>Male</GENDER><NAME_ORIGINAL_SCRIPT>حسن</NAME_ORIGINAL_SCRIPT>
  <COMMENTS1>Listed on 26 February 2011 pursuant to paragraphs 15 and 17 of resolution 1970
    (Travel Ban, Asset Freeze). Brother of X (LYi.902). Mother's name is Huda.
    [Old Reference # I.99.A.1] Web link: https://www.interpol.int/en/un/99</COMMENTS1>
  <TITLE><VALUE>Dr.</VALUE></TITLE>
  <DESIGNATION><VALUE>General </VALUE><VALUE>Minister</VALUE></DESIGNATION>
  <NATIONALITY><VALUE>Libya</VALUE><VALUE>Atlantis</VALUE></NATIONALITY>
  <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE>
  <LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE><VALUE>2020-01-02</VALUE></LAST_DAY_UPDATED>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Hasan Z; Hassan Z</ALIAS_NAME>
    <DATE_OF_BIRTH>1979-12-31</DATE_OF_BIRTH><COUNTRY_OF_BIRTH>Tunisia</COUNTRY_OF_BIRTH>
  </INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Z</ALIAS_NAME>
    <NOTE>original script: Абу З</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Old Z</ALIAS_NAME>
    <NOTE>Previously listed as</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Zed Zed</ALIAS_NAME>
    <NOTE>Libya Passport number: 215215</NOTE></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ADDRESS><STREET>1 Main St</STREET><CITY>Tripoli</CITY><ZIP_CODE>111</ZIP_CODE>
    <COUNTRY>Libya</COUNTRY><NOTE>previous address</NOTE></INDIVIDUAL_ADDRESS>
  <INDIVIDUAL_ADDRESS><NOTE>in prison</NOTE></INDIVIDUAL_ADDRESS>
  %s
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Sirte</CITY><COUNTRY>Libya</COUNTRY><NOTE>possibly</NOTE>
  </INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT>
    <NUMBER>CAR diplomatic passport no. D00000897</NUMBER><ISSUING_COUNTRY>Libya</ISSUING_COUNTRY>
    <DATE_OF_ISSUE>2013-04-05</DATE_OF_ISSUE><CITY_OF_ISSUE>Tripoli</CITY_OF_ISSUE>
    <NOTE>expires on 4 April 2018</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT>
    <NOTE>04643632 issued on 18 Jun. 1999</NOTE></INDIVIDUAL_DOCUMENT>
  <INDIVIDUAL_DOCUMENT/><SORT_KEY/>
</INDIVIDUAL>"""

SHIP = """
<ENTITY><DATAID>7000002</DATAID><FIRST_NAME>ZEDA</FIRST_NAME><UN_LIST_TYPE>Libya</UN_LIST_TYPE>
  <REFERENCE_NUMBER>LYe.903</REFERENCE_NUMBER><LISTED_ON>2026-07-22</LISTED_ON>
  <COMMENTS1>IMO: 9161003 Listed pursuant to paragraph 10(a) of resolution 2146 (2014)
   (prohibition to load, transport or discharge; prohibition to enter ports). This designation is
   valid from 22 July 2026 to 22 July 2027. Flag State: Cameroon.</COMMENTS1></ENTITY>"""

FIRM = """
<ENTITY><DATAID>7000003</DATAID><FIRST_NAME>ZED ONE ; ZED TWO</FIRST_NAME>
  <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.904</REFERENCE_NUMBER>
  <COMMENTS1>Company Number IMO 5434358. SWIFT/BIC: KDBKKPPY</COMMENTS1><SHOE_SIZE>44</SHOE_SIZE>
  <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Zero</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><CITY>Pyongyang</CITY><COUNTRY>Democratic People's Republic of Korea</COUNTRY>
  </ENTITY_ADDRESS></ENTITY>"""


def birth(*fields: str) -> str:
    inner = "".join(f"<{f.split('=')[0]}>{f.split('=')[1]}</{f.split('=')[0]}>" for f in fields)
    return f"<INDIVIDUAL_DATE_OF_BIRTH>{inner}</INDIVIDUAL_DATE_OF_BIRTH>"


def consolidated(*entries: str) -> bytes:
    persons = "".join(e for e in entries if "INDIVIDUAL>" in e)
    others = "".join(e for e in entries if "<ENTITY>" in e)
    return (
        "<?xml version='1.0' encoding='UTF-8'?>"
        "<CONSOLIDATED_LIST dateGenerated='2026-08-01T23:00:03.110Z'>"
        f"<INDIVIDUALS>{persons}</INDIVIDUALS><ENTITIES>{others}</ENTITIES></CONSOLIDATED_LIST>"
    ).encode()


def test_the_list_is_recognised_with_its_date() -> None:
    found = un.recognise(File("any name", lambda: consolidated(SHIP)))
    assert found is not None
    assert (found.dataset, str(found.published)) == ("consolidated", "2026-08-01")
    for foreign in (b"", b"<html/>", b"<sdnList/>", b"\x00\x01", b"PK\x03\x04"):
        assert un.recognise(File("x", lambda content=foreign: content)) is None  # type: ignore[misc]


def test_a_person() -> None:
    tally = Tally()
    [(record, claims)] = told(un, consolidated(PERSON % ""), tally)
    own = [c for c in claims if c.subject == "un-LYi.901"]
    assert (record.id, record.schema) == ("un-LYi.901", "Person")
    assert values(own, "name") == ["HASAN OMAR AL-ZED", "حسن"]
    assert values(own, "lastName") == ["AL-ZED"]
    assert values(own, "alias") == ["Hasan Z", "Hassan Z", "Zed Zed"]
    assert values(own, "weakAlias") == ["Abu Z", "Абу З"]
    assert values(own, "previousName") == ["Old Z"]
    assert values(own, "position") == ["General", "Minister"]
    assert values(own, "nationality") == ["ly"]
    assert values(own, "birthPlace") == ["Tunisia", "Sirte, Libya"]
    assert values(own, "passportNumber") == ["215215", "D00000897"]
    assert values(own, "idNumber") == ["04643632"]
    assert values(own, "motherName") == ["Huda"]
    assert values(own, "sourceUrl") == ["https://www.interpol.int/en/un/99"]
    assert values(claims, "remarks", "-address-") == ["previous address"]
    assert values(claims, "full") == ["1 Main St, Tripoli, 111, Libya", "in prison"]
    assert values(claims, "endDate", "-passport-") == ["2018-04-04"]
    assert values(claims, "startDate", "-identification-") == ["1999-06-18"]
    notes = values(own, "notes")
    assert "Place of birth: possibly" in notes
    assert "Hasan Z; Hassan Z: born 1979-12-31, Tunisia" in notes
    assert any(note.startswith("Listed on 26 February 2011") for note in notes)
    assert dict(tally.counts) == {"nationality": 1}
    assert "nationality: Atlantis" in notes


def test_the_designation_of_a_person() -> None:
    [(_, claims)] = told(un, consolidated(PERSON % ""))
    sanction = [c for c in claims if c.schema == "Sanction"]
    assert values(sanction, "authority") == ["United Nations Security Council"]
    assert values(sanction, "unscId") == ["LYi.901", "I.99.A.1"]
    assert values(sanction, "authorityId") == ["7000001"]
    assert values(sanction, "listingDate") == ["2015-07-01"]
    assert values(sanction, "modifiedAt") == ["2016-10-13", "2020-01-02"]
    assert values(sanction, "program") == ["1970 Sanctions Committee (Libya)"]
    assert values(sanction, "programId") == ["Libya"]
    assert values(sanction, "legalBasis") == [
        "United Nations Security Council resolution 1970 (2011)",
        "paragraphs 15 and 17 of resolution 1970",
    ]
    assert values(sanction, "provisions") == ["Travel Ban", "Asset Freeze"]
    assert values(sanction, "summary") == ["Submitted by: Germany"]
    assert values(claims, "object") == ["un-LYi.902"]
    assert values(claims, "summary", "-unknownlink-") == ["Brother of X (LYi.902)."]


@pytest.mark.parametrize(
    ("fields", "expected", "original"),
    [
        (("TYPE_OF_DATE=EXACT", "DATE=1951-06-19"), "1951-06-19", None),
        (("TYPE_OF_DATE=EXACT", "YEAR=1971"), "1971", None),
        (("TYPE_OF_DATE=APPROXIMATELY", "YEAR=1971"), "1971~", "APPROXIMATELY 1971"),
        (
            ("TYPE_OF_DATE=BETWEEN", "FROM_YEAR=1955", "TO_YEAR=1958"),
            "1955/1958",
            "BETWEEN 1955 1958",
        ),
        (("TYPE_OF_DATE=BETWEEN", "TO_YEAR=1958"), "../1958", "BETWEEN 1958"),
        (("TYPE_OF_DATE=EXACT", "NOTE=Nov. 1973"), "1973-11", "Nov. 1973"),
        (("TYPE_OF_DATE=EXACT", "YEAR=1958", "NOTE=Sep."), "1958-09", "EXACT 1958 Sep."),
    ],
)
def test_birth_dates_keep_their_precision(
    fields: tuple[str, ...], expected: str, original: str | None
) -> None:
    [(_, claims)] = told(un, consolidated(PERSON % birth(*fields)))
    found = [(c.value, c.original) for c in claims if c.property == "birthDate"]
    assert found[1:] == [(expected, original)]  # the first is the alias's


def test_a_note_that_is_no_date_is_kept() -> None:
    [(_, claims)] = told(un, consolidated(PERSON % birth("NOTE=30-35 years old")))
    assert "Birth date: 30-35 years old" in values(claims, "notes")


def test_a_ship_is_told_from_a_shipping_firm() -> None:
    (ship, of_ship), (firm, of_firm) = told(un, consolidated(SHIP, FIRM))
    assert (ship.schema, firm.schema) == ("Vessel", "Organization")
    assert values(of_ship, "imoNumber") == ["9161003"]
    assert values(of_ship, "flag") == ["cm"]
    assert values(of_ship, "legalBasis") == ["paragraph 10(a) of resolution 2146 (2014)"]
    assert values(of_ship, "provisions") == [
        "prohibition to load, transport or discharge",
        "prohibition to enter ports",
    ]
    assert values(of_ship, "endDate") == ["2027-07-22"]
    assert values(of_firm, "name") == ["ZED ONE", "ZED TWO"]
    assert values(of_firm, "previousName") == ["Zero"]
    assert values(of_firm, "imoNumber") == ["5434358"]
    assert values(of_firm, "swiftBic") == ["KDBKKPPY"]
    assert values(of_firm, "country", "un-KPe.904")[-1] == "kp"
    assert "SHOE_SIZE: 44" in values(of_firm, "notes")


def test_an_entry_without_any_number_is_refused_with_its_place() -> None:
    with pytest.raises(InputError, match="neither REFERENCE_NUMBER nor DATAID") as caught:
        list(told(un, consolidated("<ENTITY><FIRST_NAME>A</FIRST_NAME></ENTITY>")))
    assert "bytes=" in caught.value.where


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists are not at hand")
@pytest.mark.parametrize(
    ("name", "persons", "others"),
    [
        ("un_2020-11-24", 713, 305),
        ("un_2025-04-19", 684, 193),
        ("un_2026-02-27", 730, 273),
        ("un_2026-08-01", 736, 275),
    ],
)
def test_the_real_editions(name: str, persons: int, others: int) -> None:
    path, tally = SHARED / f"{name}.xml", Tally()
    assert str(edition(un, path).published) == name.removeprefix("un_")
    rows = {record.id: (record, claims) for record, claims in told(un, path, tally)}
    assert [record.schema for record, _ in rows.values()].count("Person") == persons
    assert len(rows) == persons + others
    assert tally.total < 20
    assert all(values(claims, "unscId")[0] == number[3:] for number, (_, claims) in rows.items())
    _, claims = rows["un-QDi.006"]
    assert values(claims, "birthDate") == ["1951-06-19"]
    assert "1084010" in values(claims, "passportNumber")
    _, claims = rows["un-KPe.020"]
    assert values(claims, "imoNumber") == ["1790183"]


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists are not at hand")
def test_a_file_with_control_characters_is_refused_with_line_and_column() -> None:
    [path] = SHARED.glob("*_BROKEN.xml")
    with pytest.raises(InputError, match="not well formed") as caught:
        for _ in told(un, path):
            pass
    assert "line " in caught.value.where
    assert "column " in caught.value.where
