"""Small tables of Korea's designations, the one in the documentation, and the real one."""

from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import kr
from designata.lists.entry import Tally
from designata.lists.source import File
from designata.model.claim import Modality
from tests.lists.reading import told, values
from tests.lists.sheets import as_csv, columns

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared/lists/kr/kr_unilateral_2024_compiled.csv"
needs_list = pytest.mark.skipif(not REAL.exists(), reason="the real table is not at hand")

HEADER = columns(
    "designation_date,effective_date,end_date,kind,name_en,name_ko,linked_entity_en,"
    "linked_entity_ko,role_or_reason,country,imo,known_in_ofac_as,ofac_uid,joint_with,source_urls"
)
FIRM = {
    "designation_date": "2024-04-02",
    "effective_date": "2024-04-03",
    "kind": "organization",
    "name_en": "Model LLC",
    "name_ko": "모델",
    "role_or_reason": "work permits",
    "country": "RU",
    "source_urls": "https://a.example/1 https://b.example/2",
}
HEAD = FIRM | {
    "kind": "person",
    "name_en": "Ivan Primer",
    "name_ko": "이반 프리메르",
    "linked_entity_en": "Model LLC",
    "role_or_reason": "head of Model LLC; signs permits",
}
SHIP = FIRM | {
    "kind": "vessel",
    "name_en": "Lady X",
    "name_ko": "",
    "imo": "9161003",
    "known_in_ofac_as": "LADY X",
    "ofac_uid": "37095",
    "joint_with": "OFAC | MOFA Japan",
}


def table(*rows: dict[str, str]) -> bytes:
    return as_csv(HEADER, *rows)


def test_the_table_is_recognised_by_its_header() -> None:
    content = table(FIRM)
    found = kr.recognise(File("anything.csv", lambda: content))
    assert found is not None
    assert (found.dataset, found.published) == ("unilateral", None)
    assert kr.recognise(File("x.csv", lambda: b"kind,name_en\n")) is None
    assert kr.recognise(File("x.csv", lambda: b"")) is None


def test_names_in_both_languages_and_the_designation() -> None:
    [(record, claims)] = told(kr, table(FIRM))
    assert (record.id, record.schema) == ("kr-2024-04-02-model-llc", "Organization")
    assert [(c.value, c.lang) for c in claims if c.property == "name"] == [
        ("Model LLC", "eng"),
        ("모델", "kor"),
    ]
    for prop, expected in {
        "entity": record.id,
        "authority": "Ministry of Foreign Affairs of the Republic of Korea",
        "country": "kr",
        "program": "Independent sanctions on North Korea",
        "listingDate": "2024-04-02",
        "startDate": "2024-04-03",
        "reason": "work permits",
    }.items():
        assert values(claims, prop, "-sanction-") == [expected]
    assert values(claims, "sourceUrl") == ["https://a.example/1", "https://b.example/2"]
    assert {c.url for c in claims} == {"https://a.example/1"}
    assert values(claims, "jointWith") == []


def test_what_korea_announced_was_public_that_day() -> None:
    [(_, claims)] = told(kr, table(FIRM | {"end_date": "2025-01-01"}))
    [lifted] = [c for c in claims if c.property == "endDate"]
    assert lifted.known is None  # nobody knew of it on the day of the designation
    assert {c.known for c in claims if c is not lifted} == {"2024-04-02"}


def test_what_the_keeper_inferred_is_possible_and_not_known_before() -> None:
    [(_, claims)] = told(kr, table(SHIP))
    inferred = [c for c in claims if c.property == "imoNumber" or c.schema == "Similar"]
    assert [c.value for c in inferred][:3] == ["9161003", "kr-2024-04-02-lady-x", "ofac-37095"]
    assert {c.modality for c in inferred} == {Modality.POSSIBLE}
    assert {c.known for c in inferred} == {None}
    assert {c.modality for c in claims if c not in inferred} == {Modality.ASSERTED}
    assert values(claims, "jointWith") == ["OFAC", "MOFA Japan"]
    [(_, claims)] = told(kr, table(SHIP | {"ofac_uid": ""}))
    assert values(claims, "notes") == ["possibly on OFAC's list as: LADY X"]


@pytest.mark.parametrize("name", ["Model LLC", "MODEL llc"])
def test_a_head_is_tied_to_the_row_of_the_firm(name: str) -> None:
    (_, claims), _ = told(kr, table(HEAD | {"linked_entity_en": name}, FIRM))
    assert values(claims, "director") == ["kr-2024-04-02-ivan-primer"]
    assert values(claims, "organization") == ["kr-2024-04-02-model-llc"]
    assert values(claims, "role") == ["head of Model LLC"]
    assert values(claims, "sourceUrl", "-directorship-") == ["https://a.example/1"]
    assert values(claims, "position") == ["head of Model LLC"]


def test_others_are_linked_and_the_unlisted_only_named() -> None:
    clerk = HEAD | {"role_or_reason": "clerk", "linked_entity_en": "", "linked_entity_ko": "모델"}
    (_, claims), _ = told(kr, table(clerk, FIRM))
    assert values(claims, "object") == ["kr-2024-04-02-model-llc"]
    bank = HEAD | {"linked_entity_en": "Kumgang Bank", "linked_entity_ko": "금강은행"}
    (_, claims), _ = told(kr, table(bank, FIRM))
    assert values(claims, "subject") == ["kr-2024-04-02-ivan-primer"]
    assert values(claims, "object") == []
    assert values(claims, "namesMentioned") == ["Kumgang Bank", "금강은행"]


def test_a_record_is_another_once_its_firm_enters_the_table() -> None:
    [alone] = told(kr, table(HEAD))
    together, _ = told(kr, table(HEAD, FIRM))
    assert alone[0].raw != together[0].raw


def test_a_korean_name_alone_will_do() -> None:
    [(record, claims)] = told(kr, table(FIRM | {"name_en": ""}))
    assert record.id.startswith("kr-2024-04-02-")
    assert len(record.id) == len("kr-2024-04-02-") + 12
    assert values(claims, "name") == ["모델"]


def test_what_cannot_be_read_is_kept_and_counted() -> None:
    tally = Tally()
    odd = {"effective_date": "soon", "country": "Atlantis", "source_urls": "javascript:x"}
    content = as_csv([*HEADER, "shoe"], FIRM | odd | {"imo": "9161003", "shoe": "44"})
    [(_, claims)] = told(kr, content.replace(b"organization", b"person"), tally)
    assert set(values(claims, "notes")) == {
        "startDate: soon",
        "country: Atlantis",
        "source_urls: javascript:x",
        "imo: 9161003",
        "shoe: 44",
    }
    assert tally.total == 5
    assert {c.url for c in claims} == {None}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"designation_date": "2024-04"}, "no day"),
        ({"designation_date": "2024-02-31"}, "no day"),
        ({"kind": "rumour"}, "the kind is"),
        ({"name_en": "", "name_ko": ""}, "no name"),
        ({}, "repeats"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(change: dict[str, str], what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        list(told(kr, table(FIRM, FIRM | change)))
    assert "bytes=" in caught.value.where
    assert "korea-table.md" in caught.value.cure


def test_a_cut_row_is_refused() -> None:
    with pytest.raises(InputError, match="cells"):
        list(told(kr, table(FIRM)[:-60]))


def test_the_documented_example_reads_as_documented() -> None:
    text = (ROOT / "docs/korea-table.md").read_text("utf-8")
    example = text.rpartition("## An example")[2]
    lines = [line.strip() for line in example.splitlines() if line.startswith("    ")]
    tally = Tally()
    rows = {r.id: claims for r, claims in told(kr, "\n".join(lines).encode(), tally)}
    assert list(rows) == [
        "kr-2024-04-02-lady-r",
        "kr-2024-04-02-sodeistvie",
        "kr-2024-04-02-aleksandr-fyodorovich-panfilov",
    ]
    head = rows["kr-2024-04-02-aleksandr-fyodorovich-panfilov"]
    assert values(head, "organization") == ["kr-2024-04-02-sodeistvie"]
    assert tally.total == 0
    for column in HEADER:
        assert f"`{column}`" in text


@needs_list
def test_the_table_of_2024() -> None:
    tally = Tally()
    rows = {record.id: (record, claims) for record, claims in told(kr, REAL, tally)}
    assert len(rows) == 22
    assert tally.total == 0
    assert sum(record.schema == "Vessel" for record, _ in rows.values()) == 8
    every = [claim for _, claims in rows.values() for claim in claims]
    assert sum(c.property == "director" for c in every) == 2
    assert sum(c.schema == "Similar" and c.property == "match" for c in every) == 15
    assert values(rows["kr-2024-04-02-lady-r"][1], "imoNumber") == ["9161003"]
    assert not [c for c in every if c.property == "jointWith"]
