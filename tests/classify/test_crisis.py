"""Danger goes before every other answer: despair and danger in progress, and what only looks like them."""

import json
from pathlib import Path

import pytest

from classify import Classifier, classify, match, normalize, records
from classify.records import CrisisFile, Entry
from model.classification import Danger, Speaker
from model.labels import Label

TABLE = records.read(records.TABLES / "crisis.yaml", CrisisFile)
ENTRIES = (*TABLE.despair, *TABLE.in_progress)
MEASURING = Path(__file__).parent / "measuring"
# What was reached when this was written, a little less; the second set was written after the table, and not looked at
# while the alarm was taught. Both were looked at afterwards.
FLOORS = [("crisis.jsonl", 0.95, 0.08, 0.93), ("crisis_b.jsonl", 0.82, 0.08, 0.75)]


def danger(text: str, classifier: Classifier) -> Danger | None:
    return classify(text, classifier).danger


def found(text: str, classifier: Classifier) -> set[str]:
    view = normalize.folded(normalize.plain(text, classifier.normalizer), classifier.normalizer)
    return {hit.entry.id for hit in match.find(view, classifier.lexicon.crisis, classifier.segmenter)}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.id)
def test_every_entry_finds_its_example_and_spares_its_counterexample(entry: Entry, classifier: Classifier) -> None:
    assert entry.id in found(entry.example, classifier)
    assert entry.id not in found(entry.counterexample, classifier)


@pytest.mark.parametrize(("name", "found", "alarms", "kind"), FLOORS)
def test_the_measured_share_of_dangers_is_found_and_few_texts_alarm_for_nothing(
    name: str, found: float, alarms: float, kind: float, classifier: Classifier
) -> None:
    rows = [json.loads(line) for line in (MEASURING / name).read_text(encoding="utf-8").splitlines()]
    pairs = [(row["danger"], danger(row["text"], classifier)) for row in rows]
    dangers = [(wanted, got) for wanted, got in pairs if wanted not in (None, "none")]
    others = [got for wanted, got in pairs if wanted in (None, "none")]
    assert len(dangers) > 150
    assert len(others) > 200
    assert sum(got is not None for _, got in dangers) / len(dangers) >= found
    assert sum(got == wanted for wanted, got in dangers if got) / len(dangers) >= kind
    assert sum(got is not None for got in others) / len(others) <= alarms


@pytest.mark.parametrize(
    "text",
    [
        "我真的不想活了",
        "想睡过去就不醒过来",
        "这次真的走到头了，一了百了吧",
        "孩子以后就拜托你们了，密码是他生日",
        "唔想生啦，真係頂唔順",
        "我已經寫好遺書了",
        "bu xiang huo le",
        "b x h l",
        "我 不 想 活 了",
        "我攒了整整一瓶安眠药",
        "借了三家还不上，老婆走了，工作丢了，上个月又做了手术。昨晚我站在阳台边上很久，想着跳下去就清静了。",
        "我女儿刚发消息说对不起爸妈，电话关机了，我怕她想不开",
        "我弟弟刚才喝了农药",
        "i don't want to live anymore",
        "I want to die",
        "I can't go on anymore, I want to end it",
        "I owe so much. I see no way out and keep thinking about ending my life",
        "I took all my sleeping pills",
        "我打算今晚吃药走",
        "对不起爸妈，我先走了",
        "欠款太多了，对不起老婆，我先走了",
        "你欠的钱不还，我活不下去了",
        "欠你的钱还不上了，不如死了算了",
        "他们说今天不还就上门，不想活了",
        "你好，欠的钱还不起了，不想活了",
    ],
)
def test_despair_of_the_writer_or_of_somebody_close_is_found(text: str, classifier: Classifier) -> None:
    opinion = classify(text, classifier)
    assert opinion.danger is Danger.DESPAIR
    assert opinion.ids() == (Label.OWN_WORDS,)
    assert opinion.speaker is Speaker.USER


@pytest.mark.parametrize(
    "text",
    [
        "他们正在砸我家的门，孩子吓哭了",
        "现在有三个男的堵在楼下不让我走",
        "我被他们关在宾馆里，手机快没电了",
        "学校说我女儿刚刚被两个陌生人接走了",
        "他們現在按著我老公打",
        "佢哋而家喺門口撞門",
        "一直有辆面包车跟着我",
        "救命！有人拿着刀在踹门",
        "昨天就来过一次，现在又在砸门",
        "they are at my door now banging",
        "There are men outside my house right now and they won't leave",
        "Somebody is trying to break in, please help",
        "they are beating my husband right now",
        "They are following me, please help",
        "I'm locked in, they won't let me leave",
    ],
)
def test_danger_that_happens_now_is_found(text: str, classifier: Classifier) -> None:
    assert danger(text, classifier) is Danger.IN_PROGRESS


@pytest.mark.parametrize(
    "text",
    [
        "你怎么不去死，要跳赶紧跳",
        "再不还钱让你生不如死",
        "死老赖，躲什么躲",
        "想死没那么容易，先把钱还了",
        "别拿自杀吓唬我，我见多了",
        "你活腻了是吧",
        "今晚不还钱就让你全家好看，等着收尸吧",
        "欠钱不还，你还活着干什么，不如死了算了",
        "欠债不还还活着干嘛，死了算了",
        "你欠我的钱不还，活着有什么意义",
        "你借钱不还，活着就是多余，不如跳楼算了",
        "我们知道你欠了多少，再不还就死路一条",
        "老赖，你活着就是浪费空气，拿命来还",
        "没钱还就拿命抵，今天不还等着收尸",
        "do you want to die? pay your debt",
        "you deserve to die, pay today",
    ],
)
def test_what_a_collector_says_of_dying_is_nobody_s_despair(text: str, classifier: Classifier) -> None:
    assert danger(text, classifier) is None


@pytest.mark.parametrize(
    "text",
    [
        "气死我了，又打来",
        "笑死，这也太假了",
        "利息这么高，穷死了",
        "急死人，到底怎么投诉",
        "宝贝好久不见，想死你了",
        "这天气没空调我活不下去",
        "全场跳楼价，最后三天",
        "大家放心，我没有想自杀",
        "三年前最难的时候想过自杀，现在好多了，债也还清了",
        "朋友们千万别为这点钱想不开",
        "催收骂我让我去死，我要投诉他",
        "新闻说一名男子因网贷跳楼，是真的吗",
        "我先走了，会议纪要发群里",
        "孩子拜托你下午接一下放学",
        "对不起大家，我先走了，要赶地铁",
        "我吃了药走路去上班",
        "I want to end it contract and close the account",
        "my phone died, call me later",
    ],
)
def test_idioms_denials_and_old_stories_alarm_nobody(text: str, classifier: Classifier) -> None:
    assert danger(text, classifier) is None


@pytest.mark.parametrize(
    "text",
    [
        "催收说明天来我家砸门",
        "他们威胁要把我孩子带走",
        "如果他们上门堵我，我该怎么办",
        "上个月他们来家里泼过油漆，报警后走了",
        "我们的人已经在你家楼下等着了，赶紧下来",
        "外卖在敲门，我吓一跳",
        "他们一天打我几十个电话",
        "If they come banging on my door, what should I do",
        "They threatened to break into my house tomorrow",
        "They were banging on my door last week",
        "The courier is at my door now",
        "we are at your door now",
    ],
)
def test_threats_suppositions_and_the_past_are_no_danger_in_progress(text: str, classifier: Classifier) -> None:
    assert danger(text, classifier) is None


def test_what_somebody_else_is_quoted_with_is_not_the_writer_s_despair(classifier: Classifier) -> None:
    opinion = classify("催收发来短信：“我不想活了，你也别想活”，这算威胁吗", classifier)
    assert opinion.danger is None
    assert opinion.quotes


def test_danger_in_progress_goes_before_despair(classifier: Classifier) -> None:
    assert danger("我不想活了，他们现在正在砸门", classifier) is Danger.IN_PROGRESS


def test_one_sign_is_not_enough_where_debts_are_the_subject(classifier: Classifier) -> None:
    assert danger("我在银行的窗口问过还款的事", classifier) is None
    assert danger("欠款的事就这样吧，我坐在江边，谢谢大家这些年的照顾", classifier) is Danger.DESPAIR


def test_signs_that_stand_far_apart_do_not_count_together(classifier: Classifier) -> None:
    story = "，后来我又去银行问了利息怎么算" * 12
    assert danger("我算了，这个世界", classifier) is Danger.DESPAIR
    assert danger(f"我算了{story}，这个世界", classifier) is None
