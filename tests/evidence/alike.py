"""Screens that are different, and what becomes of one screen on its way: what the likeness of pictures is held against.

Written before the rule. All words are thrown together by chance; no two screens say the same.
"""

import io
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from PIL import Image

from model.reading import App, Side
from tests.evidence.photos import jpeg
from tests.evidence.screens import ANDROID, IOS, QQ, WECHAT, Drawn, Look, Mark, Said, chat, dark

_CLAUSES: Final = (
    "您的借款已逾期{n}天", "本期应还{n}元", "请于{m}月{d}日前处理", "否则将联系您的{who}", "我们已委托{who}所在地上门",
    "今天{d}点前必须还清", "你{who}知道你欠钱吗", "再不接电话就打给你{who}", "案件编号{n}已移交", "尾号{n}的账户",
    "减免后只需还{n}元", "别装死", "想清楚后果", "欠了{n}块还躲", "你住哪我们都知道", "下午派{d}个人过去",
    "最后给你{d}个小时", "法务部门正在核实", "信息已同步至{who}", "请保持电话畅通", "逾期记录会影响征信", "这是第{d}次通知",
)  # fmt: skip
_WHO: Final = ("父母", "妻子", "单位领导", "同事", "朋友", "村委会", "房东", "舅舅", "班主任", "通讯录好友")
_OWN: Final = (
    "我在想办法",
    "请发书面方案",
    "{d}号发工资就还",
    "不要打给我{who}",
    "你是哪家公司",
    "已经还了{n}元",
    "我要投诉",
)
_MINE: Final = {App.SMS: ("#34c759", "#0b84fe", "#cfe3ff", "#d9d9de"), App.WECHAT: ("#95ec69",), App.QQ: ("#12b7f5",)}
_PALE: Final = frozenset({"#cfe3ff", "#d9d9de", "#95ec69"})


def _words(rng: random.Random, clauses: tuple[str, ...], count: int) -> str:
    some = rng.sample(clauses, count)
    filled = (
        clause.format(n=rng.randint(1000, 99999), m=rng.randint(1, 12), d=rng.randint(2, 28), who=rng.choice(_WHO))
        for clause in some
    )
    return "，".join(filled) + rng.choice("。！，")


def message(rng: random.Random) -> str:
    """One message of somebody who collects."""
    return _words(rng, _CLAUSES, rng.randint(2, 7))


def thread(rng: random.Random) -> list[Said | Mark]:
    """Two to seven messages under one or two times."""
    said: list[Said | Mark] = []
    for _ in range(rng.randint(1, 2)):
        said.append(Mark(f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日 {rng.randint(0, 23)}:{rng.randint(0, 59):02}"))
        for _ in range(rng.randint(2, 4)):
            mine = rng.random() < 0.3
            text = _words(rng, _OWN, 1) if mine else _words(rng, _CLAUSES, rng.randint(2, 7))
            said.append(Said(text, Side.MINE if mine else Side.THEIRS))
    return said


def look(rng: random.Random) -> Look:
    """One of the apps by day, as somebody has set it."""
    plain = rng.choice((ANDROID, IOS, WECHAT, QQ))
    mine = rng.choice(_MINE[plain.app])
    ink = "#111111" if mine in _PALE else plain.mine_ink
    return replace(plain, mine=mine, mine_ink=ink, size=rng.choice((15, 16, 16, 16, 17)))


def drawn(rng: random.Random, *, scale: float = 1.5, also_dark: bool = True) -> tuple[Drawn, Drawn]:
    """A screen and the same one at night; without `also_dark` the first one twice, which takes half the time."""
    seen, said = look(rng), thread(rng)
    sender = f"1069{rng.randint(10**7, 10**9)}" if seen.app is App.SMS else f"客服{rng.randint(10, 9999)}"
    clock = f"{rng.randint(0, 23)}:{rng.randint(0, 59):02}"
    by_day = chat(f"{seen.app}", seen, sender, said, scale=scale, clock=clock)
    if not also_dark:
        return by_day, by_day
    night = dark(replace(seen, mine=_MINE[seen.app][0]))
    return by_day, chat(f"{seen.app} dark", night, sender, said, scale=scale, clock=clock)


def different(seed: int, number: int, *, scale: float = 1.5, also_dark: bool = True) -> Iterator[tuple[Drawn, Drawn]]:
    """Screens of chance, each by day and by night."""
    for i in range(number):
        yield drawn(random.Random(seed * 1_000_003 + i), scale=scale, also_dark=also_dark)


def _pressed(picture: Image.Image, quality: int) -> Image.Image:
    return Image.open(io.BytesIO(jpeg(picture, quality)))


def _resized(picture: Image.Image, times: float) -> Image.Image:
    size = (round(picture.width * times), round(picture.height * times))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _without_status(picture: Image.Image, scale: float) -> Image.Image:
    return picture.crop((0, round(28 * scale), picture.width, picture.height))


def _without_ends(picture: Image.Image, scale: float) -> Image.Image:
    return picture.crop((0, round(33 * scale), picture.width, picture.height - round(52 * scale)))


Changed = Callable[[Image.Image, Image.Image, float], Image.Image]
# What becomes of a screen: from the picture by day, the one by night, and pixels for one dp.
CHANGES: Final[Mapping[str, Changed]] = {
    "pressed 60": lambda day, night, scale: _pressed(day, 60),
    "pressed 30": lambda day, night, scale: _pressed(day, 30),
    "status bar cut off": lambda day, night, scale: _without_status(day, scale),
    "both ends cut off, pressed": lambda day, night, scale: _pressed(_without_ends(day, scale), 60),
    "resized 0.6": lambda day, night, scale: _resized(day, 0.6),
    "resized 1.7, pressed": lambda day, night, scale: _pressed(_resized(day, 1.7), 60),
    "dark": lambda day, night, scale: night,
    "dark, pressed": lambda day, night, scale: _pressed(night, 60),
    "dark, status bar cut off, resized, pressed": lambda day, night, scale: _pressed(
        _resized(_without_status(night, scale), 0.75), 60
    ),
    "inverted": lambda day, night, scale: Image.eval(day, lambda value: 255 - value),
}
