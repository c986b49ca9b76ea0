"""Pages as PDF, by Typst: a template of ours, and what comes from outside as data only.

The data travel as JSON that the template reads, so that no text of theirs is ever read as markup;
nothing is fetched, and no file is opened but the fonts: those that Typst brings, which know Latin,
Greek and Cyrillic, and one for Hangul. https://typst.app/docs/
"""

from importlib.resources import files

import msgspec

from designata import apart
from designata.errors import DesignataError
from designata.turns import Turns

FONTS = ("Libertinus Serif", "Noto Serif KR")
"""What templates set text in."""

_ONE_AT_A_TIME = Turns(at_once=1, waiting=4)


def typeset(template: str, data: object) -> bytes:
    """A PDF.

    Args:
        template: of Typst, by its name below ``data/``; it finds the data as
            ``json(bytes(sys.inputs.data))`` and the fonts as ``fonts`` in them.
        data: what it prints.

    Raises:
        DesignataError: when Typst cannot make it.
    """
    text = files("designata.data").joinpath(template).read_bytes()
    return _typeset(text, {"fonts": FONTS} | msgspec.to_builtins(data))


def aside(template: str, data: object) -> bytes:
    """The same, made in a process of its own, one at a time: what it needs of memory goes with it.

    Raises:
        BusyError: when too many wait for theirs.
        DesignataError: when Typst cannot make it.
    """
    plain = msgspec.to_builtins(data)
    with _ONE_AT_A_TIME:
        made: bytes = apart.call(_work, template, plain)
    return made


def _work(_: apart.Say, template: str, data: object) -> bytes:
    return typeset(template, data)


def _typeset(template: bytes, data: object) -> bytes:
    """A PDF of any template.

    >>> _typeset(b"#json(bytes(sys.inputs.data)).a", {"a": "#panic()"})[:5]
    b'%PDF-'
    """
    import pylopdf_fonts_ko
    import typst

    try:
        made = typst.compile(  # type: ignore[misc]  # its stubs bind no type variable
            template,
            font_paths=[pylopdf_fonts_ko.serif_path().parent],
            ignore_system_fonts=True,
            sys_inputs={"data": msgspec.json.encode(data).decode()},
        )
    except typst.TypstError as error:
        raise DesignataError(
            "the PDF cannot be set", where=str(error)[:200], cure="print the page instead"
        ) from error
    assert isinstance(made, bytes)  # noqa: S101  - one document, no output path
    return made
