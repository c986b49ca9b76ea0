import pytest

from designata.access.settings import Settings, check
from designata.errors import InputError
from tests.serving import TOKEN


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "[::1]", "localhost", "127.0.0.9"])
def test_this_machine_alone_needs_nobody(host: str) -> None:
    check(Settings(host=host), users=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])  # noqa: S104
def test_others_need_a_token_or_users(host: str) -> None:
    with pytest.raises(InputError, match="designata user add NAME"):
        check(Settings(host=host), users=False)
    check(Settings(host=host), users=True)
    check(Settings(host=host, token=TOKEN), users=False)


def test_a_token_that_can_be_guessed_is_refused() -> None:
    with pytest.raises(InputError, match="secrets"):
        check(Settings(token="secret"), users=False)  # noqa: S106  - it is refused
