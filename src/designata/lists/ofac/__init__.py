"""The United States' lists: OFAC's Specially Designated Nationals, and those who are not.

The CSV set and the XML state the same. A listed entity has the same id in all forms, OFAC's own
number.
https://ofac.treasury.gov/sanctions-list-service
"""

from collections.abc import Callable, Iterator

from designata.formats import xml
from designata.lists import publishers
from designata.lists.ofac import advanced, csvset, enhanced, sdnxml
from designata.lists.source import Edition, File, Recognised, Record

READER = 1

_ADDRESS = "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/"
_FILES = ("SDN", "ALT", "ADD", "SDN_COMMENTS", "CONS_PRIM", "CONS_ALT", "CONS_ADD", "CONS_COMMENTS")

PUBLISHER = publishers.of("ofac")

_ROOTS: dict[str, Callable[[File], Recognised | None]] = {
    sdnxml.ROOT: sdnxml.recognise,
    advanced.ROOT: advanced.recognise,
    enhanced.ROOT: enhanced.recognise,
}
"""Who tells a form of XML, by its root element."""

_FORMATS: dict[str, Callable[[Edition], Iterator[Record]]] = {
    csvset.FORMAT: csvset.records,
    sdnxml.FORMAT: sdnxml.records,
    advanced.FORMAT: advanced.records,
    enhanced.FORMAT: enhanced.records,
}


def recognise(file: File) -> Recognised | None:
    """Tells OFAC's files by their columns or root element, and which list they are of.

    >>> row = b'36,"AERO",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- '
    >>> recognise(File("list.csv", lambda: row)).dataset
    'sdn'
    """
    if root := xml.root(file.head):
        tell = _ROOTS.get(root[0])
        return tell(file) if tell else None
    return csvset.recognise(file)


def records(edition: Edition) -> Iterator[Record]:
    """The records of an edition.

    Raises:
        InputError: when a file is damaged: what, where, the cure.
    """
    return _FORMATS[edition.format](edition)
