"""Grounds of an event: "for …" behind its verb, and later sentences that tell what its targets did."""

import re
from typing import TYPE_CHECKING

import msgspec

from designata.news.drafts import Draft
from designata.news.findings import Mention, Span, TargetType
from designata.news.scene import Scene, among

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

_GROUPED = re.compile(
    r"(?:(?:According\s+to\s[^,]{3,60}|In\s[^,]{3,40}),\s+)?"
    r"(?P<who>They|Both|The\s+others?|(?:One|Two|Three|Some|Many|Several|Each|All|Most)\s+of\s+(?:the|them|these)"
    r"|These\s+(?:\w+\s+){0,3}?\w+s|The\s+(?:\w+\s+){0,2}?\w+s)\b",
)


class About(msgspec.Struct, frozen=True):
    """Whom a ground speaks of: mentions by their ids, or kinds; of all where both are empty."""

    mentions: frozenset[str] = frozenset()
    types: frozenset[TargetType] = frozenset()


class Told(msgspec.Struct):
    """Grounds with whom they speak of; ``sentences`` are those that stand apart from the event's own."""

    grounds: list[tuple[Span, About]]
    sentences: list[tuple[Span, About]]


def told_of(scene: Scene, drafts: list[Draft], others: list[int]) -> Told:
    """The grounds of an event.

    Args:
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


def _sentences(scene: Scene, drafts: list[Draft], others: list[int]) -> list[tuple[Span, About]]:
    """Later sentences whose subject is one of the targets."""
    own = {scene.text[i.mention.start : i.mention.end].casefold() for d in drafts for i in d.items if i.mention}
    roots = {scene.root(i.mention).id for d in drafts for i in d.items if i.mention}
    kinds: set[TargetType] = {i.type for d in drafts for i in d.items if i.group}
    spans = [d.span for d in drafts]
    first = min(start for start, _ in spans)
    last_group: frozenset[TargetType] = frozenset()
    found = []
    for sent in scene.doc.sents:
        if sent.start_char < first:
            continue
        if any(start <= sent.start_char < end for start, end in spans):
            continue
        subject = _subject(sent)
        about = _whom(scene, sent, subject, own, roots, kinds, last_group) if subject else None
        if about is None or not _tells(sent.root):
            continue
        ours = max((d.at for d in drafts if d.at < sent.start_char), default=-1)
        if about.types and any(ours < other < sent.start_char for other in others):
            continue
        last_group = about.types or last_group
        assert subject is not None  # noqa: S101
        start = subject.left_edge.idx
        end = len(scene.text[: sent.end_char].rstrip(" .\n"))
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


def _whom(  # noqa: PLR0913
    scene: Scene,
    sent: "Sentence",
    subject: "Token",
    own: set[str],
    roots: set[str],
    kinds: set[TargetType],
    last: frozenset[TargetType],
) -> About | None:
    left, right = subject.left_edge.idx, subject.idx + len(subject)
    for mention in scene.mentions_in(left, subject.right_edge.idx + len(subject.right_edge)):
        if mention.start <= subject.idx < mention.end and mention.type != "country":
            root = scene.root(mention)
            if root.id in roots or mention.text.casefold() in own:
                return About(frozenset({root.id}))
            if not mention.named and _of_group(mention, root, kinds):
                return About(types=frozenset({root.type}))  # type: ignore[arg-type]
            return None
    hit = _GROUPED.match(scene.text, sent.start_char)
    if hit is None or hit.end() < right - 40:
        return None
    inside = [g for g in scene.groups_in(left, subject.right_edge.idx + len(subject.right_edge)) if g.definite]
    if inside:
        return About(types=frozenset({inside[0].type})) if inside[0].type in kinds else None
    who = hit.group("who").lower()
    if who.startswith(("they", "both", "the other", "one", "all of them")) and (kinds or roots):
        return About(types=last or frozenset(kinds))
    return None


def _of_group(mention: Mention, root: Mention, kinds: set[TargetType]) -> bool:
    return root.type in kinds and root.id != mention.id and not root.named


def _tells(root: "Token") -> bool:
    """Whether the predicate tells a deed or a role, rather than a consequence."""
    if any(t.dep_ == "aux" and among(t.lower_, "may") for t in root.children):
        return False
    return among(root.lemma_, "deeds_of_targets")
