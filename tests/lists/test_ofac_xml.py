"""OFAC's SDN.XML: the same claims as the CSV set, from elements."""

import pytest

from designata.errors import InputError
from designata.lists import ofac
from designata.lists.entry import Entry, Tally
from designata.lists.source import File
from tests.lists.reading import edition, told, values
from tests.lists.test_ofac import row
from tests.lists.test_ofac import told as told_in_csv

OLD = "http://tempuri.org/sdnList.xsd"
NEW = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/XML"
MAN = """<sdnEntry><uid>48268</uid><firstName>In Chun</firstName><lastName>O</lastName>
<title>General</title><sdnType>Individual</sdnType><remarks>(Linked To: BANK S.A.)</remarks>
<programList><program>DPRK</program><program>SDGT</program></programList>
<idList><id><uid>1</uid><idType>Passport</idType><idNumber>PS745220146</idNumber>
<idCountry>Korea, North</idCountry><issueDate>18 Jan 2014</issueDate>
<expirationDate>18 Jan 2019</expirationDate></id>
<id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
<id><uid>3</uid><idType>Secondary sanctions risk:</idType>
<idNumber>Executive Order 13224</idNumber></id>
<id><uid>4</uid><idType>Sign of the Zodiac</idType><idNumber>IV</idNumber></id></idList>
<akaList><aka><uid>5</uid><type>a.k.a.</type><category>strong</category><lastName>O</lastName>
<firstName>In Jun</firstName></aka><aka><uid>6</uid><type>a.k.a.</type><category>weak</category>
<lastName>OH</lastName></aka><aka><uid>7</uid><type>f.k.a.</type><category>weak</category>
<lastName>OLD</lastName></aka></akaList>
<addressList><address><uid>8</uid><address1>1 Lenina</address1><address2>Floor 2</address2>
<city>Vladivostok</city><stateOrProvince>Primorye</stateOrProvince><postalCode>690000</postalCode>
<country>Russia</country></address></addressList>
<nationalityList><nationality><uid>9</uid><country>Korea, North</country>
<mainEntry>true</mainEntry></nationality></nationalityList>
<citizenshipList><citizenship><uid>9</uid><country>Russia</country></citizenship></citizenshipList>
<dateOfBirthList><dateOfBirthItem><uid>10</uid><dateOfBirth>03 Jul 1969</dateOfBirth>
<mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
<placeOfBirthList><placeOfBirthItem><uid>11</uid>
<placeOfBirth>Pyongyang, Korea, North</placeOfBirth>
</placeOfBirthItem></placeOfBirthList></sdnEntry>"""
BANK = (
    "<sdnEntry><uid>2</uid><lastName>Bank S.A.</lastName><sdnType>Entity</sdnType>"
    "<programList><program>SDGT</program></programList></sdnEntry>"
)
SHIP = """<sdnEntry><uid>3</uid><lastName>HERMANN</lastName><sdnType>Vessel</sdnType><programList>
<program>CUBA</program></programList><idList><id><idType>Vessel Registration Identification</idType>
<idNumber>IMO 9161003</idNumber></id></idList><vesselInfo><callSign>CL2685</callSign>
<vesselType>General Cargo</vesselType><vesselFlag>Cuba</vesselFlag><vesselOwner>BANK S.A.
</vesselOwner><tonnage>2,597</tonnage><grossRegisteredTonnage>1098</grossRegisteredTonnage>
</vesselInfo></sdnEntry>"""


def book(*entries: str, space: str = NEW) -> bytes:
    return (
        f'<?xml version="1.0" standalone="yes"?><sdnList xmlns="{space}"><publshInformation>'
        f"<Publish_Date>03/10/2021</Publish_Date><Record_Count>{len(entries)}</Record_Count>"
        f"</publshInformation>{''.join(entries)}</sdnList>"
    ).encode()


@pytest.mark.parametrize("space", [OLD, NEW])
def test_the_format_its_list_and_date_are_told(space: str) -> None:
    found = ofac.recognise(File("x.xml", lambda: book(MAN, space=space)))
    assert found is not None
    assert (found.dataset, found.format, str(found.published)) == ("sdn", "OFAC XML", "2021-03-10")
    assert found.covers == {"main", "alt", "add", "comments"}
    cons = book(BANK.replace("SDGT", "NS-PLC"), BANK.replace("SDGT", "UKRAINE-EO13662"))
    found = ofac.recognise(File("x.xml", lambda: cons))
    assert found is not None
    assert found.dataset == "cons"
    assert ofac.recognise(File("x.xml", lambda: b"<sdnList><other/></sdnList>")) is None


def test_a_person_is_told_as_in_the_csv_set() -> None:
    tally = Tally()
    (record, claims), (bank, _) = told(ofac, book(MAN, BANK), tally)
    assert (record.id, record.schema, bank.schema) == ("ofac-48268", "Person", "Organization")
    assert record.locator.startswith("bytes=")
    remark = (
        "DOB 03 Jul 1969; POB Pyongyang, Korea, North; nationality Korea, North; citizen Russia; "
        "Gender Male; Secondary sanctions risk: Executive Order 13224; Passport PS745220146 "
        "(Korea, North) issued 18 Jan 2014 expires 18 Jan 2019; a.k.a. 'OH'; f.k.a. 'OLD'; "
        "Linked To: BANK S.A."
    )
    main = row(48268, "O, In Chun", "individual", "DPRK] [SDGT", remark)
    parts = {
        "main": main.replace('SDGT",-0- ', 'SDGT","General"') + "\r\n" + row(2, "BANK S.A."),
        "alt": '48268,1,"aka","O, In Jun",-0- ',
        "add": '48268,1,"1 Lenina, Floor 2","Vladivostok, Primorye 690000","Russia",-0- ',
    }
    in_csv = {
        (c.subject, c.property, c.value)
        for (_, number), (_, more) in told_in_csv(parts).items()
        for c in more
        if number == "ofac-48268"
    }
    ours = {(c.subject, c.property, c.value) for c in claims}
    finer = {"city", "state", "postalCode", "notes"}
    assert {fact for fact in in_csv - ours if fact[1] not in finer} == set()
    assert {fact[1:] for fact in ours - in_csv if fact[1] not in finer} == {
        ("type", "Sign of the Zodiac"),
        ("number", "IV"),
        ("holder", "ofac-48268"),
    }
    assert values(claims, "object") == ["ofac-2"]
    assert tally.total == 0


def test_a_vessel_has_its_owner() -> None:
    _, (_, claims) = told(ofac, book(BANK, SHIP))
    assert values(claims, "imoNumber") == ["9161003"]
    assert values(claims, "callSign") == ["CL2685"]
    assert values(claims, "deadweightTonnage") == ["2597"]
    assert values(claims, "owner") == ["ofac-2"]
    assert values(claims, "asset") == ["ofac-3"]


@pytest.mark.parametrize(
    "content", [book(BANK)[:-40], book(BANK.replace("<uid>2</uid>", "")), book(BANK, "<sdnEntry>")]
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        list(ofac.records(edition(ofac, content)))


def test_an_entry_that_is_unchanged_stays_the_same_wherever_it_stands() -> None:
    (first, _), _ = told(ofac, book(BANK, SHIP))
    _, (second, _) = told(ofac, book(SHIP, BANK))
    assert first.digest(1) == second.digest(1)
    assert first.locator != second.locator
    entry = Entry(first.id, first.schema, locator="")
    assert entry.claims == []
