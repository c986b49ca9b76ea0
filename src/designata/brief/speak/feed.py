"""The recordings as a podcast: RSS 2.0 with the tags of Apple and of podcastindex.org.

Each episode has its MP3, its captions as transcript, its chapters, and the words that say that a
machine made it. Addresses are those of the workbench (``/recordings/...``).
"""

import datetime as dt
import re
from collections.abc import Sequence
from email.utils import format_datetime

import msgspec
from lxml import etree

from designata.brief.speak.shelf import Kept
from designata.brief.speak.speakable import language

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEAD = 3
"""The sentences of a brief that describe its episode."""


def feed(recordings: Sequence[Kept], site: str, *, lang: str = "en") -> bytes:
    """The feed, newest first.

    Args:
        recordings: those to list.
        site: the workbench's address, such as ``https://example.org``.
        lang: of the feed's own words.
    """
    site = site.rstrip("/")
    root = etree.Element(
        "rss", {"version": "2.0"}, nsmap={"itunes": _ITUNES, "podcast": _PODCAST, "atom": _ATOM}
    )
    channel = etree.SubElement(root, "channel")
    _text(channel, "title", "Designata")
    _text(channel, "link", f"{site}/brief")
    _text(channel, "description", language(lang).label)
    _text(channel, "language", lang)
    _text(channel, "generator", "Designata")
    etree.SubElement(
        channel,
        f"{{{_ATOM}}}link",
        {"href": f"{site}/recordings/feed.xml", "rel": "self", "type": "application/rss+xml"},
    )
    etree.SubElement(channel, f"{{{_ITUNES}}}image", {"href": f"{site}/recordings/cover.png"})
    etree.SubElement(channel, f"{{{_ITUNES}}}category", {"text": "News"})
    _text(channel, f"{{{_ITUNES}}}author", "Designata")
    _text(channel, f"{{{_ITUNES}}}explicit", "false")
    for one in recordings:
        _episode(etree.SubElement(channel, "item"), one, f"{site}/recordings/{one.name}")
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def chapters(one: Kept) -> bytes:
    """A recording's chapters, as podcastindex.org writes them in JSON."""
    told = [{"startTime": round(start, 3), "title": heading} for heading, start in one.chapters]
    return msgspec.json.encode({"version": "1.2.0", "chapters": told})


def _episode(item: etree._Element, one: Kept, address: str) -> None:
    lead = " ".join(sentence.text for sentence in one.brief.sentences[:_LEAD])
    _text(item, "title", one.brief.title)
    _text(item, "description", f"{lead} {one.label}. {one.brief.caveat}")
    _text(item, "guid", one.name).set("isPermaLink", "false")
    _text(item, "pubDate", format_datetime(one.made.astimezone(dt.UTC), usegmt=True))
    etree.SubElement(
        item, "enclosure", {"url": f"{address}.mp3", "length": str(one.bytes), "type": "audio/mpeg"}
    )
    _text(item, f"{{{_ITUNES}}}duration", str(round(one.seconds)))
    _text(item, f"{{{_ITUNES}}}explicit", "false")
    etree.SubElement(
        item,
        f"{{{_PODCAST}}}transcript",
        {"url": f"{address}.vtt", "type": "text/vtt", "language": one.brief.lang},
    )
    etree.SubElement(
        item,
        f"{{{_PODCAST}}}chapters",
        {"url": f"{address}.chapters.json", "type": "application/json+chapters"},
    )


def _text(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, name)
    element.text = _NO_XML.sub(" ", text)
    return element
