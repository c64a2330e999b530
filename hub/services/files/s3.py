"""The bytes in a bucket of an S3 service."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from hub.core.file_settings import Bucket
from hub.services.files.storage import StorageDown, checked_key

_CONNECT_SECONDS, _READ_SECONDS, _ATTEMPTS = 3, 15, 2
_PROBE_SECONDS = 1
_MISSING = {"NoSuchKey", "404", "NotFound"}


class S3Storage:
    """`prefix/ab/cd/abcd…` in a bucket. Objects are private: every file goes through the hub, with the rights of the
    moment and the headers that keep it harmless."""

    def __init__(self, bucket: Bucket) -> None:
        import boto3  # 30 MB of memory: only hubs that keep their files there load it
        from botocore import exceptions
        from botocore.config import Config

        self._bucket = bucket
        self._errors = (exceptions.BotoCoreError, exceptions.ClientError, exceptions.HTTPClientError)
        self._refusal = exceptions.ClientError

        def client(connect: int, read: int, attempts: int) -> Any:
            retries = {"total_max_attempts": attempts, "mode": "standard"}
            config = Config(connect_timeout=connect, read_timeout=read, retries=retries)
            return session.client("s3", endpoint_url=bucket.endpoint, region_name=bucket.region, config=config)

        session = boto3.session.Session()
        self._client = client(_CONNECT_SECONDS, _READ_SECONDS, _ATTEMPTS)
        self._probe = client(_PROBE_SECONDS, _PROBE_SECONDS, 1)

    def put(self, key: str, quarantined: Path) -> None:
        with self._asking(), quarantined.open("rb") as source:
            self._client.put_object(Bucket=self._bucket.name, Key=self._key(key), Body=source)

    def open(self, key: str) -> IO[bytes]:
        with self._asking():
            found = self._client.get_object(Bucket=self._bucket.name, Key=self._key(key))
        return cast(IO[bytes], found["Body"])

    def delete(self, key: str) -> None:
        with self._asking():
            self._client.delete_object(Bucket=self._bucket.name, Key=self._key(key))

    def stored(self, before: datetime) -> Iterator[str]:
        with self._asking():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self._bucket.name, Prefix=f"{self._bucket.prefix}/" if self._bucket.prefix else ""
            )
            for page in pages:
                for entry in page.get("Contents", ()):
                    if entry["LastModified"] < before:
                        yield entry["Key"].rsplit("/", 1)[-1]

    def tidy(self, before: datetime) -> int:
        """An object appears whole or not at all."""
        return 0

    def check(self) -> None:
        try:
            with self._asking():
                self._probe.head_bucket(Bucket=self._bucket.name)
        except FileNotFoundError as error:
            raise StorageDown("no such bucket") from error

    def _key(self, key: str) -> str:
        parts = [self._bucket.prefix, checked_key(key)[:2], key[2:4], key]
        return "/".join(part for part in parts if part)

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            code = error.response.get("Error", {}).get("Code") if isinstance(error, self._refusal) else ""
            if code in _MISSING:
                raise FileNotFoundError(code) from error
            raise StorageDown(type(error).__name__) from error
