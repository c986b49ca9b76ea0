"""What can go wrong, as a small tree.

The class says what the caller can do about it; the fields say what, where and the cure; the
message puts them together. Nothing here knows about exit codes or HTTP: the faces choose those.
"""


class DesignataError(Exception):
    """The root of every error that Designata raises on purpose.

    Args:
        what: what could not be done, as a sentence without the full stop.
        where: the file, record, row or address it happened at.
        cure: what the user can do about it.

    >>> str(DesignataError("the list is empty", where="sdn.csv", cure="fetch it again"))
    'the list is empty (sdn.csv); fetch it again'
    """

    def __init__(self, what: str, *, where: str = "", cure: str = "") -> None:
        self.what, self.where, self.cure = what, where, cure
        message = f"{what} ({where})" if where else what
        super().__init__(f"{message}; {cure}" if cure else message)

    def __reduce__(self) -> tuple[object, ...]:
        """Travels between processes, whatever a class wants to be made with."""
        return type(self).__new__, (type(self), *self.args), self.__dict__


class InputError(DesignataError):
    """What the user gave cannot be read: a file, a date, an identifier."""


class DamagedError(InputError):
    """A file is not as its publisher makes it; the cure is always the same.

    >>> DamagedError("the row is cut short", where="sdn.csv, line 7").cure
    'fetch the file again; if it stays so, tell the publisher'
    """

    def __init__(self, what: str, *, where: str) -> None:
        super().__init__(
            what, where=where, cure="fetch the file again; if it stays so, tell the publisher"
        )


class UnrecognisedError(InputError):
    """No publisher's format fits the content of a file."""


class FetchError(DesignataError):
    """An official address did not give the list."""


class StoreError(DesignataError):
    """The store cannot be opened, read or written."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class RefusedError(DesignataError):
    """An edition reads well but must not be believed: it shrank too much, or is an old one."""


class NotFoundError(DesignataError):
    """Nothing in the store answers to the name or identifier."""


class TooLargeError(InputError):
    """More was sent than is taken at once."""


class BusyError(DesignataError):
    """Too much is asked at once; later it will be answered."""


class DeniedError(DesignataError):
    """Whoever asks may not do this."""


class UnknownAskerError(DeniedError):
    """It is not known who asks; signing in, or a token, helps."""
