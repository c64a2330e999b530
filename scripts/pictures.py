"""Make the pictures of the README from a running demo.

    make run                                        (in another terminal)
    .venv/bin/python scripts/pictures.py [address]  (http://127.0.0.1:8000 by default)

Needs the test packages (Playwright) and Debian's Chromium. Nothing personal is on them: the demo's people are roles.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from hub.network.demo import PASSWORD

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK = (1200, 760)
SMALL_DESK = (930, 580)
TOPIC = "main a[href^='/forum/topics/'][lang=fr]"
LARGEST = 200_000


@dataclass(frozen=True)
class Picture:
    """`who`: local part of a demo address, or "" for a visitor. `find`: follow the first link that matches.
    `scroll_to`: what stands at the top."""

    name: str
    address: str
    language: str = "fr"
    who: str = ""
    size: tuple[int, int] = DESK
    theme: str = "light"
    find: str = ""
    scroll_to: str = ""


PICTURES = (
    Picture("home-fr", "/", size=SMALL_DESK),
    Picture("home-ar", "/", language="ar", size=SMALL_DESK),
    Picture("topic-fr", "/forum/", who="focal.oriental", find=TOPIC),
    Picture("practice-ar", "/library/?kind=practice", language="ar", find="main .card-title a"),
    Picture("month-fr", "/events/", who="organiser", find="main a[rel=next]"),
    Picture("board-fr", "/indicators/UNEMP?view=map", scroll_to="main .tabs"),
)


def main() -> int:
    base = (sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000").rstrip("/")
    FOLDER.mkdir(parents=True, exist_ok=True)
    too_large = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for picture in PICTURES:
            path = FOLDER / f"{picture.name}.png"
            take(browser, base, picture, path)
            size = path.stat().st_size
            print(f"{path.relative_to(FOLDER.parent.parent)}: {size // 1000} kB")
            if size > LARGEST:
                too_large.append(path.name)
        browser.close()
    if too_large:
        print(f"Over {LARGEST // 1000} kB: {', '.join(too_large)}", file=sys.stderr)
    return 1 if too_large else 0


def take(browser: Browser, base: str, picture: Picture, path: Path) -> None:
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    context.add_cookies(
        [
            {"name": "lang", "value": picture.language, "url": base},
            {"name": "theme", "value": picture.theme, "url": base},
        ]
    )
    page = context.new_page()
    if picture.who:
        sign_in(page, base, picture.who)
    page.goto(base + picture.address)
    if picture.find:
        page.goto(base + str(page.locator(picture.find).first.get_attribute("href")))
    page.evaluate("document.fonts.ready")
    if picture.scroll_to:
        page.eval_on_selector(picture.scroll_to, "element => element.scrollIntoView()")
    page.screenshot(path=path)
    context.close()


def sign_in(page: Page, base: str, who: str) -> None:
    page.goto(f"{base}/login")
    page.fill("main input[name=email]", f"{who}@demo.example")
    page.fill("main input[name=password]", PASSWORD)
    page.locator("main form:has(input[name=password]) button:not([type=button])").first.click()
    page.wait_for_url(lambda address: "/login" not in address)


if __name__ == "__main__":
    sys.exit(main())
