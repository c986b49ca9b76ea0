"""Small editions of the UK Sanctions List in its official forms."""

import pytest

from designata.data import folded
from designata.errors import InputError
from designata.lists import uk
from designata.lists.entry import Entry, Tally
from designata.lists.uk import conlist, subject
from designata.lists.uk.tell import Source, tell
from tests.lists.reading import lost, told, values
from tests.lists.sheets import as_csv, as_ods, as_xlsx, columns

UKSL = columns(
    "Last Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1,Name 2,Name 3,Name 4,"
    "Name 5,Name type,Alias strength,Title,Name non-latin script,Non-latin script type,"
    "Non-latin script language,Regime Name,Designation Type,Designation source,Sanctions Imposed,"
    "Other Information,UK Statement of Reasons,Address Line 1,Address Line 2,Address Line 3,"
    "Address Line 4,Address Line 5,Address Line 6,Address Postal Code,Address Country,Phone number,"
    "Website,Email address,Date Designated,D.O.B,Nationality(/ies),National Identifier number,"
    "National Identifier additional information,Passport number,Passport additional information,"
    "Position,Gender,Town of birth,Country of birth,Type of entity,Subsidiaries,Parent company,"
    "Business registration number (s),IMO number,Current owner/operator (s),"
    "Previous owner/operator (s),Current believed flag of ship,Previous flags,Type of ship,"
    "Tonnage of ship,Length of ship,Year Built,Hull identification number (HIN)"
)

DESIGNATION = """<Designation>
  <LastUpdated>14/04/2026</LastUpdated><DateDesignated>25/01/2001</DateDesignated>
  <UniqueID>AFG9006</UniqueID><OFSIGroupID>99172</OFSIGroupID>
  <UNReferenceNumber>TAi.902</UNReferenceNumber>
  <Names>
    <Name><Name1>Mohammad</Name1><Name6>Akhund</Name6><NameType>Alias</NameType>
      <AliasStrength>Low quality a.k.a</AliasStrength></Name>
    <Name><Name1>MOHAMMAD</Name1><Name2>HASAN</Name2><Name6>AKHUND</Name6>
      <NameType>Primary Name</NameType></Name>
    <Name><Name6>Akhoond</Name6><NameType>Primary name variation</NameType></Name>
    <Name><NameType>ALias</NameType></Name>
  </Names>
  <NonLatinNames><NonLatinName><NameNonLatinScript>محمد حسن</NameNonLatinScript>
    <NonLatinScriptType>Arabic</NonLatinScriptType>
    <NonLatinScriptLanguage>Persian</NonLatinScriptLanguage></NonLatinName></NonLatinNames>
  <Titles><Title>Mullah</Title><Title>Haji</Title></Titles>
  <RegimeName>The Afghanistan (Sanctions) (EU Exit) Regulations 2020</RegimeName>
  <IndividualEntityShip>Individual</IndividualEntityShip><DesignationSource>UN</DesignationSource>
  <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>
  <SanctionsImposedIndicators><AssetFreeze>true</AssetFreeze><Deflag>false</Deflag>
  </SanctionsImposedIndicators>
  <OtherInformation>Brother of (AFG9007).</OtherInformation>
  <UKStatementofReasons>Deputy of (AFG9006) and (RUS0246).</UKStatementofReasons>
  <Addresses><Address><AddressLine6>Kabul</AddressLine6><AddressCountry>Afghanistan
    </AddressCountry></Address></Addresses>
  <IndividualDetails><Individual>
    <DOBs><DOB>dd/mm/1945</DOB><DOB>01/03/1958</DOB><DOB>15/08/19yy</DOB></DOBs>
    <PassportDetails><Passport><PassportNumber>P04581926</PassportNumber>
      <PassportAdditionalInformation>Afghanistan passport</PassportAdditionalInformation></Passport>
    </PassportDetails>
    <Nationalities><Nationality>Afghanistan</Nationality></Nationalities>
    <Genders><Gender>Male</Gender></Genders>
    <BirthDetails><Location><TownOfBirth>Lakhi</TownOfBirth>
      <CountryOfBirth>Afghanistan</CountryOfBirth></Location></BirthDetails>
    <Haircut>short</Haircut>
  </Individual></IndividualDetails>
</Designation>"""
VESSEL = """<Designation><DateDesignated>03/10/2017</DateDesignated><UniqueID>DPR9075</UniqueID>
  <Names><Name><Name6>Petrel 88</Name6><NameType>Primary name</NameType></Name></Names>
  <RegimeName>The DPRK Regulations</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip>
  <SanctionsImposedIndicators><ProhibitionOfPortEntry>true</ProhibitionOfPortEntry>
  </SanctionsImposedIndicators>
  <ShipDetails><Ship><IMONumbers><IMONumber>IMO9161003</IMONumber></IMONumbers>
    <CurrentOwnerOperators><CurrentOwnerOperator>Global Ltd</CurrentOwnerOperator>
    </CurrentOwnerOperators>
    <CurrentBelievedFlagOfShips><CurrentBelievedFlagOfShip>Comoros</CurrentBelievedFlagOfShip>
    </CurrentBelievedFlagOfShips>
    <PreviousFlags><PreviousFlag>India</PreviousFlag><PreviousFlag>Togo</PreviousFlag>
    </PreviousFlags><TypeOfShipDetails><TypeOfShip>Bulk Carrier</TypeOfShip></TypeOfShipDetails>
    <TonnageOfShipDetails><TonnageOfShip>7078</TonnageOfShip></TonnageOfShipDetails>
    <YearsBuilt><YearBuilt>2011</YearBuilt></YearsBuilt></Ship></ShipDetails>
</Designation>"""


def uksl_xml(*designations: str) -> bytes:
    date = "<DateGenerated>20/08/2026</DateGenerated>"
    return (
        f"<?xml version='1.0'?><Designations>{date}{''.join(designations)}</Designations>".encode()
    )


def test_the_xml_of_the_uk_sanctions_list() -> None:
    tally = Tally()
    (person, claims), (ship, of_ship) = told(uk, uksl_xml(DESIGNATION, VESSEL), tally)
    assert (person.id, person.schema) == ("uk-AFG9006", "Person")
    assert values(claims, "name") == ["MOHAMMAD HASAN AKHUND"]
    assert values(claims, "weakAlias") == ["Mohammad Akhund"]
    assert values(claims, "alias") == ["Akhoond", "محمد حسن"]
    assert [c.lang for c in claims if c.value == "محمد حسن"] == ["fas"]
    assert values(claims, "title") == ["Mullah", "Haji"]
    assert values(claims, "birthDate") == ["1945", "1958-03-01"]
    assert values(claims, "birthPlace") == ["Lakhi, Afghanistan"]
    assert values(claims, "authorityId") == ["AFG9006", "99172"]
    assert values(claims, "unscId") == ["TAi.902"]
    assert values(claims, "startDate", "-sanction-") == ["2001-01-25"]
    assert values(claims, "provisions") == ["Asset freeze", "Travel Ban"]
    assert values(claims, "summary", "-sanction-") == ["Designation source: UN"]
    assert values(claims, "legalBasis") == [
        "The Afghanistan (Sanctions) (EU Exit) Regulations 2020"
    ]
    assert values(claims, "country", "-passport-") == ["af"]
    assert values(claims, "object") == ["uk-RUS0246", "uk-AFG9007"]
    assert dict(tally.counts) == {"birthDate": 1, "Haircut": 1}
    assert (ship.id, ship.schema) == ("uk-DPR9075", "Vessel")
    assert values(of_ship, "imoNumber") == ["9161003"]
    assert values(of_ship, "pastFlags") == ["in", "tg"]
    assert values(of_ship, "provisions") == ["Prohibition of port entry"]
    assert ship.locator.startswith("bytes=")


def test_rows_of_the_uk_sanctions_list_say_the_same_as_its_elements() -> None:
    shared = {
        "Last Updated": "14/04/2026",
        "Unique ID": "AFG9006",
        "OFSI Group ID": "99172",
        "UN Reference Number": "TAi.902",
        "Regime Name": "The Afghanistan (Sanctions) (EU Exit) Regulations 2020",
        "Designation Type": "Individual",
        "Designation source": "UN",
        "Sanctions Imposed": "Asset freeze|Travel Ban",
        "Other Information": "Brother of (AFG9007).",
        "UK Statement of Reasons": "Deputy of (AFG9006) and (RUS0246).",
        "Date Designated": "25/01/2001",
        "Name non-latin script": "محمد حسن",
        "Non-latin script language": "Persian",
        "Address Line 6": "Kabul",
        "Address Country": "Afghanistan",
        "Nationality(/ies)": "Afghanistan",
        "Passport number": "P04581926",
        "Passport additional information": "Afghanistan passport",
        "Gender": "Male",
        "Town of birth": "Lakhi",
        "Country of birth": "Afghanistan",
    }
    names = (
        {"Name 6": "Akhund", "Name 1": "Mohammad", "Name type": "Alias"}
        | {"Alias strength": "Low quality a.k.a"},
        {"Name 6": "AKHUND", "Name 1": "MOHAMMAD", "Name 2": "HASAN", "Name type": "Primary Name"},
        {"Name 6": "Akhoond", "Name type": "Primary name variation"},
    )
    rows = [
        shared | name | {"Title": title, "D.O.B": date}
        for name in names
        for title in ("Mullah", "Haji")
        for date in ("dd/mm/1945", "01/03/1958", "15/08/19yy")
    ]
    content = as_csv(UKSL, *rows, above=[["Report Date: 20-Aug-2026"]])
    [(_, elements)] = told(uk, uksl_xml(DESIGNATION.replace("<Haircut>short</Haircut>", "")))
    for form in (content, as_ods(content), as_xlsx(content)):
        [(record, claims)] = told(uk, form)
        assert record.id == "uk-AFG9006"
        assert {(c.subject, c.property, c.value, c.lang) for c in claims} == {
            (c.subject, c.property, c.value, c.lang) for c in elements
        }


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (uksl_xml(DESIGNATION, VESSEL)[:-300], "not well formed"),
        (uksl_xml(VESSEL.replace("DPR9075", "")), "has no UniqueID"),
        (
            uksl_xml(VESSEL).replace(b"<Desig", b'<!DOCTYPE x [<!ENTITY a "b">]><Desig', 1),
            "declares a document type",
        ),
    ],
)
def test_damaged_xml_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        list(told(uk, content))


@pytest.mark.parametrize("schema", ["Person", "Organization", "Vessel", "LegalEntity"])
def test_every_field_is_told_whatever_the_schema(schema: str) -> None:
    tables = ("conlist", "tags", "uksl", "element")
    fields = {field for name in tables for field in folded("uk", name).values()}
    fields -= {"tagged", "nameType", "nameStrength"}  # split; which property a name goes to
    cells = {field: f"w{number}" for number, field in enumerate(sorted(fields))}
    one = subject.Subject()
    one.take(cells, "row=1")
    entry = Entry("uk-1", schema, locator="row=1")
    tell(one, Source(key="x", authority="y"), entry)
    missing = lost({"": list(cells.items())}, {"": entry.claims}, frozenset())
    # The kind is told by the schema, the script by the letters.
    assert {field for _, field, _ in missing} == {"kind", "scriptType"}
    assert one.values == {}


def test_tags_that_only_ships_have_are_known() -> None:
    assert conlist.parts("(IMO number):1 (Current owner/operator):A (Hull ID):2") == [
        {"imoNumber": "1"},
        {"owner": "A"},
        {"registrationNumber": "2"},
    ]
