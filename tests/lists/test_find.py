import datetime as dt
import gzip
import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.lists import source
from designata.lists.find import dated, find
from designata.model.when import When

SHARED = Path(__file__).parents[2].parent / "shared"
HISTORY = SHARED / "lists/ofac/sdn_history"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the real lists lie beside the project"
)


def found(path: Path) -> dict[str, bytes]:
    with find(path) as files:
        top = len(path.as_posix()) + 1
        return {file.name[top:]: file.content() for file in files}


def dates(path: Path) -> list[tuple[str | None, str | None]]:
    with find(path) as files:
        return [written(file.dated, file.moment) for file in files]


def written(day: When | None, moment: dt.datetime | None) -> tuple[str | None, str | None]:
    return str(day) if day else None, moment.isoformat() if moment else None


def archive(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return path


def test_one_file(tmp_path: Path) -> None:
    path = tmp_path / "sdn.csv"
    path.write_bytes(b"36,X" * 10_000)
    with find(path) as files:
        (file,) = files
        assert (file.name, file.url) == (path.as_posix(), None)
        assert len(file.head) == source.HEAD
        assert file.content() == b"36,X" * 10_000
        assert dt.datetime.now(dt.UTC) - file.fetched < dt.timedelta(minutes=1)


def test_folders_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/2.csv", "b/10.csv", "a.csv", "c.csv", "b/a/1.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    archive(tmp_path / "b/z.zip", inner=b"zip")
    names = ["a.csv", "c.csv", "b/10.csv", "b/2.csv", "b/z.zip/inner", "b/a/1.csv"]
    assert list(found(tmp_path)) == names
    with find(tmp_path) as files:
        assert [file.folder.removeprefix(str(tmp_path)) for file in files] == [
            *["", "", "/b", "/b", "/b/z.zip", "/b/a"]
        ]


def test_gzip_is_unpacked_when_read(tmp_path: Path) -> None:
    (tmp_path / "sdn.csv.gz").write_bytes(gzip.compress(b"36,X" * 10_000))
    with find(tmp_path) as files:
        (file,) = files
        assert file.head == (b"36,X" * 10_000)[: source.HEAD]
        assert file.content() == b"36,X" * 10_000


def test_gzip_bombs_and_cut_gzip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sdn.csv.gz"
    path.write_bytes(gzip.compress(bytes(3_000_000)))
    monkeypatch.setattr(source, "MAX_FILE_BYTES", 1_000_000)
    with pytest.raises(InputError, match=r"more than 1,000,000 bytes \(.*sdn\.csv\.gz\); give"):
        found(path)
    path.write_bytes(gzip.compress(os.urandom(50_000))[:-20])
    with pytest.raises(InputError, match="gzip is damaged"):
        found(path)
    path.write_bytes(bytes(1_000_001))
    with pytest.raises(InputError, match="more than 1,000,000 bytes"):
        found(path)


def test_what_is_damaged_is_told_and_stops_nothing_else(tmp_path: Path) -> None:
    good = archive(tmp_path / "b.zip", a=b"1", b=b"2").read_bytes()
    (tmp_path / "a.zip").write_bytes(good[:-30])
    (tmp_path / "c.csv").write_bytes(b"3")
    with find(tmp_path) as files:
        *whole, cut = files
        assert [file.content() for file in whole] == [b"1", b"2", b"3"]
        with pytest.raises(InputError, match=r"cannot be unpacked.*a\.zip\); fetch it again"):
            _ = cut.head


def test_of_a_damaged_archive_no_member_counts(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.zip", a=b"1" * 100, b=b"2" * 100)
    content = bytearray(whole.read_bytes())
    content[content.rindex(b"2" * 100)] ^= 1
    whole.write_bytes(content)
    with find(tmp_path) as files:
        (damaged,) = files
        with pytest.raises(InputError, match="Bad CRC"):
            damaged.content()


def test_unpacked_files_can_be_read_until_the_end_and_not_after(tmp_path: Path) -> None:
    path = archive(tmp_path / "set.zip", a=b"1", b=b"2")
    with find(path) as files:
        both = list(files)
        assert [file.head for file in both] == [b"1", b"2"]
        assert [file.content() for file in both] == [b"1", b"2"]
    with pytest.raises(InputError, match="it is still there"):
        both[0].content()


def test_stopping_early_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spool))
    with find(archive(tmp_path / "set.zip", a=b"1", b=b"2")) as files:
        next(files)
        assert list(spool.iterdir())
    assert not list(spool.iterdir())


def test_links_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    outside.mkdir()
    inside.mkdir()
    (outside / "secret").write_text("key")
    (inside / "file").symlink_to(outside / "secret")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "gone").symlink_to(tmp_path / "nowhere")
    (inside / ".git").mkdir()
    (inside / ".git" / "config").write_text("x")
    (inside / ".DS_Store").write_text("x")
    os.mkfifo(inside / "pipe")
    with pytest.raises(InputError, match="no file is in it; hidden files and links do not count"):
        found(inside)
    (inside / "sdn.csv").write_text("36,X")
    assert found(inside) == {"sdn.csv": b"36,X"}
    (tmp_path / "latest").symlink_to(inside)
    assert found(tmp_path / "latest") == {"sdn.csv": b"36,X"}


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no such file or folder \(.*nowhere\); check the path"):
        found(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no file is in it"):
        found(tmp_path)
    with pytest.raises(InputError, match="no file is in it"):
        found(archive(tmp_path / "empty.zip"))
    with pytest.raises(InputError, match="neither a file nor a folder"):
        found(Path(os.devnull))


@pytest.mark.skipif(os.name != "posix" or not os.geteuid(), reason="root may read everything")
def test_what_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    with pytest.raises(InputError, match=r"Permission denied \(.*locked\)"):
        found(tmp_path)
    (tmp_path / "locked").rmdir()
    (tmp_path / "sdn.csv").touch(mode=0)
    with pytest.raises(InputError, match=r"Permission denied \(.*sdn\.csv\)"):
        found(tmp_path)


@pytest.mark.parametrize(
    ("name", "when", "moment"),
    [
        ("sdn_2024-03-26T1843Z.csv.gz", "2024-03-26", "2024-03-26T18:43:00+00:00"),
        ("2021-08-20T0138Z.csv", "2021-08-20", "2021-08-20T01:38:00+00:00"),
        ("x_20210820T013859.csv", "2021-08-20", "2021-08-20T01:38:59+00:00"),
        ("2021-08-20T01:38:00-04:00.csv", "2021-08-20", "2021-08-20T05:38:00+00:00"),
        ("2021-08-20T9938Z.csv", "2021-08-20", None),
        ("2021-08-20TEST.csv", "2021-08-20", None),
        ("set_2024-05_composite", "2024-05", None),
        ("dfat_consolidated_2026-08.xlsx", "2026-08", None),
        ("OFSI_ConList_2018-04-13.csv", "2018-04-13", None),
        ("20240503", "2024-05-03", None),
        ("ConList.2024.05.03.xml", "2024-05-03", None),
        ("2024-05-03 (copy of 2024-05-03).csv", "2024-05-03", None),
        ("sdn_csv_daily_2021-08-18_2024-05-04.tar.xz", None, None),
        ("2021-08_2024-05", None, None),
        ("kr_unilateral_2024_compiled.csv", None, None),
        ("1988.xml", None, None),
        ("imo9161003.csv", None, None),
        ("2024-13", None, None),
        ("2024-02-30.csv", None, None),
        ("2024-05-3", None, None),
        ("120240503.csv", None, None),
        ("20240503123.csv", None, None),
        ("5318-2024-08.xml", "2024-08", None),
        ("sdn.csv", None, None),
    ],
)
def test_dates_in_names(name: str, when: str | None, moment: str | None) -> None:
    assert written(*dated((name,))) == (when, moment)


def test_the_nearest_date_counts(tmp_path: Path) -> None:
    top = tmp_path / "lists_2020-01-01"
    folder = top / "set_2024-05"
    folder.mkdir(parents=True)
    (folder / "alt.csv").write_text("1")
    (folder / "sdn_2024-05-03.csv").write_text("1")
    archive(folder / "z_2024-06.zip", a=b"1", b_2024_07_01=b"1")
    archive(folder / "zz_2021-01-01_2022-01-01.zip", a=b"1")
    (top / "x.csv").write_text("1")
    days = [day for day, _ in dates(top)]
    assert days == ["2020-01-01", "2024-05", "2024-05-03", "2024-06", "2024-07-01", None]
    assert dates(folder / "alt.csv") == [(None, None)]


def test_the_folder_one_stands_in_has_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "2024-05").mkdir()
    (tmp_path / "2024-05" / "sdn.csv").write_text("1")
    monkeypatch.chdir(tmp_path / "2024-05")
    assert dates(Path()) == [("2024-05", None)]


def test_members_of_one_day_are_told_apart(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as packed:
        for name in ("2021-08-20T1850Z.csv", "2021-08-20T0138Z.csv"):
            packed.addfile(tarfile.TarInfo(f"sdn/{name}"))
    path = tmp_path / "sdn_2021-08-18_2024-05-04.tar.xz"
    path.write_bytes(out.getvalue())
    assert dates(path) == [
        ("2021-08-20", "2021-08-20T18:50:00+00:00"),
        ("2021-08-20", "2021-08-20T01:38:00+00:00"),
    ]


@needs_shared
def test_the_real_history_of_309_files() -> None:
    with find(HISTORY / "sdn_csv_daily_2021-08-18_2024-05-04.tar.xz") as files:
        found = list(files)
        moments = [file.moment for file in found if file.moment]
        assert len(found) == len(moments) == 309
        assert moments == sorted(moments)
        assert [len(file.content()) for file in (found[0], found[1], found[-2], found[-1])] == [
            *[2_036_213, 2_037_030, 3_909_739, 0]
        ]
        assert (
            found[-2].content()
            == (SHARED / "lists/ofac/set_2024-05_composite/sdn.csv").read_bytes()
        )


@needs_shared
def test_the_real_folder() -> None:
    with find(SHARED / "lists/ofac/cons") as files:
        assert [(file.name.rpartition("/cons/")[2], str(file.dated)) for file in files] == [
            ("CONS_ENHANCED_2025-01.ZIP/CONS_ENHANCED.XML", "2025-01"),
            ("cons_prim_2025-08.csv", "2025-08"),
            ("consolidated_2025-03-28.xml", "2025-03-28"),
            *[
                (f"2025-12/cons_{part}.csv", "2025-12")
                for part in ("add", "alt", "comments", "prim")
            ],
        ]
