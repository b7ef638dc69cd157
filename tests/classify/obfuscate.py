"""Twelve ways in which senders disguise their words, each as a pure function of a text.

The small tables are written from what reports of such messages show, without sight of the tables that the normaliser
reads them back with. Which characters are touched is drawn from the text itself, so that a run can be repeated.
"""

import random
import re
from collections.abc import Callable, Mapping
from typing import Final

from opencc import OpenCC

_HAN: Final = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
_TRADITIONAL: Final = OpenCC("s2t")
_FULL: Final = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}
_COSTUMES: Final = (
    dict(zip("123456789", "①②③④⑤⑥⑦⑧⑨", strict=True)),
    {str(n): f"{n}\ufe0f\u20e3" for n in range(10)},
    dict(zip("0123456789", "零壹贰叁肆伍陆柒捌玖", strict=True)),
    dict(zip("01", "Ol", strict=True)),
)
_PINYIN: Final = {
    "傻逼": "shabi", "去死": "qusi", "老婆": "laopo", "贱人": "jianren", "微信": "weixin", "贷款": "daikuan", "坐牢": "zuolao",
    "还钱": "huanqian", "法院": "fayuan", "他妈": "tama", "上门": "shangmen", "通讯录": "tongxunlu",
}  # fmt: skip
_INITIALS: Final = {
    "傻逼": "sb",
    "操你妈": "cnm",
    "他妈的": "tmd",
    "你妈": "nm",
    "微信": "vx",
    "去死": "qs",
    "贱人": "jr",
}
_HOMOPHONES: Final = {
    "贷": "代", "款": "窾", "钱": "浅", "债": "责", "催收": "摧收", "逾期": "于期", "逼": "比", "法院": "法圆", "警察": "井察",
    "微信": "薇信", "还款": "环款", "上门": "尚门", "坐牢": "座牢",
}  # fmt: skip
_SPLIT: Final = {
    "死": "歹匕",
    "贷": "代贝",
    "债": "亻责",
    "钱": "钅戋",
    "法": "氵去",
    "骂": "口口马",
    "打": "扌丁",
    "杀": "乂木",
}
_EMOJI: Final = {"钱": "💰", "电话": "📞", "刀": "🔪", "死": "💀", "家": "🏠", "妈": "🐴", "鸡": "🐔", "狗": "🐶"}
_MASKED: Final = {"逼": "*", "操": "*", "死": "×", "警": "*", "法院": "法×", "公安": "公*", "贷款": "贷*", "妈": "*"}


def _swapped(table: Mapping[str, str]) -> Callable[[str], str]:
    keys = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return lambda text: keys.sub(lambda found: table[found[0]], text)


def _between(signs: str, share: float) -> Callable[[str], str]:
    """One of the signs between Chinese characters that stand together, at a share of the places."""

    def disguise(text: str) -> str:
        drawn = random.Random(text)
        return _HAN.sub(lambda _: drawn.choice(signs) if drawn.random() < share else "", text)

    return disguise


def _digits(text: str) -> str:
    drawn = random.Random(text)
    costume = drawn.choice(_COSTUMES)
    return "".join(costume.get(char, char) for char in text)


OPERATORS: Final[Mapping[str, Callable[[str], str]]] = {
    "zero width": _between("\u200b\u200d\u2060\u202c", 0.5),
    "blanks": _between(" ", 0.4),
    "symbols": _between("·.*/-~_|", 0.3),
    "full width": lambda text: text.translate(_FULL),
    "digits": _digits,
    "traditional": _TRADITIONAL.convert,
    "pinyin": _swapped(_PINYIN),
    "initials": _swapped(_INITIALS),
    "homophones": _swapped(_HOMOPHONES),
    "split": _swapped(_SPLIT),
    "emoji": _swapped(_EMOJI),
    "masks": _swapped(_MASKED),
}
