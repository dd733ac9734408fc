"""Write a file so that it is always whole: the old one, or the new one.

A file that is opened for writing is empty at first, and stays so if the disk is full. So the bytes
go to a file beside it, which then takes its name: that happens in one step. Two programs that
change the same file also need a lock, or the second undoes what the first has written.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

PATIENCE = 5.0  # seconds to wait for another program
PAUSE = 0.02  # seconds between two tries


def write_whole(path: str | Path, content: bytes) -> None:
    """Write *content* to *path*; if that fails, what was there before is there still.

    Raises `OSError` as writing does, when the disk is full or the file may not be written to.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_whole(Path(folder, "x.txt"), b"whole")
    ...     [(path.name, path.read_bytes()) for path in Path(folder).iterdir()]
    [('x.txt', b'whole')]
    """
    path = Path(os.path.realpath(path))  # a link stays a link
    # A device, a pipe: nothing to keep whole
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(f"{path} may not be written to")
    aside = beside(path)
    try:
        _write_to_disk(aside, content)
        if path.exists():
            shutil.copymode(path, aside)
        os.replace(aside, path)
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return a name in the same folder that nothing has yet."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")


def _write_to_disk(path: Path, content: bytes) -> None:
    """Write a new file, and return when the disk has it."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextlib.contextmanager
def locked(path: str | Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Let one program at a time do what is inside `with locked(path):`.

    The lock is a hidden file beside *path*. The system frees it when its program ends, however that
    happens. Where the system has no such locks (a browser, some network drives) there is none.

    Raises `TimeoutError` if another program has held the lock for *patience* seconds, and `OSError`
    where no file can be made beside *path*.
    """
    path = Path(os.path.realpath(path))
    lock = path.with_name(f".{path.name}.lock")
    with lock.open("ab") as file:
        until = time.monotonic() + patience
        while not _try_to_lock(file.fileno()):
            if time.monotonic() > until:
                raise TimeoutError(
                    f"another program is writing to {path.name}"
                )
            time.sleep(PAUSE)
        yield  # closing the file frees the lock


def _try_to_lock(number: int) -> bool:
    """Lock an open file, if nobody else has; True as well where the system has no locks."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        return _try_to_lock_on_windows(number)
    try:
        flock(number, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network drive without locks
        return True
    return True


def _try_to_lock_on_windows(number: int) -> bool:
    try:
        import msvcrt
    except ImportError:  # in a browser, where nobody else runs
        return True
    os.lseek(number, 0, os.SEEK_SET)
    try:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def write_json(path: str | Path, data: object) -> None:
    """Write *data* as JSON in one line, without room between its parts.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_json(Path(folder, "x.json"), {"网": [1, 2]})  # network
    ...     Path(folder, "x.json").read_text(encoding="utf-8")
    '{"网":[1,2]}\\n'
    """
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    write_whole(path, f"{written}\n".encode())
