"""What tests of batches share: files made on the spot, a bucket on a real server."""

import json
import logging
import urllib.request
import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import fsspec
import numpy as np
import pytest

MakeWav = Callable[..., Path]


@pytest.fixture
def make_wav() -> MakeWav:
    """Write a tone of 16-bit PCM: ``make_wav(path, seconds=1.0, channels=2)``."""

    def write(path: Path, seconds: float = 1.0, channels: int = 2) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        t = np.arange(int(seconds * 8_000) * channels) // channels / 8_000
        tone = (8_000 * np.sin(2 * np.pi * 300 * t)).astype("<i2")
        with wave.open(str(path), "wb") as file:
            file.setnchannels(channels)
            file.setsampwidth(2)
            file.setframerate(8_000)
            file.writeframes(tone.tobytes())
        return path

    return write


@pytest.fixture
def transcript() -> bytes:
    """A call of four seconds in words."""
    said = {"speaker": "agent", "start_ms": 500, "end_ms": 4_000, "text": "Hello?"}
    form = {"schema": "coach.transcript/1", "utterances": [said]}
    return json.dumps(form).encode()


@pytest.fixture
def memory() -> Iterator[fsspec.AbstractFileSystem]:
    """Fsspec's file system in memory, empty again afterwards."""
    fs = fsspec.filesystem("memory")
    yield fs
    fs.store.clear()
    fs.pseudo_dirs[:] = [""]


class S3(SimpleNamespace):
    """A server of the S3 protocol and its client."""

    url: str

    def put(self, key: str, body: bytes) -> str:
        """Put an object into the bucket ``calls``; return its address."""
        self.client.put_object(Bucket="calls", Key=key, Body=body)
        return f"s3://calls/{key}"

    def check_keys(self, wanted: bool) -> None:
        """Have the server check from now on who asks, or no longer."""
        count = b"0" if wanted else b"inf"
        request = urllib.request.Request(
            f"{self.url}/moto-api/reset-auth",
            data=count,
            headers={"Content-Type": "text/plain"},
        )
        urllib.request.urlopen(request).close()


@pytest.fixture(scope="module")
def s3() -> Iterator[S3]:
    """A real S3 server of this process, with the empty bucket ``calls``."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "key")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_ENDPOINT_URL", url)
        patch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        client = boto3.client("s3")
        client.create_bucket(Bucket="calls")
        yield S3(url=url, client=client)
        client.close()
        fsspec.get_filesystem_class("s3").clear_instance_cache()
    server.stop()
