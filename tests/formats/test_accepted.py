"""Values in the form that FollowTheMoney takes, and those that it has no form for."""

import pytest

from designata.formats import accepted


@pytest.mark.parametrize(
    ("kind", "prop", "value", "written"),
    [
        ("date", "birthDate", "1961-04~", ("1961-04",)),
        ("date", "birthDate", "../1980", ("1980",)),
        ("date", "birthDate", "0960", ()),
        ("identifier", "imoNumber", "9161003", ("IMO9161003",)),
        ("identifier", "swiftBic", "SABRRUMM012", ("SABRRUMM",)),
        ("identifier", "npiCode", "1234567893", ("1234567893",)),
        ("identifier", "npiCode", "1234567890", ()),
        ("identifier", "wikidataId", "q42", ("Q42",)),
        ("identifier", "socialSecurityNumber", "unknown", ()),
        ("identifier", "idNumber", "what the list says", ("what the list says",)),
        ("url", "website", "www.example.com", ("http://www.example.com/",)),
        ("url", "website", "https://example.com/a?b=1", ("https://example.com/a?b=1",)),
        ("url", "website", "http://192.0.2.1/x", ("http://192.0.2.1/x",)),
        ("url", "website", "see vk.com for more", ()),
        ("url", "website", "http://[broken", ()),
        ("url", "website", "javascript:alert(1)", ()),
        ("email", "email", "Info@Example.COM.", ("Info@example.com",)),
        ("email", "email", "info at example.com", ()),
        ("phone", "phone", "+7 (495) 276-29-75", ("+74952762975",)),
        ("phone", "phone", "0098 21 6694 1234", ("+982166941234",)),
        ("phone", "phone", "+86 0574 8711 7865", ("+8657487117865",)),
        ("phone", "phone", "276 29 75", ()),
        ("phone", "phone", "+98 36 2336 2185", ()),
        ("topic", "topics", "sanction", ("sanction",)),
        ("topic", "topics", "Sanctioned!", ()),
        ("language", "spokenLanguage", "ara", ("ara",)),
        ("language", "spokenLanguage", "Arabic and Farsi", ()),
        ("name", "alias", '"', ()),
        ("number", "height", "180 cm", ("180 cm",)),
    ],
)
def test_a_value_is_written_as_followthemoney_has_it(
    kind: str, prop: str, value: str, written: tuple[str, ...]
) -> None:
    assert accepted.values(kind, prop, value) == written


def test_ids_that_followthemoney_forbids_become_ones_it_allows_and_stay_apart() -> None:
    odd = ["a/b", "a b", "-", "x" * 300, "Ж", ""]
    keys = [accepted.key(name) for name in odd]
    assert len(set(keys)) == len(odd)
    assert all(accepted.key(key) == key for key in keys)
