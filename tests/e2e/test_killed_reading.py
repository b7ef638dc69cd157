"""A picture that was being fetched or read when the process was killed is read by the next one, and said once."""

import asyncio
from pathlib import Path

from sandbox.phone import Phone
from sandbox.records import MediaKind
from tests.driver import PICTURE
from tests.process import answers, machine, until


async def test_pictures_survive_a_kill_in_the_middle(tmp_path: Path) -> None:
    async with machine(tmp_path) as ours:
        await ours.starts()
        phone = ours.server.sandbox.add_person("某人")
        phone.uploads([PICTURE] * 4, MediaKind.PHOTO)
        await until(lambda: answers(phone) == 1)
        kept = tmp_path / "data" / "originals"
        await until(lambda: kept.is_dir() and any(kept.iterdir()))
        await ours.is_killed()
        assert not is_done(phone), "everything was read before the kill: the test saw nothing"
        (kept / "orphan").write_bytes(b"x")
        await ours.starts()
        await until(lambda: is_done(phone))
        await asyncio.sleep(1.5)
        status, errors = await ours.stops()
    assert (status, errors) == (0, "")
    assert len(list(kept.iterdir())) == 4
    assert sum("图都看完了" in message.body.text for message in phone.messages()) == 1


def is_done(phone: Phone) -> bool:
    """Whether the card says that all four could not be read."""
    return any("4 个没读出来" in message.body.text for message in phone.messages())
