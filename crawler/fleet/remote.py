"""Local and remote files; remote ones are read and written by fsspec.

https://filesystem-spec.readthedocs.io/
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_PACKAGES = {"s3": "s3fs", "http": "aiohttp", "https": "aiohttp"}
"""The package that fsspec needs, by scheme."""


class BadAddress(Exception):
    """A URL that fsspec cannot open, or not without packages of the extra ``s3``; the message is one sentence."""


def is_remote(path: str) -> bool:
    """Return whether a path is a URL rather than a local file.

    >>> is_remote("s3://bucket/a.warc.gz"), is_remote("C:\\\\a.warc"), is_remote("a/b.warc.gz")
    (True, False, False)
    """
    return _ADDRESS.match(path) is not None


def check_address(path: str) -> None:
    """Load the packages that open a URL, but start no thread, so that processes may be forked afterwards.

    :raises BadAddress: if no file system supports the URL, or a package is not installed.
    """
    scheme = _ADDRESS.match(path)
    assert scheme
    needed = ["fsspec", _PACKAGES.get(scheme[1].lower(), "fsspec")]
    if missing := sorted({package for package in needed if find_spec(package) is None}):
        raise BadAddress(f'{scheme[0]} needs {" and ".join(missing)}: pip install "copydesk[s3]".')
    import fsspec

    try:
        fsspec.get_filesystem_class(scheme[1].lower())
    except (ValueError, ImportError) as error:
        raise BadAddress(f"{path} cannot be opened: {error}.") from error


def open_filesystem(path: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it.

    :raises BadAddress: see :func:`check_address`.
    """
    check_address(path)
    import fsspec

    try:
        system, name = fsspec.core.url_to_fs(path, use_listings_cache=False)  # others write there, too
    except (ValueError, ImportError) as error:
        raise BadAddress(f"{path} cannot be opened: {error}.") from error
    return system, name


def fetch(path: str, target: Path) -> None:
    """Copy a remote file to a new local file.

    :raises OSError: if it does not exist, or the disk is full.
    :raises BadAddress: see :func:`open_filesystem`.
    """
    system, name = open_filesystem(path)
    system.get_file(name, str(target))


class Folder:
    """A local or remote folder of outputs. Files appear when they are complete."""

    def __init__(self, path: str) -> None:
        """:raises BadAddress: see :func:`open_filesystem`."""
        self.path = path
        self._system: Any = None
        self._root = path
        if is_remote(path):
            self._system, self._root = open_filesystem(path)

    def scratch(self) -> Path | None:
        """The folder for unfinished files; None: any."""
        return None if self._system else Path(self._root)

    @contextmanager
    def _at(self, name: str) -> Iterator[str]:
        """Yield the path of a file in its file system; errors have its whole URL."""
        with as_os_error(f"{self.path.rstrip('/')}/{name}"):
            yield f"{self._root.rstrip('/')}/{name}"

    def take(self, file: Path, name: str) -> None:
        """Move a closed local file into the folder, under a name."""
        with self._at(name) as target:
            if self._system:
                self._system.put_file(str(file), target)
                file.unlink()
                return
            folder = Path(target).parent
            folder.mkdir(parents=True, exist_ok=True)
            os.replace(file, target)
            _sync_folder(folder)

    def rename(self, name: str, new: str) -> None:
        """Rename a file; another process may have renamed it already. A remote one is copied and deleted.

        :raises FileNotFoundError: if there is neither of them.
        """
        try:
            with self._at(name) as old, self._at(new) as target:
                if self._system:
                    self._system.cp_file(old, target)
                else:
                    os.replace(old, target)
                    _sync_folder(Path(target).parent)
        except FileNotFoundError:
            if self.size(new) is None:
                raise
        if self._system:
            self.delete(name)

    def delete(self, name: str) -> None:
        """Delete a file, if it is there."""
        with suppress(FileNotFoundError), self._at(name) as target:
            if self._system:
                self._system.rm_file(target)
            else:
                Path(target).unlink()

    def read(self, name: str) -> bytes | None:
        """Return the bytes of a small file; None if it does not exist."""
        with suppress(FileNotFoundError), self._at(name) as target:
            return bytes(self._system.cat_file(target)) if self._system else Path(target).read_bytes()
        return None

    def size(self, name: str) -> int | None:
        """Return the size of a file in bytes; None if it does not exist."""
        with suppress(FileNotFoundError), self._at(name) as target:
            return int(self._system.size(target)) if self._system else Path(target).stat().st_size
        return None

    def modified(self, name: str) -> float | None:
        """Return the Unix time at which a file was written; None if it does not exist."""
        with suppress(FileNotFoundError), self._at(name) as target:
            return float(self._system.modified(target).timestamp() if self._system else Path(target).stat().st_mtime)
        return None

    def names(self, ending: str) -> list[str]:
        """Return the sorted names of files with an ending, including those in folders below."""
        root = self._root.rstrip("/")
        with as_os_error(self.path):
            found = self._system.find(root) if self._system else _files(root)
        return sorted(path[len(root) + 1 :] for path in found if path.endswith(ending))


@contextmanager
def as_os_error(path: str) -> Iterator[None]:
    """Raise the errors of the library that a remote file system is made of as ``OSError`` with the path.

    They say what is wrong in ``strerror``.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise FileNotFoundError(errno.ENOENT, error.strerror or "There is no such bucket or file", path) from error
    except OSError as error:
        if error.strerror is None:
            error.strerror = " ".join(str(error).split()) or type(error).__name__
        error.filename = path
        raise
    except Exception as error:
        raise OSError(0, f"{type(error).__name__}: {error}", path) from error


def _files(root: str) -> list[str]:
    return [os.path.join(folder, name) for folder, _, names in os.walk(root) for name in names]


def _sync_folder(path: Path) -> None:
    """Flush a folder to the disk, so that a renamed file survives a loss of power."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
