"""The drawing kit."""

import gzip
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from hub.web.charts import (
    DotRow,
    MapValue,
    TrendPanel,
    TrendPoint,
    dot_plot,
    draw_map,
    format_number,
    region_map,
    standalone,
    trend_panels,
)
from hub.web.charts.drawing import Chart
from hub.web.charts.geometry import morocco
from hub.web.charts.lettering import shorten, text_width
from hub.web.charts.scales import Scale, nice_ticks, tick_decimals

SVG = "{http://www.w3.org/2000/svg}"
FRENCH = ["Tanger-Tétouan-Al Hoceïma", "Oriental", "Fès-Meknès", "Laâyoune-Sakia El Hamra", "Dakhla-Oued Ed-Dahab"]
ARABIC = ["طنجة - تطوان - الحسيمة", "الشرق", "فاس - مكناس", "العيون - الساقية الحمراء", "الداخلة - وادي الذهب"]
NAMES = {f"{number:02}": f"Region {number}" for number in range(1, 13)}


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(str(chart.render()).encode())


def boxes(root: etree._Element) -> Iterator[tuple[str, float, float, float, float]]:
    """Text with its approximate rectangle: left, right, top, bottom."""
    for text in root.iter(f"{SVG}text"):
        size = 11 if "chart-small" in (text.get("class") or "") else 13
        content = text.text or ""
        width = text_width(content, size)
        x, y = float(text.get("x", "0")), float(text.get("y", "0"))
        left = {"start": x, "middle": x - width / 2, "end": x - width}[text.get("text-anchor", "start")]
        yield content, left, left + width, y - size * 0.75, y + size * 0.2


def assert_no_overlap(root: etree._Element) -> None:
    for one, other in combinations(boxes(root), 2):
        apart = one[2] <= other[1] + 1 or other[2] <= one[1] + 1 or one[4] <= other[3] or other[4] <= one[3]
        assert apart, (one, other)


def assert_inside(chart: Chart, root: etree._Element) -> None:
    for text, left, right, top, bottom in boxes(root):
        assert left >= -1, text
        assert right <= chart.width + 1, text
        assert top >= -1, text
        assert bottom <= chart.height + 1, text


def some_dots(language: str, values: list[str | None]) -> Chart:
    labels = ARABIC if language == "ar" else FRENCH
    decimals = [None if value is None else Decimal(value) for value in values]
    rows = [
        DotRow(label, [value], ["" if value is None else format_number(value, language)], "manquant")
        for label, value in zip(labels, decimals, strict=True)
    ]
    return dot_plot(
        ("Titre & <unité>", "Description"),
        rows,
        ("Maroc 21,3", Decimal("21.3")),
        language,
        lambda value, digits: format_number(value, language, digits),
    )


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize(
    "values",
    [
        ["19.6", "30.4", "23.3", "26.6", "10.6"],
        ["0", "0", "0", "0", "0"],
        ["5", None, None, None, "5"],
        ["7688967", "219965", "4892393", None, "1"],
        ["-3.5", "2.5", "0", "1", "12"],
    ],
)
def test_labels_of_a_dot_plot_neither_overlap_nor_leave_it(language: str, values: list[str | None]) -> None:
    chart = some_dots(language, values)
    root = drawn(chart)
    assert_no_overlap(root)
    assert_inside(chart, root)


def test_arabic_dots_run_from_right_to_left_in_isolates() -> None:
    values: list[str | None] = ["10", "20", "30", "40", "50"]

    def first_move(chart: Chart) -> list[float]:
        paths = [path.get("d", "") for path in drawn(chart).iter(f"{SVG}path") if path.get("class") == "chart-s0"]
        return [float(re.match(r"M([\d.]+)", path)[1]) for path in paths]  # type: ignore[index]

    assert first_move(some_dots("fr", values)) == sorted(first_move(some_dots("fr", values)))
    assert first_move(some_dots("ar", values)) == sorted(first_move(some_dots("ar", values)), reverse=True)
    root = drawn(some_dots("ar", values))
    assert root.get("direction") == "ltr"
    assert all((text.text or "").startswith("\u2067") for text in root.iter(f"{SVG}text"))


def test_time_runs_from_left_to_right_in_every_language() -> None:
    points = [TrendPoint(2014.5, Decimal(10), joins=False), TrendPoint(2024.5, Decimal(20), joins=True)]
    for language, names in (("fr", FRENCH), ("ar", ARABIC)):
        panels = [TrendPanel(name, points, "10", "20") for name in names]
        chart = trend_panels(
            ("Titre", "Description"),
            panels,
            ("Maroc", points),
            ("2014", "2024"),
            language,
            lambda value, digits: format_number(value, "fr", digits),
        )
        root = drawn(chart)
        assert_inside(chart, root)
        lines = [path.get("d", "") for path in root.iter(f"{SVG}path") if path.get("class") == "chart-line"]
        for line in lines:
            first, second = re.findall(r"[ML]([\d.]+) ", line)
            assert float(first) < float(second)


def test_a_line_breaks_where_values_do_not_compare() -> None:
    points = [
        TrendPoint(2014, Decimal(1), False),
        TrendPoint(2019, Decimal(2), False),
        TrendPoint(2024, Decimal(3), True),
    ]
    panel = TrendPanel("Oriental", points, "1", "3")
    chart = trend_panels(
        ("Titre", ""),
        [panel],
        ("", ()),
        ("2014", "2024"),
        "fr",
        lambda value, digits: format_number(value, "fr", digits),
    )
    line = next(path.get("d", "") for path in drawn(chart).iter(f"{SVG}path") if path.get("class") == "chart-line")
    assert [step[0] for step in re.findall(r"[ML][\d.]+", line)] == ["M", "M", "L"]


def test_the_map_fills_rates_circles_counts_and_hatches_the_hidden() -> None:
    values = {code: MapValue(Decimal(number * 3), str(number * 3)) for number, code in enumerate(NAMES, start=1)}
    values["05"] = MapValue(None, "masqué", suppressed=True)
    values["06"] = MapValue(None, "manquant")
    filled = drawn(draw_map(values, {}, NAMES, ("Titre", "Description"), "fr"))
    classes = [path.get("class", "") for path in filled.iter(f"{SVG}path")]
    assert sum("chart-q" in name for name in classes) == 10
    assert sum(name == "chart-outline" for name in classes) == 1
    assert sum("chart-none" in name for name in classes) == 1
    assert filled.find(f"{SVG}defs/{SVG}pattern") is not None
    swatches = [rect.get("class", "")[-1] for rect in filled.iter(f"{SVG}rect")]
    assert swatches == [str(number) for number in range(len(swatches))]
    assert {name[-1] for name in classes if "chart-q" in name} <= set(swatches)
    round_map = drawn(draw_map(values, {}, NAMES, ("Titre", "Description"), "fr", circles=True))
    radii = [float(circle.get("r", "0")) for circle in round_map.iter(f"{SVG}circle")]
    of_regions, of_legend = radii[:10], radii[10:]
    assert of_regions == sorted(of_regions, reverse=True)
    assert (of_regions[0] / of_regions[-1]) ** 2 == pytest.approx(12, rel=0.1)
    assert (of_regions[0] / of_legend[0]) ** 2 == pytest.approx(36 / 30, rel=0.1)


def test_the_map_of_the_network_leads_to_each_region() -> None:
    links = {code: f"/regions/{code}" for code in NAMES}
    root = etree.fromstring(
        str(region_map(None, links, NAMES, "Régions", "Carte", "fr", highlighted=frozenset({"01"}))).encode()
    )
    anchors = list(root.iter(f"{SVG}a"))
    assert [anchor.get("href") for anchor in anchors] == list(links.values())
    assert [anchor.get("aria-label") for anchor in anchors] == list(NAMES.values())
    assert root.get("role") == "group"


def test_drawings_are_light_on_the_wire() -> None:
    values = {code: MapValue(Decimal(number), str(number)) for number, code in enumerate(NAMES)}
    full_map = str(draw_map(values, {}, NAMES, ("Titre", "Description"), "fr").render())
    assert len(gzip.compress(full_map.encode(), 5)) < 10_000
    dots = str(some_dots("fr", ["19.6", "30.4", "23.3", "26.6", "10.6"]).render())
    assert len(gzip.compress(dots.encode(), 5)) < 1_500


def corners(path: str) -> set[tuple[int, int]]:
    """Absolute corners of a path of relative moves."""
    found = set()
    for ring in re.findall(r"M[^z]+z", path):
        x, y, *steps = [int(number) for number in re.findall(r"-?\d+", ring)]
        found.add((x, y))
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            found.add((x, y))
    return found


def test_neighbouring_regions_share_their_corners() -> None:
    """Rounded to whole numbers, no border tears: every region meets another in many of the very same points."""
    shapes = {shape.code: corners(shape.path) for shape in morocco().regions}
    assert list(shapes) == list(NAMES)
    for code, points in shapes.items():
        assert max(len(points & other) for name, other in shapes.items() if name != code) >= 10


def test_a_file_carries_its_colours_title_and_credit() -> None:
    text = standalone(some_dots("fr", ["1", "2", "3", "4", "5"]), "Source : HCP")
    root = etree.fromstring(text.encode())
    words = [node.text for node in root.iter(f"{SVG}text")]
    assert root.find(f"{SVG}style") is not None
    assert "Titre & <unité>" in words
    assert "Source : HCP" in words
    assert root.get("width")


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_ticks_cover_the_values_with_few_round_numbers(one: int, other: int) -> None:
    low, high = min(one, other) / 100, max(one, other) / 100
    ticks = nice_ticks(low, high)
    assert ticks[0] <= low + abs(low) * 1e-6
    assert ticks[-1] >= high - abs(high) * 1e-6
    assert 2 <= len(ticks) <= 7
    assert ticks == sorted(ticks)


def test_tick_labels_have_the_digits_they_need() -> None:
    assert tick_decimals([0, 10, 20]) == 0
    assert tick_decimals([0, 0.25, 0.5]) == 2


def test_a_mirrored_scale_runs_backwards() -> None:
    assert Scale(0, 100, 300, 100)(25) == 250


def test_numbers_are_written_as_each_language_does() -> None:
    assert format_number(Decimal("36828330"), "fr") == "36\u202f828\u202f330"
    assert format_number(Decimal("36828330.5"), "ar") == "36.828.330,5"
    assert format_number(Decimal("1234.50"), "en") == "1,234.50"
    assert format_number(Decimal("2.45"), "fr", 1) == "2,5"
    assert format_number(Decimal("1.5"), "fr", signed=True) == "+1,5"
    assert format_number(Decimal("-1.5"), "ar") == "\u2066−1,5\u2069"


def test_long_labels_end_in_an_ellipsis() -> None:
    assert shorten("Oriental", 13, 200) == "Oriental"
    short = shorten("Laâyoune-Sakia El Hamra", 13, 80)
    assert short.endswith("…")
    assert text_width(short, 13) <= 80
