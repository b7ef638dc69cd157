"""Bodies and rules as the directory hands them over, in each language; close to real ones in length and form."""

from typing import Final

from model.locale import Locale
from model.reply import Json

_FIELDS: Final = ("name", "phone_note", "wechat", "wants", "accepts", "why", "how_to_find")

_BODIES: Final[dict[str, dict[str, Json]]] = {
    "c12321": {"hours": "online", "phone": "010-12321", "web": "www.12321.cn"},
    "nfra_12378": {"hours": "weekday_daytime", "phone": "12378"},
    "lender_internal": {"hours": "varies"},
    "legal_12348": {"hours": "varies", "phone": "12348"},
    "court_12368": {"hours": "weekday_daytime", "phone": "12368"},
    "carrier_report": {"hours": "varies"},
    "miit_number_lookup": {"hours": "varies"},
    "p12356": {"hours": "varies", "phone": "12356"},
    "p110": {"hours": "always", "phone": "110"},
    "p120": {"hours": "always", "phone": "120"},
    "p12110": {"hours": "always", "phone": "12110"},
}

_WORDS: Final[dict[Locale, dict[str, dict[str, str]]]] = {
    Locale.ZH_HANS: {
        "c12321": {
            "name": "12321 垃圾信息举报中心",
            "phone_note": "以网上提交为主",
            "wechat": "公众号「12321受理中心」",
            "wants": "填完整号码、原文、截图，免费",
            "accepts": "骚扰短信、骚扰电话、诈骗短信",
            "why": "线上随时能交，不管欠不欠款",
        },
        "nfra_12378": {
            "name": "12378 银行保险投诉热线",
            "wants": "机构全称、时间、号码、截图；有工单号更好",
            "accepts": "银行、消费金融公司等的投诉、举报和咨询",
            "why": "放款方是银行或消费金融公司，归它管",
        },
        "lender_internal": {
            "name": "放款方自己的投诉渠道",
            "wants": "姓名、合同号、时间、号码、原话；要工单号",
            "accepts": "催收方式、次数、骚扰亲友、息费",
            "why": "谁放款，谁要为它委托的催收负责",
            "how_to_find": "看合同或 App 里的“放款方”，打它官网或 App 里的客服，不用催款短信里的号码",
        },
        "legal_12348": {
            "name": "12348 公共法律服务",
            "wants": "简单说清经过，手边放合同",
            "why": "还款困难、要协商，可以免费问律师",
        },
        "court_12368": {
            "name": "12368 诉讼服务热线",
            "phone_note": "外地加区号，常占线",
            "wechat": "小程序「人民法院在线服务」→我的案件",
            "wants": "法院名、案号、你的姓名证件号",
            "why": "真假传票，用它查，不打短信里的号码",
        },
        "carrier_report": {
            "name": "运营商举报与拦截",
            "accepts": "举报骚扰号码，免费开通拦截",
            "wants": "骚扰号码、时间、短信原文",
            "why": "能拦住骚扰电话；先取证再开",
            "how_to_find": "打自己运营商的客服：移动 10086、联通 10010、电信 10000、广电 10099",
        },
        "miit_number_lookup": {
            "name": "电信码号查询",
            "accepts": "查 95、106 端口号是哪家公司的",
            "wants": "完整的端口号",
            "why": "能查到短信通道是谁的，不一定是指使的人",
            "how_to_find": "在工信部网站找“电信网码号资源”查询；现行网址没有核实",
        },
        "p12356": {"name": "12356 心理援助热线", "phone_note": "全国，每天至少 18 小时"},
        "p110": {
            "name": "110 报警",
            "phone_note": "不急的，去派出所当面报案，要接报案回执",
            "wants": "身份证、原手机、短信录音原件、时间表",
            "why": "威胁伤害，或多次辱骂、淫秽、恐吓：归公安管",
        },
        "p120": {"name": "120 医疗急救"},
        "p12110": {"name": "12110 短信报警", "phone_note": "发短信到 12110＋区号后三位，如北京 12110010"},
    },
    Locale.ZH_HANT: {
        "c12321": {
            "name": "12321 垃圾信息舉報中心",
            "phone_note": "以網上提交為主",
            "wechat": "公眾號「12321受理中心」",
            "wants": "填完整號碼、原文、截圖，免費",
            "accepts": "騷擾短信、騷擾電話、詐騙短信",
            "why": "線上隨時能交，不管欠不欠款",
        },
        "nfra_12378": {
            "name": "12378 銀行保險投訴熱線",
            "wants": "機構全稱、時間、號碼、截圖；有工單號更好",
            "accepts": "銀行、消費金融公司等的投訴、舉報和諮詢",
            "why": "放款方是銀行或消費金融公司，歸它管",
        },
        "lender_internal": {
            "name": "放款方自己的投訴渠道",
            "wants": "姓名、合同號、時間、號碼、原話；要工單號",
            "accepts": "催收方式、次數、騷擾親友、息費",
            "why": "誰放款，誰要為它委託的催收負責",
            "how_to_find": "看合同或 App 裡的“放款方”，打它官網或 App 裡的客服，不用催款短信裡的號碼",
        },
        "legal_12348": {
            "name": "12348 公共法律服務",
            "wants": "簡單說清經過，手邊放合同",
            "why": "還款困難、要協商，可以免費問律師",
        },
        "court_12368": {
            "name": "12368 訴訟服務熱線",
            "phone_note": "外地加區號，常佔線",
            "wechat": "小程序「人民法院在线服务」→我的案件",
            "wants": "法院名、案號、你的姓名證件號",
            "why": "真假傳票，用它查，不打短信裡的號碼",
        },
        "carrier_report": {
            "name": "運營商舉報與攔截",
            "accepts": "舉報騷擾號碼，免費開通攔截",
            "wants": "騷擾號碼、時間、短信原文",
            "why": "能攔住騷擾電話；先取證再開",
            "how_to_find": "打自己運營商的客服：移動 10086、聯通 10010、電信 10000、廣電 10099",
        },
        "miit_number_lookup": {
            "name": "電信碼號查詢",
            "accepts": "查 95、106 端口號是哪家公司的",
            "wants": "完整的端口號",
            "why": "能查到短信通道是誰的，不一定是指使的人",
            "how_to_find": "在工信部網站找“電信網碼號資源”查詢；現行網址沒有核實",
        },
        "p12356": {"name": "12356 心理援助熱線", "phone_note": "全國，每天至少 18 小時"},
        "p110": {
            "name": "110 報警",
            "phone_note": "不急的，去派出所當面報案，要接報案回執",
            "wants": "身份證、原手機、短信錄音原件、時間表",
            "why": "威脅傷害，或多次辱罵、淫穢、恐嚇：歸公安管",
        },
        "p120": {"name": "120 醫療急救"},
        "p12110": {"name": "12110 短信報警", "phone_note": "發短信到 12110＋區號後三位，如北京 12110010"},
    },
    Locale.EN: {
        "c12321": {
            "name": "12321 spam report centre",
            "phone_note": "Mainly for questions; hand in online",
            "wechat": "Account 「12321受理中心」",
            "wants": "Complete number, unaltered text, picture; free",
            "accepts": "Harassing messages and calls, fraud messages",
            "why": "Takes reports online at any hour, whether or not money is owed",
        },
        "nfra_12378": {
            "name": "12378 bank complaint line",
            "wants": "Full name of the lender, times, numbers, pictures; ticket number if any",
            "accepts": "Complaints and reports about banks and consumer finance companies",
            "why": "It supervises banks and consumer finance companies",
        },
        "lender_internal": {
            "name": "The lender’s complaint desk",
            "wants": "Name, contract number, times, numbers, words; get a ticket number",
            "accepts": "Manner and number of calls, contact with relatives, charges",
            "why": "Whoever lends answers for the collectors it hires",
            "how_to_find": "Look for the lender in the contract or app and use the number on its own site or app, "
            "never the one in the message",
        },
        "legal_12348": {
            "name": "12348 legal service line",
            "wants": "The story in short, the contract at hand",
            "why": "Free advice when paying is hard and terms have to be talked over",
        },
        "court_12368": {
            "name": "12368 court line",
            "phone_note": "With area code from elsewhere; often busy",
            "wechat": "Mini-program 「人民法院在线服务」, 我的案件",
            "wants": "Court, case number, your name and ID number",
            "why": "Check a summons here, never by the number in the message",
        },
        "carrier_report": {
            "name": "Operator: report and block",
            "accepts": "Reports of numbers; free blocking",
            "wants": "Number, time, text",
            "why": "It can block calls; secure the evidence first",
            "how_to_find": "Call your own operator: China Mobile 10086, Unicom 10010, Telecom 10000, Broadnet 10099",
        },
        "miit_number_lookup": {
            "name": "Number holder look-up",
            "accepts": "Which company holds a 95 or 106 number",
            "wants": "The complete number",
            "why": "Shows whose line it is, which need not be who ordered it",
            "how_to_find": "Look for the number look-up on the ministry’s site; the address was not confirmed",
        },
        "p12356": {"name": "12356 help line", "phone_note": "Nationwide, at least 18 hours a day"},
        "p110": {
            "name": "Police 110",
            "phone_note": "If it can wait, report at a police station and ask for the receipt",
            "wants": "ID card, the phone itself, original messages and recordings, a timetable",
            "why": "Threats, or repeated insults, obscenity or intimidation: a matter for the police",
        },
        "p120": {"name": "Ambulance 120"},
        "p12110": {
            "name": "Police by text message",
            "phone_note": "Text to 12110 plus the last three digits of the area code, e.g. Beijing 12110010",
        },
    },
}

_GROUNDS: Final[dict[Locale, tuple[tuple[str, str, str], ...]]] = {
    Locale.ZH_HANS: (
        ("治安管理处罚法", "第五十条第一款", "多次发淫秽、侮辱、恐吓信息，干扰他人正常生活，可以处罚"),
        ("民法典", "第一千零三十三条", "未经同意，用短信打扰他人生活安宁，是侵犯隐私权"),
        ("国家标准 GB/T 45251-2025（推荐性，违反不等于违法）", "", "不得向联系人透露欠款，对方拒绝后应停止联系"),
    ),
    Locale.ZH_HANT: (
        ("治安管理處罰法", "第五十條第一款", "多次發淫穢、侮辱、恐嚇信息，干擾他人正常生活，可以處罰"),
        ("民法典", "第一千零三十三條", "未經同意，用短信打擾他人生活安寧，是侵犯隱私權"),
        ("國家標準 GB/T 45251-2025（推薦性，違反不等於違法）", "", "不得向聯繫人透露欠款，對方拒絕後應停止聯繫"),
    ),
    Locale.EN: (
        (
            "Public Security Administration Punishments Law",
            "Art. 50 para. 1",
            "Repeated obscene, insulting or threatening messages that disturb normal life can be punished",
        ),
        ("Civil Code", "Art. 1033", "Disturbing a person's peace by SMS without consent infringes privacy"),
        ("National standard GB/T 45251-2025 (recommended, not law)", "", "Contacts must not be told of the debt"),
    ),
}
_FORCES: Final = (("law", "2026-01-01"), ("law", None), ("standard", "2025-02-28"))


def body(locale: Locale, id_: str, *, is_open: bool = True) -> dict[str, Json]:
    """One body in one language, with every key of the contract."""
    empty: dict[str, Json] = dict.fromkeys(("phone", "web", *_FIELDS))
    words: dict[str, Json] = {**_WORDS[locale][id_]}
    fixed: dict[str, Json] = {"id": id_, "open": is_open, "checked_on": "2026-11-21"}
    return empty | _BODIES[id_] | words | fixed | {"please_check": False, "withheld": False}


def aged(body: dict[str, Json], *, withheld: bool = False, look_up: str = "") -> dict[str, Json]:
    """A body whose check is too long ago to rely on, or so long that its ways in are withheld."""
    if not withheld:
        return body | {"please_check": True}
    gone: dict[str, Json] = dict.fromkeys(("phone", "phone_note", "web", "wechat"))
    name = str(body["name"]).replace(str(body["phone"] or "-"), "").strip()
    return body | gone | {"name": name, "please_check": True, "withheld": True, "how_to_find": look_up}


def grounds(locale: Locale) -> list[Json]:
    """Three grounds of different force; the last one has no article."""
    return [
        {"title": title, "article": article or None, "plain": plain, "force": force, "effective": effective}
        for (title, article, plain), (force, effective) in zip(_GROUNDS[locale], _FORCES, strict=True)
    ]
