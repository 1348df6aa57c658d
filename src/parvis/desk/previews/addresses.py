"""Which addresses the server may open: those of the public web, whatever name hides what.

A name is resolved once, here, and the connection goes to the very address that was checked: a name that answers
something else a moment later (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from .refusals import OutOfReach

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], list[str]]

_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?")
_PORTS = {"https": 443, "http": 80}


@dataclass(frozen=True, slots=True)
class Target:
    """One request to send: to `address`, and to nothing else."""

    scheme: str
    host: str  # in ASCII
    port: int
    path: str  # with its query
    address: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.authority}{self.path}"


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, in the order the system prefers."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(answer[4][0]) for answer in found))


def target(url: str, *, origins: Collection[str] = (), resolve: Resolve = resolve) -> Target:
    """Where to go for this address. `origins` (`http://127.0.0.1:8010`) are reached whatever they are.

    Raises `OutOfReach`.
    """
    scheme, host, port, path = _parts(url)
    excepted = f"{scheme}://{host}:{port}" in origins
    if not excepted and (scheme, port) != ("https", 443):
        raise OutOfReach("address")
    addresses = resolve(host, port)
    if not addresses:
        raise OutOfReach("unknown_host")
    # One private address among several is enough to refuse them all: nobody honest has such a name.
    if not excepted and not all(map(is_public, addresses)):
        raise OutOfReach("private")
    return Target(scheme, host, port, path, addresses[0])


def _parts(url: str) -> tuple[str, str, int, str]:
    try:
        given = urlsplit(url)
        scheme, port = given.scheme.lower(), given.port
        host = _in_ascii(given.hostname or "")
    except ValueError:
        raise OutOfReach("address") from None
    if scheme not in _PORTS or "@" in given.netloc or "\\" in url or not host:
        raise OutOfReach("address")
    path = quote(given.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(given.query, safe="/%:@!$&'()*+,;=~?")
    return scheme, host, port or _PORTS[scheme], f"{path}?{query}" if query else path


def _in_ascii(host: str) -> str:
    """The host as it goes on the wire, "" for what is no host."""
    if ":" in host:
        return str(ipaddress.IPv6Address(host.partition("%")[0]))
    try:
        written = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    return written if _HOST.fullmatch(written) else ""


def is_public(address: str) -> bool:
    """Whether this is an address of the public internet, and so is any that it holds inside."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in (found, *_inside(found)))


def _inside(address: Address) -> Iterator[Address]:
    """The IPv4 addresses that an IPv6 one leads to. Those of NAT64 are reserved, and so refused whole."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            yield address.ipv4_mapped
        if address.sixtofour:
            yield address.sixtofour
        yield from address.teredo or ()


def origins(listed: Collection[str]) -> frozenset[str]:
    """Origins as settings write them, each with its port, as `target` compares them."""
    found = (_parts(origin) for origin in listed)
    return frozenset(f"{scheme}://{host}:{port}" for scheme, host, port, _ in found)
