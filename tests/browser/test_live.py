"""Pages that are open hear what happens elsewhere."""

from playwright.sync_api import Page, WebSocket, expect

from tests.browser.conftest import Visit
from tests.browser.test_journeys import send


class Line:
    """What a page received over its socket."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frames: list[str] = []
        page.on("websocket", self._note)

    def _note(self, opened: WebSocket) -> None:
        opened.on("framereceived", lambda frame: self.frames.append(str(frame)))

    def wait(self, beginning: str) -> None:
        """Until a frame begins so: `40` connected, `43` an answer to `watch`, `41` ended by the hub."""
        for _ in range(200):
            if any(frame.startswith(beginning) for frame in self.frames):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"no frame {beginning}: {self.frames}")


def test_a_new_message_is_offered_to_an_open_page_without_moving_it(visit: Visit) -> None:
    reader, writer = visit("partner", language="ar", width=360), visit("organiser")
    reader.open("/forum/")
    topic = reader.page.locator("main a[href*='/forum/topics/']").first.get_attribute("href") or ""
    line = Line(reader.page)
    reader.open(topic)
    line.wait("43")
    before = reader.page.evaluate("[scrollY, document.documentElement.scrollHeight]")
    writer.open(topic)
    writer.page.fill("[name=source]", "Un mot de plus, [[practice:1]]")
    send(writer.page, "/posts")
    news = reader.page.locator(".live-bar a")
    expect(news).to_be_visible()
    assert reader.page.evaluate("[scrollY, document.documentElement.scrollHeight]") == before
    news.click()
    expect(reader.page.locator(".post").last).to_contain_text("Un mot de plus")


def test_signing_out_elsewhere_ends_the_socket(visit: Visit) -> None:
    watched = visit("member.oriental")
    line = Line(watched.page)
    watched.open("/settings")
    line.wait("40")
    other = watched.page.context.new_page()
    other.goto(watched.base + "/settings")
    other.locator("header summary.head-link").last.click()
    send(other, "/logout")
    line.wait("41")


def test_completion_in_the_editor_offers_pages_and_people(visit: Visit) -> None:
    page = visit("organiser").open("/forum/new")
    field = page.locator("[name=source]")
    field.click()
    field.press_sequentially("Voir [[accueil")
    option = page.locator(".completions [role=option]").first
    expect(option).to_be_visible()
    title = option.locator("bdi").inner_text()
    field.press("Enter")
    field.press_sequentially("avec @point")
    expect(option).to_contain_text("Point focal")
    field.press("Enter")
    text = field.input_value()
    assert text.startswith("Voir [[")
    assert "]] avec @focal" in text
    page.locator(".editor-preview-button").click()
    expect(page.locator("[data-editor-pane]")).to_contain_text(title)
