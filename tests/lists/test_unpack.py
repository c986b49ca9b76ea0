import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import unpack as module
from designata.lists.unpack import Trail, unpack

ROWS = b"".join(b'%d,"A NAME","individual"\r\n' % n for n in range(5000))
Unpack = Callable[[bytes], dict[str, bytes]]


@pytest.fixture
def members(tmp_path: Path) -> Unpack:
    """What comes out of an archive called ``a``, by name; asserts where it was put."""
    spool = tmp_path / "spool"
    spool.mkdir()

    def of(content: bytes) -> dict[str, bytes]:
        (tmp_path / "a").write_bytes(content)
        found: list[tuple[Path, Trail]] = list(unpack(tmp_path / "a", ("a",), spool))
        assert {path.parent for path, _ in found} <= {spool, tmp_path}
        assert {path.name for path in tmp_path.iterdir()} == {"a", "spool"}
        return {"/".join(trail): path.read_bytes() for path, trail in found}

    return of


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def tarred(*members: tarfile.TarInfo | tuple[str, bytes], mode: str = "") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{mode}") as archive:  # type: ignore[call-overload]
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
            else:
                info = tarfile.TarInfo(member[0])
                info.size = len(member[1])
                archive.addfile(info, io.BytesIO(member[1]))
    return out.getvalue()


def link(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


def what(error: pytest.ExceptionInfo[InputError]) -> str:
    assert error.value.where
    assert error.value.cure
    return error.value.what


@pytest.mark.parametrize("mode", ["", "gz", "xz"])
def test_tar_in_its_order(members: Unpack, mode: str) -> None:
    found = members(tarred(("b/2.csv", ROWS), ("b/1.csv", b""), mode=mode))
    assert list(found.items()) == [("a/b/2.csv", ROWS), ("a/b/1.csv", b"")]


def test_zip(members: Unpack) -> None:
    found = members(zipped({"sdn.csv": ROWS, "x/": b"", "x/alt.csv": b"1"}))
    assert found == {"a/sdn.csv": ROWS, "a/x/alt.csv": b"1"}


def test_what_is_no_archive_comes_as_it_is(members: Unpack) -> None:
    for content in (b"", b"36,X", b"PK is no ZIP", bytes(5000), ROWS, gzip.compress(ROWS)):
        assert members(content) == {"a": content}


def test_single_xz(members: Unpack) -> None:
    assert members(lzma.compress(ROWS)) == {"a/a": ROWS}


def test_workbooks_come_whole(members: Unpack) -> None:
    xlsx = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    ods = zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}
    )
    assert members(xlsx) == {"a": xlsx}
    assert members(ods) == {"a": ods}
    assert members(zipped({"list.xlsx": xlsx})) == {"a/list.xlsx": xlsx}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "a/etc/passwd"),
        ("/etc/passwd", "a/etc/passwd"),
        ("..\\..\\x.csv", "a/x.csv"),
        ("..", "a/unnamed"),
        ("sdn\x1b[2J.csv", "a/sdn\ufffd[2J.csv"),
    ],
)
def test_names_lead_nowhere(members: Unpack, name: str, shown: str) -> None:
    assert members(tarred((name, b"1"))) == {shown: b"1"}
    assert members(zipped({name: b"1"})) == {shown: b"1"}


def test_links_and_hidden_files_are_passed_over(members: Unpack, tmp_path: Path) -> None:
    secret = tmp_path.parent / "secret"
    secret.write_text("key")
    found = members(
        tarred(
            link("l", str(secret)),
            link("h", str(secret), tarfile.LNKTYPE),
            link("pipe", "", tarfile.FIFOTYPE),
            link("folder", "", tarfile.DIRTYPE),
            ("folder/._sdn.csv", b"mac"),
            ("folder/sdn.csv", b"36,X"),
        )
    )
    assert found == {"a/folder/sdn.csv": b"36,X"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("l")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, str(secret))
        archive.writestr("__MACOSX/._x", b"mac")
    assert members(out.getvalue()) == {}


def test_archives_nest_once(members: Unpack) -> None:
    once = zipped({"set.tar.xz": tarred(("sdn.csv", ROWS), mode="xz")})
    assert members(once) == {"a/set.tar.xz/sdn.csv": ROWS}
    with pytest.raises(InputError) as error:
        members(tarred(("outer.zip", once)))
    assert what(error) == "the archive lies in an archive that lies in an archive"
    assert error.value.where == "a/outer.zip/set.tar.xz"


def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_FILE_BYTES", 1_000_000)
    monkeypatch.setattr(module, "MAX_ARCHIVE_BYTES", 3_000_000)
    monkeypatch.setattr(module, "MAX_ARCHIVE_MEMBERS", 20)


ZEROS = bytes(1_500_000)


@pytest.mark.parametrize(
    "bomb",
    [
        zipped({"a": ZEROS}),
        tarred(("a", ZEROS)),
        tarred(("a", ZEROS), mode="gz"),
        tarred(("a", ZEROS), mode="xz"),
        lzma.compress(ZEROS),
        zipped({"a.xz": lzma.compress(ZEROS)}),
    ],
)
def test_bombs_of_one_file(members: Unpack, monkeypatch: pytest.MonkeyPatch, bomb: bytes) -> None:
    small(monkeypatch)
    with pytest.raises(InputError) as error:
        members(bomb)
    assert what(error) == "the archive unpacks to more than 1,000,000 bytes"


PARTS = {str(n): ZEROS[:900_000] for n in range(4)}


@pytest.mark.parametrize(
    "bomb",
    [
        zipped(PARTS),
        tarred(*PARTS.items(), mode="xz"),
        zipped({f"{n}.zip": zipped({"a": ZEROS[:900_000]}) for n in range(4)}),
    ],
)
def test_bombs_of_many_files(members: Unpack, monkeypatch: pytest.MonkeyPatch, bomb: bytes) -> None:
    small(monkeypatch)
    with pytest.raises(InputError) as error:
        members(bomb)
    assert what(error) == "the archive unpacks to more than 3,000,000 bytes"


@pytest.mark.parametrize(
    "bomb",
    [
        zipped({str(n): b"" for n in range(21)}),
        tarred(*((str(n), b"") for n in range(21))),
        tarred(*(link(str(n), "x") for n in range(21))),
        zipped({f"{i}.zip": zipped({str(n): b"" for n in range(9)}) for i in range(3)}),
    ],
)
def test_too_many_files(members: Unpack, monkeypatch: pytest.MonkeyPatch, bomb: bytes) -> None:
    small(monkeypatch)
    with pytest.raises(InputError) as error:
        members(bomb)
    assert what(error) == "the archive holds more than 20 files"


def test_a_zip_that_lies_about_its_size(members: Unpack) -> None:
    honest = zipped({"a": ZEROS})
    for stated in (10, len(ZEROS) + 10):
        lie = honest.replace(struct.pack("<I", len(ZEROS)), struct.pack("<I", stated))
        assert lie != honest
        with pytest.raises(InputError) as error:
            members(lie)
        assert what(error) in {
            "it cannot be unpacked: Bad CRC-32 for file 'a'",
            "the archive promises 1,500,010 bytes and holds 1,500,000",
        }


def test_a_zip_with_a_directory_without_end(
    members: Unpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_ZIP_DIRECTORY", 2000)
    with pytest.raises(InputError) as error:
        members(zipped({f"{n:0100}": b"" for n in range(30)}))
    assert what(error) == "it cannot be unpacked: its directory is too large"


def test_a_zip_that_needs_a_password_or_another_method(members: Unpack) -> None:
    locked = bytearray(zipped({"a": b"1"}))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(InputError, match="it needs a password"):
        members(bytes(locked))
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        with pytest.raises(InputError, match=f"compression method {method} is not read"):
            members(zipped({"a": b"1"}, method))


@pytest.mark.parametrize("mode", ["", "gz", "xz"])
def test_tar_cut_anywhere(members: Unpack, mode: str) -> None:
    whole = tarred(("1.csv", ROWS), ("2.csv", ROWS[:2000]), mode=mode)
    cuts = [600, len(whole) // 2, len(whole) - 11_000] if not mode else [40, 300, -9, -1]
    for cut in cuts:
        with pytest.raises(InputError) as error:
            members(whole[:cut])
        assert what(error).startswith("it cannot be unpacked: ")


def test_tar_that_stops_between_two_files(members: Unpack) -> None:
    """Where tarfile alone would take what came before for all."""
    whole = tarred(("1.csv", bytes(512)), ("2.csv", bytes(512)))
    with pytest.raises(InputError, match="cut short or damaged: empty header"):
        members(whole[:1024])
    with pytest.raises(InputError, match="cut short or damaged"):
        members(whole[:1024] + b"x" * 512 + whole[1536:])


def test_tar_with_more_behind_its_end(members: Unpack) -> None:
    with pytest.raises(InputError, match="data follows its end mark"):
        members(tarred(("1.csv", b"1")) + bytes(3 << 20))


def test_tar_with_endless_headers(members: Unpack) -> None:
    info = tarfile.TarInfo("1.csv")
    info.pax_headers = {"comment": "x" * 2_000_000}
    with pytest.raises(InputError, match="headers too large"):
        members(tarred(info))
    sparse = link("s", "", tarfile.GNUTYPE_SPARSE)
    with pytest.raises(InputError, match="sparse files"):
        members(tarred(sparse))
    chain = io.BytesIO()
    for _ in range(3000):
        chain.write(link("x", "", tarfile.XHDTYPE).tobuf())
    with pytest.raises(InputError):
        members(chain.getvalue())


@pytest.mark.parametrize("cut", [3, 40, 200, -1, -30])
def test_zip_cut_anywhere(members: Unpack, cut: int) -> None:
    whole = zipped({"1.csv": ROWS})
    if cut == 3:  # too short to be told from text
        assert members(whole[:cut]) == {"a": whole[:cut]}
        return
    with pytest.raises(InputError) as error:
        members(whole[:cut])
    assert what(error).startswith("it cannot be unpacked: ")


def test_damage_inside(members: Unpack) -> None:
    for whole in (
        zipped({"1.csv": ROWS}),
        tarred(("1.csv", ROWS), mode="gz"),
        tarred(("1.csv", ROWS), mode="xz"),
    ):
        damaged = bytearray(whole)
        damaged[len(whole) // 2 : len(whole) // 2 + 8] = bytes(8)
        with pytest.raises(InputError):
            members(bytes(damaged))


def test_any_damage_is_an_input_error(members: Unpack) -> None:
    """Every byte of small archives changed in turn."""
    info = tarfile.TarInfo("\u00e9" * 80)
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.map": "0,1"}
    for whole in (zipped({"a.csv": b"1"}), tarred(info)[:2560]):
        for place in range(len(whole)):
            for byte in (0, 0xFF):
                with suppress(InputError):
                    members(whole[:place] + bytes([byte]) + whole[place + 1 :])


def test_other_packings_are_left_to_the_reader(members: Unpack) -> None:
    packed = bz2.compress(ROWS)
    assert members(packed) == {"a": packed}


def test_no_room(members: Unpack, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(InputError) as error:
        members(zipped({"1.csv": ROWS}))
    assert what(error) == "there is no room left to unpack it"
    assert "TMPDIR" in error.value.cure
