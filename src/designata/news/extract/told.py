"""Grounds of an event: what follows "for", and later what its targets are said to have done."""

import re
from typing import TYPE_CHECKING

import msgspec

from designata.news.extract.draft import Draft
from designata.news.extract.scene import Scene, among
from designata.news.findings import Mention, Span, TargetType

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_GROUPED = re.compile(
    r"(?:(?:According\s+to\s[^,]{3,60}|In\s[^,]{3,40}),\s+)?"
    r"(?P<who>They|Both|The\s+others?"
    r"|(?:One|Two|Three|Some|Many|Several|Each|All|Most)\s+of\s+(?:the|them|these)"
    r"|These\s+(?:\w+\s+){0,3}?\w+s|The\s+(?:\w+\s+){0,2}?\w+s)\b",
)


_LONG = 40
"""A subject that ends farther behind the opening words is another."""


class About(msgspec.Struct, frozen=True):
    """Whom a ground speaks of: mentions by their ids, or kinds; of all where both are empty."""

    mentions: frozenset[str] = frozenset()
    types: frozenset[TargetType] = frozenset()


class Told(msgspec.Struct):
    """Grounds with whom they speak of; ``sentences`` stand apart from the event's own."""

    grounds: list[tuple[Span, About]]
    sentences: list[tuple[Span, About]]


def told_of(scene: Scene, drafts: list[Draft], others: list[int]) -> Told:
    """The grounds of an event.

    Args:
        scene: the document.
        drafts: what its sentences tell of it.
        others: places of the other events; "they" right behind one of them is of that one.
    """
    grounds = []
    for draft in drafts:
        about = _about(scene, draft) if len(drafts) > 1 else About()
        grounds += [(ground, about) for ground in draft.grounds]
    return Told(grounds, _sentences(scene, drafts, others))


def _about(scene: Scene, draft: Draft) -> About:
    names = frozenset(scene.root(i.mention).id for i in draft.items if i.mention)
    kinds = frozenset(i.type for i in draft.items if i.group)
    return About(names, kinds)


class _Met(msgspec.Struct, frozen=True):
    """Whom an event meets: ids of names, their words, and kinds of those that are only counted."""

    roots: set[str]
    words: set[str]
    kinds: set[TargetType]


def _met(scene: Scene, drafts: list[Draft]) -> _Met:
    items = [item for draft in drafts for item in draft.items]
    return _Met(
        {scene.root(item.mention).id for item in items if item.mention},
        {scene.text[item.start : item.end].casefold() for item in items if item.mention},
        {item.type for item in items if item.group},
    )


def _sentences(scene: Scene, drafts: list[Draft], others: list[int]) -> list[tuple[Span, About]]:
    """Later sentences whose subject is one of the targets."""
    met = _met(scene, drafts)
    spans = [draft.span for draft in drafts]
    first = min(start for start, _ in spans)
    spoken_of: frozenset[TargetType] = frozenset()
    found = []
    for sent in scene.doc.sents:
        within = any(start <= sent.start_char < end for start, end in spans)
        subject = _subject(sent)
        if within or subject is None or sent.start_char < first or not _tells(sent.root):
            continue
        about = _named(scene, subject, met) or _grouped(scene, sent, subject, met, spoken_of)
        if about is None:
            continue
        ours = max((d.at for d in drafts if d.at < sent.start_char), default=-1)
        if about.types and any(ours < other < sent.start_char for other in others):
            continue
        spoken_of = about.types or spoken_of
        start = subject.left_edge.idx
        end = start + len(scene.text[start : sent.end_char].rstrip(" .\n"))
        if end > start:
            found.append((Span(scene.text[start:end], start, end), about))
    return found


def _subject(sent: "Sentence") -> "Token | None":
    for token in sent.root.children:
        if token.dep_ in ("nsubj", "nsubjpass"):
            return token
    said = next((t for t in sent.root.children if t.dep_ == "ccomp"), None)
    if said is not None:
        return next((t for t in said.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    return None


def _named(scene: Scene, subject: "Token", met: _Met) -> About | None:
    """Whom a subject names, or goes back to."""
    for mention in scene.mentions_in(subject.left_edge.idx, _behind(subject)):
        if mention.start <= subject.idx < mention.end and mention.type != "country":
            root = scene.root(mention)
            if root.id in met.roots or mention.text.casefold() in met.words:
                return About(frozenset({root.id}))
            if not mention.named and _of_group(mention, root, met.kinds):
                return About(types=frozenset({root.type}))  # type: ignore[arg-type]
    return None


def _grouped(
    scene: Scene, sent: "Sentence", subject: "Token", met: _Met, spoken_of: frozenset[TargetType]
) -> About | None:
    """Whom "they", "both", "one of the companies" mean."""
    hit = _GROUPED.match(scene.text, sent.start_char)
    if hit is None or hit.end() < subject.idx + len(subject) - _LONG:
        return None
    inside = [g for g in scene.groups_in(subject.left_edge.idx, _behind(subject)) if g.definite]
    if inside:
        kind = inside[0].type
        return About(types=frozenset({kind})) if kind in met.kinds else None
    who = hit.group("who").lower()
    if who.startswith(("they", "both", "the other", "one", "all of them")) and (
        met.kinds or met.roots
    ):
        return About(types=spoken_of or frozenset(met.kinds))
    return None


def _behind(subject: "Token") -> int:
    return subject.right_edge.idx + len(subject.right_edge)


def _of_group(mention: Mention, root: Mention, kinds: set[TargetType]) -> bool:
    return root.type in kinds and root.id != mention.id and not root.named


def _tells(root: "Token") -> bool:
    """Whether the predicate tells a deed or a role, rather than a consequence."""
    if any(t.dep_ == "aux" and among(t.lower_, "may") for t in root.children):
        return False
    return among(root.lemma_, "deeds_of_targets")
