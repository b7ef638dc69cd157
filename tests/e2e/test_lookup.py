"""Who is behind a name and where one can turn, asked in the chat: known, doubtful, unknown, by night and by day."""

import re
from datetime import timedelta

import pytest

from cases.channels import FIRST_PAGE, current, every, first_page, has_entry
from cases.lookup import LONGEST_NAME, PLAIN_STATES
from directory import Directory, contact
from model.locale import Locale
from sandbox.records import Message
from templates import Templates
from tests.driver import Person, World

INSULT = "招联的钱你打算赖到什么时候？臭不要脸的东西，欠钱不还全家不要脸。"


async def nothing_kept(world: World) -> None:
    """No case, no item, nothing of what was asked."""
    assert {"cases", "items", "events", "case_keys", "dialogs"}.isdisjoint(await world.rows())


async def test_a_company_is_told_with_licence_body_number_and_the_way_to_check_it(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 招联")
    person.sees("招联消费金融", "招联消费金融股份有限公司", "消费金融公司", "12378", "归它管", "95786", "2026-11-21")
    person.sees("金融牌照查询", "不能证明是它发的")
    await nothing_kept(world)


@pytest.mark.parametrize("asked", ["招联", "招聯金融", "【招联金融】", "招联金融是什么公司", "zhaolian_xf"])
async def test_a_company_is_found_however_it_is_written(world: World, asked: str) -> None:
    person = world.person("借款人")
    await person.says(f"/who {asked}")
    person.sees("招联消费金融股份有限公司")


async def test_a_name_that_is_also_a_common_word_is_meant_where_it_is_asked_for(world: World) -> None:
    person = world.person("借款人")
    common = next(p for p in world.deps.directory.platforms.values() if p.context_aliases)
    await person.says(f"/who {common.context_aliases[0]}")
    person.sees(common.names.zh_hans)


async def test_a_reader_of_traditional_script_sees_the_name_in_it_and_english_keeps_the_registered_one(
    world: World,
) -> None:
    taipei, london = world.person("台北", "zh-hant"), world.person("London", "en")
    await taipei.says("/who 招聯")
    taipei.sees("招聯消費金融", "歸它管")
    await london.says("/who 招联")
    london.sees("招联消费金融", "Consumer finance company", "12378")


async def test_a_microloan_company_leads_to_the_bureau_of_the_place_where_it_is_licensed(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 京东白条")
    person.sees("网络小额贷款公司", "重庆")


async def test_a_missing_licence_is_told_as_not_found_with_its_day_and_never_as_none(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 闪银")
    person.sees("没查到", "截至 2026-11-21", "没查到，不等于没有", "放款方", "没有核实过的号码")
    person.never_saw("没有牌照", "无牌照", "没有放贷牌照")
    assert person.numbers_seen() <= {c.phone for c in world.deps.directory.channels.values()} | {"12321"}


async def test_a_closed_company_is_told_as_the_records_tell_it(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 钱站")
    person.sees("查到的资料说", "2025-12", "现在是谁的债")


async def test_a_bare_signature_is_only_a_signature_and_its_creditor_is_to_be_demanded(world: World) -> None:
    friend = world.person("朋友")
    for asked in ("普信金融", "【无人知晓的某金】"):
        await friend.says(f"/who {asked}")
        friend.sees("只是短信签名", "看不出是哪家公司", "请对方写明", "受谁委托")
    await nothing_kept(world)


async def test_a_name_of_several_is_asked_about_and_a_press_answers(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 普信")
    person.sees("是哪一家")
    assert {"普信恒业", "普信金融"} <= set(person.buttons())
    await person.presses("普信恒业")
    person.sees("普信恒业科技发展（北京）有限公司", "没有查到关联")
    await nothing_kept(world)


async def test_who_does_not_know_which_one_gets_the_ways_of_finding_out(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 普信")
    await person.presses("不知道")
    person.sees("合同", "App", "金融牌照查询")


async def test_an_unknown_name_gets_the_steps_and_no_verdict(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 天边某某小店")
    person.sees("天边某某小店", "没查到，不等于没有", "贷款人", "金融牌照查询")
    await person.presses("找放款方")
    person.sees("放款方")
    await nothing_kept(world)


async def test_a_number_that_is_passed_around_falsely_is_warned_of(world: World) -> None:
    person = world.person("借款人")
    false = next(r for r in world.deps.directory.rejected.values() if r.everywhere and r.number)
    await person.says(f"/who {false.number}")
    person.sees("核对下来不对", "别打")


async def test_a_name_may_have_sixty_characters_and_a_longer_one_is_refused_in_words(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who " + "某" * LONGEST_NAME)
    person.sees("没查到")
    for command in ("who", "channel", "propose"):
        await person.says(f"/{command} " + "某" * (LONGEST_NAME + 1))
        person.sees(str(LONGEST_NAME), "直接转发")
    await nothing_kept(world)


@pytest.mark.parametrize("command", ["who", "channel", "propose"])
async def test_despair_behind_a_command_is_heard_before_everything_else(world: World, command: str) -> None:
    person = world.person("借款人")
    await person.says(f"/{command} 我不想活了")
    person.sees("12356")
    person.never_saw("没查到", "名录")
    assert "answers" not in await world.rows()


async def test_a_link_is_not_repeated(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who http://pay.example.test/x")
    person.sees("贷款人")
    person.never_saw("example.test")


async def test_markup_in_a_name_is_shown_as_it_was_typed(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who <b>&某店</b>")
    person.sees("<b>&某店</b>")


async def test_without_a_name_and_without_a_case_the_bot_says_how_to_ask(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who")
    person.sees("/who", "【】")


async def test_without_a_name_it_is_the_company_of_the_case_and_the_way_leads_back(world: World) -> None:
    person = world.person("借款人")
    await person.forwards(INSULT, sender="13000000001")
    await person.says("/who")
    person.sees("招联消费金融股份有限公司")
    await person.presses("回到这一份")
    person.sees("疑似")
    (case,) = await world.cases_of(person)
    await person.says("/who 闪银")
    person.sees("没查到")
    (after,) = await world.cases_of(person)
    assert after == case


async def test_an_old_check_asks_to_be_repeated_and_a_very_old_number_is_not_shown(world: World) -> None:
    person = world.person("借款人")
    await world.passes(days=100)
    await person.says("/who 招联")
    person.sees("95786", "用前请再核对")
    await world.passes(days=100)
    await person.says("/who 招联")
    assert "95786" not in person.news()
    person.sees("不写号码", "12378")


def test_every_state_of_a_company_has_a_word_in_every_language(facts: Directory, wording: Templates) -> None:
    states = {p.status for p in facts.platforms.values()} - PLAIN_STATES
    for locale in Locale:
        assert states <= set(wording.words(locale).statuses)


async def test_every_company_can_be_looked_up_without_an_unverified_number(world: World) -> None:
    person = world.person("借款人")
    directory = world.deps.directory
    channels = {c.phone for c in directory.channels.values()} | {"12321", "12110"}
    for platform in list(directory.platforms.values())[::9]:
        await person.says(f"/who {platform.id}")
        person.sees(platform.names.zh_hans.split("（")[0])
        confirmed = set(platform.numbers)
        loose = re.sub(r"20\d\d(-\d\d){0,2}", " ", person.news())
        shown = set(re.findall(r"(?<![\d-])\d{3,4}-\d{5,8}|(?<!\d)\d{5,20}(?!\d)", loose))
        assert shown <= channels | confirmed | _digits_of_names(platform.names.zh_hans, platform.statement), platform.id


def _digits_of_names(*texts: object) -> set[str]:
    return {found for text in texts for found in re.findall(r"\d{5,}", str(text))}


async def test_the_bodies_stand_in_three_groups_and_a_closed_one_never_under_those_that_can_be_used(
    world: World,
) -> None:
    person = world.person("借款人")
    await person.says("/channels")
    news = person.news()
    now, usable, later = news.index("正在发生"), news.index("现在能找"), news.index("白天再找")
    assert now < news.index("110 报警") < news.index("12356") < usable
    assert usable < news.index("12321 垃圾信息举报中心") < later < news.index("12378 银行保险投诉热线")
    assert len(news) < 4096
    await nothing_kept(world)


async def test_by_day_the_offices_can_be_used(world: World) -> None:
    person = world.person("借款人")
    world.clock.advance(hours=35)  # Monday morning in China
    await person.says("/channels")
    assert person.news().index("现在能找") < person.news().index("12378 银行保险投诉热线")
    assert "白天再找" not in person.news()


def test_the_first_page_is_short_and_has_only_what_is_verified(facts: Directory) -> None:
    first = first_page(facts)
    assert len(first) == FIRST_PAGE
    assert {"p110", "p12110", "p120", "p12356", "c12321", "nfra_12378", "gov_12345", "local_fin_bureau"} <= {
        channel.id for channel in first
    }
    assert all(channel.quality != "unverified" for channel in first)
    assert sum(has_entry(channel) for channel in first) >= FIRST_PAGE * 2 // 3


async def test_taps_alone_lead_to_every_body(world: World) -> None:
    person = world.person("借款人")
    await person.says("/channels")
    facts = world.deps.directory
    names = {contact(facts, channel.id, Locale.ZH_HANS).name for channel in current(facts)}
    seen = {name for name in names if name in person.news()}
    while "更多地方" in person.buttons():
        await person.presses_data(*_newest(person, "更多地方"))
        seen |= {button.text for row in person.last().keyboard for button in row}
        if _newest(person, "更多地方")[0].id != person.last().id:
            break
    assert names <= seen
    await person.presses("各地的单位")
    local = {channel.name.zh_hans for channel in every(world.deps.directory) if channel.place}
    assert local <= set(person.buttons())
    await person.presses("回到常用的")
    person.sees("正在发生")


def _newest(person: Person, words: str) -> tuple[Message, str]:
    message, button = person.button(words)
    return message, button.data or ""


@pytest.mark.parametrize("asked", ["nfra_12378", "12378", "银行保险投诉", "銀行保險投訴", "Bank Complaint"])
async def test_a_body_is_found_by_id_number_and_name(world: World, asked: str) -> None:
    person = world.person("借款人")
    await person.says(f"/channel {asked}")
    person.sees(
        "12378 银行保险投诉热线", "国家金融监督管理总局", "收什么", "要什么", "为什么找它", "来源 6 处", "2026-11-21"
    )
    person.sees("现在没开，白天再找")
    assert "网上" not in person.news()
    assert "先做" not in person.news()
    assert "不收" not in person.news()


async def test_a_body_that_is_not_verified_is_shown_by_name_with_the_way_to_find_it(world: World) -> None:
    person = world.person("借款人")
    await person.says("/channel license_lookup")
    person.sees("金融牌照查询", "没有核实过", "怎么找")
    assert person.numbers_seen() == set()


async def test_a_help_line_is_never_said_to_be_closed(world: World) -> None:
    person = world.person("借款人")
    await person.says("/channel 12356")
    person.sees("12356")
    assert "现在没开" not in person.news()


async def test_several_bodies_are_asked_about_and_none_is_said_in_words(world: World) -> None:
    person = world.person("借款人")
    await person.says("/channel 12321")
    person.sees("是哪一家")
    await person.presses("12321 垃圾信息举报中心")
    person.sees("收什么", "公众号")
    await person.says("/channel 天边某处")
    person.sees("没查到，不等于没有")


async def test_a_body_that_was_replaced_leads_to_its_successor(world: World) -> None:
    person = world.person("借款人")
    await person.says("/channel crisis_12356")
    person.sees("12356")


async def test_pages_beyond_the_last_lead_to_the_first(world: World) -> None:
    person = world.person("借款人")
    for page in ("9", "999999", "x", "0"):
        await person.says(f"/channels {page}")
        person.sees("正在发生")


async def test_the_look_ups_work_under_a_card_whose_case_is_gone(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 招联")
    await world.passes(hours=timedelta(days=3).total_seconds() / 3600)
    await person.presses("有哪些地方")
    person.sees("正在发生")
