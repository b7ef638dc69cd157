"""What can be seen of a text that speaks as a court, the police, another office or a lawyer: its formal features.

A feature is something that stands in the text, or is missing from it, under a neutral name; none of them proves that a
text is genuine or false, and nothing here says so. A genuine notice can carry a link and a deadline, and a false one a
case number of the right form. Whether a number has that form is not decided here: the courts' codes are facts.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from classify.normalize import View
from model.classification import Attribute, AttributeKind, PhoneKind, Span


class Office(StrEnum):
    """In whose name a text speaks, or whom it names."""

    COURT = "court"
    PROCURATORATE = "procuratorate"
    POLICE = "police"
    ARBITRATION = "arbitration"
    MEDIATION = "mediation"
    LAWYER = "lawyer"
    MINISTRY = "ministry"


class FeatureKind(StrEnum):
    """What was seen. The names say what stands there and not what it means."""

    SPEAKS_AS = "speaks_as"
    NAMES = "names"
    UNIT_NAMED = "unit_named"
    NO_UNIT = "no_unit"
    CASE_NUMBER = "case_number"
    NO_CASE_NUMBER = "no_case_number"
    FILE_NUMBER = "file_number"
    SHORT_NUMBER = "short_number"
    LINE = "line"
    SMS_PORT = "sms_port"
    MOBILE = "mobile"
    RESALE_MOBILE = "resale_mobile"
    ABROAD = "abroad"
    CHAT = "chat"
    LINK = "link"
    OFFICIAL_LINK = "official_link"
    PAYEE = "payee"
    DEMAND = "demand"
    HURRY = "hurry"
    DATE = "date"
    WITHDRAWAL = "withdrawal"
    HANDOVER = "handover"
    PAPER = "paper"
    DISGUISED_WORDS = "disguised_words"


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that was seen. `span` is None for what is missing, and for the number a text came from.

    `office` is set for SPEAKS_AS and NAMES only. `value` is a number or a link as it is dialled or written.
    """

    kind: FeatureKind
    span: Span | None = None
    office: Office | None = None
    value: str = ""


_HAN: Final = "\u4e00-\u9fff"
_WORDS: Final[Mapping[Office, str]] = {
    Office.COURT: "法院|法庭|执行局|立案庭|诉讼服务中心|法官|书记员|法警|执达吏|被执行人",
    Office.PROCURATORATE: "检察院|检察官|移送起诉",
    Office.POLICE: "公安|经侦|派出所|民警|警官|刑侦|刑警|侦查|网警|网安大队|警方|警署|警号|辅警|差人|看守所|专案组",
    Office.ARBITRATION: "仲裁(?:委员会|委|院|庭|员)?",
    Office.MEDIATION: "(?:诉前|庭前|人民|金融|纠纷)?调解(?:中心|委员会|委|办|员|室)?|诉调",
    Office.LAWYER: "律师|律所",
    Office.MINISTRY: "银保?监|金融监督?管|金融办|金管局|央行|人民银行|征信(?:管理)?(?:中心|局)|工信部|通信管理局|司法[局部厅所]|"
    "网信办|信访局|纪委|监察委|政法委|街道办|综治办|公证处|财政[部局]|税务|民政局|国资委|市场监督?管|大数据管理局",
}
_OWN: Final[Mapping[Office, str]] = {
    Office.COURT: "本院|我院|本庭",
    Office.POLICE: "本局|我局|我队|本队",
    Office.LAWYER: "本律师|本律所|我律所|本所(?=[^。!?\n]{0,4}受)",
}
_PAPERS: Final[Mapping[Office, str]] = {
    Office.COURT: "传票|执行通知书?|执行裁定书?|应诉通知书?|支付令|限高令|起诉状副本",
    Office.POLICE: "协查[函令]|协查通知|传唤证|拘传|逮捕[令证]|拘留证|通缉令|受案回执|立案(?:通知书?|告知书?|决定书)",
    Office.ARBITRATION: "仲裁通知书?|仲裁裁决书?",
    Office.MEDIATION: "调解函|调解通知书?",
    Office.LAWYER: "律师函|律师催告函",
}
"""Whoever writes of a paper that only one office can issue names that office, and does not yet speak as it."""


def _any(words: Mapping[Office, str]) -> str:
    return "|".join(f"(?P<{office.value}>{some})" for office, some in words.items())


_WORD: Final = re.compile(_any(_WORDS))
_PAPER: Final = re.compile(_any(_PAPERS))
_IN_ITS_NAME: Final = (
    re.compile(
        rf"(?:我们?[是系]|本人[是系]|这[里边][是系]|此处[是系]|我哋系|我这[里边]是)[^,。!?\n]{{0,14}}?(?:{_any(_WORDS)})"
    ),
    re.compile(_any(_OWN)),
    re.compile(rf"(?:承办|经办|主办|办案|主审|执行)(?:{_any(_WORDS)})"),
    re.compile(rf"(?:{_any(_WORDS)})[^。!?\n]{{0,4}}(?:通知|告知|送达|责令|要求[你您]|限[你您]|已对[你您]|[:】\]])"),
    re.compile(rf"(?:{_any(_WORDS)})(?=[^{_HAN}]{{0,4}}\Z)"),
)
_ISSUING: Final = frozenset({Office.COURT, Office.PROCURATORATE, Office.POLICE, Office.ARBITRATION})
"""Offices that collect no debts for anybody: a demand for money in their name is worth a question."""

_CASE: Final = re.compile(
    rf"[(\[〔【]\s?(?:19|20)\d{{2}}\s?[)\]〕】]\s?[{_HAN}][^()\[\]〔〕【】\n,。;]{{0,24}}?\d{{1,9}}\s?号"
)
_BARE_UNIT: Final = (
    "法院|法庭|执行局|公安|派出所|经侦|刑侦|检察院|仲裁委|仲裁院|律师事务所|律所|调解中心|调解委员会|调解委"
)
_UNIT: Final = re.compile(rf"([{_HAN}×*x]{{1,14}}?)({_BARE_UNIT})")
_PLACE: Final = re.compile(
    "[省市区县州盟旗镇乡某×*]|xx|最高|北京|上海|天津|重庆|深圳|广州|杭州|成都|武汉|南京|西安|香港|澳门"
)
_NO_PLACE: Final = re.compile("[本全我各该贵]市|[辖地小社片]区|户籍(?:所在)?地|当地|属地|[本该贵]院")
_NO_NAME: Final = re.compile("(?:^|.*)(?:我|本|的|是|系|个|委托|授权|合作|指定|专业|名|家|找|请)$")

_ON_ITS_WAY: Final = "[^。!?\n]{0,16}?"
_ACCOUNT: Final = "(?:账户|账号|卡上?|支付宝|微信|二维码|收款码)"
_WORDING: Final[Mapping[FeatureKind, re.Pattern[str]]] = {
    FeatureKind.PAYEE: re.compile(
        rf"(?<!已)(?<!自动)(?:转|打|汇|付|还|存|缴|充)(?:(?:款|账|钱|入|给|到|至|进){{1,3}}|\s?\d){_ON_ITS_WAY}{_ACCOUNT}(?<!您提供的账户)"
        rf"|往[^。!?\n]{{0,10}}?{_ACCOUNT}|收款(?:人|码|账户|账号|方)|扫码[^。!?\n]{{0,4}}(?:付|还|缴|支付)"
        r"|微信(?:转账|付款|收款)|开户行"
    ),
    FeatureKind.CHAT: re.compile(
        r"(?:加|添加|联系|回复|私信)[^。!?\n]{0,8}(?:微信|qq|企鹅|钉钉)(?!小程序|公众号|服务号)"
        r"|(?:微信|qq)号?[:是为]?\s?[a-z0-9_-]{5,}"
    ),
    FeatureKind.HURRY: re.compile(
        r"(?:今[天日晚]|当[天日]|下班|中午|晚上)[^,。!?\n]{0,8}?(?:之?前|[以之]?内)|(?:今[天日晚])(?:不|务必|必须|之?内|截止)|截止今"
        r"|[\d一二三四五六七八九十两]{1,3}[点:时][\d半整]{0,2}分?之?前|(?:\d{1,3}|[半一二两三]|二十四|四十八)个?小时[之以]?内|分钟[之以]?内"
        r"|(?:立即|立刻|马上|即刻|速|火速)(?:回电|来电|联系|处理|结清|还清|还款|拨打|添加|加|到案)"
    ),
    FeatureKind.WITHDRAWAL: re.compile(
        r"(?:还清|结清|还款|付清|到账|处理|缴清|转账|付款|回电|协商|今[天日]|前|个人卡)[^。!?\n]{0,14}(?:撤案|销案|消案|撤诉|撤网|撤销(?:立案|案件|网逃|通缉))"
        r"|(?:可|才能|给你|帮你|马上|立即)(?:以)?(?:申请|办理|予以)?(?:撤案|销案|消案|撤诉|撤网|撤销(?:立案|案件|网逃|通缉))"
        r"|(?:撤案|销案|消案|撤诉)(?:处理|窗口|通道|机会|名额|费)"
    ),
    FeatureKind.HANDOVER: re.compile(
        r"(?:移交|移送|转交|递交|报送|提交)[^。!?\n]{0,10}?(?:公安|经侦|派出所|检察院|法院|司法|刑警|户籍地)"
    ),
    FeatureKind.PAPER: _PAPER,
    FeatureKind.FILE_NUMBER: re.compile(
        r"(?:立案|备案|报案|协查|案件|受理|调解|卷宗|执行|案|警|工)(?:编号|号码|号)[:为是\s]{0,2}[a-z]{0,4}\d{3,}"
    ),
}
_DEMAND: Final = re.compile(
    r"结清|还清|缴清|付清|一次性(?:还|付|处理)|(?:立即|尽快|马上|速|请|须|前)[^。!?\n]{0,8}?(?:还款|归还|偿还|缴款|还钱|付款)"
)
_DATED: Final = re.compile(r"月|年|\d[日天]\Z|工作日|/")
_DENIED: Final = re.compile(r"(?:不会|不要|不得|不能|切勿|请勿|从不|绝不|谨防|冒充|声称|名义)[^。!?\n]*\Z")
_TERM: Final = re.compile("[一二三四五六七八九十两]{1,3}(?:个工作)?[日天][之以]?内")
_OFFICIAL_HOST: Final = re.compile(r"^(?:https?://)?(?:[a-z0-9-]+\.)*gov\.cn(?:[:/?#]|$)")
_PHONES: Final[Mapping[str, FeatureKind]] = {
    PhoneKind.SHORT: FeatureKind.SHORT_NUMBER,
    PhoneKind.SMS_PORT: FeatureKind.SMS_PORT,
    PhoneKind.MOBILE: FeatureKind.MOBILE,
    PhoneKind.RESALE_MOBILE: FeatureKind.RESALE_MOBILE,
    PhoneKind.ABROAD: FeatureKind.ABROAD,
}


def features(plain: View, folded: View, attributes: tuple[Attribute, ...]) -> tuple[Feature, ...]:
    """Everything that was seen in a text, in the order of the text; it makes sense for one that poses as an office.

    The spans are those of the received text. What is missing comes last, and only where it speaks as an office.
    """
    offices = tuple(_offices(folded, attributes))
    spoken = frozenset(f.office for f in offices if f.office and f.kind is FeatureKind.SPEAKS_AS)
    seen = [*offices, *_written(plain, folded, attributes), *_demand(folded, spoken)]
    summons = any(word.lastgroup == Office.COURT.value for word in _PAPER.finditer(folded.text))
    missing = _missing(frozenset(f.kind for f in seen), spoken, court=summons or Office.COURT in spoken)
    return (*sorted(seen, key=_place), *missing)


def channels(attributes: tuple[Attribute, ...]) -> Iterator[Feature]:
    """The numbers and links by which an answer is asked for. Of each kind the first; a number never tells who answers."""
    found: dict[FeatureKind, Feature] = {}
    for attribute in attributes:
        if attribute.kind is AttributeKind.PHONE:
            kind = _PHONES.get(attribute.detail, FeatureKind.LINE)
        elif attribute.kind is AttributeKind.LINK:
            kind = FeatureKind.OFFICIAL_LINK if _OFFICIAL_HOST.match(attribute.value) else FeatureKind.LINK
        else:
            continue
        found.setdefault(kind, Feature(kind, attribute.span, value=attribute.value))
    yield from found.values()


def _place(feature: Feature) -> tuple[int, int]:
    return (feature.span.start, feature.span.end) if feature.span else (0, 0)


def _offices(folded: View, attributes: tuple[Attribute, ...]) -> Iterator[Feature]:
    """In whose name it speaks: as signed, else by its own words. Only where it does not, whom it merely names."""
    signed = next((a.span for a in attributes if a.kind is AttributeKind.SIGNATURE), None)
    spoken = _first(_signing(folded, signed)) or _first(_speaking(folded))
    kind = FeatureKind.SPEAKS_AS if spoken else FeatureKind.NAMES
    for office, span in (spoken or _first(_naming(folded))).items():
        yield Feature(kind, span, office)


def _first(found: Iterator[tuple[Office, Span]]) -> dict[Office, Span]:
    """Of each office the first place."""
    places: dict[Office, Span] = {}
    for office, span in found:
        places.setdefault(office, span)
    return places


def _naming(folded: View) -> Iterator[tuple[Office, Span]]:
    for word in chain(_WORD.finditer(folded.text), _PAPER.finditer(folded.text)):
        yield Office(word.lastgroup or ""), folded.span(*word.span())


def _signing(folded: View, signed: Span | None) -> Iterator[tuple[Office, Span]]:
    if signed:
        inside = (pair for pair in _naming(folded) if signed.start <= pair[1].start and pair[1].end <= signed.end)
        yield from inside


def _speaking(folded: View) -> Iterator[tuple[Office, Span]]:
    for word in chain.from_iterable(pattern.finditer(folded.text) for pattern in _IN_ITS_NAME):
        office = Office(word.lastgroup or "")
        yield office, folded.span(*word.span(office.value))


def _written(plain: View, folded: View, attributes: tuple[Attribute, ...]) -> Iterator[Feature]:
    yield from channels(attributes)
    case = _CASE.search(plain.text)
    if case:
        yield Feature(FeatureKind.CASE_NUMBER, plain.span(*case.span()), value=case[0])
    for kind, pattern in _WORDING.items():
        found = next((m for m in pattern.finditer(folded.text) if not _denied(folded.text, m.start())), None)
        if found:
            yield Feature(kind, folded.span(*found.span()))
        elif kind is FeatureKind.PAYEE:
            yield from _cards(attributes)
    yield from _dates(folded, attributes)
    yield from _unit(folded)
    yield from _disguised(folded)


def _denied(text: str, start: int) -> bool:
    """Whether what begins there is said not to happen, as warnings against false offices do."""
    return bool(_DENIED.search(text[max(0, start - 16) : start]))


def _cards(attributes: tuple[Attribute, ...]) -> Iterator[Feature]:
    card = next((a for a in attributes if a.kind is AttributeKind.ACCOUNT and a.detail == "card"), None)
    if card:
        yield Feature(FeatureKind.PAYEE, card.span)


def _dates(folded: View, attributes: tuple[Attribute, ...]) -> Iterator[Feature]:
    """The first day or term that leaves days: not an hour of today."""
    found = next((a for a in attributes if a.kind is AttributeKind.DATE and _DATED.search(a.value)), None)
    term = _TERM.search(folded.text)
    if found:
        yield Feature(FeatureKind.DATE, found.span, value=found.value)
    elif term:
        yield Feature(FeatureKind.DATE, folded.span(*term.span()), value=term[0])


def _unit(folded: View) -> Iterator[Feature]:
    """The first unit that is named so that one could look it up: with a place, or a law firm with a name."""
    for found in _UNIT.finditer(folded.text):
        before, unit = _NO_PLACE.sub("", found[1]), found[2]
        firm = unit in ("律师事务所", "律所") and len(before) > 1 and not _NO_NAME.match(before)
        if firm or _PLACE.search(before):
            yield Feature(FeatureKind.UNIT_NAMED, folded.span(*found.span()))
            return


def _disguised(folded: View) -> Iterator[Feature]:
    """The first word of an office or a paper that has blanks between its characters, or is written in another way."""
    for word in chain(_WORD.finditer(folded.text), _PAPER.finditer(folded.text)):
        span = folded.span(*word.span())
        if span.end - span.start != len(word[0]):
            yield Feature(FeatureKind.DISGUISED_WORDS, span)
            return


def _demand(folded: View, spoken: frozenset[Office]) -> Iterator[Feature]:
    found = _DEMAND.search(folded.text) if spoken & _ISSUING else None
    if found:
        yield Feature(FeatureKind.DEMAND, folded.span(*found.span()))


def _missing(seen: frozenset[FeatureKind], spoken: frozenset[Office], *, court: bool) -> Iterator[Feature]:
    if court and FeatureKind.CASE_NUMBER not in seen:
        yield Feature(FeatureKind.NO_CASE_NUMBER)
    if spoken - {Office.MINISTRY} and FeatureKind.UNIT_NAMED not in seen:
        yield Feature(FeatureKind.NO_UNIT)
