"""Asks a language model at an OpenAI-compatible address: one POST to its chat completions.

The article goes to that address and nowhere else: no redirect is followed, and plain HTTP is only
spoken within this machine or network. The key stands in one header; no message, log or
representation shows it. https://platform.openai.com/docs/api-reference/chat/create
"""

import ipaddress
import re
import time
from collections.abc import Callable
from http import HTTPStatus

import httpx
import msgspec

from designata.errors import FetchError, InputError

Ask = Callable[[str, str], str]
"""From instructions and material to a model's answer."""

_PATH = "/chat/completions"
_HOST = re.compile(r"[\w.:-]+")
_LARGEST = 4_000_000
_PATIENCE = 180.0
_PIECE = 30.0
_CURES = {
    HTTPStatus.UNAUTHORIZED: "set DESIGNATA_LLM_KEY to a key that is valid there",
    HTTPStatus.FORBIDDEN: "set DESIGNATA_LLM_KEY to a key that may use the model",
    HTTPStatus.NOT_FOUND: "look whether the address ends as its maker says, often /v1, and the "
    "model has that name there",
    HTTPStatus.TOO_MANY_REQUESTS: "wait, or look at the account's limits",
}

_OTHERWISE = "try again later; if it stays so, ask whoever runs the address"


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class Chat:
    """A model at an address, to be called with instructions and material.

    Args:
        address: of the interface, such as ``https://api.example/v1``.
        model: its name there.
        key: goes into the header Authorization; none for servers that ask for none.
        transport: carries the requests; httpx's own by default.

    Raises:
        InputError: when the address, the model or the key cannot be used.

    >>> Chat("https://api.example/v1/", "small", key="secret")
    Chat('https://api.example/v1', 'small')
    """

    def __init__(
        self,
        address: str,
        model: str,
        *,
        key: str | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._address, self._model = _checked(address), model.strip()
        if not self._model:
            raise InputError("no model is named", cure="name one that the address offers")
        if key and not (key.isascii() and key.isprintable() and " " not in key):
            raise InputError(
                "the language model's key holds characters that no key has",
                cure="set DESIGNATA_LLM_KEY to the key alone",
            )
        self._key, self._transport = key, transport

    def __repr__(self) -> str:
        return f"Chat({self._address!r}, {self._model!r})"

    def __call__(self, instructions: str, material: str) -> str:
        """The model's answer.

        Raises:
            FetchError: when there is none, or none that is whole.
        """
        try:
            body = self._post(instructions, material)
        except httpx.TimeoutException:
            raise self._late() from None
        except httpx.HTTPError as error:
            raise self._error(f"the connection failed: {type(error).__name__}") from None
        try:
            choice = msgspec.json.decode(body, type=_Completion).choices[0]
        except (msgspec.MsgspecError, IndexError, RecursionError):
            raise self._error(
                "the answer is not that of an OpenAI-compatible address",
                cure="look whether the address ends as its maker says, often /v1",
            ) from None
        if choice.finish_reason == "length":
            raise self._error(
                "the model's answer was cut short",
                cure="allow it longer answers, or split the text",
            )
        return choice.message.content or ""

    def _post(self, instructions: str, material: str) -> bytes:
        asked = {
            "model": self._model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": instructions},
                {"role": "user", "content": material},
            ],
        }
        headers = {"Authorization": f"Bearer {self._key}"} if self._key else {}
        deadline = time.monotonic() + _PATIENCE
        with (
            httpx.Client(
                transport=self._transport,
                timeout=httpx.Timeout(_PATIENCE, connect=_PIECE),
                trust_env=self._address.startswith("https:"),  # a proxy would see plain HTTP
            ) as client,
            client.stream("POST", self._address + _PATH, json=asked, headers=headers) as response,
        ):
            if response.status_code != HTTPStatus.OK:
                raise self._refused(response.status_code)
            body = bytearray()
            for piece in response.iter_bytes():
                body += piece
                if len(body) > _LARGEST:
                    raise self._error("the answer is larger than any to such a question")
                if time.monotonic() > deadline:
                    raise self._late()
        return bytes(body)

    def _refused(self, status: int) -> FetchError:
        if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
            return self._error(
                "the address leads to another, and the article is sent to none but the one named",
                cure="name the other, if it is trusted",
            )
        known = status in HTTPStatus.__members__.values()
        name = f" {HTTPStatus(status).phrase}" if known else ""
        cure = next((cure for code, cure in _CURES.items() if code == status), _OTHERWISE)
        return self._error(f"the model was refused: {status}{name}", cure=cure)

    def _late(self) -> FetchError:
        return self._error(
            "the model did not answer in time", cure="try again, or read by rules, without one"
        )

    def _error(self, what: str, *, cure: str = "look whether it is running") -> FetchError:
        return FetchError(what, where=self._address, cure=cure)


def _checked(address: str) -> str:
    """An address that may be sent an article; one with a secret in it is not repeated."""
    bare = address.strip().rstrip("/").removesuffix(_PATH)
    try:
        url = httpx.URL(bare)
    except (httpx.InvalidURL, ValueError):
        url = httpx.URL("")
    if url.userinfo or url.query or url.fragment:
        raise InputError(
            "the language model's address holds more than an address",
            cure="give it without user, password and query; the key belongs in DESIGNATA_LLM_KEY",
        )
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.host):
        raise InputError(  # not repeated: a key may have been given in its place
            "the language model's address is no web address",
            cure="give one such as http://localhost:11434/v1",
        )
    if url.scheme == "http" and not _is_near(url.host):
        raise InputError(
            "the language model's address is not HTTPS: others could read the article and the key",
            where=bare,
            cure="give its https:// address",
        )
    return bare


def _is_near(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost"
