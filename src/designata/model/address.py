"""Addresses of the web: which may be followed from a page."""

import re
from typing import TypeGuard

_WEB = re.compile(r"https?://[^\s\x00-\x1f]{1,2000}")


def is_web(text: str | None) -> TypeGuard[str]:
    """Whether a text is an address of the web; no other may become a link.

    >>> is_web("https://example.org"), is_web("javascript:alert(1)"), is_web("https://a b")
    (True, False, False)
    """
    return text is not None and _WEB.fullmatch(text) is not None
