"""A connection to exactly the machine that was checked, with one time limit over all of it."""

import http.client
import io
import socket
import ssl
import time
from typing import Any

from igfdata.importers.place import IP, Place


class Deadline:
    """A moment after which nothing is waited for."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._at = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises
        ------
        TimeoutError
            When none is.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise TimeoutError("time is up")
        return left


class TimedSocket:
    """What ``http.client`` needs of a socket; every wait ends with the deadline, however slowly bytes drip in."""

    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._plain, self._deadline, self._is_read = plain, deadline, False

    def sendall(self, data: Any) -> None:
        """Send all of it."""
        self._plain.settimeout(self._deadline.left())
        self._plain.sendall(data)

    def makefile(self, *_: Any) -> io.BufferedReader:
        """A reader of the answer; from now on it holds the connection."""
        self._is_read = True
        return io.BufferedReader(_Answer(self._plain, self._deadline))

    def close(self) -> None:
        """Close the connection, unless an answer is still read from it."""
        if not self._is_read:
            self._plain.close()


class _Answer(io.RawIOBase):
    """Bytes of an answer as they come in."""

    def __init__(self, plain: socket.socket, deadline: Deadline) -> None:
        self._plain, self._deadline = plain, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._plain.settimeout(self._deadline.left())
        return self._plain.recv_into(buffer)

    def close(self) -> None:
        self._plain.close()
        super().close()


def connect(place: Place, ips: list[IP], deadline: Deadline, context: ssl.SSLContext) -> http.client.HTTPConnection:
    """Connect to the first of the addresses that answers; the name is not looked up again.

    With https the certificate must be one of the name.

    Raises
    ------
    OSError
        Of the last address, when none answers.
    """
    plain = _plain_socket(place, ips, deadline)
    if place.scheme == "http":
        connection = http.client.HTTPConnection(place.host, place.port)
    else:
        connection = http.client.HTTPSConnection(place.host, place.port, context=context)
        try:
            plain.settimeout(deadline.left())
            plain = context.wrap_socket(plain, server_hostname=place.host)
        except BaseException:
            plain.close()
            raise
    connection.sock = TimedSocket(plain, deadline)
    return connection


def _plain_socket(place: Place, ips: list[IP], deadline: Deadline) -> socket.socket:
    """An open socket; one address that stays silent leaves time for the next, as where IPv6 is announced but dead."""
    last: OSError = OSError("no address")
    for number, ip in enumerate(ips):
        try:
            return socket.create_connection((str(ip), place.port), timeout=deadline.left() / (len(ips) - number))
        except OSError as error:
            last = error
    raise last
