"""Which language a short text is in: by words, by script, and by letters that only one has."""

import pytest

from designata.news.read.language import name, tell


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Южная Корея ввела санкции против двух российских судов.", "ru"),
        ("Суда перевозили оружие, сообщило министерство.", "ru"),
        ("Україна запровадила санкції проти двох російських суден.", "uk"),
        ("Київ додав їх до переліку.", "uk"),
        ("Беларусь ўвяла абмежаванні.", "be"),
        ("Влада је увела санкције против два брода, саопштено је јуче у Београду.", "sr"),
        ("فرضت كوريا الجنوبية عقوبات على سفينتين روسيتين.", "ar"),
        ("کره جنوبی دو کشتی را تحریم کرد، گزارش", "fa"),
        ("جنوبی کوریا نے دو روسی جہازوں پر پابندیاں لگائیں ہیں", "ur"),
        ("Seoul’s ministry said on 2 April that it had sanctioned two Russian ships.", "en"),
        ("OFAC designated two Russian firms on Friday.", "en"),
        ("The two ships were listed by Kyiv.", "en"),
        ("外務省は2日、ロシアの船舶に制裁を科した。", "ja"),
        ("LADY R", "und"),
        ("", "und"),
    ],
)
def test_a_short_text_tells_its_language(text: str, code: str) -> None:
    assert tell(text) == code


def test_languages_that_are_only_told_have_names() -> None:
    assert (name("be"), name("mk")) == ("Belarusian", "Macedonian")
