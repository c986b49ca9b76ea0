"""Texts are found by their bytes as Python finds them by their letters."""

import numpy as np
import pyarrow as pa
import pytest

from designata.store.texts import Texts

ROWS = ["ofac-1", "ofac-11", None, "", "선박", "ofac-1", "박"]


def texts(*values: str | None) -> Texts:
    return Texts(pa.array(values, pa.string()).dictionary_encode())


@pytest.mark.parametrize("more", [0, 20])
@pytest.mark.parametrize("wanted", ["ofac-1", "박", "", "1", "선", "\udcff"])
def test_only_equal_texts_are_found(wanted: str, more: int) -> None:
    found = texts(*ROWS)
    flags = found.having([wanted, *(f"ofac-9{number}" for number in range(more))])
    assert flags[found.numbers].tolist() == [row == wanted for row in ROWS]


def test_only_those_that_some_rows_use_are_looked_at() -> None:
    found = texts(*ROWS)
    used = found.used(np.array([2, 4, 6]))
    assert found.of(used) == ["선박", "박"]
    flags = found.having(["ofac-1", "박"], used)
    assert flags[found.numbers].tolist() == [False] * 6 + [True]


def test_a_slice_has_its_own_rows() -> None:
    column = pa.array(["x", *ROWS, "y"], pa.string()).dictionary_encode().slice(1, len(ROWS))
    assert Texts(column).at(np.arange(len(ROWS))) == ROWS


def test_rows_may_have_no_text_at_all() -> None:
    found = texts(None, None)
    assert found.at(np.array([0, 1])) == [None, None]
    assert found.having(["a"])[found.numbers].tolist() == [False, False]
    assert found.used(np.array([0])).size == 0
