import re

import duckdb
import pytest

from designata.resolve import block, keys
from designata.resolve.keys import Key
from designata.resolve.records import Known
from tests.resolve.world import known, person, ship


def candidates(*records: Known) -> list[tuple[int, int]]:
    table = block.table([(n, key) for n, one in enumerate(records) for key in keys.of(one)])
    found = block.candidates(table)
    return list(zip(found["left_record"].tolist(), found["right_record"].tolist(), strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (known("un-1", "Sergei Kozlov"), known("eu-1", "KOZLOV, Sergey Ivanovich")),
        (known("un-1", "Сергей Козлов"), known("eu-1", "Sergey Kozlov")),
        (ship("ua-1", "Lady R", "Aurora"), ship("ofac-1", "M/V LADY R")),
        (known("un-1", "A B", passportNumber="X1234567"), known("eu-1", "C", idNumber="X-1")),
        (person("un-1", "Abu Bakr"), person("eu-1", "Bakr")),
    ],
)
def test_pairs_worth_a_comparison(one: Known, other: Known) -> None:
    shares = one.facts.get("passportNumber") is None
    assert (candidates(one, other) == [(0, 1)]) == shares


def test_a_person_and_a_ship_share_no_key() -> None:
    assert candidates(known("un-1", "Maria Petrova"), ship("ua-1", "Maria Petrova")) == []


def test_a_key_that_too_many_have_tells_nothing() -> None:
    few = [(n, Key(1, 3)) for n in range(3)]
    assert len(block.candidates(block.table(few))["left_record"]) == 3
    many = [(n, Key(1, 3)) for n in range(4)]
    assert len(block.candidates(block.table(many))["left_record"]) == 0


def test_the_text_uses_only_what_every_sql_has() -> None:
    assert not re.search(r"::|\[|\$|\?|ANTI|unnest|list_|struct", block.CANDIDATES)
    functions = set(re.findall(r"(\w+)\s*\(", block.CANDIDATES)) - {"AS"}
    assert functions <= {"COUNT", "MAX"}
    with duckdb.connect() as database:
        database.execute("CREATE TABLE keys (record INTEGER, key BIGINT, most INTEGER)")
        database.execute("INSERT INTO keys VALUES (1, 7, 9), (2, 7, 9)")
        assert database.execute(block.CANDIDATES).fetchall() == [(1, 2)]


def test_an_empty_store_has_no_pairs() -> None:
    assert candidates() == []
