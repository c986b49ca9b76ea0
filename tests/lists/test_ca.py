"""Small editions of Canada's list in both of its forms, and the real one where it is at hand."""

import re
from pathlib import Path

import pytest
from lxml import etree

from designata.errors import InputError
from designata.lists import ca
from designata.lists.ca import names
from designata.lists.entry import Tally
from designata.lists.source import File
from designata.model.claim import Claim
from tests.lists.reading import lost, told, values

REAL = Path(__file__).parents[2].parent / "shared/lists/ca/sema_2025-03.xml"
needs_list = pytest.mark.skipif(not REAL.exists(), reason="the real list is not at hand")

# The element names of the list since 2025.
BILINGUAL = {
    "Country": "Country-Pays",
    "LastName": "LastName-NomDeFamille",
    "GivenName": "GivenName-Prenom",
    "EntityOrShip": "EntityOrShip-EntiteOuNavire",
    "TitleOrShip": "TitleOrShipType-TitreOuTypeDeNavire",
    "ShipIMONumber": "ShipIMONumber-NumeroOMIDuNavire",
    "DateOfBirthOrShipBuildDate": (
        "DateOfBirthOrShipBuildDate-DateDeNaissanceOuDateDeConstructionDuNavire"
    ),
    "Schedule": "Schedule-Annexe",
    "Item": "Item-NumeroDarticle",
    "DateOfListing": "DateOfListing-DateDinscription",
    "Aliases": "Aliases-Alias",
}

MAN = {
    "Country": "Russia / Russie",
    "LastName": "PRIMER (PRYMER)",
    "GivenName": "Ivan Petrovich",
    "TitleOrShip": "Colonel/colonel",
    "DateOfBirthOrShipBuildDate": "1965-07-15 OR 1969",
    "Schedule": "1, Part 1",
    "Item": "12",
    "DateOfListing": "2022-02-24",
    "Aliases": "Vanya; Russian: Иван Петрович Пример",
}
FIRM = {
    "Country": "Iran",
    "EntityOrShip": "Model Industries Organisation (MIO)/Organisation des industries modèles",
    "Schedule": "1, Part 1",
    "Item": "7",
    "DateOfListing": "2010-07-22",
    "Aliases": "MODORG, Model Works Co., Ltd.",
}
SHIP = {
    "Country": "Russia / Russie",
    "EntityOrShip": "Lady Example",
    "TitleOrShip": "General Cargo / Multi Purpose",
    "ShipIMONumber": "9161003",
    "DateOfBirthOrShipBuildDate": "2004",
    "Schedule": "1.1",
    "Item": "3",
    "DateOfListing": "2025-02-21",
}


def sema(*rows: dict[str, str], bilingual: bool = False) -> bytes:
    root = etree.Element("data-set")
    for row in rows:
        record = etree.SubElement(root, "record")
        for tag, text in row.items():
            etree.SubElement(record, BILINGUAL.get(tag, tag) if bilingual else tag).text = text
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def facts(claims: list[Claim]) -> set[tuple[str, str, str, str | None]]:
    return {(c.subject, c.property, c.value, c.lang) for c in claims}


def test_both_forms_of_the_list_say_the_same_under_the_same_ids() -> None:
    old, new = sema(MAN, FIRM, SHIP), sema(MAN, FIRM, SHIP, bilingual=True)
    for file in (File("x.xml", lambda: old), File("x.xml", lambda: new)):
        found = ca.recognise(file)
        assert found is not None
        assert (found.dataset, found.format, found.published) == ("sema", "SEMA XML", None)
    before, after = list(told(ca, old)), list(told(ca, new))
    assert [r.id for r, _ in before] == [r.id for r, _ in after]
    assert [facts(claims) for _, claims in before] == [facts(claims) for _, claims in after]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<data-set><record><Country>",
        b"<html><body>404</body></html>",
        b"<data-set><record><name>X</name></record></data-set>",
        b"<list><record><Country>X</Country><DateOfListing/></record></list>",
    ],
)
def test_foreign_files_are_not_recognised(content: bytes) -> None:
    assert ca.recognise(File("x.xml", lambda: content)) is None


def test_a_persons_record_is_taken_apart() -> None:
    tally = Tally()
    [(record, claims)] = told(ca, sema(MAN), tally)
    assert record.schema == "Person"
    assert values(claims, "name") == ["Ivan Petrovich PRIMER"]
    assert values(claims, "firstName") == ["Ivan Petrovich"]
    assert values(claims, "lastName") == ["PRIMER"]
    assert values(claims, "alias") == ["Ivan Petrovich PRYMER", "Иван Петрович Пример"]
    assert [c.lang for c in claims if c.value == "Иван Петрович Пример"] == ["rus"]
    assert values(claims, "weakAlias") == ["Vanya"]
    assert values(claims, "birthDate") == ["1965-07-15", "1969"]
    assert [(c.value, c.lang) for c in claims if c.property == "title"] == [
        ("Colonel", "eng"),
        ("colonel", "fra"),
    ]
    assert tally.total == 0


def test_the_country_names_the_program_and_nobodys_nationality() -> None:
    [(record, claims)] = told(ca, sema(MAN))
    sanction = "-sanction-russia"
    assert [(c.value, c.lang) for c in claims if c.property == "program"] == [
        ("Russia", "eng"),
        ("Russie", "fra"),
    ]
    for prop, expected in {
        "entity": record.id,
        "authority": "Global Affairs Canada",
        "country": "ca",
        "legalBasis": "Special Economic Measures (Russia) Regulations",
        "listingDate": "2022-02-24",
        "recordId": "Schedule 1, Part 1, item 12",
    }.items():
        assert values(claims, prop, sanction) == [expected]
    assert values(claims, "nationality") == []
    assert not [c for c in claims if c.property == "country" and c.subject == record.id]


def test_a_record_of_an_unknown_program_has_no_legal_basis() -> None:
    row = {k: v for k, v in MAN.items() if k != "Schedule"} | {"Country": "Atlantis / Atlantide"}
    [(_, claims)] = told(ca, sema(row))
    assert values(claims, "program") == ["Atlantis", "Atlantide"]
    assert values(claims, "legalBasis") == []
    assert values(claims, "recordId") == ["item 12"]


def test_a_firm_has_its_names_in_both_languages_and_its_acronyms() -> None:
    [(record, claims)] = told(ca, sema(FIRM))
    assert record.schema == "Organization"
    named = {c.value: c for c in claims if c.property in {"name", "alias", "abbreviation"}}
    assert named["Model Industries Organisation"].property == "name"
    assert named["Model Industries Organisation"].lang == "eng"
    assert named["Model Industries Organisation"].original == FIRM["EntityOrShip"]
    assert named["Organisation des industries modèles"].lang == "fra"
    assert {v for v, c in named.items() if c.property == "abbreviation"} == {"MIO", "MODORG"}
    assert named["Model Works Co., Ltd."].property == "alias"


def test_a_ship_has_its_number_type_and_year() -> None:
    [(record, claims)] = told(ca, sema(SHIP))
    assert record.schema == "Vessel"
    assert values(claims, "imoNumber") == ["9161003"]
    assert values(claims, "type") == ["General Cargo / Multi Purpose"]
    assert values(claims, "buildDate") == ["2004"]
    bilingual = SHIP | {"TitleOrShip": "General Cargo/Multi Purpose | Cargo classique"}
    [(_, claims)] = told(ca, sema(bilingual, bilingual=True))
    assert [(c.value, c.lang) for c in claims if c.property == "type"] == [
        ("General Cargo/Multi Purpose", "eng"),
        ("Cargo classique", "fra"),
    ]


def test_ids_outlive_renumbering_and_mended_case() -> None:
    def ids(*rows: dict[str, str]) -> list[str]:
        return [record.id for record, _ in told(ca, sema(*rows))]

    [man, ship] = ids(MAN, SHIP)
    moved = {"Item": "11", "Schedule": "1,Part 1", "Aliases": "", "LastName": "Primer (Prymer)"}
    assert ids(MAN | moved, SHIP | {"EntityOrShip": "Lady Exempel"}) == [man, ship]
    assert man not in ids(MAN | {"DateOfListing": "2023-01-01"})
    assert ids(MAN, MAN | {"Item": "99"}) == [man, f"{man}-2"]


def test_what_cannot_be_read_is_kept_and_counted() -> None:
    tally = Tally()
    odd = {"DateOfBirthOrShipBuildDate": "Sep-99", "Shoe": "44"}
    odd_firm = {"Aliases": "Акционерное общество", "ShipIMONumber": ""}
    (_, man), (_, firm) = told(ca, sema(MAN | odd, FIRM | odd_firm), tally)
    assert values(man, "notes") == ["birthDate: Sep-99", "Shoe: 44"]
    assert values(firm, "notes") == ["Aliases: Акционерное общество"]  # no name, a legal form
    assert tally.total == 3


def test_a_name_in_the_number_column_is_kept() -> None:
    tally = Tally()
    [(record, claims)] = told(ca, sema(SHIP | {"ShipIMONumber": "Lady Other"}), tally)
    assert record.schema == "Vessel"
    assert values(claims, "notes") == ["imoNumber: Lady Other"]


def test_a_record_without_a_name_is_refused_with_its_place() -> None:
    nameless = {k: v for k, v in MAN.items() if k not in {"LastName", "GivenName"}}
    with pytest.raises(InputError, match="names nobody") as caught:
        list(told(ca, sema(MAN, nameless)))
    assert "bytes=" in caught.value.where


def test_a_cut_file_is_refused() -> None:
    with pytest.raises(InputError, match="not well formed"):
        list(told(ca, sema(MAN, FIRM)[:-20]))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Anna LEE / Ганна ЛI", ["Anna LEE", "Ганна ЛI"]),
        ("(Anna LEE / Hanna LEE", ["Anna LEE", "Hanna LEE"]),
        ("Anna Lee and Hanna Lee", ["Anna Lee", "Hanna Lee"]),
        ("Баранов, Олег Анатольевич", ["Баранов, Олег Анатольевич"]),  # the surname first
        ("Abd Ali\nArabic: عبد علي", ["Abd Ali", "عبد علي"]),
        ("Ann A;, Ann B; ", ["Ann A", "Ann B"]),
    ],
)
def test_a_persons_aliases_are_divided(cell: str, expected: list[str]) -> None:
    assert [name.text for name in names.aliases(cell, person=True)] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("РЗП, ОАО", ["РЗП, ОАО"]),
        ("ОАО, БЭТО", ["ОАО, БЭТО"]),
        ("НПО Заря or Акционерное Общество «НПО Заря»", None),
        ("Акционерное общество or АО «Заря»", ["Акционерное общество or АО «Заря»"]),
        ("Institute of Chemistry and Mechanics", ["Institute of Chemistry and Mechanics"]),
        ("Институт Заря and АО «Заря»", ["Институт Заря", "АО «Заря»"]),
        ("Research and Production Enterprise A", ["Research and Production Enterprise A"]),
        ("Model Works and JSC Model", ["Model Works", "JSC Model"]),
        ("Министерство образования, науки и молодежи", None),
        ("АО «Системы, Комплексы», МКБ", ["АО «Системы, Комплексы»", "МКБ"]),
        ("Университет (Заря, АО)", ["Университет (Заря, АО)"]),
        ("Air Works Ltd./Ateliers de l'air", ["Air Works Ltd./Ateliers de l'air"]),
        ("Air Works/Ateliers de l'air", ["Air Works", "Ateliers de l'air"]),
    ],
)
def test_a_firms_aliases_are_divided(cell: str, expected: list[str] | None) -> None:
    expected = expected or re.split(" or ", cell)
    assert [name.text for name in names.aliases(cell, person=False)] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Steel Mills (Hmaw/Pyi)", ["Steel Mills (Hmaw/Pyi)"]),
        ("Model Company (PJS)", ["Model Company (PJS)"]),  # a legal form, no acronym
        ("VTB Bank (Belarus) JSC", ["VTB Bank (Belarus) JSC"]),
        ("Space\nSystems, Information-\nControl", ["Space Systems, Information-Control"]),
        ("Alpha JSC (also\nknown as AO Alfa and AO A", ["Alpha JSC", "AO Alfa", "AO A"]),
        ("Directorate;", ["Directorate"]),
    ],
)
def test_a_firms_name_is_read(cell: str, expected: list[str]) -> None:
    assert [name.text for name in names.firm(cell)] == expected


@needs_list
def test_the_list_of_march_2025() -> None:
    tally = Tally()
    rows = {record.id: (record, claims) for record, claims in told(ca, REAL, tally)}
    assert len(rows) == 4_759
    schemata = [record.schema for record, _ in rows.values()]
    assert (schemata.count("Person"), schemata.count("Vessel")) == (3_334, 109)
    assert tally.total == 3
    every = [claim for _, claims in rows.values() for claim in claims]
    assert len({c.value for c in every if c.property == "imoNumber"}) == 109
    assert sum(c.property == "legalBasis" for c in every) == 4_759
    [lady_r] = [c for _, c in rows.values() if "9161003" in values(c, "imoNumber")]
    assert values(lady_r, "listingDate") == ["2025-02-21"]
    [angara] = [c for _, c in rows.values() if "9179842" in values(c, "imoNumber")]
    assert values(angara, "listingDate") == ["2025-02-21"]


@needs_list
def test_every_word_of_a_record_is_in_some_claim() -> None:
    root = etree.parse(REAL).getroot()
    read = list(told(ca, REAL))
    cells = {
        record.id: [(str(cell.tag), cell.text or "") for cell in element if cell.tag != "Country"]
        for element, (record, _) in zip(root, read, strict=True)
    }
    claims = {record.id: said for record, said in read}
    labels = "arabic belarusian belarussian russian and or born in the also known as"
    assert lost(cells, claims, frozenset(labels.split())) == []
