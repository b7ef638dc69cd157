"""The master key: made once, read by its owner only, never written over."""

import stat
from pathlib import Path

import pytest

from db import load_or_create_master
from model.errors import StorageError


def draw(size: int) -> bytes:
    return b"k" * size


def never(_size: int) -> bytes:
    raise AssertionError("a new key was asked for")


def test_a_key_is_made_once_and_then_read(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    assert load_or_create_master(path, draw) == b"k" * 32
    assert load_or_create_master(path, never) == b"k" * 32


def test_file_and_folder_are_for_their_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"
    load_or_create_master(path, draw)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [p.name for p in path.parent.iterdir()] == ["master.key"]


@pytest.mark.parametrize("content", [b"", b"short", b"k" * 33])
def test_a_file_that_holds_no_key_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "keys" / "master.key"
    path.parent.mkdir(mode=0o700)
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(StorageError, match="backup"):
        load_or_create_master(path, never)
    assert path.read_bytes() == content


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o666])
def test_a_key_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keys" / "master.key"
    load_or_create_master(path, draw)
    path.chmod(mode)
    with pytest.raises(StorageError, match=f"chmod 600 {path}"):
        load_or_create_master(path, never)


@pytest.mark.parametrize("mode", [0o755, 0o750, 0o701])
def test_a_folder_that_others_can_enter_is_refused_with_the_remedy(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "keys"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(StorageError, match=f"chmod 700 {folder}"):
        load_or_create_master(folder / "master.key", never)
    assert list(folder.iterdir()) == []


def test_of_two_processes_that_start_at_once_both_get_the_key_of_the_faster_one(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.key"

    def slower(size: int) -> bytes:
        if size == 32:
            assert load_or_create_master(path, lambda n: b"f" * n) == b"f" * 32
        return b"s" * size

    assert load_or_create_master(path, slower) == b"f" * 32
    assert [p.name for p in path.parent.iterdir()] == ["master.key"]


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be made"):
        load_or_create_master(tmp_path / "file" / "keys" / "master.key", never)
