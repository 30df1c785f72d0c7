"""A programme from its address (``https://…/all.ics``): fetched when a user asks, within limits, from public machines only.

Every step of a redirect is checked anew: http or https, no user name, no address of a private network, at most five
steps, none from https back to http. The machine is asked under the very address that was checked. Proxies of the
environment are not used, for they would look the name up again. Nothing is kept between two calls.
"""

import errno
import http.client
import ipaddress
import logging
import queue
import re
import socket
import ssl
import threading
import time
import urllib.parse
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from igfdata.importers.model import DEFAULT, MEGABYTE, ImportFailed, Limits
from igfdata.importers.web_address import IP, PORTS, Place, checked_ips, find_place, is_public, public_address

log = logging.getLogger(__name__)

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
    410: "the page at this address was removed",
    429: "the server was asked too often: try again later",
}
NO_NETWORK = {errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.EADDRNOTAVAIL}


def resolve(host: str, port: int, seconds: float) -> list[IP]:
    """Addresses of a machine by its name.

    Raises OSError: when the name is not found (``socket.gaierror``) or the answer takes too long (``TimeoutError``).
    """
    answers: queue.SimpleQueue[list[IP] | OSError] = queue.SimpleQueue()
    # The system's own look-up knows no time limit; a thread that nobody waits for does no harm.
    threading.Thread(target=lambda: answers.put(_looked_up(host, port)), daemon=True).start()
    with suppress(queue.Empty):
        answer = answers.get(timeout=seconds)
        if isinstance(answer, OSError):
            raise answer
        return answer
    raise TimeoutError("the name server did not answer in time")


def _looked_up(host: str, port: int) -> list[IP] | OSError:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return list(dict.fromkeys(ipaddress.ip_address(str(entry[4][0])) for entry in found))
    except OSError as error:
        return error
    except ValueError:  # a label of a name that is too long, as UnicodeError
        return socket.gaierror(socket.EAI_NONAME, "not a name")


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        """Whether no time is left."""
        return time.monotonic() >= self._at

    def left(self) -> float:
        """Seconds that are left.

        Raises TimeoutError: when none is.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError("time is up")
        return left


@contextmanager
def connected(place: Place, ips: list[IP], deadline: Deadline, context: ssl.SSLContext) -> Iterator[http.client.HTTPConnection]:
    """Connect to the first of the addresses that answers; the name is not looked up again.

    With https the certificate must be one of the name. At the deadline the connection ends, however slowly bytes drip in.

    Raises OSError: of the last address, when none answers.
    """
    plain = _plain_socket(place, ips, deadline)
    with closing(http.client.HTTPConnection(place.host, place.port)) as connection:
        connection.sock = plain
        plain.settimeout(deadline.left())
        if place.scheme == "https":
            connection.default_port = PORTS["https"]  # without a port in the header Host
            connection.sock = context.wrap_socket(plain, server_hostname=place.host)
        timer = threading.Timer(deadline.left(), _end, [connection.sock])
        timer.daemon = True
        timer.start()
        try:
            yield connection
        finally:
            timer.cancel()


def _end(opened: socket.socket) -> None:
    """End a connection that another thread reads from; of the machine below TLS, which is not made to be ended from there."""
    with suppress(OSError):
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _plain_socket(place: Place, ips: list[IP], deadline: Deadline) -> socket.socket:
    """An open socket; one address that stays silent leaves time for the next, as where IPv6 is announced but dead."""
    last: OSError = OSError("no address")
    for number, ip in enumerate(ips):
        try:
            return socket.create_connection((str(ip), place.port), timeout=deadline.left() / (len(ips) - number))
        except OSError as error:
            last = error
    raise last


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
    ImportFailed
        With a word for each: no network, name not found, certificate, time-out, too large, status, private address and
        so on. No other exception is raised.
    """
    try:
        content = _fetched(address, limits, seconds)
    except ImportFailed as error:
        cause = type(error.__context__).__name__ if error.__context__ else "refused"
        log.warning("An address could not be fetched: %s", cause)
        raise
    log.info("Fetched an address: %d bytes", len(content))
    return content


def _fetched(address: str, limits: Limits, seconds: float) -> bytes:
    """The content of an address, after its redirects."""
    network, deadline = INTERNET, Deadline(seconds)
    place = find_place(address)
    for _ in range(REDIRECTS + 1):
        try:
            answer = _ask(place, network, deadline, limits)
        except (OSError, http.client.HTTPException) as error:
            raise ImportFailed.because(place.shown, _said(error, place, deadline)) from None
        if isinstance(answer, bytes):
            return answer
        if place.scheme == "https" and answer.scheme == "http":
            raise ImportFailed.because(
                place.shown, f"it redirects to {answer.shown}, which is not https; only redirects to https are followed"
            )
        place = answer
    raise ImportFailed.because(public_address(address), f"more than {REDIRECTS} redirects")


def _ask(place: Place, network: Network, deadline: Deadline, limits: Limits) -> bytes | Place:
    """The content of a place, or the place that it redirects to."""
    found = network.resolve(place.host, place.port, deadline.left())
    ips = checked_ips(place, found, network.is_allowed)
    with connected(place, ips, deadline, network.context()) as connection:
        connection.request("GET", place.target, headers=HEADERS)
        with closing(connection.getresponse()) as response:
            location = response.headers.get("Location")
            if response.status in MOVED and location:
                return _redirected(place, location)
            if response.status != 200:
                general = "the server has trouble: try again later" if response.status >= 500 else "the server sent no file"
                raise ImportFailed.because(place.shown, f"{STATUS.get(response.status, general)} (status {response.status})")
            content = _content(response, place, limits)
            deadline.left()
            return content


def _redirected(place: Place, location: str) -> Place:
    """Place that a redirect leads to; ``http.client`` takes every byte of a header for a sign, so it is decoded anew."""
    readable = location.encode("latin-1", errors="replace").decode("utf-8", errors="replace")
    try:
        return find_place(urllib.parse.urljoin(place.address, readable))
    except ImportFailed:
        raise
    except ValueError:
        raise ImportFailed.because(place.shown, "it redirects to something that is not an address") from None


def _content(response: http.client.HTTPResponse, place: Place, limits: Limits) -> bytes:
    """Body of an answer, read no further than the limit."""
    header = response.headers.get("Content-Length", "")
    stated = int(header) if re.fullmatch(r"[0-9]{1,18}", header) else 0
    if stated > limits.file_bytes:
        raise _too_large(place, limits)
    packing = response.headers.get("Content-Encoding", "identity").strip().casefold()
    if packing not in ("identity", "", "gzip", "x-gzip"):
        raise ImportFailed.because(place.shown, f"the file is compressed in an unknown way: {packing[:40]!r}")
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
        raise ImportFailed.because(place.shown, "the file is damaged: it cannot be unpacked") from None
    raise http.client.IncompleteRead(b"")


def _too_large(place: Place, limits: Limits) -> Exception:
    return ImportFailed.because(place.shown, f"the file is larger than {limits.file_bytes / MEGABYTE:.3g} MB, the limit")


def _said(error: Exception, place: Place, deadline: Deadline) -> str:
    """What went wrong on the way."""
    host = place.host
    if isinstance(error, TimeoutError) or deadline.is_over:
        return f"not fetched within {deadline.seconds:g} seconds: the server or the network is slow"
    if isinstance(error, socket.gaierror):
        if error.errno == socket.EAI_AGAIN:
            return f"no network: {host} could not be looked up"
        return f"the name {host} was not found: check it and the network"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate does not prove that this is {host}: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection to {host}: {getattr(error, 'reason', None) or 'it broke off'}"
    if isinstance(error, http.client.IncompleteRead):
        return "the connection broke off before the end of the file: try again"
    if isinstance(error, http.client.HTTPException):
        return f"{host} does not answer like a web server ({type(error).__name__})"
    if isinstance(error, ConnectionRefusedError):
        return f"{host} accepts no connection on port {place.port}"
    if isinstance(error, OSError) and error.errno in NO_NETWORK:
        return f"no network: {host} cannot be reached from here"
    return f"the connection to {host} broke: {getattr(error, 'strerror', None) or error}"
