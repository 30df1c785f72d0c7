"""A small reverse proxy before several servers: it keeps a browser on its server by a cookie, and passes web sockets."""

import itertools
import re
import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread

COOKIE = "igf_server"
END = b"\r\n\r\n"


class StickyProxy(socketserver.ThreadingTCPServer):
    """New browsers go to the servers in turn; a browser whose server is gone goes to the next one that answers."""

    daemon_threads, allow_reuse_address, block_on_close = True, True, False

    def __init__(self, ports: list[int]) -> None:
        super().__init__(("127.0.0.1", 0), Passage)
        self.ports, self.turn = ports, itertools.cycle(range(len(ports)))

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def connect(self, head: bytes) -> tuple[int, socket.socket]:
        """A connection to the server that the cookie names, else to another; and the number of that server."""
        known = re.search(rb"\b%s=(\d)" % COOKIE.encode(), head)
        first = int(known[1]) if known else next(self.turn)
        for number in (first, *(other for other in range(len(self.ports)) if other != first)):
            with suppress(ConnectionError):
                return number, socket.create_connection(("127.0.0.1", self.ports[number]))
        raise ConnectionError("no server answers")


class Passage(socketserver.BaseRequestHandler):
    """One connection of a browser, with all of its requests."""

    server: StickyProxy

    def handle(self) -> None:
        """Pass everything in both directions until one side ends; the first answer sets the cookie."""
        with suppress(OSError):
            if not (head := read_head(self.request)):
                return
            number, behind = self.server.connect(head)
            with behind:
                behind.sendall(head)
                Thread(target=pass_on, args=(self.request, behind), daemon=True).start()
                status, rest = read_head(behind).split(b"\r\n", 1)
                self.request.sendall(b"%s\r\nSet-Cookie: %s=%d; Path=/\r\n%s" % (status, COOKIE.encode(), number, rest))
                pass_on(behind, self.request)


def read_head(source: socket.socket) -> bytes:
    """What comes until the end of the headers, and what came with it."""
    read = b""
    while END not in read and (more := source.recv(65_536)):
        read += more
    return read


def pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass bytes on; when they end, end both, so that the other direction ends too."""
    with suppress(OSError):
        while more := source.recv(65_536):
            target.sendall(more)
    for one in (source, target):
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


@contextmanager
def sticky_proxy(*ports: int) -> Iterator[StickyProxy]:
    """A proxy before the servers on these ports while the block lasts."""
    with StickyProxy(list(ports)) as proxy:
        Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            yield proxy
        finally:
            proxy.shutdown()
