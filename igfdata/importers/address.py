"""A programme from its address (``https://…/all.ics``): fetched when a user asks, within limits, from public machines only.

Every step of a redirect is checked anew: http or https, no user name, no address of a private network, at most five
steps, none from https back to http. The machine is asked under the very address that was checked. Proxies of the
environment are not used, for they would look the name up again. Nothing is kept between two calls.
"""

import errno
import http.client
import re
import socket
import ssl
import urllib.parse
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass

from igfdata.importers.connection import Deadline, connect
from igfdata.importers.limits import DEFAULT, MEGABYTE, Limits
from igfdata.importers.model import ImportFault
from igfdata.importers.place import IP, Place, checked_ips, fault, find_place, is_public, public_address, resolve

__all__ = ["fetch", "public_address"]

SECONDS = 30.0
REDIRECTS = 5
CHUNK = 64 * 1024
MOVED = (301, 302, 303, 307, 308)
HEADERS = {"User-Agent": "igfdata", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
BY_HAND = "open it in a browser, save it there, and import the file"
STATUS = {
    401: f"the page asks for a password: {BY_HAND}",
    403: f"the server refuses the page to programs: {BY_HAND}",
    404: "there is no page at this address",
    410: "the page at this address was taken away",
    429: "the server was asked too often: try again later",
}
NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}


@dataclass(frozen=True)
class Network:
    """What a fetch uses of the machine it runs on; another one in tests alone.

    Parameters
    ----------
    resolve
        Name, port and seconds → addresses.
    is_allowed
        Whether an address may be asked.
    context
        Maker of what certificates are checked with.
    """

    resolve: Callable[[str, int, float], list[IP]] = resolve
    is_allowed: Callable[[IP], bool] = is_public
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context


INTERNET = Network()


def fetch(address: str, *, limits: Limits = DEFAULT, seconds: float = SECONDS) -> bytes:
    """What stands at an address?

    Parameters
    ----------
    address
        Begins with https:// or http://.
    limits
        ``file_bytes`` is the most that is taken, also after unpacking.
    seconds
        Most time for all of it: look-up, redirects and transfer.

    Raises
    ------
    ImportFault
        With a word for each: no network, name not found, certificate, time-out, too large, status, private address and
        so on. No other exception is raised.
    """
    network, deadline = INTERNET, Deadline(seconds)
    place = find_place(address)
    for _ in range(REDIRECTS + 1):
        try:
            answer = _ask(place, network, deadline, limits)
        except (OSError, http.client.HTTPException) as error:
            raise fault(place.shown, _said(error, place, deadline)) from None
        if isinstance(answer, bytes):
            return answer
        if place.scheme == "https" and answer.scheme == "http":
            raise fault(place.shown, f"it redirects to {answer.shown}, away from https; redirects stay with https")
        place = answer
    raise fault(public_address(address), f"more than {REDIRECTS} redirects")


def _ask(place: Place, network: Network, deadline: Deadline, limits: Limits) -> bytes | Place:
    """The content of a place, or the place that it redirects to."""
    found = network.resolve(place.host, place.port, deadline.left())
    ips = checked_ips(place, found, network.is_allowed)
    with closing(connect(place, ips, deadline, network.context())) as connection:
        connection.request("GET", place.target, headers=HEADERS)
        response = connection.getresponse()
        with closing(response):
            location = response.headers.get("Location")
            if response.status in MOVED and location:
                return _redirected(place, location)
            if response.status != 200:
                general = "the server has trouble: try again later" if response.status >= 500 else "the server gives no file"
                raise fault(place.shown, f"{STATUS.get(response.status, general)} (status {response.status})")
            return _content(response, place, limits)


def _redirected(place: Place, location: str) -> Place:
    """Place that a redirect leads to; ``http.client`` takes every byte of a header for a sign, so it is decoded anew."""
    readable = location.encode("latin-1", errors="replace").decode("utf-8", errors="replace")
    try:
        return find_place(urllib.parse.urljoin(place.address, readable))
    except ImportFault:
        raise
    except ValueError:
        raise fault(place.shown, "it redirects to what is no address") from None


def _content(response: http.client.HTTPResponse, place: Place, limits: Limits) -> bytes:
    """Body of an answer, read no further than the limit."""
    header = response.headers.get("Content-Length", "")
    stated = int(header) if re.fullmatch(r"[0-9]{1,18}", header) else 0
    if stated > limits.file_bytes:
        raise _too_large(place, limits)
    packing = response.headers.get("Content-Encoding", "identity").strip().casefold()
    if packing not in ("identity", "", "gzip", "x-gzip"):
        raise fault(place.shown, f"the file is packed in a way that is not known: {packing[:40]!r}")
    is_packed = "gzip" in packing
    content = bytearray()
    for piece in _unpacked(response, place, limits) if is_packed else _pieces(response):
        content += piece
        if len(content) > limits.file_bytes:
            raise _too_large(place, limits)
    if not is_packed and len(content) < stated:
        raise http.client.IncompleteRead(b"")
    return bytes(content)


def _pieces(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while piece := response.read(CHUNK):
        yield piece


def _unpacked(response: http.client.HTTPResponse, place: Place, limits: Limits) -> Iterator[bytes]:
    """Body of an answer that was packed although nobody asked, never more than the limit at a time."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        for piece in _pieces(response):
            yield unpacker.decompress(piece, limits.file_bytes + 1)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, limits.file_bytes + 1)
            if unpacker.eof:
                return
    except zlib.error:
        raise fault(place.shown, "the file is damaged: it cannot be unpacked") from None
    raise http.client.IncompleteRead(b"")


def _too_large(place: Place, limits: Limits) -> Exception:
    return fault(place.shown, f"the file is larger than {limits.file_bytes / MEGABYTE:.3g} MB, the most that is taken")


def _said(error: Exception, place: Place, deadline: Deadline) -> str:
    """What went wrong on the way."""
    host = place.host
    if isinstance(error, TimeoutError):
        return f"not fetched within {deadline.seconds:g} seconds: the server or the network is slow"
    if isinstance(error, socket.gaierror):
        is_offline = error.errno == socket.EAI_AGAIN
        return (
            f"no network: {host} could not be looked up"
            if is_offline
            else f"the name {host} was not found: check it and the network"
        )
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate does not prove that this is {host}: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection to {host}: {getattr(error, 'reason', None) or 'it broke off'}"
    if isinstance(error, http.client.IncompleteRead):
        return "the connection broke off before the end of the file: try again"
    if isinstance(error, http.client.HTTPException):
        return f"{host} does not answer as a web server does ({type(error).__name__})"
    if isinstance(error, ConnectionRefusedError):
        return f"{host} takes no connection on port {place.port}"
    if isinstance(error, OSError) and error.errno in NO_NETWORK:
        return f"no network: {host} cannot be reached from here"
    return f"the connection to {host} broke: {getattr(error, 'strerror', None) or error}"
