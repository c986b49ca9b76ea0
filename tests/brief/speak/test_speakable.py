import pytest

from designata.brief.speak.speakable import speakable


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("IMO 9161003", "I M O 9 1 6 1 0 0 3"),
        ("its MMSI is 273212120", "its M M S I is 2 7 3 2 1 2 1 2 0"),
        ("on 2 April 2024", "on the 2nd of April 2024"),
        ("since 2022-05-13", "since the 13th of May 2022"),
        ("on 2 and 3 April", "on the 2nd and 3rd of April"),
        ("under “RUSSIA-EO14024”", "under, Russia Executive Order 1 4 0 2 4"),
        ("at 02:15 UTC", "at 2:15 U T C"),
        ("Executive Order 14024", "Executive Order 1 4 0 2 4"),
        ("Regulation 269/2014", "Regulation 269 slash 2014"),
        ("US$1.2 million and €35,000", "1.2 million U S dollars and 35,000 euros"),
        ("51.5% of it", "51.5 percent of it"),
        ("OFAC and the UN", "OFAC and the U N"),
        ("INTELLEKT LLC", "Intellekt L L C"),
        ("KIM JONG UN of the UN", "Kim Jong Un of the U N"),
        ("LADY R", "Lady R"),
        ("It was listed (RUS2185).", "It was listed."),
        ("record ofac-37095 is one", "record is one"),
        ("see https://example.org/a?b=1 there", "see there"),
        ("Müller-Đặng", "Muller-Dang"),
        ("오인준", "O In Jun"),
        ("Сергей Козлов", "Sergey Kozlov"),
    ],
)
def test_english_is_said_as_people_say_it(text: str, said: str) -> None:
    assert speakable(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> ships",
        "<speak><break time='9s'/>ships</speak>",
        "[[h@'loU]] ships",
        "[ships](/ɹˈɑ/)",
        "&lt;b&gt;ships&lt;/b&gt;",
        "*ships* `now` {x}",
        "ships\x00\x1b[31m\u202e",
    ],
)
def test_markup_is_inert(text: str) -> None:
    said = speakable(text)
    assert "ships" in said
    assert not set(said) & set("<>[]{}*`\\|\x00\x1b\u202e&")


def test_a_year_and_a_count_stay_digits() -> None:
    assert speakable("5,021 records in 2025") == "5,021 records in 2025"


def test_other_languages_keep_their_script_and_romanise_the_rest() -> None:
    assert speakable("2024-04-02 LADY R 오인준", "ko") == "2024년 4월 2일 LADY R 오인준"
    assert speakable("Сергій Козлов, 50%", "uk") == "Сергій Козлов, 50 відсотків"
    assert speakable("Судно 레이디 알", "uk") == "Судно Re I Di Al"


def test_abbreviations_are_said_in_the_language_but_not_within_a_quotation() -> None:
    assert speakable("재무부(OFAC)는 IMO 9161003", "ko") == "재무부(오팩)는 아이엠오 9 1 6 1 0 0 3"
    assert speakable("OFAC links the ship", "ko") == "OFAC links the ship"
    assert speakable("Управління США (OFAC)", "uk") == "Управління С Ш А (Офак)"


def test_a_sentence_of_no_end_is_cut() -> None:
    assert len(speakable("ships " * 5000)) <= 2000
