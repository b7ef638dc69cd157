"""A file on the disk is there whole or not at all, and only its owner reads it."""

import stat
from pathlib import Path

import pytest

from db.vault import Vault
from model.errors import StorageError


async def test_what_is_written_is_read_again_and_only_its_owner_may(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "originals")
    assert await vault.names() == frozenset()
    await vault.write("one", b"\x00\xffbytes")
    await vault.write("one", b"again")
    assert await vault.read("one") == b"again"
    assert await vault.names() == {"one"}
    assert stat.S_IMODE((tmp_path / "originals" / "one").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "originals").stat().st_mode) == 0o700


async def test_half_a_file_is_no_file_and_is_taken_away(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    (tmp_path / "one.part").write_bytes(b"hal")
    assert await vault.names() == frozenset()
    await vault.write("one", b"whole")
    (tmp_path / "two.part").write_bytes(b"hal")
    await vault.remove_parts()
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


async def test_a_file_is_removed_once_and_removing_it_again_is_fine(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    await vault.write("one", b"x")
    await vault.remove(["one", "two"])
    await vault.remove(["one"])
    assert await vault.names() == frozenset()
    with pytest.raises(StorageError):
        await vault.read("one")


@pytest.mark.parametrize("name", ["../key", "", "a/b", ".", "x.part", "a" * 65])
async def test_a_name_never_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(StorageError, match="no name"):
        await Vault(tmp_path).write(name, b"x")


async def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="cannot be written"):
        await Vault(tmp_path / "file").write("one", b"x")
