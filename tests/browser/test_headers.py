"""What the server sends: compressed scripts, and headers that keep foreign scripts, frames and addresses out."""

import gzip
import re
import tomllib
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import brotli
import pytest
from conftest import PATIENCE, ROOT, start_server
from dashboard_page import PAGES, charts, click, close, dialog, download, go_to, main, mark, visit
from playwright.sync_api import expect

from pages.shared.server.assets import MEDIA_TYPES, chosen_encoding, preload_link
from pages.shared.server.headers import content_security_policy
from pages.shared.server.private_parts import PLOTLY, STATIC
from pages.shared.server.serving import PLOTLY_ADDRESS

DECODERS = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
SCRIPT = next((STATIC / "static/js").glob("BidiComponent.*.js"))
FILES = {
    f"/{PLOTLY_ADDRESS}": PLOTLY,
    f"/static/js/{SCRIPT.name}": SCRIPT,
    **{f"/static/css/{path.name}": path for path in (STATIC / "static/css").glob("index.*.css")},
}
"""Address → file that is sent compressed: plotly's own script, one of Streamlit's, a style sheet."""
PROTECTIVE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
POLICY = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
}
"""What every answer says, written out: a test that asked the program would not see it go. Scripts stand apart, by their hashes."""
PASSWORD = "sesame-open-7341"
MOST_KILOBYTES = 2_600
"""Of the first paint of Overview with an empty cache; without compression it takes 7,500."""


def ask(url: str, path: str, headers: Mapping[str, str] = {}, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    """The server's answer as it comes over the line, and its body."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE / 1000)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("GZIP", "gzip"),
        ("identity", ""),
        ("", ""),
    ],
)
def test_the_best_encoding_that_the_browser_takes(accepted, encoding):
    assert chosen_encoding(accepted) == encoding


@pytest.mark.parametrize("accepted", ["gzip, deflate, br", "gzip", None])
@pytest.mark.parametrize("name", FILES)
def test_scripts_and_styles_come_compressed_and_whole(server, name, accepted):
    wanted, path = chosen_encoding(accepted or "") or None, FILES[name]
    for _ in range(2):  # first from the compressor, then from memory
        answer, body = ask(server, name, {"Accept-Encoding": accepted} if accepted else {})
        assert (answer.status, answer.headers["content-encoding"]) == (200, wanted)
        assert DECODERS[wanted](body) == path.read_bytes()
        assert int(answer.headers["content-length"]) == len(body)
        assert answer.headers["content-type"] == MEDIA_TYPES[path.suffix]
        assert {name.strip().lower() for name in answer.headers["vary"].split(",")} == {"accept-encoding"}
        assert "immutable" in answer.headers["cache-control"]
    head, nothing = ask(server, name, {"Accept-Encoding": accepted} if accepted else {}, method="HEAD")
    assert nothing == b""
    assert int(head.headers["content-length"]) == len(body)


@pytest.mark.parametrize("path", ["/static/js/../../../start.py", "/static/js/%2e%2e/%2e%2e/index.html", "/static/js/none.js"])
def test_only_streamlits_own_scripts_are_answered_for(server, path):
    answer, body = ask(server, path, {"Accept-Encoding": "br"})
    assert answer.headers["content-encoding"] is None
    assert answer.status == 400 or body == (STATIC / "index.html").read_bytes()


def test_the_early_scripts_are_there_and_nothing_is_named_twice(server):
    page, _ = ask(server, "/")
    assert page.headers["link"].startswith(f"<./{PLOTLY_ADDRESS}>; rel=preload; as=script, ")
    names = re.findall(r"<\./([^>]+)>; rel=modulepreload", page.headers["link"])
    assert names[0] == f"static/js/{SCRIPT.name}"
    assert len(names) == len(set(names))
    assert [name for name in names if name in (STATIC / "index.html").read_text(encoding="utf-8")] == []
    ours = [name for name in names if not (STATIC / name).is_file()]
    assert [name.rpartition("/")[2] for name in ours] == [
        "acts.js",
        "cards.js",
        "chart.js",
        "marks.js",
        "menu.js",
        "picture.js",
    ]
    assert [ask(server, f"/{name}")[0].status for name in ours] == [200] * 6
    link = "<./plotly.js>; rel=preload; as=script"
    assert preload_link(STATIC, "plotly.js", parts=["NoSuchScript"]) == link
    assert preload_link(STATIC, "plotly.js", ["ours.js"], []) == f"{link}, <./ours.js>; rel=modulepreload"


def test_the_head_of_a_page_is_short_enough_for_a_server_in_front_of_it(server):
    """nginx refuses an answer whose head takes more than 4,096 bytes, unless it is told otherwise."""
    page, _ = ask(server, "/")
    assert sum(len(f"{name}: {value}\r\n") for name, value in page.headers.items()) < 4_096


@pytest.mark.parametrize("path", ["/", "/Briefing", *FILES, "/_stcore/health", "/Briefing/_stcore/health"])
def test_every_answer_has_the_protective_headers(server, path):
    answer, _ = ask(server, path)
    assert {name: answer.headers[name] for name in PROTECTIVE} == PROTECTIVE
    policy = dict(part.split(" ", 1) for part in answer.headers["content-security-policy"].split("; "))
    scripts = policy.pop("script-src").split()
    assert policy == POLICY
    assert scripts[:2] == ["'self'", "'wasm-unsafe-eval'"]
    assert len(scripts) > 2
    assert all(re.fullmatch(r"'sha256-[A-Za-z0-9+/]{43}='", source) for source in scripts[2:])


def test_the_policy_names_inline_scripts_by_hash_and_who_may_frame(tmp_path):
    page = tmp_path / "index.html"
    page.write_text('<script>one</script><script src="two.js"></script>', encoding="utf-8")
    policy = content_security_policy(page, ["three"], frame_ancestors="https://example.org")
    # printf one | openssl dgst -sha256 -binary | base64
    assert "'sha256-dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0='" in policy
    assert policy.count("'sha256-") == 2
    assert policy.endswith("frame-ancestors https://example.org")


def test_protection_against_forged_requests_stays_on(server):
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["server"]
    assert settings.get("enableXsrfProtection", True)
    assert settings.get("enableCORS", True)
    answer, _ = ask(server, "/_stcore/upload_file/session/file", method="PUT")
    assert answer.status == 403


@pytest.fixture
def violations(new_page):
    """Opener of a page that keeps what broke the policy: ``page, broken = violations(...)``."""

    def open_page(**options):
        page = new_page(fresh=True, **options)
        page.add_init_script(
            "window.broken = []; document.addEventListener('securitypolicyviolation', "
            "event => window.broken.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))"
        )
        return page, lambda: page.evaluate("window.broken")

    return open_page


def test_rows_downloads_and_presenting_keep_to_the_policy(violations, server):
    page, broken = violations()
    visit(page, server)
    click(mark(charts(page).first, {"pillar": "protection"}))
    expect(dialog(page)).to_be_visible()
    assert len(download(page, dialog(page)))
    close(page)
    visit(page, f"{server}/Briefing")
    download_button = main(page).locator("[data-testid=stDownloadButton] button").first
    with page.expect_download() as event:
        download_button.click()
    assert Path(event.value.path()).stat().st_size
    main(page).get_by_role("button", name="Present").first.click()
    title = page.frame_locator(".st-key-slides iframe").locator(".slide.shown h1")
    expect(title).to_be_visible()
    page.wait_for_url("**present=*")
    before = title.inner_text()
    page.keyboard.press("ArrowRight")
    expect(title).not_to_have_text(before)
    assert broken() == []


def test_the_icon_of_the_tab_stands_in_the_page_and_keeps_to_the_policy(violations, watch, server):
    page, broken = violations()
    visit(page, server)
    address = page.locator("link[rel~=icon]").first.get_attribute("href")
    assert address.startswith("data:image/svg+xml;base64,")
    width = page.evaluate(
        "address => new Promise(done => Object.assign(new Image(), {src: address, onload() { done(this.width); }}))", address
    )
    assert width > 0
    assert broken() == []
    assert [url for url in watch.requests if urlsplit(url).path.startswith("/media/")] == []


def test_a_script_that_got_into_a_page_neither_runs_nor_speaks(browser, server):
    context = browser.new_context()
    page = context.new_page()
    visit(page, server)
    ran = page.evaluate(
        """async () => {
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            document.body.insertAdjacentHTML("beforeend", "<img src='x.png' onerror='window.ran = true'>");
            const spoke = await fetch("https://example.org/", {mode: "no-cors"}).then(() => true, () => false);
            return [window.ran ?? false, spoke];
        }"""
    )
    assert ran == [False, False]
    context.close()


@pytest.fixture
def other_site(server) -> Iterator[str]:
    """A page of another address that shows the dashboard in a frame."""

    class Frame(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<iframe src='{server}'></iframe>".encode())

    with ThreadingHTTPServer(("127.0.0.1", 0), Frame) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}"
        site.shutdown()


def test_no_other_page_frames_the_dashboard(browser, other_site):
    context = browser.new_context()
    page = context.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.goto(other_site)
    assert page.locator("iframe").content_frame.locator("#root").count() == 0
    context.close()


def test_the_first_paint_sends_a_third_of_the_bytes(new_page, server):
    page = new_page(fresh=True)
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sent: list[float] = []
    session.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"] / 1024))
    visit(page, server)
    assert 1_000 < sum(sent) < MOST_KILOBYTES


def test_under_a_path_scripts_are_compressed_and_pages_open(page, watch):
    with start_server(STREAMLIT_SERVER_BASE_URL_PATH="children") as server:
        assert urlsplit(server).path == "/children"
        answer, _ = ask(server, f"/children/{PLOTLY_ADDRESS}", {"Accept-Encoding": "gzip"})
        assert answer.headers["content-encoding"] == "gzip"
        visit(page, f"{server}/Rights_pillars")
        expect(charts(page).first).to_be_visible()
        page.goto("about:blank")
    assert [url for url in watch.requests if "/children/" not in url and not url.startswith(("data:", "blob:"))] == []


def test_the_password_of_a_database_stands_in_no_log_page_or_export(page, tmp_path):
    log = tmp_path / "log.txt"
    with start_server(log, IGF_WORKSPACE=f"postgresql://igf:{PASSWORD}@127.0.0.1:9/igf") as server:
        visit(page, server)
        for title in PAGES.values():
            go_to(page, title)
            assert PASSWORD not in page.content()
        expect(main(page)).to_contain_text("igf:***")
        visit(page, f"{server}/Briefing")
        with page.expect_download() as event:
            main(page).get_by_role("button", name="One file (HTML)").click()
        assert PASSWORD not in Path(event.value.path()).read_text(encoding="utf-8")
        page.goto("about:blank")  # or it would complain that the server is gone
    said = log.read_text(encoding="utf-8")
    assert f"localhost:{urlsplit(server).port}" in said
    assert PASSWORD not in said
