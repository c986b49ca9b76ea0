"""Small editions of OFAC's CSV set: rows, remarks, programs and what belongs to which part."""

from collections.abc import Mapping

import pytest

from designata.errors import InputError
from designata.lists import ofac
from designata.lists.entry import Entry, Tally
from designata.lists.ofac import csvset, remarks
from designata.lists.source import Edition, File, Record
from designata.model.claim import Claim
from tests.lists.reading import values

NAMES = {
    "main": "sdn.csv",
    "alt": "alt.csv",
    "add": "add.csv",
    "comments": "sdn_comments.csv",
}
SHIP = (
    '37095,"LADY R","vessel","RUSSIA-EO14024","-0-","UBXX3","Roll-on Roll-off","12,500","7260",'
    '"Russia",-0- ,"Vessel Registration Identification IMO 9161003; MMSI 273319810; Vessel Year of '
    "Build 2004; Former Vessel Flag Malta; alt. Former Vessel Flag None Identified; Linked To: "
    'TRANSMORFLOT LLC."'
)


def row(number: int, name: str, kind: str = "-0- ", program: str = "SDGT", remark: str = "") -> str:
    empty = ",".join(["-0- "] * 7)
    return f'{number},"{name}",{_cell(kind)},"{program}",{empty},{_cell(remark)}'


def _cell(text: str) -> str:
    return f'"{text}"' if text and text != "-0- " else "-0- "


def edition(parts: Mapping[str, str]) -> Edition:
    files = {}
    for part, text in parts.items():
        content = f"{text}\r\n\x1a".encode("cp1252")
        file = File(NAMES[part], lambda content=content: content)  # type: ignore[misc]
        found = ofac.recognise(file)
        assert found is not None
        assert (found.part, found.format) == (part, "OFAC CSV")
        files[part] = file
    return Edition(
        publisher=ofac.PUBLISHER,
        dataset="sdn",
        format="OFAC CSV",
        files=files,
        covers=frozenset(files),
    )


def told(
    parts: Mapping[str, str], tally: Tally | None = None
) -> dict[tuple[str, str], tuple[Record, list[Claim]]]:
    found = {}
    for record in ofac.records(edition(parts)):
        entry = Entry(
            record.id, record.schema, locator=record.locator, part=record.part, tally=tally
        )
        record.tell(entry)
        found[record.part, record.id] = record, entry.claims
    return found


def one(main: str, tally: Tally | None = None) -> list[Claim]:
    [(_, claims)] = told({"main": main}, tally).values()
    return claims


def test_a_ship_is_told_by_its_columns_and_its_remark() -> None:
    firm = row(37001, "TRANSMORFLOT LLC", program="RUSSIA-EO14024")
    every = told({"main": f"{firm}\r\n{SHIP}"})
    record, claims = every["main", "ofac-37095"]
    assert (record.schema, record.raw) == ("Vessel", SHIP.encode())
    start = len(firm) + 2
    assert record.locator == f"bytes={start}-{start + len(SHIP) - 1}"
    for prop, expected in {
        "name": ["LADY R"],
        "topics": ["sanction"],
        "imoNumber": ["9161003"],
        "mmsi": ["273319810"],
        "callSign": ["UBXX3"],
        "flag": ["ru"],
        "pastFlags": ["mt"],
        "type": ["Roll-on Roll-off"],
        "deadweightTonnage": ["12500"],
        "grossRegisteredTonnage": ["7260"],
        "buildDate": ["2004"],
        "role": ["Linked To"],
        "object": ["ofac-37001"],
        "summary": ["TRANSMORFLOT LLC"],
    }.items():
        assert values(claims, prop) == expected, prop
    sanction = "ofac-37095-sanction-russia-eo14024"
    assert values(claims, "program", sanction) == ["RUSSIA-EO14024"]
    assert values(claims, "authority", sanction) == ["Office of Foreign Assets Control"]
    assert values(claims, "authorityId", sanction) == ["37095"]
    assert values(claims, "country", sanction) == ["us"]
    assert values(claims, "legalBasis", sanction)[0] == "Executive Order 14024"
    assert values(claims, "programUrl", sanction)[0].endswith(
        "harmful-foreign-activities-sanctions"
    )
    assert values(claims, "listingDate") == []  # the CSV states none
    [note] = values(claims, "notes")
    assert note.endswith("Linked To: TRANSMORFLOT LLC.")


def test_a_person_has_birth_papers_names_and_nationality() -> None:
    tally = Tally()
    remark = (
        "DOB 03 Jul 1969; alt. DOB circa 1970; alt. DOB 1955 to 1958; POB Pyongyang, Korea, North; "
        "POB Basra, Iraq; nationality Korea, North; citizen Russia; Gender Male; "
        "Passport PS745220146 (Korea, North) issued 18 Jan 2014 expires 18 Jan 2019; "
        "Diplomatic Passport 008827 (Iran) issued 1999; SSN 123-45-6789 (United States); "
        "National ID No. 216040 (Yemen); Tax ID No. 500100732259 (Russia); "
        "Personal ID Card 7020783883; Phone Number 8613314257947; Email Address a@b.example; "
        "a.k.a. 'KIM; THE ELDER'; a.k.a. 'O'; f.k.a. 'OH'; Brigadier General; General."
    )
    main = row(48268, "O, In Chun", "individual", "DPRK", remark).replace(
        '"DPRK",-0- ', '"DPRK","General"'
    )
    claims = one(main, tally)
    for prop, expected in {
        "name": ["O, In Chun"],
        "lastName": ["O"],
        "firstName": ["In Chun"],
        "position": ["General"],
        "birthDate": ["1969-07-03", "1970~", "1955/1958"],
        "birthPlace": ["Pyongyang, Korea, North", "Basra, Iraq"],
        "birthCountry": ["kp", "iq"],
        "nationality": ["kp"],
        "citizenship": ["ru"],
        "gender": ["male"],
        "passportNumber": ["PS745220146", "008827"],
        "socialSecurityNumber": ["123-45-6789"],
        "idNumber": ["216040", "7020783883"],
        "innCode": ["500100732259"],
        "phone": ["8613314257947"],
        "email": ["a@b.example"],
        "weakAlias": ["KIM; THE ELDER", "O"],
        "previousName": ["OH"],
    }.items():
        assert values(claims, prop) == expected, prop
    passport = "passport-passport-ps745220146-kp"
    assert values(claims, "startDate", passport) == ["2014-01-18"]
    assert values(claims, "endDate", passport) == ["2019-01-18"]
    assert values(claims, "type", "diplomatic") == ["Diplomatic Passport"]
    assert dict(tally.counts) == {"remarks": 1}  # the rank; "General" is the title
    assert tally.samples["remarks"] == ["Brigadier General"]
    [note] = values(claims, "notes")
    assert note == remark


def test_a_firm_has_registrations_wallets_and_securities() -> None:
    wallet = "0x8576acc5c05d6ce88f4e49bf65bdf0c62f91353c"
    remark = (
        "Organization Established Date 1969; Organization Type: Activities of holding companies; "
        "Target Type State-Owned Enterprise; SWIFT/BIC HAVIGB2L; Website www.b.example; "
        "Registration Number 1027700132195 (Russia); Registration Number HRA 738077 (Stuttgart) "
        "(Germany); Trade License No. 683633 (United Arab Emirates); D-U-N-S Number 542957624; "
        "Company Number IMO 5878589; Government Gazette Number 00032253 (Russia); "
        f"Digital Currency Address - ETH {wallet}; alt. Digital Currency Address - XVG DFFJhn1; "
        "ISIN CNE1000002V2; Equity Ticker 0728 HK; Issuer Name X LTD; "
        "Kuwaiti Trade Card No. 77 (Kuwait); info@mail.example"
    )
    tally = Tally()
    claims = one(row(1, "BANK", remark=f"{remark}."), tally)
    for prop, expected in {
        "incorporationDate": ["1969"],
        "sector": ["Activities of holding companies"],
        "classification": ["State-Owned Enterprise"],
        "swiftBic": ["HAVIGB2L"],
        "website": ["www.b.example"],
        "ogrnCode": ["1027700132195"],
        "registrationNumber": ["HRA 738077 (Stuttgart)"],
        "licenseNumber": ["683633"],
        "dunsCode": ["542957624"],
        "imoNumber": ["5878589"],
        "okpoCode": ["00032253"],
        "publicKey": [wallet],
        "cryptoAddress": ["DFFJhn1"],
        "currencySymbol": ["ETH", "XVG"],
        "isin": ["CNE1000002V2"],
        "ticker": ["0728 HK"],
        "email": ["info@mail.example"],
    }.items():
        assert values(claims, prop) == expected, prop
    assert values(claims, "type", "trade-card") == ["Kuwaiti Trade Card No."]
    assert values(claims, "country", "identification-registration") == ["ru", "de"]
    assert set(values(claims, "holder", "cryptowallet")) == {"ofac-1"}
    assert tally.total == 0


def test_an_aircraft_has_its_numbers() -> None:
    claims = one(
        row(
            15431,
            "EP-GOM",
            "aircraft",
            remark="Aircraft Construction Number (also called L/N or S/N or F/N) 8401; Aircraft "
            "Manufacturer's Serial Number (MSN) 1023409321; Aircraft Model IL76-TD; Aircraft "
            "Manufacture Date 1992; Aircraft Tail Number N200VR; Aircraft Operator YAS AIR.",
        )
    )
    assert values(claims, "serialNumber") == ["8401", "1023409321"]
    assert values(claims, "model") == ["IL76-TD"]
    assert values(claims, "buildDate") == ["1992"]
    assert values(claims, "registrationNumber") == ["N200VR"]
    assert values(claims, "notes")[1:] == ["Aircraft Operator: YAS AIR"]  # nobody of that name


def test_every_program_is_a_designation_and_gets_what_names_its_order() -> None:
    risk = "Additional Sanctions Information - Subject to Secondary Sanctions"
    order = "Executive Order 13846 information: LOANS FROM UNITED STATES FINANCIAL INSTITUTIONS"
    claims = one(row(1, "A", program="IFSR] [IRAN-EO13846] [BRAND-NEW", remark=f"{risk}; {order}."))
    assert values(claims, "program") == ["IFSR", "IRAN-EO13846", "BRAND-NEW"]
    assert values(claims, "provisions", "sanction-ifsr") == [risk]
    assert values(claims, "provisions", "sanction-iran-eo13846") == [risk, order]
    assert values(claims, "legalBasis", "brand-new") == []


def test_dates_of_a_list_and_of_its_directives_are_listing_dates() -> None:
    claims = one(
        row(
            1,
            "A",
            program="CMIC-EO13959] [RUSSIA-EO14024",
            remark="Effective Date (CMIC) 02 Aug 2021; Purchase/Sales For Divestment Date (CMIC) "
            "03 Jun 2022; Listing Date (CMIC) 03 Jun 2021; Listing Date (EO 14024 Directive 2): "
            "24 Feb 2022; Effective Date (EO 14024 Directive 2): 26 Mar 2022; For more information "
            "on directives, please visit the following link: http://a.example/x#directives.",
        )
    )
    assert values(claims, "listingDate", "cmic") == ["2021-06-03"]
    assert values(claims, "startDate", "cmic") == ["2021-08-02"]
    assert values(claims, "provisions", "cmic") == [
        "Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022"
    ]
    directive = "ofac-1-sanction-eo-14024-directive-2"
    assert values(claims, "listingDate", directive) == ["2022-02-24"]
    assert values(claims, "startDate", directive) == ["2022-03-26"]
    assert values(claims, "program", directive) == ["RUSSIA-EO14024"]
    assert values(claims, "listingDate", "sanction-russia") == []
    assert set(values(claims, "sourceUrl")) == {"http://a.example/x#directives"}


def test_a_name_that_several_have_ties_nobody_and_stays_text() -> None:
    tally = Tally()
    main = "\r\n".join(
        (
            row(1, "HAMAS"),
            row(2, "HAMAS"),
            row(3, "PETRO, S.A."),
            row(4, "A", remark="(Linked To: Hamas; Linked To: PETRO, S.A)"),
        )
    )
    _, claims = told({"main": main}, tally)["main", "ofac-4"]
    assert values(claims, "object") == ["ofac-3"]
    assert values(claims, "notes")[1:] == ["Linked To: Hamas"]
    assert tally.counts == {"Linked To": 1}


def test_names_and_addresses_are_records_of_their_own_part() -> None:
    alt = (
        '1,11,"aka","FIRST",-0- \r\n2,12,"fka","OLD, Man",-0- \r\n1,13,"nka","NOW","since 2020"\r\n'
        '9,14,"aka","ORPHAN",-0- '
    )
    add = (
        '1,21,"Ul. Lenina 1","Moscow 115093","Russia",-0- \r\n1,22,-0- ,"Gaza","Region: Gaza",-0- '
        '\r\n1,23,-0- ,"Caf\xe9",-0- ,-0- \r\n2,24,-0- ,-0- ,-0- ,-0- \r\n'
        '2,25,-0- ,-0- ,"undetermined",-0- '
    )
    tally = Tally()
    main = f"{row(1, 'A')}\r\n{row(2, 'B, C', 'individual')}"
    every = told({"main": main, "alt": alt, "add": add}, tally)
    record, claims = every["alt", "ofac-1"]
    assert record.schema == "Thing"
    assert values(claims, "alias") == ["FIRST"]
    assert values(claims, "name") == ["NOW"]
    assert values(claims, "notes") == ["since 2020"]
    assert len({claim.locator for claim in claims}) == 2
    assert values(every["alt", "ofac-2"][1], "previousName") == ["OLD, Man"]
    assert values(every["alt", "ofac-9"][1], "alias") == ["ORPHAN"]
    assert tally.samples["orphan"] == ["alt of ofac-9"]
    _, places = every["add", "ofac-1"]
    assert values(places, "full") == [
        "Ul. Lenina 1, Moscow 115093, Russia",
        "Gaza, Region: Gaza",
        "Café",
    ]
    assert values(places, "country", "address") == ["ru", "ps"]
    assert values(places, "city") == ["Gaza", "Café"]
    assert every["add", "ofac-2"][1] == []
    alone = told({"alt": alt})  # a late delivery says the same, and knows of no orphans
    assert alone["alt", "ofac-1"][1] == claims
    assert alone["alt", "ofac-1"][0].digest(1) == record.digest(1)


def test_a_cut_remark_runs_on_in_the_comments() -> None:
    begun = "; DOB 1962; Digital Currency Address - XBT 12QtD5BFwRsdNsAZY7"
    cut = f"POB {'x' * (remarks.LONGEST - len(begun) - 4)}{begun}"
    rest = "6UVE1xyCGNTojH9h; Gender Male; Secondary sanctions risk: X."
    assert len(cut) == remarks.LONGEST
    main = row(1, "A, B", "individual", "CYBER2] [SDGT", cut)
    tally = Tally()
    every = told({"main": main, "comments": f'1,"{rest}"'}, tally)
    _, claims = every["main", "ofac-1"]
    record, more = every["comments", "ofac-1"]
    assert values(claims, "birthDate") == ["1962"]
    assert values(claims, "publicKey") == values(claims, "cryptoAddress") == []
    assert values(claims, "notes") == [cut]
    assert record.schema == "Person"
    assert values(more, "publicKey") == ["12QtD5BFwRsdNsAZY76UVE1xyCGNTojH9h"]
    assert values(more, "gender") == ["male"]
    assert values(more, "provisions", "sanction-sdgt") == ["Secondary sanctions risk: X."[:-1]]
    assert values(more, "notes")[0].startswith(
        "Digital Currency Address - XBT 12QtD5BFwRsdNsAZY76U"
    )
    assert tally.total == 0
    without = told({"main": main})["main", "ofac-1"]  # a later edition of the main file alone
    assert without[1] == claims
    assert without[0].digest(1) == every["main", "ofac-1"][0].digest(1)


@pytest.mark.parametrize("end", ["x; DOB 1962.", "DOB 1962.; "])
def test_a_comment_without_its_beginning_is_not_misread(end: str) -> None:
    tally = Tally()
    main = row(1, "A, B", "individual", remark="Gender Male.")
    every = told({"main": main, "comments": f'1,"67328 (Russia); {end.strip()}."'}, tally)
    _, claims = every["comments", "ofac-1"]
    assert values(claims, "birthDate") == ["1962"]
    assert tally.samples["remarks"][0] == "67328 (Russia)"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.csv", row(9639, "HANIYA, I", "individual", "NS-PLC"), ("cons", "main")),
        ("cons_prim.csv", row(1, "A", program="CUBA"), ("sdn", "main")),
        ("2025/cons_prim.csv", row(1, "A", program="UKRAINE-EO13662"), ("cons", "main")),
        ("sdn.csv", row(1, "A", program="UKRAINE-EO13662"), ("sdn", "main")),
        ("CONS_ADD.CSV", '1,2,-0- ,-0- ,"Russia",-0- ', ("cons", "add")),
        ("consignment_alt.csv", '1,2,"aka","X",-0- ', ("sdn", "alt")),
        ("cons_comments.csv", '1,"; DOB 1962."', ("cons", "comments")),
    ],
)
def test_the_list_is_told_by_its_programs_else_by_the_name(
    name: str, content: str, expected: tuple[str, str]
) -> None:
    found = ofac.recognise(File(name, content.encode))
    assert found is not None
    assert (found.dataset, found.part) == expected


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>404</html>",
        b"36,X",
        b"Reference,Name\n1,2\n",
        b"1,2,3,4,5,6,7,8,9,10,11,12",
        b'36,"cut',
        b"\x1f\x8b\x08\x00",
        b"PK\x03\x04",
    ],
)
def test_foreign_files_are_not_recognised(content: bytes) -> None:
    assert ofac.recognise(File("sdn.csv", lambda: content)) is None


@pytest.mark.parametrize("cut", [5, 30, 200])
def test_a_file_that_is_cut_short_is_refused_with_its_place(cut: int) -> None:
    content = f"{row(1, 'A')}\r\n{SHIP}".encode()[:-cut]
    with pytest.raises(InputError) as error:
        list(csvset.rows(content, "main", name="sdn.csv"))
    assert "sdn.csv, line 2" in str(error.value.where)


def test_old_encodings_are_read() -> None:
    assert values(one(row(1, "CAF\xc9")), "name") == ["CAFÉ"]
