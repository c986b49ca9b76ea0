"""The users of a store: a file that only its owner can read, passwords as scrypt makes them.

OWASP's password storage sheet of 2023 names N = 2^15, r = 8, p = 3 as enough for scrypt; a try
takes some tenths of a second and 32 MB.
"""

import hashlib
import hmac
import os
import secrets
import threading
from pathlib import Path

import msgspec

from designata.access.who import Role, Who
from designata.errors import InputError, NotFoundError, StoreError

_MEMORY = 64 << 20
_SHORTEST = 10
_LONGEST = 1000
_NAME = 64
_TAKEN = {"token", "local"}
"""Those who ask without being a user go by these names."""


class Cost(msgspec.Struct, frozen=True):
    """How much work a password takes; the parameters of scrypt."""

    n: int = 1 << 15
    r: int = 8
    p: int = 3


class User(msgspec.Struct, frozen=True, kw_only=True):
    """One user.

    Args:
        name: the user's.
        role: what the user may do.
        salt: of the password, in hexadecimal.
        password: what scrypt made of it.
        cost: with which parameters.
        tokens: SHA-256 of each of the user's tokens.
    """

    name: str
    role: Role
    salt: str
    password: str
    cost: Cost
    tokens: tuple[str, ...] = ()

    @property
    def who(self) -> Who:
        """The user as an asker."""
        return Who(self.name, self.role)


class Users:
    """The users of a store, as the file says at any time.

    Args:
        folder: the store's.
        cost: of passwords that are set from now on.
    """

    def __init__(self, folder: Path, cost: Cost = Cost()) -> None:  # noqa: B008  - it is frozen
        self._cost = cost
        self._path = folder / "users.json"
        self._lock = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._users: dict[str, User] = {}

    def all(self) -> dict[str, User]:
        """Every user, by name.

        Raises:
            StoreError: when the file cannot be read; it is not taken for an empty one.
        """
        try:
            status = self._path.stat()
        except FileNotFoundError:
            return {}
        stamp = status.st_mtime_ns, status.st_size, status.st_ino
        if stamp != self._stamp:
            with self._lock:
                try:
                    found = msgspec.json.decode(self._path.read_bytes(), type=list[User])
                except (OSError, msgspec.MsgspecError) as error:
                    why = getattr(error, "strerror", None) or error
                    raise StoreError(
                        f"the users cannot be read: {why}",
                        where=str(self._path),
                        cure="restore the file from a copy, or remove it and add users anew",
                    ) from error
                self._users = {user.name: user for user in found}
                self._stamp = stamp
        return self._users

    def add(self, name: str, password: str, role: Role) -> None:
        """Adds a user, or gives one a new password and role; tokens are kept, sessions end.

        Raises:
            InputError: when the name or the password will not do.
        """
        plain = 0 < len(name) <= _NAME and name.isprintable() and name == name.strip()
        if not plain or name in _TAKEN:
            raise InputError(
                "this is no name for a user", where=repr(name[:_NAME]), cure="give a short word"
            )
        if not _SHORTEST <= len(password) <= _LONGEST:
            raise InputError(
                f"a password has at least {_SHORTEST} letters", cure="think of a longer one"
            )
        salt = secrets.token_hex(16)
        before = self.all().get(name)
        user = User(
            name=name,
            role=role,
            salt=salt,
            password=_scrypt(password, salt, self._cost),
            cost=self._cost,
            tokens=before.tokens if before else (),
        )
        self._save(self.all() | {name: user})

    def remove(self, name: str) -> None:
        """Removes a user, whose sessions and tokens end at once.

        Raises:
            NotFoundError: when there is none.
        """
        self._find(name)
        self._save({user: found for user, found in self.all().items() if user != name})

    def token(self, name: str) -> str:
        """A new token of a user, for a program; it is told this once and not kept.

        Raises:
            NotFoundError: when there is no such user.
        """
        user = self._find(name)
        token = secrets.token_urlsafe(32)
        tokens = (*user.tokens, digest(token))
        self._save(self.all() | {name: msgspec.structs.replace(user, tokens=tokens)})
        return token

    def check(self, name: str, password: str) -> User | None:
        """The user of this name and password; takes as long where there is no such user."""
        user = self.all().get(name)
        salt = user.salt if user else "00" * 16
        made = _scrypt(password[:_LONGEST], salt, user.cost if user else self._cost)
        if user and hmac.compare_digest(made, user.password):
            return user
        return None

    def of_token(self, token: str) -> Who | None:
        """Who has this token."""
        wanted = digest(token)
        for user in self.all().values():
            if wanted in user.tokens:
                return user.who
        return None

    def _find(self, name: str) -> User:
        if user := self.all().get(name):
            return user
        raise NotFoundError(
            f"there is no user {name[:_NAME]!r}", cure="see who there is with: designata user list"
        )

    def _save(self, users: dict[str, User]) -> None:
        """Writes the file so that nobody else can read it, not even for a moment."""
        draft = self._path.with_name("users.json.part")
        content = msgspec.json.format(msgspec.json.encode(list(users.values())), indent=1)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)
            number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(content)
            draft.replace(self._path)
        except OSError as error:
            raise StoreError(
                f"the users cannot be written: {error.strerror or error}",
                where=str(self._path),
                cure="make room, or name a store of your own with --store",
            ) from error


def digest(token: str) -> str:
    """What is kept of a token; it is random, so that no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _scrypt(password: str, salt: str, cost: Cost) -> str:
    made = hashlib.scrypt(
        password.encode(errors="surrogatepass"),
        salt=bytes.fromhex(salt),
        n=cost.n,
        r=cost.r,
        p=cost.p,
        maxmem=_MEMORY,
    )
    return made.hex()
