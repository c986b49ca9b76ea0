from pathlib import Path

import pytest

from designata.screen.columns import guess
from designata.screen.separated import Separated, encoding, records

TEXTS = {
    "cp1251": "Имя;Дата рождения;Страна\nСергей Козлов;1970-01-01;Россия\nООО «Вымпел»;;РФ\n",
    "cp949": "성명,생년월일\n김정은,1984-01-08\n오인준,\n",
    "gb18030": "name,国家\n习近平,中国\n王伟,中国\n",
    "cp1252": "Name;Land\nMüller;Österreich\nGarçon;Français\nJosé;España\n",
    "utf-16": "name\tимя\nКозлов\tx\n",
    "utf-16-le": "name,imo\nLady R,9161003\n",
    "utf-8-sig": "name,имя\nКозлов,x\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_encoding_is_told_by_the_letters(name: str) -> None:
    assert encoding(TEXTS[name].encode(name)) == name


def test_one_wrong_byte_makes_no_other_encoding() -> None:
    assert encoding("имя Козлов ".encode() * 500 + b"\xff") == "utf-8-sig"


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_headings(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "q.csv"
    path.write_text(f"name{sign}birth date\nA; B, C{sign}1970\n", "utf-8")
    assert Separated(path, guess).delimiter == sign


def told(text: str, width: int = 2) -> list[tuple[tuple[str, ...], bool]]:
    lines = text.splitlines(keepends=True)
    return [(cells, bool(why)) for cells, why in records(lines, ",", width)]


def test_a_quote_that_is_not_closed_takes_no_row_with_it() -> None:
    text = '1,"open\n2,ok\n3,"two\nlines"\n4,"quoted ""twice"""\n5,"open\n'
    assert told(text) == [
        (("1", '"open'), True),
        (("2", "ok"), False),
        (("3", "two\nlines"), False),
        (("4", 'quoted "twice"'), False),
        (("5", '"open'), True),
    ]


def test_quotes_inside_a_cell_are_kept() -> None:
    assert told('1,5\'10" pipe\n2,Ivan "the" Great\n') == [
        (("1", "5'10\" pipe"), False),
        (("2", 'Ivan "the" Great'), False),
    ]


def test_too_many_cells_are_an_error_and_too_few_are_not() -> None:
    assert told("1,a,b\n2\n3,c,,\n\n") == [
        (("1", "a,b"), True),
        (("2",), False),
        (("3", "c", "", ""), False),
    ]


def test_a_cell_beyond_all_bounds_is_an_error() -> None:
    assert told("1," + "x" * (17 << 20) + "\n2,b\n")[1:] == [(("2", "b"), False)]
