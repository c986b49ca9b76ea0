import pytest

from designata.lists import labelled
from designata.lists.entry import Entry


def pairs(found: list[labelled.Labelled]) -> list[tuple[str, str]]:
    return [(one.prop, one.value) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tax Identification Number: INN 2536210349", [("innCode", "2536210349")]),
        ("TIN: 91131181MA07MANB7G", [("taxNumber", "91131181MA07MANB7G")]),
        ("INN: 305636913", [("taxNumber", "305636913")]),  # nine digits: Uzbekistan's
        ("(УНН/ИНН): 190950894 (Belarus)", [("taxNumber", "190950894")]),
        ("Registration number: 5177746148784", [("ogrnCode", "5177746148784")]),
        ("Registration ID (OGRN no.): 1 027 809 210 054", [("ogrnCode", "1 027 809 210 054")]),
        ("Hong Kong company registration number 1177053.", [("registrationNumber", "1177053")]),
        ("SWIFT/BIC: KUDBKPPY", [("swiftBic", "KUDBKPPY")]),
        ("Government Gazette Number 09317135", [("okpoCode", "09317135")]),
        ("IMO number: 5571322.", [("imoNumber", "5571322")]),
        ("The vessel HUA FU loaded coal on 24 September 2017", []),
        ("CRIMEA 2014 was cut in 12345678 pieces", []),
    ],
)
def test_numbers_behind_their_labels(text: str, expected: list[tuple[str, str]]) -> None:
    assert pairs(labelled.numbers(text)) == expected


def test_contacts_leave_interpols_pages_alone() -> None:
    text = (
        "Web link: https://www.interpol.int/en/notice/search/un/1 Website: www.a.sy; Tel +963 11 "
        "223344 and 963-11-556677. Email: x@a.sy, y@b.sy"
    )
    assert pairs(labelled.contacts(text)) == [
        ("email", "x@a.sy"),
        ("email", "y@b.sy"),
        ("website", "www.a.sy"),
        ("phone", "+963 11 223344"),
        ("phone", "963-11-556677"),
    ]


def test_parents_and_looks() -> None:
    text = (
        "Fathers name: Abd al-Razzaq, mother's name is Nadira. Grandfather’s name: Q. "
        "Eye colour: brown"
    )
    assert pairs(labelled.person(text)) == [
        ("fatherName", "Abd al-Razzaq"),
        ("motherName", "Nadira"),
        ("eyeColor", "brown"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("UN REF:QE.A.146.14. Also", ["QE.A.146.14"]),
        ("UN Reference  KPi.048. Former", ["KPi.048"]),
        ("UN Ref.KPI. 076. Ri", ["KPi.076"]),
        ("Gender: Male. UN Ref No. YEi.001", ["YEi.001"]),
        ("UN Ref E.29.I.5. Subsidiary", ["E.29.I.5"]),
        ("UN Ref.077. Member", []),
        ("Associated with X (QDe.115)", []),
    ],
)
def test_un_references(text: str, expected: list[str]) -> None:
    assert labelled.un_references(text) == expected


def test_a_schema_is_told_only_what_it_has_words_for() -> None:
    ship = Entry("x-1", "Vessel", locator="")
    labelled.tell(ship, "IMO: 9161003. MMSI: 445539000. Email a@b.kp. Father's name is Kim")
    assert [claim.property for claim in ship.claims] == ["imoNumber", "mmsi"]
