"""Tables of a test's own as bytes: CSV, XLSX and ODS."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import xlsxwriter  # type: ignore[import-untyped]  # it brings no types

_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "manifest")
)


def columns(line: str) -> list[str]:
    """The cells of a header written as CSV."""
    return next(csv.reader([line]))


def as_csv(
    header: Sequence[str], *rows: dict[str, str], above: Sequence[Sequence[str]] = ()
) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows(above)
    writer.writerow(header)
    writer.writerows([row.get(column, "") for column in header] for row in rows)
    return text.getvalue().encode()


def as_xlsx(content: bytes, *before: str, saved: dt.datetime | None = None) -> bytes:
    """The table of a CSV file as a sheet, behind sheets of the given names."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"created": saved} if saved else {})
        for name in before:
            book.add_worksheet(name).write(0, 0, "see the other sheet")
        sheet = book.add_worksheet("Data")
        for number, row in enumerate(csv.reader(io.StringIO(content.decode()))):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def as_ods(content: bytes) -> bytes:
    """The table of a CSV file as an OpenDocument spreadsheet."""
    rows = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
        for row in csv.reader(io.StringIO(content.decode()))
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("mimetype", _ODS)
        packed.writestr(
            "content.xml",
            f"<office:document-content{_SPACES}><office:body><office:spreadsheet>"
            f'<table:table table:name="Sheet1">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
        packed.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest{_SPACES}><manifest:file-entry manifest:full-path="/" '
            f'manifest:media-type="{_ODS}"/></manifest:manifest>',
        )
    return file.getvalue()


def _cell(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p>'
        "</table:table-cell>"
    )
