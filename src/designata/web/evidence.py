"""The evidence file of a dossier, as PDF."""

from designata.dossier.shape import Dossier
from designata.engine import Shown


def name(one: Dossier) -> str:
    """What the file is called."""
    return f"{one.entity}.pdf"


def pdf(found: Shown) -> bytes:
    """The file."""
    raise NotImplementedError
