"""Small editions of OFSI's ConList, and which files are the United Kingdom's at all."""

import pytest

from designata.errors import InputError
from designata.lists import uk
from designata.lists.entry import Tally
from designata.lists.source import Edition, File
from tests.lists.reading import edition, told, values
from tests.lists.sheets import as_csv, as_ods, as_xlsx, columns

OLD = columns(
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Details,NI Number,Position,Address 1,Address 2,Address 3,Address 4,"
    "Address 5,Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Regime,"
    "Listed On,Last Updated,Group ID"
)
NEW = columns(
    "Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,Name Non-Latin Script,"
    "Non-Latin Script Type,Non-Latin Script Language,DOB,Town of Birth,Country of Birth,"
    "Nationality,Passport Number,Passport Details,National Identification Number,"
    "National Identification Details,Position,Address 1,Address 2,Address 3,Address 4,Address 5,"
    "Address 6,Post/Zip Code,Country,Other Information,Group Type,Alias Type,Alias Quality,"
    "Regime,Listed On,UK Sanctions List Date Designated,Last Updated,Group ID"
)
UKSL = columns("Unique ID,Name 6,Name type,Regime Name")

PERSON = {
    "Group Type": "Individual",
    "Alias Type": "Primary name",
    "Name 6": "VOLKOV",
    "Name 1": "Ivan",
    "Name 2": "Petrovich",
    "Name Non-Latin Script": "Иван Петрович ВОЛКОВ",
    "Non-Latin Script Type": "Cyrillic",
    "Non-Latin Script Language": "Russian",
    "Title": "(1) Colonel (2) Mr",
    "DOB": "00/00/1961",
    "Town of Birth": "(1) Omsk (2) -",
    "Country of Birth": "(1) Russia (2) Ukrainian SSR",
    "Nationality": "(1) Russia. (2) Cyprus",
    "Passport Number": "(1) 530293463 (2) K00239193",
    "Passport Details": "(1) Russia, issued on 4 Jun. 2013 (2) Cyprus. Expiry: 11 Feb 2024",
    "National Identification Number": "771975984173",
    "National Identification Details": "INN",
    "Position": "(1) Director (2) Former Deputy Minister",
    "Address 1": "12 Lenin Street",
    "Address 6": "Omsk Oblast",
    "Post/Zip Code": "644000",
    "Country": "Russia",
    "Other Information": (
        "(UK Sanctions List Ref):BEL0901 and GHR0902. (UN Ref):QDI.901. Son of X. Father’s name is "
        "Pyotr Volkov. Financial sanctions imposed in addition to an asset freeze: Trust services. "
        "Date trust services sanctions imposed: 21/03/2023. (UK Statement of Reasons):Volkov (a "
        "director) is involved. (Gender):Male (Phone number):(1) +7 495 1112233 (2) +7 495 1112244 "
        "(Email address):a@volkov.example (Shoe size):44"
    ),
    "Listed On": "24/02/2025",
    "UK Sanctions List Date Designated": "23/02/2025",
    "Last Updated": "10/04/2025",
    "Group ID": "99001",
}
FIRM = {
    "Group Type": "Entity",
    "Alias Type": "Primary name",
    "Name 6": "SEVER LLC",
    "Address 6": "Moscow",
    "Country": "Russia",
    "Regime": "Russia",
    "Other Information": (
        "(UK Sanctions List Ref):RUS9003. (Website):http://sever.example/ (Type of entity):Limited "
        "Liability Company (Business Reg No):(1) TIN: 7717043113 (2) OGRN - 1027700041830 (3) KPP: "
        "540801001 (Parent company):Sever Holding"
    ),
    "Group ID": "99003",
}
SHIP = {
    "Group Type": "Ship",
    "Alias Type": "Primary name",
    "Name 6": "OCHRE STAR",
    "Regime": "Democratic People's Republic of Korea",
    "Other Information": (
        "(UK Sanctions List Ref):DPR9004. Listed as asset of Sever (OFSI ID: 99003, UN Reference "
        "Number: UN Ref KPe.999) (IMO number):9161003 (Current owners):Sever (Flag of ship):North "
        "Korea (Previous flags):Panama. South Korea (Type of ship):Oil tanker (Tonnage of "
        "ship):1676 (Length of ship):80 (Year built):1975"
    ),
    "Group ID": "99004",
}


def conlist_csv(*rows: dict[str, str], header: list[str] = NEW) -> bytes:
    return as_csv(header, *rows, above=[["Last Updated", "10/04/2025"]])


@pytest.mark.parametrize(
    ("content", "dataset", "form", "date"),
    [
        (conlist_csv(FIRM), "conlist", "ConList CSV", "2025-04-10"),
        (as_xlsx(conlist_csv(FIRM), "Read me"), "conlist", "ConList XLSX", "2025-04-10"),
        (
            as_csv(OLD, FIRM, above=[["Last Updated", "13/04/2018"]]),
            "conlist",
            "ConList CSV",
            "2018-04-13",
        ),
        (
            as_csv(UKSL, above=[["Report Date: 23-Sep-2026"]]),
            "uksl",
            "UK Sanctions List CSV",
            "2026-09-23",
        ),
        (
            as_ods(as_csv(UKSL, above=[["Report Date: 23-Sep-2026"]])),
            "uksl",
            "UK Sanctions List ODS",
            "2026-09-23",
        ),
        (
            b"\xef\xbb\xbf<Designations><DateGenerated>20/08/2026</DateGenerated><Designation>",
            "uksl",
            "UK Sanctions List XML",
            "2026-08-20",
        ),
        (as_csv(UKSL), "uksl", "UK Sanctions List CSV", "None"),
    ],
)
def test_each_form_is_recognised_with_its_date(
    content: bytes, dataset: str, form: str, date: str
) -> None:
    found = uk.recognise(File("any name", lambda: content))
    assert found is not None
    assert (found.dataset, found.format, str(found.published)) == (dataset, form, date)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!DOCTYPE html><html><body>404</body></html>",
        b'<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2020"><INDIVIDUALS/>',
        b"<Designations>",
        b"36,Name 6,Group ID\n",
        b"PK\x03\x04 cut short",
        b"\xd0\xcf\x11\xe0 no workbook",
        b"\xff\xfeB\x00A\x00D",
        b"\x00\x01\x02" * 99,
        as_xlsx(b"Reference,Type\r\n1,Entity\r\n"),
        as_xlsx(conlist_csv(FIRM))[:-40],
    ],
)
def test_foreign_and_cut_files_are_not_recognised(content: bytes) -> None:
    assert uk.recognise(File("any name", lambda: content)) is None


def test_rows_of_a_group_are_one_record_wherever_they_stand() -> None:
    alias = PERSON | {"Alias Type": "AKA", "Alias Quality": "Low quality", "Name 6": "WOLF"}
    former = FIRM | {"Alias Type": "FKA", "Name 6": "NORD LLC"}
    content = conlist_csv(
        PERSON | {"Regime": "Belarus"}, FIRM, former, alias | {"Regime": "Belarus"}
    )
    (person, claims), (firm, others) = told(uk, content)
    assert (person.id, person.schema) == ("uk-99001", "Person")
    assert values(claims, "name") == ["Ivan Petrovich VOLKOV", "Иван Петрович ВОЛКОВ"]
    assert values(claims, "weakAlias") == ["Ivan Petrovich WOLF", "Иван Петрович ВОЛКОВ"]
    assert values(claims, "lastName") == ["VOLKOV"]
    assert values(claims, "secondName") == ["Petrovich"]
    assert {c.lang for c in claims if c.value == "Иван Петрович ВОЛКОВ"} == {"rus"}
    assert (firm.id, firm.schema) == ("uk-99003", "Organization")
    assert values(others, "previousName") == ["NORD LLC"]
    places = {c.locator for c in others if c.property in {"name", "previousName"}}
    assert len(places) == 2


def test_a_persons_numbered_values_are_claims_of_their_own() -> None:
    [(_, claims)] = told(uk, conlist_csv(PERSON | {"Regime": "Global Human Rights"}))
    assert values(claims, "title") == ["Colonel", "Mr"]
    assert values(claims, "birthDate") == ["1961"]
    assert values(claims, "birthPlace") == ["Omsk, Russia"]
    assert values(claims, "birthCountry") == ["ru", "ua"]
    assert values(claims, "nationality") == ["ru", "cy"]
    assert values(claims, "position") == ["Director", "Former Deputy Minister"]
    assert values(claims, "passportNumber") == ["530293463", "K00239193"]
    assert values(claims, "country", "-passport-") == ["ru", "cy"]
    assert values(claims, "startDate", "-passport-") == ["2013-06-04"]
    assert values(claims, "endDate", "-passport-") == ["2024-02-11"]
    assert values(claims, "idNumber") == ["771975984173"]
    assert values(claims, "gender") == ["male"]
    assert values(claims, "phone") == ["+7 495 1112233", "+7 495 1112244"]
    assert values(claims, "email") == ["a@volkov.example"]
    assert values(claims, "fatherName") == ["Pyotr Volkov"]
    assert values(claims, "full") == ["12 Lenin Street, Omsk Oblast, 644000, Russia"]
    assert values(claims, "region") == ["Omsk Oblast"]
    assert values(claims, "country", "-address-") == ["ru"]


def test_a_subject_of_two_regimes_has_a_designation_under_each() -> None:
    rows = [PERSON | {"Regime": name} for name in ("Belarus", "Global Human Rights")]
    [(_, claims)] = told(uk, conlist_csv(*rows))
    belarus, rights = "-sanction-conlist-belarus", "-sanction-conlist-global-human-rights"
    assert values(claims, "authorityId", belarus) == ["BEL0901", "99001"]
    assert values(claims, "authorityId", rights) == ["GHR0902", "99001"]
    assert values(claims, "unscId", belarus) == []  # QDi is the Al-Qaida list's
    assert values(claims, "listingDate", rights) == ["2025-02-24"]
    assert values(claims, "startDate", rights) == ["2025-02-23"]
    assert values(claims, "modifiedAt", rights) == ["2025-04-10"]
    assert values(claims, "provisions", rights) == ["Asset freeze", "Trust services"]
    [reason] = values(claims, "reason", rights)
    assert reason == "Volkov (a director) is involved."


def test_a_firms_numbers_go_by_their_labels() -> None:
    [(_, claims)] = told(uk, conlist_csv(FIRM))
    assert values(claims, "innCode") == ["7717043113"]
    assert values(claims, "ogrnCode") == ["1027700041830"]
    assert values(claims, "legalForm") == ["Limited Liability Company"]
    assert values(claims, "website") == ["http://sever.example/"]
    assert values(claims, "country", "uk-99003")[0] == "ru"
    notes = values(claims, "notes")
    assert "Parent company: Sever Holding" in notes
    assert "Business registration number: KPP: 540801001" in notes


def test_a_ship_has_its_details_and_its_listed_owner() -> None:
    [(record, claims)] = told(uk, conlist_csv(SHIP))
    assert record.schema == "Vessel"
    assert values(claims, "imoNumber") == ["9161003"]
    assert values(claims, "flag") == ["kp"]
    assert values(claims, "pastFlags") == ["pa", "kr"]
    assert values(claims, "type") == ["Oil tanker"]
    assert values(claims, "buildDate") == ["1975"]
    assert values(claims, "owner") == ["uk-99003"]
    assert values(claims, "asset") == ["uk-99004"]
    assert values(claims, "unscId") == []  # KPe.999 is the owner's
    assert "Current owner/operator: Sever" in values(claims, "notes")


def test_the_form_of_2018_has_papers_in_one_cell_and_ships_among_entities() -> None:
    man = PERSON | {
        "Alias Type": "Prime Alias",
        "Nationality": "a) Afghan b) Pakistani",
        "Passport Details": "D 001206 (Afghan). Issued on 17 July 2000",
        "NI Number": "Ration card no. 0075258",
        "Other Information": "UN Ref TI.A.34.01. Also referred to as Abu Y, Zed and Q (hero).",
        "Regime": "Afghanistan",
    }
    ship = SHIP | {"Group Type": "Entity", "Other Information": "IMO: 8937675. MMSI: 445539000."}
    firm = FIRM | {"Other Information": "UN Ref KPe.022. IMO Number: 5342883. Its vessel."}
    rows = list(told(uk, conlist_csv(man, ship, firm, header=OLD)))
    assert [record.schema for record, _ in rows] == ["Person", "Vessel", "Organization"]
    claims = rows[0][1]
    assert values(claims, "name") == ["Ivan Petrovich VOLKOV"]
    assert values(claims, "nationality") == ["af", "pk"]
    assert values(claims, "passportNumber") == ["D001206"]
    assert values(claims, "idNumber") == ["0075258"]
    assert values(claims, "unscId") == ["TI.A.34.01"]
    assert values(claims, "weakAlias") == ["Abu Y", "Zed", "Q"]
    assert values(rows[1][1], "mmsi") == ["445539000"]
    assert values(rows[2][1], "unscId") == ["KPe.022"]


def test_what_cannot_be_read_is_kept_and_counted() -> None:
    tally = Tally()
    odd = {"Nationality": "Atlantis", "DOB": "soon", "Alias Type": "Stage name", "Shoe": "44"}
    content = conlist_csv(PERSON | odd, header=[*NEW, "Shoe"])
    [(_, claims)] = told(uk, content, tally)
    notes = values(claims, "notes")
    for text in ("nationality: Atlantis", "birthDate: soon", "Shoe: 44"):
        assert text in notes
    assert "name type of Ivan Petrovich VOLKOV: Stage name" in notes
    assert dict(tally.counts) == {
        "nationality": 1,
        "birthDate": 1,
        "Shoe": 1,
        "name type": 1,
        "email": 1,  # (Shoe size):44, a tag that is not known
    }
    assert values(claims, "alias")[0] == "Ivan Petrovich VOLKOV"


def test_unknown_group_types_are_legal_entities() -> None:
    [(record, _)] = told(uk, conlist_csv(FIRM | {"Group Type": "Cloud"}))
    assert record.schema == "LegalEntity"


def test_equal_rows_are_equal_records() -> None:
    first, again, changed = (
        next(iter(uk.records(edition(uk, conlist_csv(row))))).digest(uk.READER)
        for row in (FIRM, FIRM, FIRM | {"Address 6": "Omsk"})
    )
    assert first == again != changed


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (conlist_csv(FIRM).rstrip()[:-8], "cells, not 36"),
        (conlist_csv(FIRM | {"Group ID": ""}), "has no number"),
        (as_csv(UKSL, {"Name 6": "X"}), "has no number"),
    ],
)
def test_a_row_cut_short_is_refused_with_its_place(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        list(told(uk, content))
    assert "bytes=" in caught.value.where


def test_a_table_without_its_columns_is_refused() -> None:
    whole = edition(uk, conlist_csv(FIRM))
    file = File("list.csv", lambda: b"Name 6,Alias Type,Group ID\nX,AKA,1\n")
    broken = Edition(
        publisher=uk.PUBLISHER,
        dataset="conlist",
        format=whole.format,
        files={"main": file},
        covers=whole.covers,
    )
    with pytest.raises(InputError, match="lacks the columns Group Type, Regime"):
        list(uk.records(broken))
