"""Images made anew: turned upright, in sRGB, without EXIF or anything else that is not the picture."""

import io
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from hub.services.parsing.pages import Unreadable

FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 5_000
"""A page of A3 at 300 dpi; larger pictures are reduced."""
THUMBNAIL_SIDE = 480
_SAVING: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 88, "progressive": True},
    "PNG": {},
    "WEBP": {"quality": 88, "method": 4},
}
_MODES = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}, "WEBP": {"RGB", "RGBA"}}


def remake(source: Path, media_type: str, folder: Path) -> dict[str, Any]:
    """Writes `image` and `thumbnail` into `folder`; returns the image's size in pixels. Raises Unreadable (`pixels`,
    `moving`, `damaged`)."""
    Image.MAX_IMAGE_PIXELS = None
    kind = FORMATS[media_type]
    try:
        with Image.open(source, formats=(kind,)) as opened:
            picture = _picture(opened, kind)
            picture.save(folder / "image", kind, **_SAVING[kind])
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise Unreadable("damaged") from error
    write_thumbnail(picture, folder)
    return {"width": picture.width, "height": picture.height}


def _picture(opened: Image.Image, kind: str) -> Image.Image:
    if opened.width * opened.height > MOST_PIXELS:
        raise Unreadable("pixels")
    if kind != "JPEG" and getattr(opened, "n_frames", 1) > 1:
        raise Unreadable("moving")
    if kind == "JPEG":
        opened.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(opened)
    coloured = _in_srgb(upright)
    if coloured.mode not in _MODES[kind]:
        has_alpha = kind != "JPEG" and coloured.has_transparency_data
        coloured = coloured.convert("RGBA" if has_alpha else "RGB")
    coloured.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    kept = {"transparency"} if kind == "PNG" else set()
    for name in set(coloured.info) - kept:
        del coloured.info[name]
    return coloured


def _in_srgb(image: Image.Image) -> Image.Image:
    """The profile goes with the rest of the metadata, so the colours are converted first. A broken profile is ignored,
    as browsers do."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in {"RGB", "CMYK", "L"}:
        return image
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return converted or image


def write_thumbnail(image: Image.Image, folder: Path) -> None:
    """A WebP of at most 480 pixels a side."""
    small = image if image.mode in {"L", "RGB", "RGBA"} else image.convert("RGBA")
    small = small.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    small.info = {}
    small.save(folder / "thumbnail", "WEBP", quality=75, method=4)
