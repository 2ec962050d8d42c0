"""An S3 server of the tests' own, from a package."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest

_NUMBERS = count()


@contextmanager
def serve_s3() -> Iterator[str]:
    """Set the environment so that ``s3://`` is a server on this machine, and yield the URL of a new bucket."""
    pytest.importorskip("s3fs", reason="s3fs is not installed: pip install '.[s3]'")
    moto = pytest.importorskip("moto.server", reason="moto is not installed: pip install '.[test]'")
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {
            "AWS_ENDPOINT_URL_S3": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": "us-east-1",
            "no_proxy": f"{host},localhost",
        }.items():
            patch.setenv(name, value)
        import fsspec

        fsspec.filesystem("s3").clear_instance_cache()
        bucket = f"bucket-{os.getpid()}-{next(_NUMBERS)}"
        fsspec.filesystem("s3").mkdir(bucket)
        try:
            yield f"s3://{bucket}/news"
        finally:
            server.stop()


def s3_environment() -> dict[str, str]:
    """The variables that other processes need to see the server."""
    names = ("AWS_ENDPOINT_URL_S3", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "no_proxy")
    return {name: os.environ[name] for name in names if name in os.environ}
