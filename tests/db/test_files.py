"""What is known of a file is kept with its item."""

import pytest

from db import Store, files, items
from db.files import StoredFile
from model.errors import StorageError
from model.incoming import FileRef, Media
from tests.db import made


async def test_the_files_of_a_case_come_in_the_order_of_its_items(store: Store) -> None:
    her = await made.person(store)
    case, other = await made.full_case(store, her), await made.full_case(store, her, "c2")
    bare = FileRef(Media.VOICE, "file-id-2", "unique-2")
    await files.add(store, case, id="a", item_id="c1-i2", file=bare)
    await files.add(store, case, id="b", item_id="c1-i1", file=made.FILE)
    await files.add(store, other, id="c", item_id="c2-i1", file=made.FILE)
    assert await files.of_case(store, case) == (StoredFile("b", "c1-i1", made.FILE), StoredFile("a", "c1-i2", bare))


async def test_a_file_of_no_item_is_refused(store: Store) -> None:
    case = await made.case(store, await made.person(store))
    with pytest.raises(StorageError):
        await files.add(store, case, id="a", item_id="nothing", file=made.FILE)
    assert await items.of_case(store, case) == ()
