"""The server opens the public web, over HTTPS, at the very address that it checked; and nothing else."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.previews.addresses import is_public, origins, resolve, target
from parvis.desk.previews.refusals import OutOfReach

PUBLIC = "93.184.215.14"


def names(*addresses: str) -> Callable[[str, int], list[str]]:
    return lambda _host, _port: list(addresses)


def refused(url: str, *addresses: str) -> str:
    with pytest.raises(OutOfReach) as refusal:
        target(url, resolve=names(*addresses))
    assert "exemple" not in str(refusal.value)
    return refusal.value.code


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "255.255.255.255",
        "224.0.0.1",
        "192.0.2.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
        "2001:0:7f00:1::1",
        "",
        "exemple",
    ],
)
def test_an_address_that_is_not_of_the_public_web_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111"])
def test_an_address_of_the_public_web_is_not(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4).filter(lambda one: not one.is_global))
def test_no_wrapping_makes_a_private_address_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    wrapped = [
        ipaddress.IPv6Address(0xFFFF << 32 | number),
        ipaddress.IPv6Address(0x2002 << 112 | number << 80),
        ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number),
    ]
    assert not is_public(str(address))
    assert not any(is_public(str(one)) for one in wrapped)


@pytest.mark.parametrize(
    "url",
    [
        "http://exemple.test/",
        "https://exemple.test:8443/",
        "http://exemple.test:443/",
        "https://moi@exemple.test/",
        "https://exemple.test\\@autre.test/",
        "ftp://exemple.test/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,x",
        "//exemple.test/",
        "exemple.test",
        "https://",
        "https://exemple..test/",
        "https://exem ple.test/",
        "https://[::1/",
        "https://[exemple]/",
        "https://exemple.test:port/",
        "https://exemple.test:99999/",
        "",
    ],
)
def test_what_is_not_a_page_of_the_secure_web_is_refused_before_any_name_is_resolved(url: str) -> None:
    assert refused(url, "10.0.0.1") == "address"


def test_one_private_address_among_those_of_a_name_refuses_them_all() -> None:
    assert refused("https://exemple.test/", PUBLIC, "127.0.0.1") == "private"
    assert refused("https://exemple.test/") == "unknown_host"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "[::1]"])
def test_however_this_machine_is_spelled_it_is_not_reached(host: str) -> None:
    with pytest.raises(OutOfReach):
        target(f"https://{host}/")


def test_the_request_goes_to_the_address_that_was_checked() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])  # a name that changes its mind
    found = target("https://Exemple.test/a b?c=é#d", resolve=lambda _host, _port: next(answers))
    assert (found.address, found.authority, found.path) == (PUBLIC, "exemple.test", "/a%20b?c=%C3%A9")


def test_an_international_name_goes_in_ascii() -> None:
    assert target("https://exämple.test", resolve=names(PUBLIC)).url == "https://xn--exmple-cua.test/"


def test_only_the_origins_that_the_settings_name_are_excepted() -> None:
    excepted = origins(["http://127.0.0.1:8010", "https://interne.test"])
    assert excepted == {"http://127.0.0.1:8010", "https://interne.test:443"}
    assert target("http://127.0.0.1:8010/m.png", origins=excepted).address == "127.0.0.1"
    for other in ("http://127.0.0.1:8011/", "https://127.0.0.1:8010/", "http://localhost:8010/"):
        with pytest.raises(OutOfReach):
            target(other, origins=excepted)


@given(st.text() | st.text("ht ps:/@[].%\\127\0", max_size=40).map("https://".__add__))
def test_any_text_is_either_refused_or_a_public_target(url: str) -> None:
    try:
        found = target(url, resolve=names(PUBLIC))
    except OutOfReach:
        return
    assert (found.scheme, found.port, found.address) == ("https", 443, PUBLIC)
    assert found.path.startswith("/")
    assert found.path.isascii()
    assert not set(found.path + found.authority) & set(" \r\n\t\0")


def test_a_name_that_nobody_knows_resolves_to_nothing() -> None:
    assert resolve("nulle-part.invalid", 443) == []
    assert resolve("a" * 70, 443) == []
