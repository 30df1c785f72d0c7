"""Sessions of the real app without a browser: a server in a process of its own, and clients that speak its protocol."""

import random
import re
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.servers import Server

PATIENCE = 120
"""Seconds to wait for what must come."""

SENTENCE = re.compile(r"\*\*Showing (\d+) sessions?\*\*")
"""How many sessions are shown, in the caption below the filter."""


@dataclass
class Shown:
    """What one run of the script sent to its session."""

    seconds: float = 0.0
    captions: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    widgets: dict[str, Any] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    """Name of a page → its hash."""

    @property
    def sentence(self) -> str:
        """The caption that says how many sessions are shown, and which."""
        (found,) = (caption for caption in self.captions if SENTENCE.search(caption))
        return found

    def options(self, label: str) -> list[str]:
        """What can be chosen in a list, or of buttons."""
        return [getattr(option, "content", option) for option in self.widgets[label].options]

    def add(self, message: ForwardMsg) -> None:
        """Take in one message of the server."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.pages = {page.page_name: page.page_script_hash for page in message.new_session.app_pages}
            self.captions, self.widgets = [], {}  # a run that was begun anew shows only its second part
        elif kind == "page_not_found":
            self.errors.append(f"no page {message.page_not_found.page_name}")
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            content = getattr(element, str(element.WhichOneof("type")))
            match element.WhichOneof("type"):
                case "exception":
                    self.errors.append(f"{content.type}: {content.message}")
                case "alert" if content.format == content.ERROR:
                    self.errors.append(content.body)
                case "markdown" if content.element_type == content.CAPTION:
                    self.captions.append(content.body)
                case "multiselect" | "selectbox" | "button_group":
                    self.widgets[content.label] = content


class Client:
    """One session of the app; :func:`open_client` opens it.

    Like a browser it sends the address with every click, and takes over the address that the server writes. Of the
    widgets it sends the one that was changed; the server keeps what the others were.
    """

    def __init__(self, connection: ClientConnection) -> None:
        self.connection, self.address, self.page, self.shown, self.session_id = connection, "", "", Shown(), ""

    async def visit(self, address: str, page: str | None = None) -> Shown:
        """Open an address, and another page when one is named."""
        self.address = address
        if page is not None:
            self.page = self.shown.pages[page]
        return await self._run()

    async def choose(self, label: str, options: Sequence[str]) -> Shown:
        """Set a multiselect of the page, or buttons of which many can be chosen, to these of its options."""
        widget, known = self.shown.widgets[label], self.shown.options(label)
        assert not set(options) - set(known), f"{label}: {options} found; expected some of {known}"
        return await self._run((widget.id, options))

    async def _run(self, changed: tuple[str, Sequence[str]] | None = None) -> Shown:
        request = BackMsg()
        request.rerun_script.query_string = self.address
        request.rerun_script.page_script_hash = self.page
        if changed is not None:
            state = request.rerun_script.widget_states.widgets.add(id=changed[0])
            state.string_array_value.data.extend(changed[1])
        self.shown, begun = Shown(pages=self.shown.pages), time.perf_counter()
        await self.connection.send(request.SerializeToString())
        async for data in self.connection:
            message = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            self.shown.add(message)
            kind = message.WhichOneof("type")
            if kind == "page_info_changed":
                self.address = message.page_info_changed.query_string
            elif kind == "new_session":
                self.page = message.new_session.page_script_hash
                self.session_id = message.new_session.initialize.session_id or self.session_id
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    self.shown.errors.append(f"the script ended with {message.script_finished}")
                self.shown.seconds = time.perf_counter() - begun
                return self.shown
        raise ConnectionError("the server closed the connection during a run")


@asynccontextmanager
async def open_client(server: Server) -> AsyncIterator[Client]:
    """A new session, which has shown nothing yet; a server that is busy for long is waited for."""
    address = server.url.replace("http:", "ws:") + "/_stcore/stream"
    async with connect(
        address, subprotocols=["streamlit"], max_size=None, open_timeout=PATIENCE, ping_interval=None
    ) as connection:  # type: ignore[list-item]
        yield Client(connection)


def some_of(options: Sequence[str], chance: random.Random) -> list[str]:
    """One to three of the options."""
    return chance.sample(list(options), chance.randint(1, min(3, len(options))))
