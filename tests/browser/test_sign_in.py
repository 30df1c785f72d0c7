"""Signing in with an account: who is on the list of editors may change things, who is not may not, and either can leave."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from accounts import Accounts, provider_of_accounts
from conftest import lent_port, ready, start_server
from dashboard_page import main, sidebar, visit
from playwright.sync_api import Page, expect

EDITOR, OTHER = "desk@example.org", "other@example.org"
LIST = f"""
[access]
public = true
[access.editors]
"{EDITOR}" = "MK"
"""


@pytest.fixture(scope="module")
def accounts() -> Iterator[Accounts]:
    with provider_of_accounts() as provider:
        yield provider


@contextmanager
def public_server(folder: Path, secrets: Callable[[str], str]) -> Iterator[tuple[str, Path]]:
    """A public dashboard with such secrets; its address, and what it writes to its log."""
    file, log = folder / "secrets.toml", folder / "log.txt"
    with lent_port() as port:
        file.write_text(secrets(f"http://127.0.0.1:{port}/oauth2callback") + LIST, encoding="utf-8")
        with start_server(log, port, STREAMLIT_SECRETS_FILES=str(file)) as url:
            yield url, log


@pytest.fixture(scope="module")
def public(accounts, tmp_path_factory) -> Iterator[tuple[str, Path]]:
    with public_server(tmp_path_factory.mktemp("public"), accounts.secrets) as running:
        yield running


def sign_in(page: Page, url: str, path: str = "Coding") -> None:
    visit(page, f"{url}/{path}")
    main(page).get_by_role("button", name="Sign in").click()
    expect(sidebar(page).get_by_role("button", name="Sign out")).to_be_visible()
    ready(page)


def test_an_editor_signs_in_may_change_things_and_leaves(new_page, accounts, public):
    url, log = public
    accounts.account = {"email": EDITOR.upper(), "email_verified": True}
    page = new_page()
    visit(page, f"{url}/Coding")
    expect(main(page).get_by_text("read-only")).to_be_visible()
    sign_in(page, url)
    expect(sidebar(page).get_by_text("Signed in as MK.")).to_be_visible()
    visit(page, f"{url}/Coding")
    expect(main(page).get_by_role("button", name="Save codes")).to_be_visible()
    expect(main(page).get_by_label("Your initials or role")).to_have_count(0)
    visit(page, f"{url}/Data_and_methods?tab=import")
    expect(page.locator("input[type=file]").first).to_be_attached()
    left = accounts.signed_out
    sidebar(page).get_by_role("button", name="Sign out").click()
    expect(sidebar(page).get_by_role("button", name="Sign in")).to_be_visible()
    assert accounts.signed_out == left + 1
    visit(page, f"{url}/Data_and_methods?tab=import")
    expect(main(page).get_by_text("read-only")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.goto("about:blank")
    assert EDITOR not in log.read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize(
    "account",
    [{"email": OTHER}, {"email": EDITOR, "email_verified": False}, {"email": EDITOR, "email_verified": "false"}, {}],
    ids=["other", "unverified", "unverified in words", "nameless"],
)
def test_who_is_no_editor_reads_and_is_told_why(new_page, accounts, public, account):
    accounts.account = {"sub": "2", **account}
    page = new_page()
    sign_in(page, public[0], "Data_and_methods?tab=import")
    expect(sidebar(page).get_by_text("not as an editor")).to_be_visible()
    for path in ("Coding", "Data_and_methods?tab=import"):
        visit(page, f"{public[0]}/{path}")
        expect(main(page).get_by_text("your account is not an editor")).to_be_visible()
        expect(page.locator("input[type=file]")).to_have_count(0)
        expect(main(page).get_by_role("button", name="Save codes")).to_have_count(0)


def test_a_provider_in_a_section_of_its_own(new_page, accounts, tmp_path):
    accounts.account = {"email": EDITOR}
    with public_server(tmp_path, lambda address: accounts.secrets(address, "secretariat")) as (url, _):
        page = new_page()
        sign_in(page, url)
        expect(sidebar(page).get_by_text("Signed in as MK.")).to_be_visible()
        page.goto("about:blank")


def test_an_unfinished_set_up_is_told(new_page, tmp_path):
    with public_server(tmp_path, lambda address: f'[auth]\nredirect_uri = "{address}"\nclient_id = "dashboard"\n') as (url, _):
        page = new_page()
        visit(page, f"{url}/Coding")
        main(page).get_by_role("button", name="Sign in").click()
        expect(sidebar(page).get_by_text("cookie_secret")).to_be_visible()
        page.goto("about:blank")
