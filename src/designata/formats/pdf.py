"""Pages as PDF, by Typst: a template of ours, and what comes from outside as data only.

The data travel as JSON that the template reads, so that no text of theirs is ever read as markup.
Hangul has its own font beside those that Typst brings, which know Latin, Greek and Cyrillic.
https://typst.app/docs/
"""

from importlib.resources import files

import msgspec

from designata.errors import InputError


def compile_(template: str, data: object) -> bytes:
    """A PDF.

    Args:
        template: of Typst; it finds the data as ``json(bytes(sys.inputs.data))``.
        data: what it prints.

    Raises:
        InputError: when Typst is missing, or cannot make it.

    >>> compile_("#json(bytes(sys.inputs.data)).a", {"a": "#panic()"})[:5]
    b'%PDF-'
    """
    try:
        import typst
    except ImportError as error:
        raise InputError(
            "the program that makes PDF is missing",
            where="typst",
            cure="install it with: pip install typst; or ask for .html, which prints well",
        ) from error
    try:
        made = typst.Compiler(  # type: ignore[misc]  # its stubs bind no type variable
            template.encode(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": msgspec.json.encode(data).decode()},
        ).compile(template.encode(), format="pdf")
    except typst.TypstError as error:
        raise InputError(
            f"the PDF cannot be made: {error}",
            where="typst",
            cure="ask for .html, which prints well",
        ) from error
    if not isinstance(made, bytes):
        raise TypeError("one document was asked for")
    return made


def _fonts() -> list[str]:
    """The folders of fonts for scripts that Typst's own do not know."""
    try:
        return [str(files("pylopdf_fonts_ko"))]
    except ModuleNotFoundError:
        return []
