"""Where messages may go, and how they are signed: without a database."""

import base64
import ipaddress
import socket
from typing import Any

import pytest

from hub.services.webhooks.destinations import NotAllowed, is_allowed, parse, resolve
from hub.services.webhooks.sending import send
from hub.services.webhooks.signing import signature

PRIVATE = (
    "0.0.0.1", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.2.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fc00::1",
    "fd12::1", "fe80::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "2001:db8::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "196.200.131.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")


@pytest.mark.parametrize("text", PRIVATE)
def test_private_addresses_are_refused(text: str) -> None:
    assert not is_allowed(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_public_addresses_are_allowed(text: str) -> None:
    assert is_allowed(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/", "ftp://example.org/", "https://", "https://user@example.org/", "https://a:b@example.org/",
        "https://exa mple.org/", "https://example.org:99999/", "https://example.org:0/", "https://[::1", "//example.org/",
        "https://example.org/" + "x" * 600, "https://exämple.org/",
    ],
)  # fmt: skip
def test_malformed_addresses_are_refused(address: str) -> None:
    with pytest.raises(NotAllowed):
        parse(address, local=False)


def test_a_name_with_one_private_address_among_others_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers_with(monkeypatch, [["1.1.1.1", "10.0.0.1"]])
    with pytest.raises(NotAllowed):
        resolve(parse("https://example.org/", local=False), local=False)


def test_a_name_that_changes_between_check_and_connection_gains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: public when it is asked for, this machine a moment later. It is asked for once."""
    asked = answers_with(monkeypatch, [["1.1.1.1"], ["127.0.0.1"]])
    reached: list[Any] = []

    def connect(address: Any, *_: Any, **__: Any) -> socket.socket:
        reached.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    outcome = send("https://example.org/hook", b"{}", {})
    assert (outcome.status, outcome.error) == (None, "ConnectionRefusedError")
    assert reached == [("1.1.1.1", 443)]
    assert len(asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_this_machine_is_reached_under_no_name(host: str) -> None:
    assert send(f"https://{host}/", b"{}", {}).status is None


def test_signatures_are_those_of_the_standard() -> None:
    """The example of the Standard Webhooks specification."""
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    body = b'{"test": 2432232314}'
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == expected


def answers_with(monkeypatch: pytest.MonkeyPatch, turns: list[list[str]]) -> list[str]:
    asked: list[str] = []

    def lookup(host: str, port: int, **_: Any) -> list[Any]:
        addresses = turns[min(len(asked), len(turns) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    return asked
