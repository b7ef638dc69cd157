"""Letters in the chat: from the first forward to a draft, details, handing out, taking back, showing again, deletion."""

import pytest

from tests.driver import Person, World

ABUSE = "闪银的钱你打算赖到什么时候？烂婊子，出来卖都没人要，欠钱不还全家不要脸。"
TO_A_FRIEND = "【普信金融】您好，您的朋友王小红在我司欠款已逾期41天，金额930元，请您转告其立即处理。"


async def borrower(world: World, language: str = "zh-hans") -> Person:
    person = world.person("借款人", language)
    await person.forwards(ABUSE, sender="13000000001")
    await person.presses("欠款人是我" if language != "en" else "")
    return person


async def test_from_consent_to_a_usable_draft_it_takes_two_taps(world: World) -> None:
    person = await borrower(world)
    await person.presses("存下来")
    await person.presses("写信")
    print(person.news(), person.buttons()[:10])
    await person.presses("给放款方")
    print(person.news())
    await person.says("/letter police")
    print(person.news())
    await person.says("/call_sheet call_lender")
    print(person.news())
    await person.says("/form complaint")
    print(person.news())
    await person.says("/facts")
    print(person.news(), person.buttons()[:10])

