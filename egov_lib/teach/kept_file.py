"""Keep what a student makes in one small file beside the notebooks, never half written.

The answers and the case file are kept in the same way. A change is made inside `changing`: the file
is read again under a lock, because another notebook may have written to it, and is then written
aside and renamed. What stands in its place and can't be read is kept under another name. What
can't be written is held as long as the kernel runs, and `problem` says so.

What it does not do: know what is in a file. `read`, `as_text` and `merge` come with it.
"""

from __future__ import annotations

import copy
import datetime as dt
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from egov_lib.findings import DataError, whole_characters
from egov_lib.read.writing import locked, write_whole
from egov_lib.show.messages import language, say

Content = TypeVar("Content")
MOST_BYTES = 1_000_000  # of a file; what is larger is another file


@dataclass
class Session(Generic[Content]):
    """What this kernel knows of a file.

    held: the content as it last was, for a folder that can't be written to
    is_unsaved: whether it could not be written to the file
    problem: what the student must know about the file, or ""
    after_saving: what is called after each change
    """

    held: Content
    is_unsaved: bool = False
    problem: str = ""
    after_saving: Callable[[], None] | None = None


@dataclass(frozen=True)
class KeptFile(Generic[Content]):
    """How a file is kept.

    name: of the file
    read: makes content of its bytes and of what it is called in a message; `DataError` otherwise
    as_text: writes content as the text of the file
    merge: adds a second content to the first
    language_of: "en", "zh", or "" for the language that was chosen for all
    not_saved: the sentence of `messages` for a change that could not be written
    """

    name: str
    read: Callable[[bytes, str], Content]
    as_text: Callable[[Content], str]
    merge: Callable[[Content, Content], object]
    language_of: Callable[[Content], str] = lambda _content: ""
    not_saved: str = "not_saved"

    def path(self) -> Path:
        """Where the file is: the same for all notebooks, in whichever folder they are."""
        here = Path.cwd()
        is_below = here.name in ("labs", "instructor")
        return (here.parent if is_below else here) / self.name

    def load(self, session: Session[Content]) -> Content:
        """Load the content.

        What the kernel holds is returned where there is no file that can be read, and merged in
        where the last change could not be written.
        """
        try:
            content = self.read(read_bytes(self.path(), self.name), self.name)
        except (OSError, DataError):
            return copy.deepcopy(session.held)
        if session.is_unsaved:
            self.merge(content, copy.deepcopy(session.held))
        return content

    @contextmanager
    def changing(self, session: Session[Content]) -> Iterator[Content]:
        """Hand out the content, to be changed inside a `with`, and save it after that."""
        path = self.path()
        session.problem = ""
        with ExitStack() as stack:
            try:
                stack.enter_context(locked(path))
                is_locked = True
            except OSError as error:
                self._note_failure(session, error)
                is_locked = False
            content = self.load(session)
            yield content
            session.held = copy.deepcopy(content)
            if is_locked:
                self._write(path, content, session)
        if session.after_saving is not None:
            session.after_saving()

    def _write(
        self, path: Path, content: Content, session: Session[Content]
    ) -> None:
        try:
            self._put_unreadable_aside(path, session)
            write_whole(path, self.as_text(content).encode("utf-8"))
            session.is_unsaved = False
        except OSError as error:
            self._note_failure(session, error)

    def _note_failure(self, session: Session[Content], error: OSError) -> None:
        """Remember that the file lacks the last change, and why."""
        session.is_unsaved = True
        why = error.strerror or str(error)
        lang = self._language(session)
        session.problem = say(self.not_saved, lang, file=self.name, why=why)

    def _put_unreadable_aside(
        self, path: Path, session: Session[Content]
    ) -> None:
        """Rename what is in the place of the file and can't be read: it may be worth saving."""
        try:
            self.read(read_bytes(path, self.name), self.name)
        except FileNotFoundError:
            return
        except DataError:
            now = dt.datetime.now(dt.UTC)
            kept = path.with_name(
                f"{path.stem}-unreadable-{now:%Y%m%d-%H%M%S}.json"
            )
            os.replace(path, kept)
            session.problem = say(
                "not_readable",
                self._language(session),
                file=self.name,
                kept=kept.name,
            )

    def _language(self, session: Session[Content]) -> str:
        return self.language_of(session.held) or language()


def read_bytes(path: Path, who: str) -> bytes:
    """Read a file, and never more of it than such a file can hold.

    Raises `DataError`, which calls the file *who*, for a folder or a device, and `OSError` where
    there is no file or it may not be read.
    """
    if path.exists() and not path.is_file():
        raise DataError(
            f"{who} is a folder or a device: choose a file that you downloaded here"
        )
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def plain(text: str, most: int) -> str:
    """Cut a text to *most* characters, and replace halves of characters, which no file can hold.

    Raises `TypeError` for anything but a text.

    >>> plain("whole", 3)
    'who'
    """
    return whole_characters(text[:most])


def minute() -> str:
    """This minute in UTC, as it is written in the files.

    >>> len(minute())
    17
    """
    return f"{dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%MZ}"


def json_files(folder: Path) -> list[Path]:
    """The students' files of a folder, whichever way their names are written."""
    if not folder.is_dir():
        return []
    named = [
        path for path in folder.iterdir() if not path.name.startswith(".")
    ]
    return sorted(path for path in named if path.suffix.lower() == ".json")
