"""Static files: read once, addressed by one digest of the whole tree, cached by browsers for a year.

One digest for everything keeps relative addresses inside CSS and JavaScript modules working. A style sheet's `@import`s are
inlined, so that a page asks for one style sheet however many files it is written in.
"""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from hub.core.settings import PROJECT_ROOT
from hub.web.access import public

STATIC_ROOT = PROJECT_ROOT / "static"
IMMUTABLE = "public, max-age=31536000, immutable"
COMPRESSIBLE = {".css", ".js", ".mjs", ".svg", ".json", ".txt"}

mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    media_type: str
    is_compressible: bool

    @cached_property
    def compressed(self) -> bytes:
        return gzip.compress(self.content, 9, mtime=0)


class Assets:
    """All files below a folder, by relative path, and the digest that stands in their addresses."""

    def __init__(self, root: Path) -> None:
        self.files = {
            path.relative_to(root).as_posix(): _load(path)
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.suffix != ".md"
        }
        digest = hashlib.sha256()
        for name, asset in self.files.items():
            digest.update(name.encode() + b"\0" + asset.content)
        self.digest = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        return f"/static/{self.digest}/{name}"


def _load(path: Path) -> Asset:
    content = _inline_imports(path).encode() if path.suffix == ".css" else path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return Asset(content, media_type, path.suffix in COMPRESSIBLE)


def _inline_imports(path: Path) -> str:
    def replace(match: re.Match[str]) -> str:
        imported = path.parent / match["name"]
        if not imported.is_file():
            return ""  # built files (fonts) are optional: pages work without them
        text = _inline_imports(imported)
        if imported.parent != path.parent:
            folder = match["name"].rpartition("/")[0]
            text = re.sub(r"url\((?!data:|#|/)['\"]?([^)'\"]+)['\"]?\)", rf'url("{folder}/\1")', text)
        return text

    return re.sub(r"@import\s+['\"](?P<name>[^'\"]+)['\"]\s*;", replace, path.read_text(encoding="utf-8"))


blueprint = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    """Read the files and offer `asset(name)` to templates."""
    assets = Assets(STATIC_ROOT)
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.address
    app.jinja_env.globals["has_asset"] = assets.files.__contains__
    app.register_blueprint(blueprint)


@blueprint.get("/static/<digest>/<path:name>")
@public
def serve(digest: str, name: str) -> Response:
    """One static file; an old digest is answered with today's file, not kept by the browser."""
    assets: Assets = current_app.extensions["assets"]
    asset = assets.files.get(name)
    if asset is None:
        abort(404)
    compress = asset.is_compressible and "gzip" in request.headers.get("Accept-Encoding", "")
    response = Response(asset.compressed if compress else asset.content, mimetype=asset.media_type)
    if compress:
        response.headers["Content-Encoding"] = "gzip"
    if asset.is_compressible:
        response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = IMMUTABLE if digest == assets.digest else "no-cache"
    return response
