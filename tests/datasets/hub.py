"""A server that takes a dataset as the hub of Hugging Face does: card, large files by Git LFS, a commit.

API: https://huggingface.co/docs/hub/api. Nothing is checked here; what arrives is kept.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

COMMIT = "0" * 40


@dataclass
class Hub:
    """What was uploaded: the files of the commit, by path."""

    address: str = ""
    large: dict[str, bytes] = field(default_factory=dict)
    """Contents by SHA-256, before a commit names them."""
    files: dict[str, bytes] = field(default_factory=dict)

    def answer(self, path: str, body: bytes) -> dict[str, Any]:
        """Return the answer to a request."""
        if path.startswith("/large/"):
            self.large[path.rpartition("/")[2]] = body
            return {}
        if path.endswith("/preupload/main"):
            names = [file["path"] for file in json.loads(body)["files"]]
            modes = {name: "lfs" if name.endswith(".parquet") else "regular" for name in names}
            return {
                "files": [{"path": name, "uploadMode": mode, "shouldIgnore": False} for name, mode in modes.items()]
            }
        if path.endswith("/info/lfs/objects/batch"):
            objects = json.loads(body)["objects"]
            return {"transfer": "basic", "objects": [one | self._upload(one["oid"]) for one in objects]}
        if path.endswith("/commit/main"):
            self._commit([json.loads(line) for line in body.splitlines()])
            return {
                "success": True,
                "commitOid": COMMIT,
                "commitUrl": f"{self.address}/datasets/daily/news/commit/{COMMIT}",
            }
        if path == "/api/repos/create":
            return {"url": f"{self.address}/datasets/daily/news"}
        return {"id": "daily/news", "sha": COMMIT, "siblings": [], "errors": [], "warnings": []}

    def _upload(self, oid: str) -> dict[str, Any]:
        return {"actions": {"upload": {"href": f"{self.address}/large/{oid}"}}}

    def _commit(self, lines: list[dict[str, Any]]) -> None:
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                self.files[value["path"]] = base64.b64decode(value["content"])
            elif line["key"] == "lfsFile":
                self.files[value["path"]] = self.large[value["oid"]]


@contextmanager
def served() -> Iterator[Hub]:
    """A hub on this machine."""
    hub = Hub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            data = json.dumps(hub.answer(self.path.partition("?")[0], body)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PUT = answer

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
