"""The twelve regions as short paths on one grid of whole numbers.

Neighbours share their vertices, so rounding each vertex the same way leaves neither gap nor overlap. The projection is
equirectangular with its true scale at 29° N: for schematic maps only, never for areas or densities.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import cos, radians
from typing import Any

WIDTH = 384
MIDDLE_LATITUDE = 29.0


@dataclass(frozen=True)
class RegionShape:
    code: str
    path: str
    x: int
    y: int


@dataclass(frozen=True)
class MapGeometry:
    width: int
    height: int
    regions: tuple[RegionShape, ...]


def outlines(geometry: dict[str, Any]) -> list[list[list[float]]]:
    """All rings of a GeoJSON Polygon or MultiPolygon."""
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return [ring for polygon in polygons for ring in polygon]


@lru_cache(maxsize=1)
def morocco() -> MapGeometry:
    features = json.loads(files("hub.data").joinpath("regions.geojson").read_text("utf-8"))["features"]
    corners = [point for feature in features for ring in outlines(feature["geometry"]) for point in ring]
    west, east = min(point[0] for point in corners), max(point[0] for point in corners)
    south, north = min(point[1] for point in corners), max(point[1] for point in corners)
    squeeze = cos(radians(MIDDLE_LATITUDE))
    unit = (WIDTH - 8) / ((east - west) * squeeze)

    def place(point: list[float]) -> tuple[int, int]:
        return 4 + round((point[0] - west) * squeeze * unit), 4 + round((north - point[1]) * unit)

    shapes = []
    for feature in sorted(features, key=lambda item: str(item["id"])):
        path = "".join(ring_path([place(point) for point in ring]) for ring in outlines(feature["geometry"]))
        shapes.append(RegionShape(str(feature["id"]), path, *place(feature["properties"]["label"])))
    return MapGeometry(WIDTH, 8 + round((north - south) * unit), tuple(shapes))


def ring_path(points: list[tuple[int, int]]) -> str:
    """Relative moves of whole numbers: `m4 5 3-1 2 0z`, no space before a minus sign."""
    steps = []
    x, y = points[0]
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps.append(f"{next_x - x}{'' if next_y < y else ' '}{next_y - y}")
            x, y = next_x, next_y
    joined = "".join(step if step.startswith("-") else f" {step}" for step in steps)
    return f"M{points[0][0]} {points[0][1]}l{joined.strip()}z"
