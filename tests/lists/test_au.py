"""Small editions of DFAT's Consolidated List, and the real one of ../shared where it is at hand."""

import datetime as dt
import re
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.formats import tables
from designata.lists import au
from designata.lists.entry import Tally
from designata.lists.source import Edition, File
from designata.model.when import from_edtf
from tests.lists.reading import edition, lost, told, values
from tests.lists.sheets import as_csv, as_xlsx, columns

REAL = Path(__file__).parents[2].parent / "shared/lists/au/dfat_consolidated_2026-08.xlsx"
needs_list = pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")

OLD = columns(
    "Reference,Name of Individual or Entity,Type,Name Type,Date of Birth,Place of Birth,"
    "Citizenship,Address,Additional Information,Listing Information,Committees,Control Date"
)
MEASURES = columns("Targeted Financial Sanction,Travel Ban,Arms Embargo,Maritime Restriction")
NEW = [
    *(*OLD[:4], "Alias Strength", *OLD[4:10], "IMO Number", *OLD[10:]),
    *("Instrument of Designation", *MEASURES),
]

MAN = {
    "Reference": "7",
    "Name of Individual or Entity": "Haji Example",
    "Type": "Individual",
    "Name Type": "Primary Name",
    "Date of Birth": (
        "Approximately 1963, 30/01/1972, 03/1968, Approximately: Between 1955 and 1958"
    ),
    "Place of Birth": "a) Kabul, Afghanistan b) na c) Quetta, Pakistan",
    "Citizenship": "Afghanistan;Pakistan",
    "Address": "Kabul, Afghanistan (since 2009);\nQuetta, Pakistan",
    "Additional Information": (
        "TAi.907. Title: a) Mullah b) Haji Designation: a) Governor of Herat b) Deputy Minister. "
        "Left in 2001. DOB: na Passport no: a) Afghanistan number P04581926, issued on 7 Aug. 2024 "
        "(expires 7 Aug. 2034) b) na National identification no: 5420250161699 Other information: "
        "Associated with X (QDe.115). Pakistani passport number A-374184. Father’s name is Omar."
    ),
    "Listing Information": "Listed on 25 Jan. 2001 (amended on 3 Sep. 2003, 10 Mar. 2026)",
    "Committees": "1988 (Taliban)",
    "Control Date": "2026-04-14",
    "Instrument of Designation": "Charter of the United Nations (Sanctions) Regulation 2013",
    "Targeted Financial Sanction": "TRUE",
    "Travel Ban": "TRUE",
    "Arms Embargo": "FALSE",
    "Maritime Restriction": "FALSE",
}
FIRM = {
    "Reference": "8",
    "Name of Individual or Entity": "Sever LLC",
    "Type": "Entity",
    "Name Type": "Primary Name",
    "Address": "5 Lenin St., Orsha, Republic of Belarus 211004",
    "Citizenship": "",
    "Additional Information": (
        "Company identification number: 1027714027395; http://sever.example/ "
        "Email: a@sever.example IMO number: 5878589."
    ),
    "Listing Information": (
        "Designated under the Regulations on 2 March 2012. Relisted 12 January 2024"
    ),
    "Committees": "Autonomous (Russia)",
    "Instrument of Designation": "Instrument 2022",
}
SHIP = {
    "Reference": "9",
    "Name of Individual or Entity": "MOCHA",
    "Type": "Vessel",
    "Name Type": "Primary Name",
    "IMO Number": "9161003",
    "Additional Information": "Previous names includes FACCA and ASHER",
    "Listing Information": "Designated as a sanctioned vessel in the Designation 2025",
    "Maritime Restriction": "TRUE",
}


def book(*rows: dict[str, str], header: list[str] = NEW) -> bytes:
    return as_xlsx(as_csv(header, *rows))


def test_the_list_is_recognised_wherever_its_sheet_and_header_stand() -> None:
    table = as_csv(NEW, FIRM, above=[["Consolidated List"], ["as at July"]])
    content = as_xlsx(table, "Read me", "Old", saved=dt.datetime(2026, 7, 23, 4, 5))  # noqa: DTZ001
    found = au.recognise(File("list.xlsx", lambda: content))
    assert found is not None
    assert (found.dataset, found.format) == ("consolidated", "DFAT XLSX")
    assert str(found.published) == "2026-07-23"  # the day it was saved, for want of another
    dated = File("list.xlsx", lambda: content, dated=from_edtf("2026-08"))
    found = au.recognise(dated)
    assert found is not None
    assert found.published is None  # the file's name tells
    [(record, _)] = told(au, content)
    assert (record.id, record.schema) == ("au-8", "Organization")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>404</html>",
        as_csv(NEW, FIRM),
        b"PK\x03\x04 cut short",
        b"\xd0\xcf\x11\xe0 Reference Name of Individual or Entity Type Name Type",
        as_xlsx(b"Group ID,Name 6\r\n1,X\r\n"),
        as_xlsx(b"Reference,Type,Name Type,Name\r\n1,X,Y,Name of Individual or Entity\r\n"),
        book(FIRM)[:-40],
    ],
)
def test_foreign_and_cut_files_are_not_recognised(content: bytes) -> None:
    assert au.recognise(File("list.xlsx", lambda: content)) is None


def test_rows_of_a_reference_are_one_record_wherever_they_stand() -> None:
    names = [
        MAN | {"Reference": ref, "Name of Individual or Entity": name, "Name Type": kind}
        | {"Alias Strength": strength}
        for ref, name, kind, strength in (
            ("7a", "Example Mullah", "Alias", "Strong"),
            ("7B", "Abu X", "Alias", "Weak"),
            ("7 c", "مثال", "Original Script", ""),
        )
    ]  # fmt: skip
    (man, claims), (firm, _) = told(au, book(MAN, names[0], FIRM, *names[1:]))
    assert (man.id, firm.id) == ("au-7", "au-8")
    assert values(claims, "name") == ["Haji Example"]
    assert values(claims, "alias") == ["Example Mullah", "مثال"]
    assert values(claims, "weakAlias") == ["Abu X"]
    assert {c.locator for c in claims if c.value == "مثال"} == {"sheet=Data&row=6"}


def test_a_persons_cells_are_taken_apart() -> None:
    tally = Tally()
    [(_, claims)] = told(au, book(MAN), tally)
    assert values(claims, "birthDate") == ["1963~", "1972-01-30", "1968-03", "1955~/1958~"]
    assert values(claims, "birthPlace") == ["Kabul, Afghanistan", "Quetta, Pakistan"]
    assert values(claims, "birthCountry") == ["af", "pk"]
    assert values(claims, "citizenship") == ["af", "pk"]
    assert values(claims, "full") == ["Kabul, Afghanistan (since 2009)", "Quetta, Pakistan"]
    assert values(claims, "country", "-address-") == ["af", "pk"]
    assert values(claims, "title") == ["Mullah", "Haji"]
    assert values(claims, "position") == ["Governor of Herat", "Deputy Minister"]
    assert values(claims, "passportNumber") == ["P04581926", "A374184"]
    assert values(claims, "country", "-passport-") == ["af", "pk"]
    assert values(claims, "endDate", "-passport-") == ["2034-08-07"]
    assert values(claims, "idNumber") == ["5420250161699"]
    assert values(claims, "fatherName") == ["Omar"]
    assert values(claims, "notes") == [MAN["Additional Information"]]
    assert tally.total == 0


def test_the_designation_says_who_when_by_what_and_how() -> None:
    [(_, claims)] = told(au, book(MAN))
    sanction = "-sanction-1988-taliban"
    for prop, expected in {
        "entity": "au-7",
        "country": "au",
        "program": "1988 (Taliban)",
        "authorityId": "7",
        "unscId": "TAi.907",
        "listingDate": "2001-01-25",
        "modifiedAt": "2026-04-14",
        "legalBasis": MAN["Instrument of Designation"],
        "summary": MAN["Listing Information"],
    }.items():
        assert values(claims, prop, sanction) == [expected]
    assert values(claims, "provisions", sanction) == ["Targeted financial sanction", "Travel ban"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Listed on: 2 Mar. 2016 (amended on 26 Jul. 2022)", ["2016-03-02"]),
        ("First listed on 16/07/2009 (amended on 26/07/2022)", ["2009-07-16"]),
        ("22 Apr. 2010 (amended 15 Apr 2014)", ["2010-04-22"]),
        ("Listed by the 1267/1989 (ISIL (Da'esh)) Committee on 16 June 2025", ["2025-06-16"]),
        ("Resolution 1735 (2006) Listed on: 4 June. 2008 (amended 3 June 2009)", ["2008-06-04"]),
        ("Formerly listed on the RBA list as 2011SYR0015. Relisted on 12 January 2024", []),
        ("Last listed on: 22/07/2022", []),
        ("Amendment (No. 1) Instrument 2022", []),
        ("2016-12-05", ["2016-12-05"]),
    ],
)
def test_only_the_first_listing_is_the_listing_date(text: str, date: list[str]) -> None:
    [(_, claims)] = told(au, book(FIRM | {"Listing Information": text}))
    assert values(claims, "listingDate") == date
    assert values(claims, "summary", "-sanction-") == [text]


def test_firms_and_ships_have_their_numbers() -> None:
    (_, firm), (ship, claims) = told(au, book(FIRM, SHIP))
    assert values(firm, "ogrnCode") == ["1027714027395"]
    assert values(firm, "website") == ["http://sever.example/"]
    assert values(firm, "email") == ["a@sever.example"]
    assert values(firm, "imoNumber") == ["5878589"]
    assert values(firm, "country", "au-8")[-1] == "by"
    assert values(firm, "listingDate") == ["2012-03-02"]
    assert ship.schema == "Vessel"
    assert values(claims, "imoNumber") == ["9161003"]
    assert values(claims, "previousName") == ["FACCA", "ASHER"]
    assert values(claims, "provisions") == ["Maritime restriction"]


def test_the_older_form_lacks_strength_instrument_and_measures() -> None:
    former = MAN | {"Name Type": "Formerly known as", "Reference": "7a"}
    [(_, claims)] = told(
        au, book(MAN, former | {"Name of Individual or Entity": "Old"}, header=OLD)
    )
    assert values(claims, "previousName") == ["Old"]
    assert values(claims, "provisions") == []
    assert values(claims, "listingDate") == ["2001-01-25"]


def test_what_cannot_be_read_is_kept_and_counted() -> None:
    tally = Tally()
    odd = {
        "Date of Birth": "10/061962, 24/06/1402",
        "Citizenship": "Atlantis",
        "Name Type": "Stage name",
        "Travel Ban": "perhaps",
        "Shoe": "44",
    }
    [(_, claims)] = told(au, book(MAN | odd, header=[*NEW, "Shoe"]), tally)
    notes = values(claims, "notes")
    for text in (
        "birthDate: 10/061962, 24/06/1402",
        "citizenship: Atlantis",
        "name type of Haji Example: Stage name",
        "Travel Ban: perhaps",
        "Shoe: 44",
    ):
        assert text in notes or text.replace("Ban", "ban") in notes
    assert tally.total == 5
    assert values(claims, "alias") == ["Haji Example"]


@pytest.mark.parametrize("reference", ["", "a2", "2-1"])
def test_a_row_without_a_reference_is_refused_with_its_place(reference: str) -> None:
    content = book(MAN, FIRM | {"Reference": reference})
    with pytest.raises(InputError, match="has no reference") as caught:
        list(told(au, content))
    assert "row=3" in caught.value.where


def test_a_workbook_without_the_columns_is_refused() -> None:
    whole = edition(au, book(FIRM))
    broken = as_xlsx(b"Reference,Type\r\n1,Entity\r\n", "Cover")
    other = Edition(
        publisher=au.PUBLISHER,
        dataset=whole.dataset,
        format=whole.format,
        files={"main": File("list.xlsx", lambda: broken)},
        covers=whole.covers,
    )
    with pytest.raises(InputError, match="lacks the columns"):
        list(au.records(other))


@needs_list
def test_the_list_of_august_2026() -> None:
    tally = Tally()
    rows = {record.id: (record, claims) for record, claims in told(au, REAL, tally)}
    assert len(rows) == 3_846
    assert sum(record.schema == "Vessel" for record, _ in rows.values()) == 262
    assert tally.total < 40
    _, claims = rows["au-2"]  # Mohammad Hassan Akhund
    assert values(claims, "unscId") == ["TAi.002"]
    assert len(values(claims, "birthDate")) == 10
    assert values(claims, "listingDate") == ["2001-01-25"]
    _, claims = rows["au-453"]  # Dawood Ibrahim Kaskar
    assert len(values(claims, "passportNumber")) == 14
    _, claims = rows["au-8416"]
    assert values(claims, "imoNumber") == ["9299733"]
    of_the_un = {claims[0].record for _, claims in rows.values() if values(claims, "unscId")}
    assert len(of_the_un) > 780


@needs_list
def test_every_word_of_a_cell_is_in_some_claim() -> None:
    _, header, rows = tables.sheet_with(REAL.read_bytes(), *au.REQUIRED, name="")
    # The kind is told by schema and property, a measure by its provision.
    skipped = {"Reference", "Type", "Name Type", "Alias Strength", *MEASURES}
    cells: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        number = re.sub(r"\D", "", row.cells[0])
        cells.setdefault(f"au-{number}", []).extend(
            (column, text)
            for column, text in zip(header, row.cells, strict=True)
            if column not in skipped
        )
    claims = {record.id: said for record, said in told(au, REAL)}
    labels = "approximately between and alt pob na a b c d e f g h i j k l"
    assert lost(cells, claims, frozenset(labels.split())) == []
