import pytest

from designata.news.dates import find, resolve, stated
from designata.news.document import Document
from designata.news.english import parse

TUESDAY = "2024-04-02"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuesday", ("2024-04-02", "day")),
        ("on Monday", ("2024-04-01", "day")),
        ("last Tuesday", ("2024-03-26", "day")),
        ("next Tuesday", ("2024-04-09", "day")),
        ("yesterday", ("2024-04-01", "day")),
        ("28 March", ("2024-03-28", "day")),
        ("March 28", ("2024-03-28", "day")),
        ("May 3", ("2023-05-03", "day")),
        ("2 April 2024", ("2024-04-02", "day")),
        ("April 2nd, 2024", ("2024-04-02", "day")),
        ("2024-03-31", ("2024-03-31", "day")),
        ("February 2024", ("2024-02", "month")),
        ("in October", ("2023-10", "month")),
        ("the end of March", ("2024-03", "month")),
        ("last month", ("2024-03", "month")),
        ("last year", ("2023", "year")),
        ("2018", ("2018", "year")),
        ("three days ago", ("2024-03-30", "day")),
        ("last week", None),
        ("31 February 2024", None),
        ("soon", None),
    ],
)
def test_the_day_that_words_mean_in_a_paper_of_a_tuesday(
    text: str, expected: tuple[str, str] | None
) -> None:
    assert resolve(text, TUESDAY) == expected


def test_what_is_still_to_come_is_on_or_after_publication() -> None:
    assert resolve("Wednesday", TUESDAY, ahead=True) == ("2024-04-03", "day")
    assert resolve("1 May", TUESDAY, ahead=True) == ("2024-05-01", "day")


def test_without_a_day_of_publication_a_weekday_says_nothing() -> None:
    assert resolve("Tuesday", None) is None
    assert resolve("3 May 2024", None) == ("2024-05-03", "day")


def found(text: str, published: str | None = TUESDAY) -> list[tuple[str, str]]:
    document = Document(text=text, title="", published=published, language="en", sha256="")
    return [(date.text, date.value) for date in find(parse(document), published)]


def test_dates_of_a_text_in_its_order() -> None:
    assert found(
        "The ministry said on Tuesday that it had acted. The measures take effect on Wednesday. "
        "It acted on 28 March, too, and the following day the list was printed."
    ) == [
        ("Tuesday", "2024-04-02"),
        ("Wednesday", "2024-04-03"),
        ("28 March", "2024-03-28"),
        ("the following day", "2024-03-29"),
    ]


def test_may_and_numbers_of_resolutions_are_no_dates() -> None:
    assert found("Others may follow under resolution 1718; in May 2006 and 2017 they did.") == [
        ("May 2006", "2006-05"),
        ("2017", "2017"),
    ]


def test_a_month_may_be_a_first_name() -> None:
    found = stated("In May Canada listed Ann Low and Jan Roe, friend of June Moe.", "2024-04-02")
    assert [date.value for date in found] == ["2023-05"]


def test_a_dateline_stands_in_for_the_day_of_publication() -> None:
    assert found("SEOUL, 2 April 2024. It acted on Monday.", None)[1] == ("Monday", "2024-04-01")
