import pytest
from hypothesis import given
from hypothesis import strategies as st

from designata.names import compare as words
from designata.names.compare import compare, likeness
from designata.names.parts import Name, parse


def name(*parts: str) -> Name:
    return Name(" ".join(parts), parts, (), None, "latin", "person")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sergey Kozlov", "Serhii Kozlov"),
        ("Aleksandr Panfilov", "Александр Панфилов"),
        ("Aleksandr Panfilov", "Oleksandr Panfilov"),
        ("Mohamed Hassan", "Muhammad Hasan"),
        ("محمد حسن", "Mohammed Hassan"),
        ("习近平", "Xi Jinping"),
        ("习近平", "習近平"),
        ("오인준", "O In Jun"),
        ("오인준", "O In-chun"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Jon Smith", "John Smith"),
        ("Bill Gates", "William Gates"),
        ("Tchaikovsky", "Chaikovskiy"),
    ],
)
def test_all_words_meet(left: str, right: str) -> None:
    found = compare(parse(left, "person"), parse(right, "person"))
    assert found.met
    assert not found.left
    assert not found.right


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Raul Castillo", "Raul Castro"),
        ("Dmitry Medvedev", "Dmitry Mendeleev"),
        ("Anthony Albano", "Anthony Albanese"),
        ("Ali Hassan", "Ali Hussein"),
    ],
)
def test_other_words_do_not_meet(left: str, right: str) -> None:
    found = compare(parse(left, "person"), parse(right, "person"))
    assert len(found.left) == len(found.right) == 1


@pytest.mark.parametrize(
    ("asked", "listed", "missing"),
    [
        ("Abdul Omari", "Abdul Jabbar Omari", ("abdjabbar",)),
        ("Jamal Abu Sahraoui", "Jamal Abu Walid al-Sahraoui", ("abuwalid",)),
        ("Shams Rahman Abdul", "Shams Rahman Abdul Zahir", ("abdzahir",)),
        ("Jalil Noorzai", "Abdul Jalil Noorzai", ()),
        ("Essa Akhund", "Mohammad Essa Akhund", ("mohammad",)),
        ("Mullah Essa", "Mullah Mohammad Essa", ("mohammad",)),
    ],
)
def test_a_name_with_a_word_left_out_stands_against_nothing(
    asked: str, listed: str, missing: tuple[str, ...]
) -> None:
    found = compare(parse(asked, "person"), parse(listed, "person"))
    assert not found.left
    assert found.right == missing


def test_a_father_is_not_his_son() -> None:
    found = compare(parse("Abu Yusuf Noorzai", "person"), parse("Yusuf Noorzai", "person"))
    assert found.left
    assert found.right


def test_joined_and_split_words_meet() -> None:
    found = compare(parse("Good Will Trust", "firm"), parse("Goodwill Trust", "firm"))
    assert not found.left
    assert not found.right


def test_other_numbers_are_said() -> None:
    assert compare(parse("Star 7", "vessel"), parse("Star 8", "vessel")).numbers is False
    assert compare(parse("Star 7", "vessel"), parse("Star VII", "vessel")).numbers is True
    assert compare(parse("Star", "vessel"), parse("Star", "vessel")).numbers is None


@given(st.text("abcdefghijklmnopqrstuvwxyz", max_size=12), st.text("abcdeikosu", max_size=12))
def test_likeness_is_the_same_both_ways(left: str, right: str) -> None:
    assert likeness(left, right) == pytest.approx(likeness(right, left))
    assert 0 <= likeness(left, right) <= 1
    assert likeness(left, left) == 1


@given(st.text(alphabet="aeioubdkghlmnrstzc", min_size=4, max_size=12), st.data())
def test_a_word_cut_anywhere_is_joined_where_it_was(whole: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(whole) - 1))
    parts = [whole[:cut], whole[cut:]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_may_join", lambda *_: True)
        slowly = words.joined(name("ivan", *parts), name("ivan", whole))
    assert words.joined(name("ivan", *parts), name("ivan", whole)) == slowly
