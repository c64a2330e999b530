"""Where files are kept, how much of them, and who checks them: the `HUB_STORAGE_…` and `HUB_CLAMD_URL` settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Bucket:
    """`s3://bucket/prefix?endpoint=https://…&region=…`. The keys come from `AWS_ACCESS_KEY_ID` and its like."""

    name: str
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class Scanner:
    """clamd's address: a host and port, or a Unix socket."""

    host: str = ""
    port: int = 0
    path: str = ""


@dataclass(frozen=True, slots=True)
class FileSettings:
    """`bucket` None: the data folder. `person_limit`, `hub_limit`: bytes that one person's files and all files may take;
    0: as many as there is room for."""

    bucket: Bucket | None = None
    scanner: Scanner | None = None
    person_limit: int = 2_000 * MEGABYTE
    hub_limit: int = 0


def read_file_settings(environ: Mapping[str, str]) -> FileSettings:
    """Raises ValueError with a sentence an operator can act on."""
    return FileSettings(
        bucket=_bucket(environ.get("HUB_STORAGE_URL")),
        scanner=_scanner(environ.get("HUB_CLAMD_URL")),
        person_limit=_megabytes(environ, "HUB_STORAGE_PER_PERSON_MB", 2_000),
        hub_limit=_megabytes(environ, "HUB_STORAGE_LIMIT_MB", 0),
    )


def _bucket(raw: str | None) -> Bucket | None:
    if not raw:
        return None
    address = urlsplit(raw)
    given = {name: values[-1] for name, values in parse_qs(address.query).items()}
    endpoint = given.pop("endpoint", None)
    region = given.pop("region", None)
    if address.scheme != "s3" or not address.netloc or "@" in address.netloc or given:
        raise ValueError(
            "HUB_STORAGE_URL must be s3://bucket/prefix?endpoint=https://…&region=…; keys go into AWS_ACCESS_KEY_ID and"
            " AWS_SECRET_ACCESS_KEY."
        )
    if endpoint is not None and urlsplit(endpoint).scheme not in {"http", "https"}:
        raise ValueError("The endpoint in HUB_STORAGE_URL must begin with https:// or http://.")
    return Bucket(address.netloc, address.path.strip("/"), endpoint, region)


def _scanner(raw: str | None) -> Scanner | None:
    if not raw:
        return None
    address = urlsplit(raw)
    if address.scheme == "unix" and address.path:
        return Scanner(path=address.path)
    if address.scheme == "tcp" and address.hostname and address.port:
        return Scanner(address.hostname, address.port)
    raise ValueError("HUB_CLAMD_URL must be tcp://host:port or unix:///path.")


def _megabytes(environ: Mapping[str, str], name: str, default: int) -> int:
    raw = environ.get(name) or str(default)
    if not raw.isdecimal() or len(raw) > 12:
        raise ValueError(f"{name} must be a whole number of megabytes, not {raw!r}.")
    return int(raw) * MEGABYTE
