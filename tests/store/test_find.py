import pytest

from designata.errors import InputError, NotFoundError
from designata.store.append import writing
from designata.store.claims import Store
from designata.store.find import find
from tests.store import cards
from tests.store.cards import edition


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("cards")
    names = (
        "a|LADY R|X",
        "b|Vladymyr R. Kostenok|X",
        "c|KIM, Chol-su|X",
        "d|Abdul Hakim|X",
        "e|Сергей Козлов|X",
        "f|LADY RANIA|X",
    )
    with writing(folder) as writer:
        writer.append(cards, edition("2024-04-02", *names))
    return Store(folder)


@pytest.mark.parametrize(
    ("text", "records"),
    [
        ("a", ["a"]),
        ("lady r", ["a"]),
        ("  Lady   R ", ["a"]),
        ("kim", ["c"]),
        ("su chol kim", ["c"]),
        ("козлов", ["e"]),
        ("lady", ["a", "f"]),
        ("rani", ["f"]),
        ("Козл", ["e"]),
        ("kostenok r", ["b"]),
    ],
)
def test_whole_words_then_beginnings(store: Store, text: str, records: list[str]) -> None:
    assert find(store, text) == records


@pytest.mark.parametrize("text", ["akim", "ady r", "'; DROP TABLE claims; --", "100%", "_"])
def test_nothing_within_words(store: Store, text: str) -> None:
    with pytest.raises((NotFoundError, InputError)):
        find(store, text)


@pytest.mark.parametrize("text", ["", "  ", "--", "!"])
def test_a_question_without_a_word(store: Store, text: str) -> None:
    with pytest.raises(InputError, match="is no question; give an id"):
        find(store, text)
