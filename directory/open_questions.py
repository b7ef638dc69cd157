"""What was open or in conflict on 2026-11-21 and may not be said: one entry a question, with how the check holds it.

`patterns` may stand in no text of any record; `withheld` fields of channels are never shown; `no_article` and
`not_cited` grounds carry no article number, or are cited for no conduct. A question that no such rule can hold has a
`reason` that tells what holds it instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from directory.contact import may_show
from directory.fault import Fault
from directory.records import Channel, ContactField
from directory.tables import Directory
from model.contact import Hours


@dataclass(frozen=True, slots=True)
class Question:
    """An open question: its number in the research, why it is open, and what follows from it."""

    number: str
    why: str
    patterns: tuple[re.Pattern[str], ...] = ()
    withheld: tuple[tuple[str, ContactField], ...] = ()
    no_article: tuple[str, ...] = ()
    not_cited: tuple[str, ...] = ()
    reason: str = ""


def _never(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


QUESTIONS: Final = (
    Question(
        "A1", "no rule was seen that a complaint has to come first; the pages differ on the hours of 12378",
        _never("先投诉满|必须先(?:向机构)?投诉", "12378.{0,6}24 ?小时", "12378.{0,9}(?:收|受理).{0,6}(?:小贷|担保|征信)"),
        (("nfra_12378", "before"), ("nfra_12378", "refuses")),
    ),
    Question("A2", "the address was not seen on a stored page", _never(r"nfra\.gov\.cn"), (("nfra_12378", "web"),)),
    Question(
        "A3", "what 12363 takes since 2023 was not seen",
        withheld=(("pboc_12363", "accepts"), ("pboc_12363", "before"), ("pboc_12363", "hours")),
    ),
    Question(
        "A4", "the limits of the report site are in conflict", _never(r"48 ?小时内?启动|每[日天](?:最多|上限) ?[35] ?件"),
        (("nifa_jubao", "deadlines"), ("nifa_jubao", "web"), ("nifa_jubao", "wechat"), ("nifa_jubao", "hours")),
    ),
    Question("A5", "whether it takes complaints of persons was not found", withheld=(("cba", "phone"), ("cba", "web"))),
    Question("A6", "only out-of-date entries were found", withheld=(("local_cf_assoc", "phone"), ("local_cf_assoc", "web"))),
    Question(
        "A7", "the days are those of a draft; the account has a newer name", _never("12321举报中心", r"3 ?\+ ?15 ?个工作日"),
        (("c12321", "deadlines"), ("c12321_sms_form", "deadlines"), ("c12321_call_form", "deadlines")),
    ),
    Question(
        "A8", "the address is an old one and the account is named by one page only", _never(r"dxss\.miit", "工信部12300"),
        (("c12300", "phone"), ("c12300", "web"), ("c12300", "wechat")),
    ),
    Question("A9", "it only sends warnings", _never("(?:拨打|致电|打) ?12381"), (("c12381", "phone"),)),
    Question("A10", "which of two addresses is valid was not checked", _never("cyberpolice"), (("mps_cyber", "web"),)),
    Question(
        "A11", "the addresses and days are from compiled pages or from 2019", _never(r"12389\.gov", r"12337\.gov"),
        (("p12389", "phone"), ("p12389", "web"), ("p12337", "web"), ("p12337", "deadlines"), ("p12337", "hours")),
    ),
    Question("A12", "its hours differ by place", withheld=(("legal_12348", "hours"),)),
    Question("A13", "no time limit was found", _never(r"liuyan\.people"), (("people_leaders", "deadlines"), ("people_leaders", "web"))),
    Question(
        "A14", "no reliable source", withheld=(("heimao", "deadlines"), ("heimao", "web"), ("xiaofeibao", "web")),
    ),
    Question("A15", "nothing but weak pages supports it", _never("希望 ?24", "010-?82951332"), (("crisis_other", "phone"),)),
    Question(
        "A16", "no address was confirmed",
        withheld=(("platform_abuse", "web"), ("lawyer_verify", "web"), ("license_lookup", "web")),
    ),
    Question("A17", "the code is contradicted by the operators' own texts", _never("CSFZ")),
    Question("A18", "the address is from 2020", _never("miinac"), (("miit_number_lookup", "web"),)),
    Question(
        "B1", "its articles and the interval of seven days were not seen", _never(r"(?:间隔|相隔).{0,6}(?:7|七) ?[日天](?!（只见)"),
        no_article=("gbt45251_2025",),
    ),
    Question(
        "B2", "its articles were not seen; the six attempts are a recommendation",
        _never(r"不得(?:超过|多于) ?(?:6|六) ?次"), no_article=("cba_2026", "cba_2026_more"),
    ),
    Question("B3", "whether it was replaced is not said", no_article=("cba_2021",), not_cited=("cba_2021",)),
    Question("B4", "three answered calls and six attempts are two limits", reason="two records of limits, one ground each"),
    Question("B5", "only a paraphrase was seen", no_article=("credit_card_2011",), not_cited=("credit_card_2011",)),
    Question("B6", "the original was not seen", no_article=("internet_loan_2020",), not_cited=("internet_loan_2020",)),
    Question("B7", "the article is named by a training site only", _never("2022.{0,9}第四十一条"), no_article=("nfra_consumer_2022",)),
    Question("B8", "the articles of the time limits were not seen", no_article=("complaint_2020",)),
    Question("B9", "articles from second hand; a made-up document number", _never("银保监发〔2026〕18号"), no_article=("cfc_2024",)),
    Question("B10", "articles were not seen; a newer reading settles the number", no_article=("mcc_2025",)),
    Question("B11", "the text on collecting was not seen", no_article=("zhudai_2025",), not_cited=("zhudai_2025",)),
    Question("B12", "penalties and number were not seen", no_article=("apr_2026",), not_cited=("apr_2026",)),
    Question("B13", "two days are told, and the rate of the month is not known", _never(r"LPR.{0,9}\d\.\d"), not_cited=("cost_guide_2025",)),
    Question("B14", "its articles have no reliable source", _never("自律公约.{0,9}第.{1,4}条"), no_article=("nifa_2018",)),
    Question("B15", "that several times means three was not seen", _never("多次.{0,6}(?:三|3) ?次")),
    Question("B16", "whether messages alone are enough is open", _never("禁止接触.{0,9}短信", "只发短信(?:也|就)(?:能|可以)")),
    Question("B17", "no interpretation was found", _never("催收非法债务.{0,12}(?:解释|立案标准)")),
    Question("B18", "its articles and penalties were not seen", no_article=("sms_rules_2015",), not_cited=("sms_rules_2015",)),
    Question("B19", "numbers of decrees were not checked", _never("(?:主席|国务院)令第")),
    Question("B20", "what was not found cannot be said", reason="every record names its sources"),
    Question("B21", "the new measures were not seen in the original", withheld=(("samr_12315", "deadlines"),)),
    Question("C1", "no case number and no day of the judgment", no_article=("case_shiyan", "case_pudong")),
    Question("C2", "not decided in 2026-03", _never("微粒贷.{0,20}(?:判决|判令|胜诉)"), not_cited=("case_weilidai",)),
    Question("C3", "nothing but weak pages supports it", _never("象山.{0,4}65|宁波百人")),
    Question(
        "D", "bureaus have no confirmed number; two companies are not known", _never("(?:闪银|普信).{0,9}没有.{0,6}牌照"),
        reason="the bureaus are held by the check below",
    ),
)  # fmt: skip


def withheld(directory: Directory) -> Iterator[Fault]:
    """Fields, articles and citations that an open question forbids and a record carries."""
    for question in QUESTIONS:
        for id_, field in question.withheld:
            channel = directory.channels.get(id_)
            if channel and _is_told(channel, field):
                yield Fault("channels", id_, (field,), f"may not be shown: {question.why}")
        for id_ in question.no_article:
            if id_ in directory.grounds and directory.grounds[id_].article:
                yield Fault("laws", id_, ("article",), f"may not be named: {question.why}")
        for id_ in question.not_cited:
            if id_ in directory.grounds and directory.grounds[id_].labels:
                yield Fault("laws", id_, ("labels",), f"may not be cited: {question.why}")


def _is_told(channel: Channel, field: ContactField) -> bool:
    is_there = channel.hours is not Hours.VARIES if field == "hours" else bool(getattr(channel, field))
    return is_there and may_show(channel, field)


def bureaus_have_no_number(directory: Directory) -> Iterator[Fault]:
    """A number of a bureau of a place: none was confirmed, so none may be there."""
    for channel in directory.channels.values():
        if channel.place and channel.phone:
            yield Fault("channels", channel.id, ("phone",), "no bureau has a confirmed number")
