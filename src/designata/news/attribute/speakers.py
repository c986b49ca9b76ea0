"""Who spoke before, so that "the ministry", "he" and "the statement" find whom they stand for."""

import re
from collections.abc import Collection, Sequence

import msgspec

from designata.data import words
from designata.news.findings import Mention, Source, SourceKind

_PRONOUNS: dict[str, tuple[SourceKind, ...]] = {
    "he": ("person", "unnamed"),
    "she": ("person", "unnamed"),
    "it": ("organization", "media"),
    "they": ("organization", "media", "person", "unnamed"),
}
_BACK = re.compile(r"(?:the|that|this|its|their)\s", re.IGNORECASE)


class Speakers:
    """Remembers who spoke, so that "the ministry" and "he" find whom they stand for."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = {mention.id: mention for mention in mentions}
        self._listed = sorted(mentions, key=lambda mention: mention.start)
        self._earlier: list[Source] = []

    def known(self, source: Source) -> Source:
        """The source, with whom it stands for, remembered for those that follow."""
        if source.start is None or source.end is None:
            return source
        by_words, by_mention = self._by_words, self._by_mention
        stands_for = (
            by_words(source) or by_mention(source.start, source.end)  # who speaks has spoken
            if source.text.lower() in {"he", "she"}
            else by_mention(source.start, source.end) or by_words(source)
        )
        if source.kind in {"organization", "unnamed"} and self._surname(source.text):
            source = msgspec.structs.replace(source, kind="person")
        if stands_for is not None and stands_for != source.text:
            source = msgspec.structs.replace(source, refers_to=stands_for)
            if source.text.lower() in _PRONOUNS:
                kinds = [s.kind for s in self._earlier if stands_for in (s.text, s.refers_to)]
                source = msgspec.structs.replace(source, kind=(kinds or [source.kind])[-1])
        self._earlier.append(source)
        return source

    def _surname(self, text: str) -> str | None:
        """The person named in full before, of whom only the last name is given."""
        if " " in text or not text[:1].isupper():
            return None
        for earlier in reversed(self._earlier):
            full = earlier.text.split()
            if earlier.kind == "person" and len(full) > 1 and full[-1] == text:
                return earlier.text
        return None

    def _by_mention(self, start: int, end: int) -> str | None:
        for mention in self._listed:
            if start <= mention.start and mention.end <= end and mention.refers_to:
                if mention.end - mention.start < (end - start) // 2:
                    continue
                seen: set[str] = set()
                while mention.refers_to and mention.id not in seen:
                    seen.add(mention.id)
                    if mention.refers_to not in self._mentions:
                        break
                    mention = self._mentions[mention.refers_to]  # noqa: PLW2901  - up the chain
                return mention.text
        return None

    def _by_words(self, source: Source) -> str | None:
        if source.text.lower() in _PRONOUNS:
            return self._by_pronoun(source)
        if full := self._surname(source.text):
            return full
        noun = source.text.split()[-1]
        if not noun.islower() or not _BACK.match(source.text):
            return None
        for earlier in reversed(self._earlier):
            if noun in re.sub(r"['’]s\b", "", earlier.text.lower()).split():
                root = earlier.refers_to or earlier.text
                return root if root != source.text else None
        if noun in words("news_sources", "writings"):
            return self._root({"organization"})
        return self._nearest_noun(source, noun)

    def _by_pronoun(self, source: Source) -> str | None:
        wanted = _PRONOUNS[source.text.lower()]
        found = self._root(wanted)
        return found or (self._nearest(source, "person") if wanted[0] == "person" else None)

    def _root(self, kinds: Collection[SourceKind]) -> str | None:
        """Whom the last speaker of some kinds stands for."""
        for earlier in reversed(self._earlier):
            root = earlier.refers_to or earlier.text
            if earlier.kind in kinds and root and root.lower() not in _PRONOUNS:
                return root
        return None

    def _nearest(self, source: Source, kind: str) -> str | None:
        for mention in reversed(self._listed):
            if mention.end <= (source.start or 0) and mention.type == kind:
                return mention.text
        return None

    def _nearest_noun(self, source: Source, noun: str) -> str | None:
        for mention in reversed(self._listed):
            if mention.end <= (source.start or 0) and noun in mention.text.lower().split():
                return mention.text
        return None
