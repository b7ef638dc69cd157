"""Which column of a table holds what, by the words over it. Chinese and English, as tools and carriers write them."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Field(StrEnum):
    """What a column can hold."""

    INSTANT = "instant"
    DATE = "date"
    CLOCK = "clock"
    NUMBER = "number"
    NAME = "name"
    CHAT = "chat"
    TEXT = "text"
    DIRECTION = "direction"
    DURATION = "duration"


_WORDS: Final[Mapping[Field, str]] = MappingProxyType(
    {
        Field.INSTANT: "日期时间 时间日期 发送时间 接收时间 收到时间 短信时间 消息时间 通话时间 起始时间 开始时间 呼叫时间 来电时间"
        " 通话开始时间 通话起始时间 datetime date/time date_and_time date_time timestamp message_date sent_at received_at sent received call_date"
        " call_time start_time time_stamp 发送日期 接收日期 短信日期 message_time",
        Field.DATE: "日期 通话日期 date day",
        Field.CLOCK: "时间 time clock",
        Field.NUMBER: "号码 电话 电话号码 手机 手机号 手机号码 对方号码 发件人号码 发送方号码 发送号码 来电号码 联系电话 主叫号码 短信号码"
        " 通话号码 发送人号码 发件号码 number phone phone_number phonenumber address sender_id sender_number from handle handle_id from_number"
        " other_party caller caller_id",
        Field.NAME: "姓名 名字 联系人 联系人姓名 发件人 发送人 发送者 发送方 对方 昵称 备注名 name contact contact_name sender sender_name"
        " display_name 通讯录姓名",
        Field.CHAT: "会话 聊天 对话 chat_session chat conversation thread",
        Field.TEXT: "内容 短信内容 消息内容 信息内容 正文 消息 短信 信息 文本 聊天内容 body text message content message_text message_body"
        " sms sms_body sms_text",
        Field.DIRECTION: "类型 方向 收发 收发类型 短信类型 消息类型 呼叫类型 通话类型 通信方式 通话方式 呼叫方式 type direction folder call_type"
        " message_type box",
        Field.DURATION: "时长 通话时长 通信时长 通话时长(秒) 时长(秒) 持续时间 通话长度 duration call_duration duration_s duration(s)"
        " duration_(seconds) duration_in_seconds duration_sec seconds length",
    }
)
_BY_WORD: Final = MappingProxyType({word: field for field, words in _WORDS.items() for word in words.split()})
_BLANKS: Final = re.compile(r"[\s_]+")
_LONGEST: Final = 40


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_IN: Final = _words(
    "收 收到 接收 已接收 收件 收件箱 接收短信 incoming received in inbox 1 来电 呼入 被叫 已接 已接来电 未接 未接来电 已接听 未接听 拒接"
    " 拒接来电 missed answered rejected incoming_call missed_call voicemail 响铃 拦截"
)
_OUT: Final = _words(
    "发 发出 发送 已发送 发件 发件箱 发送短信 outgoing sent out outbox 2 去电 呼出 主叫 已拨 拨出 已拨电话 outgoing_call dialed 拨打"
)
_CALLS: Final = _words(
    "来电 去电 呼入 呼出 主叫 被叫 已接 已接来电 未接 未接来电 已接听 未接听 拒接 拒接来电 已拨 拨出 已拨电话 拨打 响铃 missed answered"
    " rejected incoming_call outgoing_call missed_call dialed voicemail"
)
_UNANSWERED: Final = _words("未接 未接来电 未接听 拒接 拒接来电 missed missed_call rejected voicemail 响铃 拦截")
_NOTES: Final = _words("notification draft 草稿 通知")


def fields_of(cells: Sequence[str]) -> dict[Field, int]:
    """The columns that a row names, if it is a header; the first one where two say the same."""
    found: dict[Field, int] = {}
    for column, cell in enumerate(cells):
        field = _BY_WORD.get(folded(cell))
        if field is not None:
            found.setdefault(field, column)
    return found


def folded(cell: str) -> str:
    """A word as it is looked up: lower case, without a mark of bytes, blanks as one underscore, ASCII brackets."""
    cell = cell.strip().strip("\ufeff\"'").replace("（", "(").replace("）", ")").lower()
    return _BLANKS.sub("_", cell.strip()) if len(cell) <= _LONGEST else ""


def incoming(cell: str) -> bool | None:
    """Which way a row went, by the word in it."""
    word = folded(cell)
    return True if word in _IN else False if word in _OUT else None


def is_call(cell: str) -> bool:
    """Whether a word is said of calls only."""
    return folded(cell) in _CALLS


def is_unanswered(cell: str) -> bool:
    """Whether nobody spoke, by the word for the call."""
    return folded(cell) in _UNANSWERED


def is_note(cell: str) -> bool:
    """Whether a row is no message: a note of the program, or one that was never sent."""
    return folded(cell) in _NOTES
