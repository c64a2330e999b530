"""Files in a bucket: the same behaviour as in a folder, against moto's server."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from flask import Flask
from moto.server import ThreadedMotoServer

from hub.core.clock import utcnow
from hub.core.db import db
from hub.core.file_settings import read_file_settings
from hub.core.registry import Ref
from hub.network.demo import DemoPeople
from hub.services.files.actions import attach, detach
from hub.services.files.cleaning import GRACE, clean
from hub.services.files.s3 import S3Storage
from hub.services.files.storage import Storage, StorageDown
from tests.factories.jobs import run_jobs
from tests.services.files.documents import pdf

KEY = "ab" * 32


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Storage]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    url = f"s3://hub/files?endpoint={endpoint}&region=eu-west-3"
    settings = read_file_settings({"HUB_STORAGE_URL": url})
    assert settings.bucket is not None
    client = boto3.client("s3", endpoint_url=endpoint, region_name="eu-west-3")
    client.create_bucket(Bucket="hub", CreateBucketConfiguration={"LocationConstraint": "eu-west-3"})
    yield S3Storage(settings.bucket)
    for entry in client.list_objects_v2(Bucket="hub").get("Contents", ()):
        client.delete_object(Bucket="hub", Key=entry["Key"])
    client.delete_bucket(Bucket="hub")


def test_a_bucket_keeps_opens_lists_and_forgets(bucket: Storage, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_bytes(b"x" * 100_000)
    bucket.check()
    bucket.put(KEY, source)
    with bucket.open(KEY) as stored:
        assert stored.read(10) + stored.read() == b"x" * 100_000
    assert list(bucket.stored(utcnow() + timedelta(minutes=1))) == [KEY]
    assert list(bucket.stored(utcnow() - timedelta(minutes=1))) == []
    bucket.delete(KEY)
    bucket.delete(KEY)
    for key in (KEY, "../../etc/passwd"):
        with pytest.raises(FileNotFoundError):
            bucket.open(key)


def test_a_bucket_that_is_away_is_said_to_be(bucket: Storage) -> None:
    away = S3Storage(replace(bucket._bucket, endpoint="http://127.0.0.1:1"))  # type: ignore[attr-defined]
    for act in (away.check, lambda: away.open(KEY), lambda: list(away.stored(utcnow()))):
        with pytest.raises(StorageDown):
            act()
    missing = S3Storage(replace(bucket._bucket, name="no-such-bucket"))  # type: ignore[attr-defined]
    with pytest.raises(StorageDown):
        missing.check()


def test_the_whole_way_through_a_bucket(context: Flask, people: DemoPeople, bucket: Storage) -> None:
    store = replace(context.extensions["files"], storage=bucket)
    context.extensions["files"] = store
    file = attach(store, people["organiser"], Ref("practice", 1), io.BytesIO(pdf(["Charte"])), "a.pdf")
    key = file.sha256
    run_jobs(db.session)
    later = utcnow() + GRACE + timedelta(hours=1)
    assert sorted(bucket.stored(later)) == [key, f"{key}-thumbnail"]
    db.session.refresh(file)
    assert (file.blob.reading, file.blob.pages, file.blob.has_thumbnail) == ("done", 1, True)
    detach(db.session, [file])
    db.session.commit()
    assert clean(db.session, store, later) == 1
    assert list(bucket.stored(later)) == []


@pytest.mark.parametrize(
    "settings",
    [
        {"HUB_STORAGE_URL": "s3://"},
        {"HUB_STORAGE_URL": "https://bucket.example"},
        {"HUB_STORAGE_URL": "s3://key:secret@bucket"},
        {"HUB_STORAGE_URL": "s3://bucket?other=1"},
        {"HUB_CLAMD_URL": "tcp://127.0.0.1"},
        {"HUB_STORAGE_LIMIT_MB": "-1"},
    ],
)
def test_a_malformed_setting_is_told_without_its_secrets(settings: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=re.escape(next(iter(settings)))) as told:
        read_file_settings(settings)
    assert "secret@" not in str(told.value)
