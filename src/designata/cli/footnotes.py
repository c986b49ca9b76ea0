"""Numbers the documents that facts stand in, and lists them under an answer."""

from collections.abc import Iterable

from designata.cli import paper
from designata.cli.paper import safe
from designata.store.dossier import Source


class Footnotes:
    """The documents so far, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {}

    def mark(self, sources: Iterable[Source]) -> str:
        """The numbers of documents, as markup."""
        marks = dict.fromkeys(self._number(source) for source in sources)
        return "[dim]" + "".join(rf"\[{number}]" for number in marks) + "[/]"

    def _number(self, source: Source) -> int:
        key = (
            source.speaker or source.list,
            source.date,
            source.url or source.file,
            source.sha256[:12],
        )
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def show(self) -> None:
        """Lists the documents."""
        paper.say("\n[bold]Sources[/]")
        for (name, date, where, sha256), number in self._numbers.items():
            paper.say(
                rf"  [dim]\[{number}][/] {safe(name)}, {safe(date)}, {safe(where)} "
                f"[dim]sha256 {sha256}[/]"
            )
