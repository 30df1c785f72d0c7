"""Files at the upload address: taken from a session whose page shows a form, and only as large as the form takes them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from dashboard_socket import open_client

from tests.servers import PATIENCE, dashboard

MB = 2**20
TOKEN = "2|00000000|00000000000000000000000000000000|1700000000"


def send(server, session, megabytes, *, method="PUT", length=True, token=True):
    """Status of sending a file of so many megabytes in the name of a session."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=PATIENCE)
    edge = b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n'
    body = edge + b"x" * (megabytes * MB) + b"\r\n--edge--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    if token:
        headers |= {"X-Xsrftoken": TOKEN, "Cookie": f"_streamlit_xsrf={TOKEN}"}
    chunks = body if length else iter([body])
    try:
        connection.request(method, f"/_stcore/upload_file/{session}/file-1", chunks, headers, encode_chunked=not length)
        return connection.getresponse().status
    except (BrokenPipeError, ConnectionResetError):  # refused before the body was read
        return connection.getresponse().status
    finally:
        connection.close()


def on_pages(server, *visits):
    """Status of each upload that a session sends while its page is shown: ``(page, address, upload options)``."""

    async def run():
        statuses = []
        async with open_client(server) as client:
            for _ in range(2):  # the first run of a session does not know the other pages yet
                await client.visit("meeting=igf2025")
            for page, address, options in visits:
                await client.visit(address, page)
                statuses.append(await asyncio.to_thread(lambda given: send(server, client.session_id, **given), options))
        return statuses

    with ThreadPoolExecutor(1) as pool:  # the browser's tests of the same process have a loop in this thread
        return pool.submit(asyncio.run, run()).result()


@pytest.fixture(scope="module")
def public():
    with dashboard(IGF_PUBLIC="1") as server:
        yield server


def test_a_public_server_takes_no_file_that_no_form_asked_for(public):
    statuses = on_pages(
        public,
        ("Rights pillars", "", {"megabytes": 24}),
        ("Data and methods", "tab=import", {"megabytes": 24}),  # read-only: no form
        ("Briefing", "", {"megabytes": 24}),  # its form takes 1 MB
        ("Briefing", "", {"megabytes": 1, "length": False}),
        ("Briefing", "", {"megabytes": 0}),
        ("Rights pillars", "", {"megabytes": 0}),  # the form is gone with its page
    )
    assert statuses == [403, 403, 413, 411, 204, 403]


@pytest.mark.parametrize("session", ["nobody", "", "%00", "a" * 3000])
def test_a_session_that_is_none_is_refused(public, session):
    assert send(public, session, 0) == 403


def test_a_file_without_the_token_against_forged_requests_is_refused(public):
    assert on_pages(public, ("Briefing", "", {"megabytes": 0, "token": False})) == [403]


def test_a_private_server_takes_a_programme_where_the_form_stands():
    with dashboard() as server:
        statuses = on_pages(
            server,
            ("Data and methods", "", {"megabytes": 24}),
            ("Data and methods", "tab=import", {"megabytes": 24}),
            ("Sessions", "", {"megabytes": 24}),
        )
    assert statuses == [403, 204, 403]
