"""A hub that is really served, with the demo in it, and headless Chromium that watches for anything wrong."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright

from hub.network.demo import PASSWORD

PROJECT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
AXE = PROJECT / "node_modules" / "axe-core" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def live_hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Base address of a served hub with the demo network."""
    data_dir = tmp_path_factory.mktemp("live")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("HUB_")},
        "HUB_DATA_DIR": str(data_dir),
        "PORT": str(port),
    }
    with (data_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "hub", "start"], cwd=PROJECT, env=environ, stdout=log, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, process, data_dir / "server.log")
        yield address
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(900):
        if process.poll() is not None:
            pytest.fail(f"the hub did not start:\n{log.read_text()[-3000:]}")
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the hub did not start within 90 s")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail("Chromium is missing: `make test` installs it")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page whose console, requests and policy violations are noted; `check` wants none of them."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)

    def open(self, path: str, expected: int = 200) -> Page:
        answer = self.page.goto(self.base + path)
        assert answer is not None
        assert answer.status == expected, f"{path}: {answer.status}"
        return self.page

    def path(self) -> str:
        return urlsplit(self.page.url).path

    def check(self) -> None:
        assert self.troubles == []


def watch(context: BrowserContext, base: str) -> Watched:
    watched = Watched(context.new_page(), base)

    def on_console(message: ConsoleMessage) -> None:
        # Chromium reports every 4xx page as a console error: an expected answer, not a fault of the page
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            watched.troubles.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((base, "data:", "blob:")):
            watched.troubles.append(f"request to another host: {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            watched.troubles.append(f"{response.status}: {response.url}")

    watched.page.on("console", on_console)
    watched.page.on("pageerror", lambda error: watched.troubles.append(f"script: {error}"))
    watched.page.on("request", on_request)
    watched.page.on("response", on_response)
    return watched


Visit = Callable[..., Watched]


@pytest.fixture
def visit(live_hub: str, chromium: Browser) -> Iterator[Visit]:
    """`visit("organiser", language="ar", width=360, javascript=False)`: a watched page signed in as that demo person.
    What went wrong on it fails the test at its end."""
    contexts: list[BrowserContext] = []
    pages: list[Watched] = []

    def make(
        who: str | None = None, *, language: str = "fr", width: int = 1280, javascript: bool = True, dark: bool = False
    ) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        watched = watch(context, live_hub)
        pages.append(watched)
        if who:
            sign_in(watched, who)
        watched.open(f"/healthz?lang={language}")
        return watched

    yield make
    for context in contexts:
        context.close()
    for watched in pages:
        watched.check()


def sign_in(watched: Watched, who: str) -> None:
    """Through the sign-in page, as a person does it."""
    watched.open("/login")
    watched.page.fill("[name=email]", f"{who}@demo.example")
    watched.page.fill("input[type=password]", PASSWORD)
    watched.page.locator("form:has(input[type=password]) button:not([type=button])").first.click()
    assert watched.path() != "/login", watched.page.inner_text("main")
