"""Small messages of a web socket leave at once."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.shared.server.private_parts import PromptMessages


class Transport:
    """As asyncio's: it tells its socket."""

    def __init__(self, connection):
        self.connection = connection

    def get_extra_info(self, name):
        return {"socket": self.connection}.get(name)


class Protocol:
    """As uvicorn's: its method is what the app receives with."""

    def __init__(self, transport):
        self.transport = transport

    async def receive(self):
        return {"type": "websocket.connect"}


def serve(kind, receive):
    """Whether the app was asked."""
    asked = []

    async def app(scope, receive, send):
        asked.append(scope["type"])

    with ThreadPoolExecutor(1) as apart:  # the browser's tests of the same process have a loop in this thread
        apart.submit(asyncio.run, PromptMessages(app)({"type": kind}, receive, None)).result()
    return asked == [kind]


@pytest.mark.parametrize(("kind", "is_set"), [("websocket", True), ("http", False)])
def test_a_web_socket_holds_no_small_message_back(kind, is_set):
    with socket.socket() as connection:
        assert serve(kind, Protocol(Transport(connection)).receive)
        assert bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)) is is_set


def test_a_server_that_does_not_show_its_connection_serves_all_the_same():
    async def receive():
        return {}

    assert serve("websocket", receive)
    assert serve("websocket", Protocol(None).receive)
    assert serve("websocket", Protocol(Transport(None)).receive)
