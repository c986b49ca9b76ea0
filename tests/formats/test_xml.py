from collections.abc import Iterator
from pathlib import Path

import pytest

from designata.errors import InputError
from designata.formats import xml

BOMB = "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)


def texts(content: bytes) -> Iterator[str | None]:
    return (element.findtext("b") for element, _ in xml.records(content, "a", name="x.xml"))


def test_records_with_their_places() -> None:
    content = b"<x>\n<a><b>1</b></a><a>\n<b>2</b></a></x>"
    found = [(e.findtext("b"), where) for e, where in xml.records(content, "a", name="x.xml")]
    assert found == [("1", "bytes=4-18"), ("2", "bytes=19-34")]
    assert content[19:35] == b"<a>\n<b>2</b></a>"


def test_namespaces_are_taken_off() -> None:
    content = b'<y:x xmlns:y="urn:y"><y:a><y:b>1</y:b></y:a></y:x>'
    assert list(texts(content)) == ["1"]


@pytest.mark.parametrize(
    "encoding", ["UTF-8", "UTF-16", "ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-16BE"]
)
def test_declared_encodings(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><x><a><b>Müller</b></a></x>'
    assert list(texts(text.encode(encoding))) == ["Müller"]


def test_where_bytes_do_not_tell_the_place_is_counted() -> None:
    content = '<?xml version="1.0" encoding="UTF-16"?><x><a/><a/></x>'.encode("utf-16")
    places = [where for _, where in xml.records(content, "a", name="x.xml")]
    assert places == ["xpath=(//a)[1]", "xpath=(//a)[2]"]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"<x><a><b>1</b></a>", "not well formed"),
        (b"<x><a></x>", "not well formed"),
        (b"<x/><x/>", "not well formed"),
        (b"<x><a><b>\x19</b></a></x>", "invalid Char value 25"),
        (b"<x><a><b>&#1;</b></a></x>", "not well formed"),
        (b"<x><a><b>\xfc</b></a></x>", "not well formed"),
        (b"<x><a><b>&undefined;</b></a></x>", "not well formed"),
        (b"<x>" + b"<a>" * 100_000, "not well formed"),
        (b"<!DOCTYPE x [<!ENTITY e 'v'>]><x><a><b>&e;</b></a></x>", "document type"),
        (b"<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'><x><a/></x>", "document type"),
        (b"<!DOCTYPE x><x/>", "document type"),
        (f'<!DOCTYPE x [<!ENTITY a "a">{BOMB}]><x><a><b>&i;</b></a></x>'.encode(), "amplification"),
        (b"", "not well formed"),
    ],
)
def test_what_is_refused(content: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as refused:
        list(texts(content))
    assert "x.xml" in refused.value.where
    assert refused.value.cure


def test_no_file_of_this_machine_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("key")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><x><a><b>&e;</b></a></x>'
    with pytest.raises(InputError, match="document type"):
        list(texts(entity.encode()))
    included = (
        '<x xmlns:xi="http://www.w3.org/2001/XInclude"><a><b>'
        f'<xi:include href="{secret.as_uri()}" parse="text"/></b></a></x>'
    )
    assert list(texts(included.encode())) == [""]


def test_a_message_tells_the_place_once() -> None:
    with pytest.raises(InputError) as refused:
        list(texts(b"<x>\n<a>\n<b>\x08</b></a></x>"))
    assert refused.value.what == "the XML is not well formed: PCDATA invalid Char value 8"
    assert refused.value.where.startswith("x.xml, line 3, column ")


def test_the_root_of_a_file_that_is_cut() -> None:
    assert xml.root(b"<?xml version='1.0'?><list day='1'><a") == ("list", "", {"day": "1"})
    for other in (b"", b"<list day='1'", b"36,X", b"\x89PNG", b"<!DOCTYPE html>"):
        assert xml.root(other) is None
