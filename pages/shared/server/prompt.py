"""Small messages leave at once.

A run of a page is many small messages over one web socket. The system holds a small one back until the browser has
acknowledged the one before, which takes it 40 ms (Nagle's algorithm beside delayed acknowledgement), unless the
connection says otherwise. asyncio says so only of sockets that name their protocol, and Streamlit's do not.
"""

import socket

from starlette.types import ASGIApp, Receive, Scope, Send

from pages.shared.server.private_parts import connection_of


class PromptMessages:
    """Set ``TCP_NODELAY`` on the connection of a web socket; where the server does not show its connection, change nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "websocket":
            connection = connection_of(receive)
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
