"""Somebody says that an entry is wrong; an operator looks at it; nothing changes by itself, and no number comes in."""

from dataclasses import replace

import pytest

from cases import proposals as use_case
from cases.dialog import LONGEST_SENTENCE
from cases.proposals import MOST_WAITING, TAKEN_OUT
from cases.turn import Answered, Turn, take
from db import dialogs, people, proposals
from db.proposals import Mistake, Proposal, ProposalState
from handlers.context import BotData
from model.dialog import DialogState
from model.incoming import Author
from tests.driver import Person, World

ABUSE = "【某某金融】欠钱不还，臭不要脸的东西，今晚不还钱弄死你全家"
MARK = "独一无二的记号七七四十九"


async def person_of(world: World, person: Person) -> str:
    found = await people.find(world.deps.store, person.phone.id)
    assert found is not None
    return found.id


async def waiting(world: World) -> tuple[Proposal, ...]:
    return await proposals.waiting(world.deps.store, 100)


def operator(world: World) -> Person:
    """Somebody whose id stands in ADMIN_IDS."""
    person = world.person("运营者")
    deps = replace(world.deps, admin_ids=frozenset({person.phone.id}))
    # What bot.py sets once; here the sandbox gives out the ids later than the wiring.
    object.__setattr__(world.app.bot_data, "deps", deps)
    assert isinstance(world.app.bot_data, BotData)
    return person


async def says_a_sentence(world: World, person: Person, text: str) -> Answered | None:
    """The sentence, given to the use case as intake gives it."""
    heard: list[Answered | None] = []

    async def act(turn: Turn) -> Answered:
        answered = await use_case.sentence(turn, text)
        heard.append(answered)
        return answered or Answered()

    await world.deps.store.db.execute(
        "INSERT INTO inbox (update_id, lane, state, body, received_at) VALUES ($1, 'x', 'new', NULL, NULL)", 77
    )
    await take(world.deps, 77, Author(person.phone.id, person.phone.id), act)
    await world.tick()
    return heard[-1]


async def propose_number(world: World, person: Person) -> Proposal:
    await person.says("/who 招联")
    await person.presses("这条信息不对")
    await person.presses("号码不对")
    (proposal,) = await waiting(world)
    return proposal


async def test_a_wrong_number_is_told_by_three_taps_and_answered_honestly(world: World) -> None:
    person = world.person("借款人")
    await person.says("/who 招联")
    await person.presses("这条信息不对")
    person.sees("招联消费金融", "哪里不对")
    await person.presses("号码不对")
    person.sees("记下了", "招联消费金融", "什么都不变", "核对过官方来源才改")
    (proposal,) = await waiting(world)
    assert (proposal.about, proposal.mistake, proposal.said) == ("platforms/zhaolian_xf", Mistake.NUMBER, "")
    assert await world.cases_of(person) == ()


async def test_the_same_is_noted_once(world: World) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("号码不对")
    person.sees("说过了")
    assert len(await waiting(world)) == 1


async def test_a_body_can_be_wrong_too(world: World) -> None:
    person = world.person("借款人")
    await person.says("/channel 12378")
    await person.presses("这条信息不对")
    await person.presses("已经没有了")
    (proposal,) = await waiting(world)
    assert (proposal.about, proposal.mistake) == ("channels/nfra_12378", Mistake.GONE)


async def test_something_missing_is_told_by_command_and_a_known_name_leads_to_its_entry(world: World) -> None:
    person = world.person("借款人")
    await person.says("/propose 天边某某小店")
    person.sees("天边某某小店", "没查到")
    await person.presses("少了一条")
    person.sees("请补一句")
    await person.says("/propose 招联")
    person.sees("招联消费金融", "哪里不对")
    await person.says("/propose")
    person.sees("点一个")
    (proposal,) = await waiting(world)
    assert (proposal.about, proposal.mistake) == ("", Mistake.MISSING)


async def test_five_may_wait_and_no_more(world: World) -> None:
    person = world.person("借款人")
    for _ in range(MOST_WAITING):
        await person.says("/propose missing")
        person.sees("记下了")
    await person.says("/propose other")
    person.sees(str(MOST_WAITING), "还没人看")
    assert len(await waiting(world)) == MOST_WAITING
    other = world.person("另一个人")
    await other.says("/propose missing")
    other.sees("记下了")


async def test_a_sentence_is_taken_after_the_question_for_it_only(world: World) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("补一句")
    person.sees(str(LONGEST_SENTENCE))
    answered = await says_a_sentence(world, person, "官网首页写的不是这个")
    assert answered is not None
    (proposal,) = await waiting(world)
    assert proposal.said == "官网首页写的不是这个"
    person.sees("补上了")


async def test_the_sentence_is_simply_written(world: World) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("补一句")
    await person.pastes("官网首页写的不是这个")
    person.sees("补上了")
    (proposal,) = await waiting(world)
    assert proposal.said == "官网首页写的不是这个"


async def test_the_question_for_a_sentence_can_be_taken_back(world: World) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("补一句")
    assert (await dialogs.get(world.deps.store, await person_of(world, person))).state is DialogState.ASKED_PROPOSAL
    assert await person.presses("不用了") == "好"
    assert (await dialogs.get(world.deps.store, await person_of(world, person))).state is DialogState.IDLE


async def test_abuse_that_is_pasted_after_the_question_is_looked_at_and_not_swallowed(world: World) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("补一句")
    assert await says_a_sentence(world, person, ABUSE) is None
    await person.pastes(ABUSE)
    person.sees("疑似")
    (proposal,) = await waiting(world)
    assert proposal.said == ""


NUMBERS = (
    "13800138000",
    "138 0013 8000",
    "138-0013-8000",
    "１３８００１３８０００",
    "1\u200b3\u200b8\u200b0\u200b0\u200b1\u200b3\u200b8000",
    "①③⑧⓪⓪①③⑧⓪⓪⓪",
    "17012345678",
    "171 2345 6789",
    "400-888-1234",
    "4008881234",
    "95786",
    "010-88886666",
    "+86 138 0013 8000",
    "一三八零零一三八零零零",
    "http://pay.example.test/x",
    "www.example.test",
    "pay.example.com/x?y=1",
    "someone@example.com",
    "@someone_else",
    "6222021234567890123",
)


@pytest.mark.parametrize("number", NUMBERS)
async def test_no_number_and_no_address_of_a_proposer_is_ever_kept(world: World, number: str) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("补一句")
    await says_a_sentence(world, person, f"正确的是{number}，打这个。2026-11-20 在官网看到")
    (proposal,) = await waiting(world)
    assert proposal.said == f"正确的是{TAKEN_OUT},打这个。2026-11-20 在官网看到"
    person.sees("去掉了")


async def test_what_somebody_proposes_is_sealed_and_goes_with_everything_of_hers(world: World) -> None:
    person = world.person("借款人")
    await propose_number(world, person)
    await person.presses("补一句")
    await says_a_sentence(world, person, MARK)
    for row in await world.deps.store.db.fetch("SELECT * FROM proposals"):
        assert not [word for word in (MARK, "zhaolian", "number") if word in repr(dict(row))]
    await person.says("/delete_all")
    await person.presses("全部删掉")
    assert await world.deps.store.db.fetch("SELECT * FROM proposals") == []
    assert await world.rows() == {"inbox"}


async def test_an_operator_reads_accepts_and_is_told_where_to_write_and_nothing_changes_by_itself(
    world: World,
) -> None:
    person, boss = world.person("借款人"), operator(world)
    digest = world.deps.directory.digest
    await propose_number(world, person)
    await person.presses("补一句")
    await says_a_sentence(world, person, "正确的是13800138000")
    await boss.says("/admin proposals")
    boss.sees("招联消费金融", "号码不对")
    await boss.presses("看第 1 条")
    boss.sees("platforms/zhaolian_xf", "没有核对过", TAKEN_OUT)
    boss.never_saw("13800138000", "借款人", str(person.phone.id))
    await boss.presses("采纳")
    boss.sees("DATA_DIR/directory/platforms/zhaolian_xf.yaml", "只从官方来源填")
    assert world.deps.directory.digest == digest
    await boss.says("/who 招联")
    boss.sees("95786")
    boss.never_saw("13800138000")


async def test_the_proposer_gets_one_message_that_betrays_nothing_and_the_outcome_behind_it(world: World) -> None:
    person, boss = world.person("借款人"), operator(world)
    await propose_number(world, person)
    await boss.says("/admin proposals")
    await boss.presses("看第 1 条")
    length = person.chat_length()
    await boss.presses("没查到来源")
    boss.sees("不改")
    await world.tick()
    assert person.chat_length() == length + 1
    unasked = person.last().body.text
    assert not [word for word in ("招联", "号码", "债", "贷", "催", "公司", "名录") if word in unasked]
    await person.presses("打开")
    person.sees("招联消费金融", "没改", "没查到官方来源")
    await world.passes(days=1)
    assert person.chat_length() == length + 2


async def test_a_decision_counts_once_and_erases_the_sentence(world: World) -> None:
    person, boss = world.person("借款人"), operator(world)
    made = await propose_number(world, person)
    await person.presses("补一句")
    await says_a_sentence(world, person, MARK)
    await boss.says("/admin proposals")
    await boss.presses("看第 1 条")
    page, accept = boss.button("采纳")
    _, refuse = boss.button("说得不清")
    await boss.presses_data(page, accept.data or "")
    await boss.presses_data(page, refuse.data or "")
    boss.sees("已经看过：采纳")
    await world.tick()
    decided = await proposals.get(world.deps.store, made.id)
    assert (decided.state, decided.said, decided.reason) == (ProposalState.ACCEPTED, "", None)
    assert [m.body.text for m in person.phone.messages()].count("你上次说的那一处，看过了。谢谢。") == 1
    await boss.says("/admin proposals")
    boss.sees("没有等着看的")


async def test_a_sentence_after_the_decision_changes_nothing(world: World) -> None:
    person, boss = world.person("借款人"), operator(world)
    await propose_number(world, person)
    await person.presses("补一句")
    await boss.says("/admin proposals")
    await boss.presses("看第 1 条")
    await boss.presses("采纳")
    await says_a_sentence(world, person, "晚了一步")
    assert await waiting(world) == ()
    assert "采纳" in person.last().body.text


async def test_somebody_who_left_or_was_forgotten_gets_no_message(world: World) -> None:
    person, boss = world.person("借款人"), operator(world)
    await propose_number(world, person)
    await people.set_blocked(world.deps.store, await person_of(world, person), on=True)
    await boss.says("/admin proposals")
    await boss.presses("看第 1 条")
    length = person.chat_length()
    await boss.presses("采纳")
    await world.tick()
    assert person.chat_length() == length


@pytest.mark.parametrize("command", ["/admin", "/admin proposals", "/admin accept:x", "/admin nothing"])
async def test_for_everybody_else_there_is_no_such_command(world: World, command: str) -> None:
    operator(world)
    person = world.person("路人")
    await person.says("/nosuchcommand")
    unknown = person.last()
    await person.says(command)
    assert (person.last().body, person.last().keyboard) == (unknown.body, unknown.keyboard)


async def test_a_button_of_an_operator_does_nothing_for_somebody_else(world: World) -> None:
    person = world.person("借款人")
    operator(world)
    made = await propose_number(world, person)
    await person.presses_data(person.last(), f"v1|admin||accept:{made.id}", forged=True)
    person.sees("没看懂")
    assert (await waiting(world))[0].id == made.id


async def test_a_proposal_of_another_person_is_gone_for_everybody_else(world: World) -> None:
    person, other = world.person("借款人"), world.person("别人")
    made = await propose_number(world, person)
    await other.says("/help")
    for data in (f"v1|proposal||{made.id}", f"v1|propose||say:{made.id}"):
        await other.presses_data(other.last(), data, forged=True)
        other.never_saw("招联")
    await other.says(f"/proposal {made.id}")
    other.never_saw("招联")


@pytest.mark.parametrize(
    "data", ["p:nobody", "x:zhaolian_xf", "p:zhaolian_xf:number9", "p:", ":::", "c:zhaolian_xf:name"]
)
async def test_a_forged_button_stores_nothing(world: World, data: str) -> None:
    person = world.person("借款人")
    await person.says("/help")
    await person.presses_data(person.last(), f"v1|report_entry||{data}", forged=True)
    assert await waiting(world) == ()


@pytest.mark.parametrize("argument", ["accept:nothing", "refuse:nothing:unclear", "refuse:x:badly", "proposal:", "x"])
async def test_an_operator_who_asks_for_nonsense_is_answered(world: World, argument: str) -> None:
    boss = operator(world)
    length = boss.chat_length()
    await boss.says(f"/admin {argument}")
    assert boss.chat_length() == length + 2


async def test_six_proposals_are_listed_five_at_a_time(world: World) -> None:
    boss = operator(world)
    for name in ("甲", "乙"):
        person = world.person(name)
        for _ in range(3):
            await person.says("/propose missing")
    await boss.says("/admin proposals")
    boss.sees("还有 1 条", "没说是哪一条")
