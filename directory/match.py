"""Names of companies in a text: longest match first, look-alikes kept apart, each with the words around it."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from directory.names import Matcher, Name, Strength

# 中国银行业协会 is no bank, and a bank that an account is kept at does not dun.
_NO_BANK: Final = re.compile(r"银行(?:业|间|保险|监)")
_PAYEE_BEFORE: Final = re.compile(
    r"(?:开户行|收款行|汇入|转入|转到|打到|存入|存到|转账至|转账到|汇款至|绑定|绑|代扣的?|绑定的?|绑的)[:为是的了]{0,2}$"
)
_PAYEE_AFTER: Final = re.compile(
    r"^的?(?:账号|帐号|卡号|户名|收款|储蓄卡|工资卡|银行卡|借记卡|卡余额|卡里|卡扣|账户余额|账户里|卡?尾号?\d*(?:收款|余额不足))"
)
# 施工行为 is no bank.
_NOT_A_BANK: Final = re.compile(r"[为动驶走程李业政使人]")
_CENTRAL_BANK: Final = re.compile(r"(?:people'?s|commercial|savings|agricultural) $")

_LENDING: Final = (
    r"(?:平台|app|软件|借款|贷款|借条|借钱|欠款|逾期|账单|账户|客服|官方|用户|金融|信用卡|银行|小额|公司|业务|产品"
    r"|催|额度|还款|贷后|分期|欠|的人|这边|那边|上借|里借|借了|已逾期|到期|委托|法务|工作人员|专员|委外|消费|e贷)"
)
_CONTEXT_AFTER: Final = re.compile(rf"^[」》】”\"]?的?{_LENDING}")
_CONTEXT_BEFORE: Final = re.compile(
    r"(?:[您你我他她其]在|本人在|来自|借了|欠了|欠|借的|平台|app|我是|这里是|这边是|[您你我他她]的|自称是?|冒充|叫)"
    r"[「《【“\"]?$"
)
# 安逸贷 is not 安逸: with such a character the name may go on.
_GOES_ON: Final = re.compile(r"[贷花呗借信财富金宝包卡钱付保]")
# What may stand before a name that is only nearly spelt right.
_BEGINS: Final = re.compile(r"(?:^|[^\u3400-\u9fff]|[在的从到是我你您他她借欠了和跟与叫称用给被把向说来家有天款])$")
_DEBT: Final = re.compile(
    r"欠|逾期|催|贷|还款|还钱|还债|断供|减免|停息|罚息|违约金|征信|起诉|爆通讯录|借款|借了|借过|诉讼|没还|忘了还|还不|还清|还完|会员费|担保费|审核费|砍头息"
)
# A name that everybody uses for other things too has to be owed to, not only talked about.
_OWED_AFTER: Final = re.compile(
    r"^[」》】”\"]?的?(?:借款|贷款?|借条|借钱|借的|欠|逾期|账单|金融|信用卡|银行|催|额度|还款|分期|消费|已逾期|e贷"
    r"|那个平台|(?:那边|这边|打电话|发短信|发律师函)?.{0,4}(?:逾期|催|起诉))"
)
_OWED_BEFORE: Final = re.compile(r"(?:借了|欠了|欠|借的|逾期的)[「《【“\"]?$")
# 好借呗 is not 借呗: a short name with such a word before it may be the end of another one.
_GROWN: Final = re.compile(r"[好快易随小速钱优轻省秒享乐聚闪宝]")
_SHORT: Final = 2
# Names in one list are of one kind: 花呗、还呗和省呗.
_LISTED: Final = re.compile(r"[、,/&+]|和|与|跟|及|以及|还有")


class Hit(NamedTuple):
    """A name found at `text[start:end]` of the folded text. `fits` tells whether the words around it bear it out."""

    start: int
    end: int
    name: Name
    fits: bool

    @property
    def firm(self) -> bool:
        """Whether the name is enough by itself where it stands."""
        return self.fits and self.name.strength is not Strength.AMBIGUOUS


def hits(matcher: Matcher, folded: str) -> tuple[Hit, ...]:
    """The names in a folded text, longest first where they overlap, in the order of the text."""
    if not matcher.names:
        return ()
    spans = [(-length, end - length + 1, name) for end, (length, name) in matcher.automaton.iter(folded)]
    if not spans:
        return ()
    inside = [
        _hit(folded, start, start - short, name)
        for short, start, name in _longest(folded, spans)
        if name.platforms and (not name.wary or _dunning(folded, start, name))
    ]
    return tuple(_listed(folded, inside)) if len(inside) > 1 else tuple(inside)


def near_signatures(matcher: Matcher, signature: str) -> tuple[str, ...]:
    """Companies whose name differs from a folded signature in one character; good for a question and nothing more."""
    if len(signature) < 4:
        return ()
    patterns = {signature[:i] + "?" + signature[i + 1 :] for i in range(len(signature))}
    return tuple(dict.fromkeys(p for pattern in sorted(patterns) for p in matcher.near.get(pattern, ())))


def beside_lending(text: str, start: int, end: int) -> bool:
    """Whether a word of lending stands next to what stands at `text[start:end]`, or nothing else stands there."""
    return bool(
        _CONTEXT_AFTER.match(text[end : end + 9])
        or (_CONTEXT_BEFORE.search(text[max(0, start - 6) : start]) and not _GOES_ON.match(text, end))
        # A text that is the name and nothing else is an answer to "which company?".
        or end - start == len(text.strip())
    )


def begins(text: str, start: int) -> bool:
    """Whether a name may begin at `text[start]`: what stands before is no part of a longer one."""
    return bool(_BEGINS.search(text[max(0, start - 1) : start]))


def speaks_of_debt(text: str) -> bool:
    """Whether a folded text is about money that is owed."""
    return bool(_DEBT.search(text))


def _longest(folded: str, spans: list[tuple[int, int, Name]]) -> list[tuple[int, int, Name]]:
    """No two spans are of one length at one place, so that sorting never comes to compare names."""
    if len(spans) == 1:
        short, start, name = spans[0]
        return spans if not name.edged or _is_word(folded, start, start - short) else []
    spans.sort()
    taken: list[tuple[int, int, Name]] = []
    for span in spans:
        short, start, name = span
        end = start - short
        for less, left, _ in taken:
            if start < left - less and end > left:
                break
        else:
            if not name.edged or _is_word(folded, start, end):
                taken.append(span)
    if len(taken) > 1:
        taken.sort(key=itemgetter(1))
    return taken


def _is_word(folded: str, start: int, end: int) -> bool:
    """Latin letters and digits at the edge of a name do not go on in the text: CBC is not in ICBC."""
    return not (_is_latin(folded[start]) and _is_latin(folded[start - 1 : start])) and not (
        _is_latin(folded[end - 1]) and _is_latin(folded[end : end + 1])
    )


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _dunning(folded: str, start: int, name: Name) -> bool:
    """Whether a bank is named as one that lends, and not as one where an account is kept."""
    if name.text.startswith("bank of") and _CENTRAL_BANK.search(folded[max(0, start - 14) : start]):
        return False
    if name.text.endswith("银") and folded.startswith("行", start + len(name.text)):
        return False
    if not name.text.endswith("行"):
        return True
    end = start + len(name.text)
    if _NO_BANK.match(folded, end - 2) or (len(name.text) <= _SHORT and _NOT_A_BANK.match(folded, end)):
        return False
    return not (_PAYEE_BEFORE.search(folded[max(0, start - 8) : start]) or _PAYEE_AFTER.match(folded[end : end + 8]))


def _hit(folded: str, start: int, end: int, name: Name) -> Hit:
    match name.strength:
        case Strength.FIRM:
            return Hit(start, end, name, end - start > _SHORT or not _GROWN.match(folded, max(0, start - 1), start))
        case Strength.SHORT:
            return Hit(start, end, name, speaks_of_debt(folded) or beside_lending(folded, start, end))
        case Strength.CONTEXT:
            return Hit(start, end, name, beside_lending(folded, start, end))
        case Strength.AMBIGUOUS:
            return Hit(start, end, name, _owed(folded, start, end))


def _owed(text: str, start: int, end: int) -> bool:
    return bool(
        _OWED_AFTER.match(text[end : end + 11])
        or _OWED_BEFORE.search(text[max(0, start - 4) : start])
        or end - start == len(text.strip())
    )


def _listed(folded: str, inside: list[Hit]) -> Iterator[Hit]:
    """A doubtful name in one list with other names of companies is one too."""
    for place, hit in enumerate(inside):
        near = [other for other in inside[max(0, place - 1) : place + 2] if other is not hit]
        listed = [other for other in near if _LISTED.fullmatch(_between(folded, hit, other))]
        if listed and (len(inside) > 2 or any(other.firm for other in listed) or speaks_of_debt(folded)):
            yield Hit(hit.start, hit.end, hit.name, fits=True)
        else:
            yield hit


def _between(folded: str, one: Hit, other: Hit) -> str:
    return folded[one.end : other.start] if one.end <= other.start else folded[other.end : one.start]
