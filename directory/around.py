"""What stands around a name: words of lending, of debt, of paying into an account, and ordinary words that hold it.

Every function takes a folded text. None of them knows a company.
"""

import re
from typing import Final

_OPEN: Final = r"[「《【“\"]?"
_CLOSE: Final = r"[」》】”\" ]{0,2}"
_LENDING: Final = (
    r"(?:平台|app|软件|借款|贷款|借条|借钱|欠款|逾期|账单|账户|客服|官方|用户|金融|信用卡|银行|小额|公司|业务|产品"
    r"|催|额度|还款|贷后|分期|月付|欠|的人|这边|那边|上借|里借|借了|已逾期|到期|委托|法务|工作人员|专员|委外|消费|e贷"
    r"|[上里]?的(?:钱|款)(?:还|没|逾)|卡债|借的|借过|还不上|断供|(?:credit )?cards?\b|loans?\b|bank\b|overdue|(?:debt )?collect)"
)
_CONTEXT_AFTER: Final = re.compile(
    rf"(?: china)?{_CLOSE}(?:里?的|(?:这|那)(?:个|家|笔|款|张)|(?:这|那)张卡)?{_LENDING}"
)
_CONTEXT_BEFORE: Final = re.compile(
    r"(?:[您你我他她其]在|本人在|来自|借了|欠了|欠|借的|平台|app|我是|这里是|这边是|[您你我他她]的|自称是?|冒充|叫"
    rf"|\b(?:my|owe|from) )(?:一个|一家)?{_OPEN}$"
)
# 安逸贷 is not 安逸: with such a character the name may go on.
_GOES_ON: Final = re.compile(r"[贷花呗借信财富金宝包卡钱付保]")
# What may stand before a name that is only nearly spelt right.
_BEGINS: Final = re.compile(
    r"(?:^|[^\u3400-\u9fff]|[在的从到是我你您他她借欠了和跟与叫称用给被把向说来家有天款"
    r"这那找对让由因替被还只收个笔是有或、后元日月])$"
)
_DEBT: Final = re.compile(
    r"欠|逾期|催|贷|还款|还钱|还债|断供|减免|停息|罚息|违约金|征信|起诉|爆通讯录|借款|借了|借过|借的[钱款]|诉讼|没还|忘了还|还不|还清|还完"
    r"|还[一二两三四五六七八九十几\d]|[要来会]上门|会员费|担保费|审核费|砍头息"
    r"|信用卡|协商|利息|账单|律师函|结清|案[子件]"
    r"|overdue|loan|debt|collector|credit card|repay|\bowe"
)
_DAYS: Final = r"(?:又|也|都|还|就|现在|今天|昨天|今早|刚才|刚刚?|天天|一天|一直|已经|老是|总是|到处|突然)*"
# The one who does something to the debtor is no thing of everyday life.
_ACTS: Final = re.compile(
    rf"{_CLOSE}(?:的人|的客服|客服|那边|这边|那里)?{_DAYS}(?:给我|让我|叫我|要我|逼我|催|打我|打电话|打给|打了|打来|来电|来催|来信"
    r"|来短信|来发|发来|发了|发短信|发律师|发函|发催|说我|说要|说今|说再|说可|说已|起诉|告我|威胁|上门|[要会](?:起诉|告|上门)|寄|爆我|轰炸|骚扰"
    r"|联系我|通知我|提醒我|(?:says?|calls?|keeps?|texted|threat)\b)"
)
# A name that everybody uses for other things too has to be owed to, not only talked about.
_OWED_AFTER: Final = re.compile(
    rf"{_CLOSE}的?(?:借款|贷款?|借条|借钱|借的|欠|逾期|账单|金融|信用卡|银行|催|额度|还款|分期|月付|消费|已逾期|e贷"
    r"|[那这]个平台|(?:那边|这边|打电话|发短信|发律师函)?.{0,4}(?:逾期|催|起诉)|(?:两|几)?个字|还是)"
)
# Who a text about a debt speaks of: 自称是中信, 中信那个软件, 中信是什么公司. What is bought there is another matter.
_SPOKEN_OF: Final = re.compile(
    rf"{_CLOSE}(?:[那这](?:边|里|儿)(?!的?(?:上班|工作|干活|买|下单|购|住|吃|玩|卖|送))"
    r"|的?[那这](?:个|家)(?:平台|软件|app|公司|机构|银行)|是(?:个|一家)?(?:(?:什么|啥)(?:公司|平台|机构|银行|软件|app|单位|来头|人|鬼"
    r"|[,。?!]|$)|哪[家个里]|谁|干[嘛什啥]|做什么|正规|骗子|不是(?:正规|骗|真|合法|银行|网贷)))"
)
_INTRODUCED: Final = re.compile(
    rf"(?:自称是?|(?:说|讲)(?:自己|他们|她们|他|她|我们)?是|冒充|名叫|叫做|署名是?|落款是?|[这那][里边]是){_OPEN}$"
)
_OWED_BEFORE: Final = re.compile(rf"(?:借了|欠了|欠|借的|逾期的){_OPEN}$")
# A product and what is owed on it, right behind a name: 滴滴月付逾期.
_DUE: Final = r"(?:里|上|也|都|又|已|已经|那笔|这笔)?的?(?:逾期|催|账单|欠|断供|没还|还不上|到期)"
_OWN_PRODUCT_OWED: Final = re.compile(rf"的[^,。;!?]{{1,5}}[贷金卡花]{_DUE}")
_PRODUCT_OWED: Final = re.compile(rf"[里上]?的?(?:月付|借钱|借的钱?|借款|贷款|分期|金融|信用付){_DUE}")

# 中国银行业协会 is no bank, and a bank that an account is kept at does not dun.
_NO_BANK: Final = re.compile(r"银行(?:业|间|保险|监|同业|协会|公会|学会|从业|系统|体系|们|类)")
# 施工行为 is no bank.
_NOT_A_BANK: Final = re.compile(r"[为动驶走程李业政使人]")
_PAID_INTO: Final = re.compile(
    r"(?:开户行|收款行|[扣还]款银行|工资卡|储蓄卡|汇入|[转打存退汇划](?:款|账)?(?:入|到|至|进|回)|账至|款至|绑定?|代扣|扣款用?)[:为是的了]{0,3}"
    r"(?:[我你您他她]们?|本人)?(?:名下|自己)?的?$"
)
_ACCOUNT: Final = (
    r"(?:账号|帐号|卡号|户名|收款|储蓄卡|工资卡|银行卡|借记卡|卡余额|卡里|卡扣|卡丢|卡被|卡存入|卡内|里(?:划扣|扣)|卡还了|卡还的|卡付|卡转|卡支付|账户余额|账户里|卡?尾号?\d*(?:收款|余额不足)"
    r"|(?:储蓄|工资|借记)?(?:卡|账户|尾号)[^,。;!?信]{0,10}(?:扣款|代扣|自动扣|扣了|划扣|扣走|余额不足))"
)
_PAID_FROM: Final = re.compile(rf"的?{_ACCOUNT}")
_CENTRAL_BANK: Final = re.compile(r"(?:people'?s|commercial|savings|agricultural) $")
_OF_ANOTHER_KIND: Final = re.compile(
    r"(?:证券|信托|人寿|财险|保险|基金|期货|融资租赁|药业|环保|置业|地产|物业|局|学院|大学|街道|大厦|广场|夜|村镇)"
)
# 好分期吗 and 你我贷不贷款 are something that is done, and no name.
_VERBAL: Final = frozenset("期借贷付还")
_LONG: Final = 4
_DONE: Final = re.compile(
    r"还是一|吗|嘛|么|不(?:行|能|可|了|好|贷|借|分|花|到|[,。!?]|$)|一点|一些|点[,。的吗]|付款|购买|买|吧[,。!?]"
)
_LOAN_OF: Final = re.compile(r"款(?:的?(?:逾期|催|客服|平台|app|账单|欠))")
_NOUN_BEFORE: Final = re.compile(r"(?:[是找向跟和与、欠及或,。:到]|还有|^)$")
_NOUN_AFTER: Final = re.compile(
    r"(?:[,。;!?、):]|$|和|与|跟|及|也|都|还没|没|各|[一二三四五六七八九两几十0-9]+[千万百])"
)


def beside_lending(text: str, start: int, end: int) -> bool:
    """Whether a word of lending stands next to what stands at `text[start:end]`, or nothing else stands there."""
    return bool(
        _CONTEXT_AFTER.match(text, end)
        or (_CONTEXT_BEFORE.search(text[max(0, start - 9) : start]) and not _GOES_ON.match(text, end))
        # A text that is the name and nothing else is an answer to "which company?".
        or end - start == len(text.strip())
    )


def begins(text: str, start: int) -> bool:
    """Whether a name may begin at `text[start]`: what stands before is no part of a longer one."""
    return bool(_BEGINS.search(text[max(0, start - 1) : start]))


def speaks_of_debt(text: str) -> bool:
    """Whether a text is about money that is owed."""
    return bool(_DEBT.search(text))


def acts(text: str, end: int) -> bool:
    """Whether what ends at `text[end]` does what a creditor does: it calls, writes, sues."""
    return bool(_ACTS.match(text, end))


def is_owed(text: str, start: int, end: int) -> bool:
    """Whether money is owed to what stands at `text[start:end]`."""
    return bool(
        _OWED_AFTER.match(text, end)
        or _OWED_BEFORE.search(text[max(0, start - 4) : start])
        or end - start == len(text.strip())
    )


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is somebody who is asked about, pointed at or introduced by a name."""
    introduced = _INTRODUCED.search(text[max(0, start - 6) : start])
    return bool(_SPOKEN_OF.match(text, end) or (introduced and _NOUN_AFTER.match(text, end)))


def owed_for_a_product(text: str, end: int, *, brand: bool) -> bool:
    """Whether a product of lending and a debt stand right behind what ends at `text[end]`.

    What is no `brand` needs a product of a name of its own: 民生的民易贷, but 民生贷款 may be anybody's.
    """
    return bool((_PRODUCT_OWED if brand else _OWN_PRODUCT_OWED).match(text, end))


def is_done(name: str) -> bool:
    """Whether a name may also be something that is done, as 好分期 and 省呗."""
    return name[-1] in _VERBAL or (name[-1] == "呗" and name[0] in "还省")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether what stands at `text[start:end]` is a thing for itself: 是浦发, and nothing that goes on."""
    return bool(_NOUN_BEFORE.search(text[max(0, start - 2) : start]) and _NOUN_AFTER.match(text, end))


def is_another_thing(text: str, end: int, name: str) -> bool:
    """Whether a name that ends at `text[end]` is something else by what follows: 平安证券, 好分期吗, 人人贷款买房."""
    if name[-1] == "行":
        return bool(_NO_BANK.match(text, end - 2)) or (len(name) == 2 and bool(_NOT_A_BANK.match(text, end)))
    if len(name) >= _LONG:
        return False
    if name[-1] == "贷" and text.startswith("款", end):
        return not _LOAN_OF.match(text, end)
    return bool((is_done(name) and _DONE.match(text, end)) or _OF_ANOTHER_KIND.match(text, end))


def keeps_an_account(text: str, start: int, end: int) -> bool:
    """Whether the bank named at `text[start:end]` is where money is paid to or taken from, and not who lends."""
    if text.startswith("bank of", start) and _CENTRAL_BANK.search(text[max(0, start - 14) : start]):
        return True
    if text[end - 1] == "银" and text.startswith("行", end):
        return True
    card = end - 1 if text[end - 1] == "卡" and text[end - 3 : end] != "信用卡" else end
    if text.startswith("信用卡", end) or text.endswith("信用卡", start, end):
        return False
    return bool(_PAID_INTO.search(text[max(0, start - 13) : start]) or _PAID_FROM.match(text, card))
