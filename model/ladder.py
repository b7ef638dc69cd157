"""The ladders as data: which situation leads to which rungs, what must come before each, and what follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from model.labels import Label
from model.step import Rule, Unit


class Urgency(StrEnum):
    """What goes before what: danger first, then what makes it stop tonight, then the steps."""

    DANGER = "danger"
    TONIGHT = "tonight"
    STEP = "step"


class Time(StrEnum):
    """When a rung can be taken: at any hour, or in the hours of its body."""

    NOW = "now"
    HOURS = "hours"


class Stage(StrEnum):
    """What a time is for: to say whether it is taken up, to answer, or to decide once it was taken up."""

    ACCEPT = "accept"
    ANSWER = "answer"
    DECIDE = "decide"


class Until(StrEnum):
    """How far another rung must be: begun, through without help, refused, denied, or sent away as not competent."""

    BEGUN = "begun"
    SETTLED = "settled"
    REFUSED = "refused"
    DENIED = "denied"
    NOT_COMPETENT = "not_competent"


class Ending(StrEnum):
    """How a rung can end. DONE is for what one does alone, without a body that could answer."""

    DONE = "done"
    ANSWER = "answer"
    REFUSAL = "refusal"
    SILENCE = "silence"
    DENIAL = "denial"
    NOT_COMPETENT = "not_competent"


class Holds(StrEnum):
    """Beside others; only where nothing else holds; or where something is suspected and nothing else holds."""

    BESIDE = "beside"
    ALONE = "alone"
    OTHERWISE = "otherwise"


class Need(StrEnum):
    """What has to be at hand for a rung."""

    ORIGINALS = "originals"
    TIMELINE = "timeline"
    SENDER_NUMBER = "sender_number"
    LENDER_NAME = "lender_name"
    CONTRACT = "contract"
    RECEIPT_NUMBER = "receipt_number"
    ANSWER_OF_LENDER = "answer_of_lender"
    ANSWER_OF_REGULATOR = "answer_of_regulator"
    POLICE_NOTICE = "police_notice"
    PAYMENT_PROOF = "payment_proof"
    ACCOUNT_OF_POSTER = "account_of_poster"
    APP_NAME = "app_name"
    CASE_NUMBER = "case_number"


class Wording(StrEnum):
    """The texts that go with a rung: call sheets, form fields, letters, instructions. The words are in templates."""

    EVIDENCE_HOW = "evidence_how"
    BLOCK_CARRIER = "block_carrier"
    BLOCK_PHONE = "block_phone"
    CALL_110 = "call_110"
    CALL_LENDER = "call_lender"
    CALL_12378 = "call_12378"
    CALL_12345 = "call_12345"
    CALL_12348 = "call_12348"
    CALL_12368 = "call_12368"
    CALL_96110 = "call_96110"
    CALL_12309 = "call_12309"
    CALL_12356 = "call_12356"
    FORM_12321 = "form_12321"
    FORM_12377 = "form_12377"
    FORM_12315 = "form_12315"
    FORM_12337 = "form_12337"
    FORM_COMPLAINT = "form_complaint"
    FORM_IN_APP = "form_in_app"
    FORM_PUBLIC_SITE = "form_public_site"
    REPORT_TO_REGULATOR = "report_to_regulator"
    POLICE_OUTLINE = "police_outline"
    POLICE_REFUSED = "police_refused"
    REVIEW_OUTLINE = "review_outline"
    STOP_CONTACT = "stop_contact"
    PERSONAL_DATA_REQUEST = "personal_data_request"
    PERSONAL_DATA_COMPLAINT = "personal_data_complaint"
    CREDITOR_IDENTITY = "creditor_identity"
    NUMBER_LOOKUP = "number_lookup"
    DENIAL_IN_WRITING = "denial_in_writing"
    NOT_OURS_IN_WRITING = "not_ours_in_writing"
    COURT_OUTLINE = "court_outline"
    PETITION_OUTLINE = "petition_outline"
    FIND_LENDER = "find_lender"
    CHECK_AGENCY = "check_agency"
    CHECK_LAWYER = "check_lawyer"
    CHECK_BILL = "check_bill"
    STOP_PAYMENT = "stop_payment"
    SECURE_PHONE = "secure_phone"
    NO_NEW_DEBT = "no_new_debt"


class Sentence(StrEnum):
    """What is said next; the words are in templates. Every state, every ending and every ladder has one."""

    HAND_IN = "hand_in"
    WAIT = "wait"
    WAIT_FOR_HOURS = "wait_for_hours"
    SUPPLY = "supply"
    GO_ON = "go_on"
    READ_ANSWER = "read_answer"
    ASK_IN_WRITING = "ask_in_writing"
    ASK_WHO_IS_COMPETENT = "ask_who_is_competent"
    ASK_HOW_IT_STANDS = "ask_how_it_stands"
    WITHDRAWN = "withdrawn"
    IT_STOPPED = "it_stopped"
    KEEP_EVIDENCE = "keep_evidence"
    LENDER_IS_KNOWN = "lender_is_known"
    NOT_ON_THE_LIST = "not_on_the_list"
    GENUINE_ANSWER_IT = "genuine_answer_it"
    STAY_SAFE = "stay_safe"
    GET_RECEIPT = "get_receipt"
    GET_REASONS = "get_reasons"
    COURT_DECIDES = "court_decides"
    FREE_LEGAL_AID = "free_legal_aid"
    DEBT_IS_ANOTHER_MATTER = "debt_is_another_matter"
    DO_NOT_PAY_AGAIN = "do_not_pay_again"
    NOT_ALONE = "not_alone"
    REST_TONIGHT = "rest_tonight"
    NOTHING_TO_COMPLAIN_OF = "nothing_to_complain_of"


@dataclass(frozen=True, slots=True)
class Way:
    """What must hold, all of it; of labels, licences, attributes and taps one of each is enough.

    `attributes` were read off the messages or follow from the case; `taps` are what the person said by a button.
    """

    labels: tuple[Label, ...] = ()
    licences: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    taps: tuple[str, ...] = ()
    bystander: bool | None = None


@dataclass(frozen=True, slots=True)
class More:
    """By how much a body may extend its time, and how often."""

    amount: int
    unit: Unit
    times: int = 1


@dataclass(frozen=True, slots=True)
class Wait:
    """A confirmed time of a rung, for the lenders in `licences`, or for all where it is empty.

    `more` is what may be added to it, in order.
    """

    stage: Stage
    rule: Rule
    licences: tuple[str, ...] = ()
    more: tuple[More, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One thing to do. Without `channels` it is done alone; with them, the first that there is a contact for is meant.

    `answers` tells whether a body answers at all. Of `fits`, one way must hold where there is any; of `never`, none may.
    `own_limit` is a time that binds the person.
    """

    id: str
    urgency: Urgency
    time: Time
    text: Wording
    channels: tuple[str, ...] = ()
    answers: bool = True
    fits: tuple[Way, ...] = ()
    never: tuple[Way, ...] = ()
    waits: tuple[Wait, ...] = ()
    needs: tuple[Need, ...] = ()
    own_limit: Rule | None = None


@dataclass(frozen=True, slots=True)
class After:
    """One of these rungs must be that far. Rungs that do not fit the case are left out of it."""

    rungs: tuple[str, ...]
    until: Until


@dataclass(frozen=True, slots=True)
class Then:
    """What is said after an ending, and the rung it leads to, if it leads to one."""

    sentence: Sentence
    rung: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """A rung in its place on a ladder. Where one of `unless` holds, nothing has to come before."""

    rung: str
    then: Mapping[Ending, Then]
    after: tuple[After, ...] = ()
    unless: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class Ladder:
    """A situation or a path, the ways to it, its rungs in order, and what is said when nothing is left to do.

    `section` orders the ladders that hold side by side.
    """

    id: str
    section: int
    ways: tuple[Way, ...]
    positions: tuple[Position, ...]
    last: Sentence
    holds: Holds = Holds.BESIDE


@dataclass(frozen=True, slots=True)
class Ladders:
    """All ladders in order, and all rungs by id."""

    ladders: tuple[Ladder, ...]
    rungs: Mapping[str, Rung]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a case: labels, the licences of the company and the lender, what was read, what was tapped."""

    labels: frozenset[Label] = frozenset()
    licences: frozenset[str] = frozenset()
    bystander: bool = False
    attributes: frozenset[str] = frozenset()
    taps: frozenset[str] = frozenset()
