"""The directory as it is shipped, and small directories to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import directory as rooms
from directory import Directory
from directory.tables import DATA

Edit = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def shipped() -> Directory:
    return rooms.load()


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Puts a copy of one shipped file, with one text in it replaced, into a directory of local records."""

    def edit(name: str, old: str, new: str) -> Path:
        text = (DATA / name).read_text()
        assert old in text
        path = tmp_path / "local" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1))
        return tmp_path / "local"

    return edit


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of all shipped files, to take some away."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))
