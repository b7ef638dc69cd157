"""One body in full: its time limits and what has to come before it, as far as they are confirmed."""

import pytest

from directory import terms
from model.locale import Locale
from tests.driver import World


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "lender_internal",
            ("一般 15 天内答复", "复杂的 30 天内，可再延 30 天", "银行、消费金融公司", "消费投诉处理管理办法"),
        ),
        ("nfra_report", ("15 天内决定是否受理", "60 天内办结")),
        ("p110", ("30 天内办结，可再延 30 天，最多 2 次", "治安管理处罚法")),
        ("court_online", ("7 天内立案", "先做", "明确的被告")),
        ("c12300", ("先做", "先投诉运营商", "30 天内答复")),
    ],
)
async def test_the_time_limit_and_what_comes_before_are_told(world: World, body: str, told: tuple[str, ...]) -> None:
    person = world.person("借款人")
    await person.says(f"/channel {body}")
    person.sees("期限", *told)


@pytest.mark.parametrize("body", ["c12321", "samr_12315", "p12337", "nifa_jubao"])
async def test_no_time_limit_is_told_that_was_not_seen_in_force(world: World, body: str) -> None:
    person = world.person("借款人")
    await person.says(f"/channel {body}")
    assert "期限" not in person.news()


async def test_every_body_tells_its_limits_on_one_screen(world: World) -> None:
    person = world.person("借款人")
    directory = world.deps.directory
    for id_, channel in directory.channels.items():
        if channel.superseded_by:
            continue
        await person.says(f"/channel {id_}")
        page = person.last().body.text
        assert ("期限" in page) is bool(terms(directory, id_, Locale.ZH_HANS).deadlines), id_
        assert len(page) < 700, id_
