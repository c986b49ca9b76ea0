"""A day's changes: a few, and five thousand."""

import datetime as dt
from pathlib import Path

import pytest

from designata.brief import gather, report, write
from designata.brief.facts import Facts
from designata.brief.told import Brief
from designata.engine import Designata
from tests.brief.unsupported import unsupported
from tests.news import casebook

_PROGRAMS = ("RUSSIA-EO14024", "IRAN", "SDGT")


def sdn(folder: Path, day: str, rows: list[tuple[int, str, str]]) -> Path:
    """A file of OFAC's: number, name, programme."""
    path = folder / f"sdn_{day}.csv"
    nothing = ',"-0- "' * 8
    lines = [f'{n},"{name}","-0- ","{program}"{nothing}\r\n' for n, name, program in rows]
    path.write_bytes("".join([*lines, "\x1a"]).encode())
    return path


def many(count: int) -> list[tuple[int, str, str]]:
    return [(100 + n, f"TARGET {n:05}", _PROGRAMS[n % 3]) for n in range(count)]


def told(tmp_path: Path, *days: list[tuple[int, str, str]]) -> Brief:
    engine = Designata(tmp_path / "store")
    for number, rows in enumerate(days, 1):
        assert list(engine.update(["ofac"], path=sdn(tmp_path, f"2024-03-0{number}", rows)))
    return engine.brief()


def test_what_came_went_and_changed(tmp_path: Path) -> None:
    before = many(10)
    after = [*before[:8], (108, "TARGET 00008", "CUBA"), (500, "MOVED & <b>SONS</b>", "IRAN")]
    found = told(tmp_path, before, after)
    text = "\n".join(one.text for one in found.sentences)
    assert "MOVED & <b>SONS</b>" in text
    assert "first shows" in text
    assert "no longer holds TARGET 00009" in text
    assert "edition of 2 March 2024" in text
    assert all(not unsupported(one, "en") for one in found.sentences)
    assert {row.entity for row in found.rows} >= {"ofac-500", "ofac-109"}


def test_nothing_new_since_a_day_is_said(tmp_path: Path) -> None:
    told(tmp_path, many(5), many(6))
    found = Designata(tmp_path / "store").brief(since=dt.date(2024, 3, 9))
    assert found.title == "Nothing changed on the lists"
    old, nothing = found.sentences[:2]
    assert "from 9 March 2024 on" in nothing.text
    assert nothing.claims[0].rule
    assert old.text.startswith("The newest edition held here is of 2 March 2024")


def test_what_was_compared_with_what_is_said(tmp_path: Path) -> None:
    told(tmp_path, many(5), many(6))
    store = Designata(tmp_path / "store").store
    fresh = gather.facts(store, day=dt.date(2024, 3, 9), reader=casebook.reader)
    for lang in ("en", "ko", "uk"):
        found = write.write(fresh, lang)
        said = found.sections[-1].sentences[0]
        assert not unsupported(said, lang)
    found = write.write(fresh, "en")
    assert found.sections[-1].heading == "What was compared"
    assert found.sections[-1].sentences[0].text == (
        "The newest edition of each list was compared with the edition before it: the list of the "
        "US Treasury's Office of Foreign Assets Control, 2 March 2024 and 1 March 2024."
    )
    stale = write.write(gather.facts(store, day=dt.date(2024, 3, 10), reader=casebook.reader), "ko")
    assert "2024년 3월 2일" in stale.sentences[0].text
    assert not unsupported(stale.sentences[0], "ko")


@pytest.fixture(scope="module")
def much(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    folder = tmp_path_factory.mktemp("much")
    engine = Designata(folder / "store")
    for number, rows in enumerate((many(5), many(5005)), 1):
        assert list(engine.update(["ofac"], path=sdn(folder, f"2024-03-0{number}", rows)))
    return gather.facts(engine.store, day=dt.date(2024, 3, 3), reader=casebook.reader)


@pytest.mark.parametrize("lang", ["en", "ko", "uk"])
def test_five_thousand_changes_are_summed_up_named_and_linked(much: Facts, lang: str) -> None:
    found = write.write(much, lang)
    assert len(found.sentences) < 12
    assert len(found.rows) == 5000
    assert any("TARGET 00005" in one.text for one in found.sentences)
    assert any(one.more == "all" for one in found.sentences)
    assert all(not unsupported(one, lang) for one in found.sentences)
    assert {bar.label for bar in found.plots[-1].bars} == set(_PROGRAMS)
    assert sum(bar.count for bar in found.plots[-1].bars) == 5000
    page = report.render(found, "a.html").decode()
    assert 'href="#all"' in page
    assert 'id="all"' in page
