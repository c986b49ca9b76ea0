"""Numbers in words and digits, to the thousands: "two", "twenty-one", "three hundred and five"."""

import re

SMALL = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: number * 10
    for number, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
    )
}
_WHOLE = {"hundred": 100, "thousand": 1000, "dozen": 12}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,6}")


def numeral(text: str) -> int | None:
    """The whole number that words or digits say; none where they say none.

    >>> numeral("twenty-one"), numeral("1,200"), numeral("three hundred and five"), numeral("a")
    (21, 1200, 305, 1)
    >>> numeral("half a dozen")
    6
    >>> numeral("several") is None
    True
    """
    plain = text.strip().lower()
    if _DIGITS.fullmatch(plain):
        return int(plain.replace(",", ""))
    if plain == "half a dozen":
        return 6
    words = [word for word in re.split(r"[\s-]+", plain) if word and word != "and"]
    return _sum(words) if words else None


def _sum(words: list[str]) -> int | None:
    total = current = 0
    for word in words:
        if word in ("a", "an"):
            current += 1
        elif (value := SMALL.get(word, _TENS.get(word))) is not None:
            current += value
        elif word in _WHOLE:
            current = (current or 1) * _WHOLE[word]
            if word == "thousand":
                total, current = total + current, 0
        elif _DIGITS.fullmatch(word):
            current += int(word.replace(",", ""))
        else:
            return None
    return total + current
