"""The scenes that are drawn: made-up threads, lists and call logs, each in several looks and several states of wear."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, cycle
from typing import Final

from model.reading import App, CallLine, Side
from tests.evidence.photos import jpeg, photo, png, shrunk, turned
from tests.evidence.screens import (
    ANDROID,
    CALLS,
    IOS,
    QQ,
    SANS,
    SERIF,
    SYSTEM_FONTS,
    WECHAT,
    Call,
    Drawn,
    Look,
    Mark,
    Row,
    Said,
    call_log,
    chat,
    dark,
    inbox,
)  # fmt: skip

TODAY: Final = date(2026, 11, 21)  # a Saturday

TEXTS: Final = (
    "【速易花】李明，您的借款6,832.50元已逾期47天，今日18:00前未处理将移交法务部门上门核实，详询400-812-6639。",
    "你再不还钱我们就联系你通讯录里的所有人，你爸妈和单位领导都会知道你欠钱不还。",
    "【安信贷】王女士您好，您尾号3306的账户本期应还1,248元，请于11月25日前存入，如已还款请忽略，退订回T。",
    "你哥李明欠款不还，你作为紧急联系人有义务督促他今天处理，不然明天去他公司拉横幅。",
    "我是某某法院立案庭，你的案件编号(2026)粤0305民初8812号，限你2小时内回电15912346608，否则冻结微信支付宝。",
    "链接 https://pay.example.cn/h5/a7Kq2 打开后输入验证码 482917 即可办理延期，手续费380元。",
    "别装死，半夜也给你打，打到你还为止。",
    "本公司受委托向您催收，协商方案：一次性还款4,500元可结清，减免1,732.5元，仅限今天。",
)
REPLIES: Final = (
    "请不要再联系我的家人",
    "我已经向平台申请协商还款，请发书面方案",
    "你是哪家公司的？工号多少？",
    "好的",
)


@dataclass(frozen=True)
class Shot:
    """A file as it would be sent, and what is true about it. `kind` groups the figures."""

    kind: str
    data: bytes
    drawn: Drawn


def _sms_thread(shift: int) -> list[Said | Mark]:
    t = [TEXTS[(shift + i) % len(TEXTS)] for i in range(3)]
    return [
        Mark("11月18日 下午2:03"),
        Said(t[0], sent_at="2026-11-18T14:03", shown="11月18日 下午2:03"),
        Mark("昨天 22:47"),
        Said(t[1], sent_at="2026-11-20T22:47", shown="昨天 22:47"),
        Said(REPLIES[shift % 4], Side.MINE, "2026-11-20T22:47", "昨天 22:47"),
        Mark("今天 07:12"),
        Said(t[2], sent_at="2026-11-21T07:12", shown="今天 07:12"),
    ]


def _sms_under(shift: int) -> list[Said | Mark]:
    """The look that prints the day between and the hour under each bubble."""
    t = [TEXTS[(shift + i) % len(TEXTS)] for i in range(3)]
    return [
        Mark("2026年11月19日 星期四"),
        Said(t[0], sent_at="2026-11-19T09:26", under="上午9:26"),
        Said(REPLIES[(shift + 1) % 4], Side.MINE, "2026-11-19T09:31", under="上午9:31"),
        Mark("昨天"),
        Said(t[1], sent_at="2026-11-20T23:05", under="晚上11:05"),
        Said(t[2], sent_at="2026-11-20T23:06", under="晚上11:06"),
    ]


def _chat_thread(shift: int) -> list[Said | Mark]:
    t = [TEXTS[(shift + i) % len(TEXTS)] for i in range(4)]
    return [
        Mark("11月9日 晚上10:41"),
        Said(t[0], sent_at="2026-11-09T22:41", shown="11月9日 晚上10:41"),
        Mark("星期三 08:15"),
        Said(REPLIES[shift % 4], Side.MINE, "2026-11-18T08:15", "星期三 08:15"),
        Said(t[1], sent_at="2026-11-18T08:15", shown="星期三 08:15"),
        Mark("14:32"),
        Said(t[2], sent_at="2026-11-21T14:32", shown="14:32"),
        Said(REPLIES[(shift + 2) % 4], Side.MINE, "2026-11-21T14:32", "14:32"),
    ]


def _group() -> list[Said | Mark]:
    shown, at = "昨天 23:18", "2026-11-20T23:18"
    return [
        Mark(shown),
        Said(TEXTS[1], sent_at=at, shown=shown, name="法务小陈"),
        Said(TEXTS[6], sent_at=at, shown=shown, name="催收主管老赵"),
        Said(REPLIES[2], Side.MINE, at, shown),
        Said(TEXTS[3], sent_at=at, shown=shown, name="法务小陈"),
    ]


def _taken_back() -> list[Said | Mark]:
    return [
        Mark("昨天 14:20"),
        Said(TEXTS[0], sent_at="2026-11-20T14:20", shown="昨天 14:20"),
        Mark("“速易花客服”撤回了一条消息", note=True),
        Said(TEXTS[6], sent_at="2026-11-20T14:20", shown="昨天 14:20"),
    ]


ROWS: Final = (
    Row("10690532981177", "【速易花】李明，您的借款已逾期47天", "07:12", "2026-11-21T07:12"),
    Row("95188", "【安信贷】您本期应还1,248元", "昨天", None),
    Row("+86 159 1234 6608", "你再不还钱我们就联系你通讯录", "星期三", None),
    Row("妈妈", "刚才有人打电话说你欠钱", "11月17日", None),
    Row("1065502000112", "本公司受委托向您催收，协商方案", "11月15日", None),
)
CALLS_ANDROID: Final = (
    Call(CallLine("159 1234 6608", "2026-11-21T07:58", "in", False, None), "未接来电 响铃8秒", "今天 07:58"),
    Call(CallLine("0755-8812 6639", "2026-11-20T22:47", "in", True, 133), "呼入 2分13秒", "昨天 22:47"),
    Call(CallLine("400-812-6639", "2026-11-20T21:30", "out", True, 45), "呼出 45秒", "昨天 21:30"),
    Call(CallLine("170 5566 0912", "2026-11-18T12:06", "in", False, None), "未接来电 响铃3秒", "11月18日 12:06"),
    Call(CallLine("妈妈", "2026-11-18T09:41", "out", False, None), "呼出 未接通", "11月18日 09:41"),
    Call(CallLine("95188", "2026-11-16T15:22", "in", False, None), "已拒接", "11月16日 15:22"),
)
CALLS_IOS: Final = (
    Call(CallLine("+86 159 1234 6608", "2026-11-21T21:02", None, None, None), "广东 深圳", "21:02"),
    Call(CallLine("0755-8812 6639", None, None, None, None), "广东 深圳", "昨天"),
    Call(CallLine("李经理", None, None, None, None), "手机", "星期三"),
    Call(CallLine("400-812-6639", None, None, None, None), "未知", "2026/11/15"),
    Call(CallLine("170 5566 0912", None, None, None, None), "中国大陆", "2026/11/14"),
)


def _long(look: Look, sender: str, height: int) -> Drawn:
    """A stitched screenshot of about that many pixels."""
    said: list[Said | Mark] = []
    for day in count(1):
        shown, at = f"11月{day}日 下午3:{day:02}", f"2026-11-{day:02}T15:{day:02}"
        said += [Mark(shown), Said(TEXTS[day % 8], sent_at=at, shown=shown)]
        if day % 3 == 0:
            said.append(Said(REPLIES[day % 4], Side.MINE, at, shown))
        drawn = chat(f"{look.app} long", look, sender, said)
        if drawn.picture.height >= height or day == 19:
            return drawn
    raise AssertionError("never")


def plain_screens() -> Iterator[Drawn]:
    """Every look once or more, light and dark, in turn with the fonts there are and at two densities."""
    fonts, scales, shift = cycle((SANS, SERIF, SANS, *SYSTEM_FONTS)), cycle((2.0, 3.0, 2.5)), count()
    for make in (lambda look: look, dark):
        for name, look, sender, thread in (
            ("android", ANDROID, "10690532981177", _sms_thread),
            ("android hours", ANDROID, "+86 159 1234 6608", _sms_under),
            ("ios", IOS, "1065502000112", _sms_thread),
            ("wechat", WECHAT, "速易花客服", _chat_thread),
            ("qq", QQ, "委外部小刘", _chat_thread),
        ):
            yield chat(name, make(look), sender, thread(next(shift)), scale=next(scales), font=next(fonts))
        yield chat("wechat group", make(WECHAT), "李明还款协商群(6)", _group(), font=next(fonts))
        yield chat("wechat taken back", make(WECHAT), "速易花客服", _taken_back(), font=next(fonts))
        yield inbox("android list", make(ANDROID), "信息", ROWS, font=next(fonts))
        yield call_log("android calls", make(CALLS), "通话记录", CALLS_ANDROID, scale=next(scales), font=next(fonts))
        yield call_log("ios calls", make(CALLS), "最近通话", CALLS_IOS, font=next(fonts))


_MARKS: Final = (
    ("2026年11月14日 09:05", "2026-11-14T09:05"), ("11/16 20:31", "2026-11-16T20:31"), ("昨天 上午7:04", "2026-11-20T07:04"),
    ("周二 23:58", "2026-11-17T23:58"), ("11月19日 周四 凌晨0:20", "2026-11-19T00:20"), ("今天 12:41", "2026-11-21T12:41"),
    ("前天 中午12:30", "2026-11-19T12:30"), ("2025-12-30 18:22", "2025-12-30T18:22"),
)  # fmt: skip
_MINE: Final = {App.SMS: ("#34c759", "#0b84fe", "#cfe3ff", "#d9d9de"), App.WECHAT: ("#95ec69",), App.QQ: ("#12b7f5",)}


def varied_screens(seed: int, number: int) -> Iterator[Drawn]:
    """Threads of chance: letter size, widths, margins, colours, marks and words that the other scenes do not have."""
    rng = random.Random(seed)
    for i in range(number):
        plain = (ANDROID, IOS, WECHAT, QQ)[i % 4]
        worn = dark(plain) if rng.random() < 0.4 else plain
        mine = worn.mine if worn is not plain else rng.choice(_MINE[plain.app])
        ink = "#111111" if mine in {"#cfe3ff", "#d9d9de", "#95ec69"} else worn.mine_ink
        look = replace(worn, mine=mine, mine_ink=ink, size=rng.choice((14, 15, 17, 18, 20)), pad=rng.choice((8, 10, 13)),
                       wide=rng.choice((205, 215, 232)), gap=rng.choice((6, 10, 18)), room=rng.choice((0, 0, 4, 8)),
                       clock_at=rng.choice((16, 30, 40)), unread=rng.choice(("", "", "3", "12")))  # fmt: skip
        if plain.app is App.QQ:
            look = replace(look, under_head=rng.choice(("手机在线 - WiFi", "在线", "iPhone在线")))
        sender = rng.choice(("10655059113", "95555", "+86 170 0912 5566") if plain.app is App.SMS
                            else ("李经理", "A催收小王", "平台客服-张", "李经理 138", "阳光。"))  # fmt: skip
        yield chat(f"varied {i} {plain.app}", look, sender, _by_chance(rng), scale=rng.choice((2.0, 2.625, 3.0)),
                   font=rng.choice((SANS, SERIF, *SYSTEM_FONTS)), status=rng.random() > 0.2)  # fmt: skip


def _by_chance(rng: random.Random) -> list[Said | Mark]:
    said: list[Said | Mark] = []
    for shown, at in rng.sample(_MARKS, 2):
        said.append(Mark(shown))
        for _ in range(rng.choice((1, 2, 2, 3))):
            mine = rng.random() < 0.4
            text = rng.choice((*REPLIES, TEXTS[4])) if mine else rng.choice(TEXTS)
            said.append(Said(text, Side.MINE if mine else Side.THEIRS, at, shown))
    return said


def shots() -> Iterator[Shot]:
    """All of it: plain, pressed, shrunk, cut out, turned, photographed, long."""
    screens = list(plain_screens())
    for i, drawn in enumerate(screens):
        yield Shot("plain", png(drawn.picture) if i % 2 else jpeg(drawn.picture, 60), drawn)
    for drawn in screens[::3]:
        small = shrunk(drawn)
        yield Shot("plain", jpeg(small.picture, 60), small)
    cut = chat("cut-out", WECHAT, "速易花客服", _chat_thread(5), status=False, least=0)
    yield Shot("plain", jpeg(cut.picture, 60), cut)
    for drawn, degrees in zip((screens[0], *screens[2:10], *screens[12:15]), cycle((90, 180, 270)), strict=False):
        on_its_side = turned(shrunk(drawn, 1600), degrees)
        yield Shot("turned", jpeg(on_its_side.picture, 70), on_its_side)
    for i, drawn in enumerate((screens[0], screens[3], screens[8], screens[12], screens[14])):
        snap = photo(drawn, tilt=(-6, 4, 2, -3, 7)[i], seed=i)
        yield Shot("photo", jpeg(snap.picture, 60), snap)
    for i, drawn in enumerate((screens[0], *screens[3:6], screens[8], screens[10], *screens[12:15], screens[17])):
        snap = photo(drawn, tilt=(12, -15, 14, 19, -11, 10, -18, 13, 16, -12)[i], seed=40 + i, wide=900, hard=True)
        yield Shot("hard photo", jpeg(snap.picture, 45), snap)
    for look, sender in ((ANDROID, "10690532981177"), (dark(WECHAT), "速易花客服")):
        drawn = _long(look, sender, 5600)
        yield Shot("long", jpeg(drawn.picture, 60), drawn)
    sent = shrunk(_long(WECHAT, "速易花客服", 5600), 2560)
    yield Shot("long", jpeg(sent.picture, 80), sent)
    side = turned(_long(IOS, "1065502000112", 5600), 90)
    yield Shot("long", jpeg(side.picture, 60), side)


def varied(seed: int = 314159, number: int = 32) -> Iterator[Shot]:
    """Threads of chance, kept apart: the rules were not written while looking at them."""
    for i, drawn in enumerate(varied_screens(seed, number)):
        yield Shot("varied", jpeg(drawn.picture, 60) if i % 2 else png(drawn.picture), drawn)


def few() -> Iterator[Shot]:
    """The handful that the suite reads every time: small, and one of each hard thing."""
    thread: list[Said | Mark] = [Mark("昨天 22:47"), Said(TEXTS[1], sent_at="2026-11-20T22:47", shown="昨天 22:47"),
              Said(REPLIES[0], Side.MINE, "2026-11-20T22:47", "昨天 22:47")]  # fmt: skip
    sms = chat("sms", ANDROID, "10690532981177", thread, scale=1.6, least=0)
    wechat = chat("wechat dark", dark(WECHAT), "速易花客服", thread, scale=1.6, least=0)
    over = turned(wechat, 180)
    yield Shot("plain", png(sms.picture), sms)
    yield Shot("plain", jpeg(wechat.picture, 60), wechat)
    yield Shot("turned", jpeg(over.picture, 70), over)
    calls = call_log("calls", replace(CALLS, app=App.CALL_LOG), "通话记录", CALLS_ANDROID[:4], scale=1.6)
    yield Shot("plain", jpeg(calls.picture, 60), calls)
