import io
import zipfile

import pytest

from designata.errors import InputError
from designata.formats import tables
from tests.lists.sheets import as_csv, as_ods, as_xlsx

TABLE = as_csv(["Reference", "Name"], {"Reference": "1", "Name": "Müller"}, {"Reference": "2"})


def cells(content: bytes) -> list[tuple[str, ...]]:
    return [row.cells for row in tables.csv_rows(content, name="x.csv")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
def test_encodings_are_told(encoding: str) -> None:
    content = TABLE.decode().encode(encoding)
    assert cells(content) == [("Reference", "Name"), ("1", "Müller"), ("2", "")]


def test_a_row_stands_at_its_bytes() -> None:
    content = b'a,b\r\n"x\ny",1\r\n\r\nz,2\r\n'
    found = [row.locator for row in tables.csv_rows(content, name="x.csv")]
    assert found == ["bytes=0-4", "bytes=5-13", "bytes=16-20"]


@pytest.mark.parametrize("at", [b"\x00", b"\x08", b"\x1a", b"\x7f"])
def test_control_characters_are_refused(at: bytes) -> None:
    with pytest.raises(InputError, match=rf"control character, 0x{at.hex()} \(x\.csv, line 2\)"):
        cells(b"a,b\n1," + at + b"Name\n")


def test_the_mark_that_closes_a_file_is_none() -> None:
    assert cells(b"a,b\r\n1,2\r\n\x1a\r\n")[:2] == [("a", "b"), ("1", "2")]


@pytest.mark.parametrize("content", [b'a,b\n1,"cut', b'a,b\n"1"2,3\n'])
def test_broken_quotes_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"the CSV cannot be read: .*\(x\.csv, line 2\)"):
        cells(content)


def test_a_cell_beyond_measure_is_refused() -> None:
    with pytest.raises(InputError, match="field larger than field limit"):
        cells(b"a,b\n1," + b"x" * (17 << 20))


def test_missing_columns_are_named() -> None:
    rows = list(tables.csv_rows(TABLE, name="x.csv"))
    assert tables.header(rows, "Name", name="x.csv")[0] == 0
    with pytest.raises(InputError, match=r"lacks the columns Date, Type \(x\.csv\)"):
        tables.header(rows, "Date", "Name", "Type", name="x.csv")


@pytest.mark.parametrize("before", [(), ("Notes",), ("Notes", "Index")])
def test_the_sheet_is_found_wherever_it_stands(before: tuple[str, ...]) -> None:
    _, columns, rows = tables.sheet_with(as_xlsx(TABLE, *before), "Name", name="x.xlsx")
    assert columns == ["Reference", "Name"]
    assert [row.cells for row in rows] == [("1", "Müller"), ("2", "")]
    assert rows[0].locator == "sheet=Data&row=2"


def test_opendocument() -> None:
    _, columns, rows = tables.sheet_with(as_ods(TABLE), "Name", name="x.ods")
    assert (columns, rows[0].cells) == (["Reference", "Name"], ("1", "Müller"))


def test_a_workbook_without_the_columns_is_refused() -> None:
    with pytest.raises(InputError, match=r"lacks the columns Surname \(x\.xlsx, sheet Data\)"):
        tables.sheet_with(as_xlsx(TABLE), "Surname", name="x.xlsx")


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04", as_xlsx(TABLE)[:-40]])
def test_a_damaged_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"the (workbook|ZIP)"):
        tables.sheets(content, name="x.xlsx")
    assert not tables.mentions(content, "Name")


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_FILE_BYTES", 100_000)
    content = io.BytesIO(as_xlsx(TABLE))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/media/image.bin", bytes(200_000))
    with pytest.raises(InputError, match="the ZIP would unpack to 2"):
        tables.sheets(content.getvalue(), name="x.xlsx")
    assert not tables.mentions(content.getvalue(), "Name")


def test_a_directory_that_lies_is_not_believed() -> None:
    """The sizes of a ZIP stand twice: an understated one must not let a bomb in."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", bytes(5_000_000))
    lying = content.getvalue().replace(
        (5_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    )
    with pytest.raises(InputError):
        tables.sheets(lying, name="x.xlsx")
    assert not tables.mentions(lying, "Name")
