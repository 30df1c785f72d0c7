"""Fetching a programme: only public machines, by the address that was checked, within time and size."""

import gzip
import ipaddress
import socket
import ssl
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from local_server import HERE, NAME, OPENSSL, certificate, network, serving

from igfdata.importers import ImportFailed, Limits
from igfdata.importers import fetch as address
from igfdata.importers.fetch import REDIRECTS, fetch
from igfdata.importers.web_address import find_place, is_public, public_address

SMALL = Limits(file_bytes=1000)
NEVER = threading.Event()


@pytest.fixture
def web(monkeypatch):
    """Sets the network that fetches use."""
    monkeypatch.setattr(address, "INTERNET", network())
    return lambda *args, **options: monkeypatch.setattr(address, "INTERNET", network(*args, **options))


def refused(url, **options):
    with pytest.raises(ImportFailed) as error:
        fetch(url, **options)
    (problem,) = error.value.problems
    assert problem.severity == "error"
    return str(problem)


def moved(to, status=302):
    return (status, {"Location": to}, b"")


def test_a_file_comes_as_it_is_and_the_server_sees_the_name(web):
    with serving({"/all.ics": b"BEGIN:VCALENDAR"}) as server:
        assert fetch(server.url("/all.ics?x=1")) == b"BEGIN:VCALENDAR"
        ((path, headers),) = server.asked
    assert path == "/all.ics?x=1"
    assert headers["Host"] == f"{NAME}:{server.port}"
    assert headers["Accept-Encoding"] == "identity"
    assert "Cookie" not in headers
    assert "Authorization" not in headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(web, status):
    with serving({"/a": moved("/b/c", status), "/b/c": moved("d?x=%C3%A9", status), "/b/d": b"there"}) as server:
        assert fetch(server.url("/a")) == b"there"
        assert [path for path, _ in server.asked] == ["/a", "/b/c", "/b/d?x=%C3%A9"]


@pytest.mark.parametrize("steps", [REDIRECTS, REDIRECTS + 1])
def test_at_most_five_redirects(web, steps):
    answers = {f"/{n}": moved(f"/{n + 1}") for n in range(steps)} | {f"/{steps}": b"there"}
    with serving(answers) as server:
        if steps == REDIRECTS:
            assert fetch(server.url("/0")) == b"there"
        else:
            assert "more than 5 redirects" in refused(server.url("/0"))
        assert len(server.asked) == REDIRECTS + 1


PRIVATE = [
    "http://127.0.0.2/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://169.254.169.254/latest/", "http://0.0.0.0/",
    "http://100.64.0.1/", "http://224.0.0.1/", "http://255.255.255.255/", "http://[::1]/", "http://[::]/", "http://[fe80::1]/",
    "http://[fc00::1]/", "http://[ff02::1]/", "http://[::ffff:10.0.0.1]/", "http://[::ffff:7f00:2]/", "http://[64:ff9b::10.0.0.1]/",
    "http://[2002:a00:1::1]/", "http://2130706434/", "http://0x7f.2/", "http://inside.example/", "http://both.example/",
]  # fmt: skip
NAMES = {"inside.example": ["10.1.2.3"], "both.example": [HERE, "192.168.0.7"]}


@pytest.mark.parametrize("url", PRIVATE)
def test_a_private_machine_is_never_asked_not_even_after_a_redirect(web, monkeypatch, url):
    web(NAMES)
    monkeypatch.setattr(
        address, "INTERNET", address.Network(address.INTERNET.resolve, lambda ip: str(ip) == HERE or is_public(ip))
    )
    assert "not on the public internet" in refused(url)
    with serving({"/a": moved(url)}) as server:
        assert "not on the public internet" in refused(server.url("/a"))
        assert len(server.asked) == 1


@pytest.mark.parametrize(
    "text", ["8.8.8.8", "192.0.32.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"]
)
def test_public_machines(text):
    assert is_public(ipaddress.ip_address(text))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_form(ip):
    forms = [ipaddress.IPv6Address(f"::ffff:{ip}"), ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) + int(ip))]
    assert [is_public(form) for form in forms] == [is_public(ip)] * 2


def test_the_machine_that_was_checked_is_the_one_that_is_asked(web, monkeypatch):
    """A name that leads elsewhere a moment later gains nothing: it is looked up once a step, and never by the connection."""
    answers, asked = iter([[HERE], ["10.0.0.1"]]), []

    def rebinding(host, port, seconds):
        asked.append(host)
        return [ipaddress.ip_address(text) for text in next(answers)]

    real = socket.getaddrinfo

    def literal_only(host, *args, **options):
        ipaddress.ip_address(host)
        return real(host, *args, **options)

    monkeypatch.setattr(socket, "getaddrinfo", literal_only)
    monkeypatch.setattr(address, "INTERNET", address.Network(rebinding, lambda ip: str(ip) == HERE))
    with serving({"/a": b"there"}) as server:
        assert fetch(server.url("/a")) == b"there"
        assert asked == [NAME]
        assert "10.0.0.1" in refused(server.url("/a"))
        assert len(server.asked) == 1


def test_a_dead_address_of_a_name_leaves_the_next_one(web):
    web({"two.example": ["127.0.0.9", HERE]}, allowed=(HERE, "127.0.0.9"))
    with serving({"/a": b"there"}) as server:
        assert fetch(server.url("/a", name="two.example")) == b"there"


@pytest.mark.parametrize("stated", [True, False])
def test_a_file_is_read_no_further_than_the_limit(web, stated):
    sent = []

    def endless(handler):
        handler.send_response(200)
        if stated:
            handler.send_header("Content-Length", "1001")
        handler.end_headers()
        while not NEVER.is_set():
            handler.wfile.write(b"x" * 1000)
            sent.append(1000)

    with serving({"/exact": b"x" * 1000, "/endless": endless}) as server:
        assert len(fetch(server.url("/exact"), limits=SMALL)) == 1000
        assert "larger than" in refused(server.url("/endless"), limits=SMALL)


@pytest.mark.parametrize(("size", "is_taken"), [(1000, True), (1001, False), (10_000_000, False)])
def test_the_limit_holds_after_unpacking(web, size, is_taken):
    packed = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * size))
    with serving({"/a": packed}) as server:
        if is_taken:
            assert fetch(server.url("/a"), limits=SMALL) == b"x" * size
        else:
            assert "larger than" in refused(server.url("/a"), limits=SMALL)


def silent(handler):
    NEVER.wait(20)


def dripping(handler):
    """A header that never ends, sent a letter at a time: each wait is short, all together are not."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not NEVER.wait(0.01):
        handler.wfile.write(b"x")
        handler.wfile.flush()


def dripping_body(handler):
    handler.send_response(200)
    handler.end_headers()
    while not NEVER.wait(0.01):
        handler.wfile.write(b"x")
        handler.wfile.flush()


@pytest.mark.parametrize("answer", [silent, dripping, dripping_body])
def test_the_time_limit_is_one_over_everything(web, answer):
    with serving({"/a": answer}) as server:
        assert "not fetched within 0.3 seconds" in refused(server.url("/a"), seconds=0.3)


def test_the_time_limit_holds_for_the_look_up(monkeypatch):
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [released.wait(20)][:0])
    assert "not fetched within 0.1 seconds" in refused("https://slow.example/", seconds=0.1)
    released.set()


def raising(error):
    def resolve(*_):
        raise error

    return address.Network(resolve)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_AGAIN, "x"), "no network: a.example could not be looked up"),
        (socket.gaierror(socket.EAI_NONAME, "x"), "the name a.example was not found"),
        (OSError(101, "Network is unreachable"), "no network"),
        (ConnectionResetError(104, "Connection reset by peer"), "the connection to a.example broke: Connection reset by peer"),
        (ssl.SSLError(1, "[SSL: WRONG_VERSION_NUMBER] wrong version number"), "no secure connection to a.example"),
    ],
)
def test_what_goes_wrong_on_the_way_has_a_word_each(monkeypatch, error, said):
    monkeypatch.setattr(address, "INTERNET", raising(error))
    assert said in refused("https://a.example/all.ics")


def test_nobody_listens(web):
    with serving({}) as server:
        pass
    assert f"accepts no connection on port {server.port}" in refused(server.url("/"))


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "no page at this address"), (403, "refuses the page to programs"), (401, "password"), (410, "was removed"), (429, "too often"),
     (500, "try again later"), (503, "try again later"), (206, "no file"), (204, "no file"), (418, "no file")],
)  # fmt: skip
def test_another_status_is_said(web, status, said):
    with serving({"/a": (status, {}, b"")}) as server:
        message = refused(server.url("/a?api_key=secret"))
    assert said in message
    assert f"status {status}" in message
    assert "secret" not in message


def broken_off(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort")


def broken_chunks(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n5\r\nsh")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (broken_off, "broke off before the end"),
        (broken_chunks, "broke off before the end"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 99)[:-12]), "broke off before the end"),
        ((200, {"Content-Encoding": "gzip"}, b"not packed"), "cannot be unpacked"),
        ((200, {"Content-Encoding": "br"}, b"?"), "compressed in an unknown way: 'br'"),
        (lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "does not answer like a web server"),
        (lambda handler: None, "does not answer like a web server"),
        (moved("http://[::1"), "redirects to something that is not an address"),
        (moved("ftp://files.example/a"), "only addresses that begin with https:// or http://"),
        (moved("file:///etc/passwd"), "only addresses that begin with https:// or http://"),
        (moved("http://u:p@files.example/a"), "a user name or a password"),
    ],
)
def test_an_answer_that_cannot_be_used_is_said(web, answer, said):
    with serving({"/a": answer}) as server:
        assert said in refused(server.url("/a"))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/all.ics", "only addresses that begin with"),
        ("file:///etc/passwd", "only addresses that begin with"),
        ("example.org/all.ics", "only addresses that begin with"),
        ("", "only addresses that begin with"),
        ("https://", "has no host name"),
        ("https:///all.ics", "has no host name"),
        ("https://example.org:0/", "has no host name"),
        ("https://exam%70le.org/", "has no host name"),
        ("https://example.org:99999/", "not an address"),
        ("https://[::1/", "not an address"),
        ("https://.example.org/", "not an address"),
        ("https://example.org/a b", "without blanks"),
        ("https://example.org/\r\nHost: x", "without blanks"),
        ("https://example.org\\@10.0.0.1/", "without blanks"),
        ("https://example.org/" + "a" * 2000, "at most 2000 characters"),
        ("https://user:pass-word@example.org/", "a user name or a password"),
    ],
)
def test_what_is_no_address_is_refused_before_anything_is_asked(monkeypatch, url, said):
    monkeypatch.setattr(address, "INTERNET", raising(AssertionError("asked")))
    message = refused(url)
    assert said in message
    assert "pass-word" not in message


@given(st.text(max_size=60).map("https://".__add__) | st.text(max_size=60))
def test_any_text_is_an_address_or_a_problem(text):
    try:
        place = find_place(text)
    except ImportFailed:
        return
    assert place.scheme in ("http", "https")
    assert place.target.isascii()
    assert place.host.isascii()


def test_signs_of_any_language_can_be_asked_for():
    place = find_place("https://Bücher.example/zeit plan".replace(" ", "_") + "/é?q=子")
    assert (place.host, place.target) == ("xn--bcher-kva.example", "/zeit_plan/%C3%A9?q=%E5%AD%90")


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org/a/all.ics", "https://example.org/a/all.ics"),
        ("https://u:p@example.org/a?api_key=1#x", "https://example.org/a"),
        ("https://example.org/a;b", "https://example.org/a%3Bb"),
        ("https://example.org/@team", "https://example.org/@team"),
    ],
)
def test_what_is_kept_of_an_address_holds_no_key(url, kept):
    assert public_address(url) == kept


@pytest.fixture
def certificates(tmp_path):
    if not OPENSSL:
        pytest.skip("no openssl to make a certificate with")
    return lambda name: certificate(tmp_path, name)


def test_https_with_the_certificate_of_the_name(web, certificates):
    served, trusted = certificates(NAME)
    web(context=trusted)
    with serving({"/a": b"there", "/plain": moved("http://files.example/")}, served) as server:
        assert fetch(server.url("/a", scheme="https")) == b"there"
        assert server.asked[0][1]["Host"] == f"{NAME}:{server.port}"
        assert "only redirects to https are followed" in refused(server.url("/plain", scheme="https"))


@pytest.mark.parametrize("is_known", [True, False])
def test_https_with_the_certificate_of_another_name_or_of_nobody(web, certificates, is_known):
    served, trusted = certificates("other.example" if is_known else NAME)
    web(**({"context": trusted} if is_known else {}))
    with serving({"/a": b"there"}, served) as server:
        assert f"the certificate does not prove that this is {NAME}" in refused(server.url("/a", scheme="https"))
        assert server.asked == []


def test_https_where_the_server_speaks_plain(web):
    with serving({}) as server:
        assert "no secure connection" in refused(server.url("/a", scheme="https"))
