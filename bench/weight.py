"""What a first visit downloads: requests and compressed bytes, counted in headless Chromium with an empty cache."""

from dataclasses import dataclass

from playwright.sync_api import Request, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True, slots=True)
class Weight:
    path: str
    requests: int
    kilobytes: float


def weigh(base: str, paths: list[str]) -> list[Weight]:
    """Each path in a fresh browser context."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        weights = [_weigh(browser, base, path) for path in paths]
        browser.close()
    return weights


def _weigh(browser, base: str, path: str) -> Weight:  # type: ignore[no-untyped-def]  # noqa: ANN001
    finished: list[Request] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(base + path, wait_until="networkidle")
    size = sum(request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"] for request in finished)
    context.close()
    return Weight(path, len(finished), size / 1000)
