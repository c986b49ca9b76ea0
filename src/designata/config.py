"""Where things are kept and the limits that outside data must stay within."""

import os
import sys
from pathlib import Path

MAX_FILE_BYTES = 1 << 30
"""The largest file read, after unpacking (OFAC's enhanced XML is about 120 MB)."""

MAX_ARCHIVE_MEMBERS = 10_000
"""The most members an archive may hold."""

MAX_ARCHIVE_BYTES = 4 << 30
"""The most that an archive may unpack to (the OFAC history of three years is about 0.9 GB)."""

MAX_SHRINK = 0.20
"""The share of a list's entities that may vanish in one edition before it is refused."""


def default_store() -> Path:
    """The store used when neither ``--store`` nor ``DESIGNATA_STORE`` names one.

    Follows the platform's custom: XDG on Linux, Application Support on macOS, AppData on Windows.

    >>> default_store().name
    'designata'
    """
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "designata"


def store_folder(given: Path | None) -> Path:
    """The store to use: the one given, else ``DESIGNATA_STORE``, else the platform's.

    >>> store_folder(Path("here")).name
    'here'
    """
    if given is not None:
        return given
    named = os.environ.get("DESIGNATA_STORE")
    return Path(named) if named else default_store()
