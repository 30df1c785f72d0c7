"""Which address of the internet may be asked for a programme? Only http and https, no user name, no machine of a private network."""

import ipaddress
import re
import urllib.parse
from collections.abc import Callable
from dataclasses import dataclass

from igfdata.importers.model import ImportFailed

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
PORTS = {"http": 80, "https": 443}
LONGEST = 2_000
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""Networks without IPv4 reach an IPv4 address under this prefix (RFC 6052)."""


@dataclass(frozen=True)
class Place:
    """An address taken apart: scheme, name of the machine, port, and what to ask it for."""

    address: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def shown(self) -> str:
        """The address for messages and lists: without its query, which may hold a key."""
        return public_address(self.address)


def public_address(address: str) -> str:
    """An address without query, fragment and what stands before an ``@``: these may hold a key or a password.

    >>> public_address("https://example.org/api/session/export?api_key=secret&format=json")
    'https://example.org/api/session/export'
    """
    bare = re.split(r"[?#]", address.strip(), maxsplit=1)[0]
    scheme, slashes, rest = bare.partition("://")
    host, slash, path = rest.partition("/")
    return scheme + slashes + host.rpartition("@")[2] + slash + path.replace(";", "%3B")


def find_place(address: str) -> Place:
    """Take an address apart.

    Raises ImportFailed: when it is no address of http or https, or holds a user name or password.
    """
    address = address.strip()
    shown = public_address(address)[:200]
    if len(address) > LONGEST or re.search(r"[\x00-\x20\x7f\\]", address):
        raise ImportFailed.because(shown, f"not an address; expected at most {LONGEST} characters without blanks")
    try:
        parts = urllib.parse.urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        raise ImportFailed.because(shown, "not an address; expected one such as https://example.org/all.ics") from None
    if parts.scheme not in PORTS:
        raise ImportFailed.because(shown, "only addresses that begin with https:// or http:// are fetched")
    if parts.username is not None or parts.password is not None:
        raise ImportFailed.because(shown, "the address holds a user name or a password; expected one without")
    if not re.fullmatch(r"[\w.:-]+", host) or port == 0:
        raise ImportFailed.because(shown, "the address has no host name; expected one such as https://example.org/all.ics")
    asked = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
    target = urllib.parse.quote(asked, safe="/?%:=&~+!$,;'@()*[]")
    return Place(address, parts.scheme, host, port or PORTS[parts.scheme], target)


def is_public(ip: IP) -> bool:
    """Whether an address of a machine is one of the public internet; one inside another form (IPv4 in IPv6) counts too.

    >>> [is_public(ipaddress.ip_address(text)) for text in ("192.0.32.8", "10.0.0.1", "::ffff:127.0.0.1", "fe80::1")]
    [True, False, False, False]
    """
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None)
        if inner is not None:
            return is_public(inner)
        if ip.is_site_local or (ip.sixtofour is not None and not is_public(ip.sixtofour)):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local)


def checked_ips(place: Place, found: list[IP], is_allowed: Callable[[IP], bool]) -> list[IP]:
    """The addresses of a machine, if every one of them may be asked.

    Raises ImportFailed: when one may not: a name that leads into the own network too is not to be trusted.
    """
    refused = [ip for ip in found if not is_allowed(ip)]
    if refused or not found:
        where = f"{place.host} ({refused[0]})" if refused and str(refused[0]) != place.host else place.host
        raise ImportFailed.because(place.shown, f"{where} is not on the public internet; only public addresses are fetched")
    return found
