import pyarrow as pa
import pytest

from designata.engine import Designata
from designata.errors import InputError


def test_a_record_batch_comes_back_with_its_hits(engine: Designata) -> None:
    batch = pa.record_batch(
        {
            "name": ["Igor Testovsky", "Nobody Atall", None],
            "imo": pa.array([None, None, 9161003]),
            "amount": [1.5, 2.5, 3.5],
        }
    )
    found = engine.screen(batch)
    assert found.schema.names == ["name", "imo", "amount", "hits", "score", "error", "warnings"]
    assert found.column("amount").to_pylist() == [1.5, 2.5, 3.5]
    rows = found.to_pylist()
    assert [[hit["entity"] for hit in row["hits"]] for row in rows] == [["p-1"], [], ["v-1"]]
    assert rows[0]["score"] == rows[0]["hits"][0]["score"]
    assert found.schema.metadata[b"policy"] == b"default@1"


def test_an_empty_batch_has_the_columns_of_any_other(engine: Designata) -> None:
    batch = pa.record_batch({"name": pa.array([], pa.string())})
    some = engine.screen(pa.record_batch({"name": ["A"]}))
    assert engine.screen(batch).schema == some.schema


def test_a_batch_without_names_is_refused(engine: Designata) -> None:
    with pytest.raises(InputError, match="no column can be asked by"):
        engine.screen(pa.record_batch({"amount": [1]}))
