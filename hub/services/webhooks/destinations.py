"""Where a message may be sent: only to the public internet, and to the very address that was checked.

The name is resolved once; every address it has must be public; the connection goes to the first of them. So a name that
resolves differently a moment later (DNS rebinding) gains nothing, nor does a redirect, which is never followed.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST_ADDRESS = 500
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotAllowed(ValueError):
    """A destination that is not sent to; the text is a short English word for the administrator."""


@dataclass(frozen=True, slots=True)
class Target:
    """`host` and `port`: as the address names them. `path`: with its query."""

    is_secure: bool
    host: str
    port: int
    path: str


def parse(address: str, *, local: bool) -> Target:
    """`local`: a test's server on loopback, without TLS, is allowed. Raises NotAllowed."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise NotAllowed("address") from error
    if len(address) > LONGEST_ADDRESS or not address.isascii() or any(ord(char) <= 32 for char in address):
        raise NotAllowed("address")
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise NotAllowed("https")
    if not host or parts.username is not None or parts.password is not None or port == 0:
        raise NotAllowed("address")
    path = parts.path or "/"
    return Target(
        is_secure=parts.scheme == "https",
        host=host,
        port=port or (443 if parts.scheme == "https" else 80),
        path=f"{path}?{parts.query}" if parts.query else path,
    )


def resolve(target: Target, *, local: bool) -> str:
    """The one address to connect to. Raises NotAllowed when the name has an address that is not public, OSError when it has
    none."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not addresses:
        raise NotAllowed("name")
    if not all(is_allowed(ipaddress.ip_address(one.split("%")[0]), local=local) for one in addresses):
        raise NotAllowed("private address")
    return addresses[0]


def is_allowed(address: Address, *, local: bool = False) -> bool:
    """Global unicast only: no private range (RFC 1918, ULA), loopback, link-local, shared (CGNAT, RFC 6598), multicast or
    reserved one; an IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as itself."""
    if inner := _inner(address):
        return all(is_allowed(one, local=local) for one in inner)
    if local and address.is_loopback:
        return True
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def _inner(address: Address) -> list[ipaddress.IPv4Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [one for one in found if one is not None]
