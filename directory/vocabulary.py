"""The closed lists of the data files."""

from enum import StrEnum


class Quality(StrEnum):
    """How far a record was confirmed. Doubtful single fields stand in `unverified_fields`."""

    VERIFIED = "verified"
    PARTIAL = "partial"
    UNVERIFIED = "unverified"


class LicenceType(StrEnum):
    """What a name stands for: it decides who supervises."""

    BANK = "bank"
    CONSUMER_FINANCE = "consumer_finance_company"
    ONLINE_MICROLOAN = "online_microloan"
    FACILITATION = "loan_facilitation_without_own_lending_licence"
    SIGNATURE = "unattributed_sms_signature"
    AGENCY = "collection_agency"
    INSURER = "internet_insurer"
    UNLICENSED = "unlicensed"
    DEFUNCT = "defunct_or_collapsed"


class Force(StrEnum):
    """How binding a ground is, strongest first. Only the first three are law."""

    LAW = "law"
    JUDICIAL = "judicial"
    REGULATION = "regulation"
    STANDARD = "standard"
    SELF_DISCIPLINE = "self_discipline"
    GUIDANCE = "guidance"
    CASE = "case"


class Category(StrEnum):
    """The kinds of harm by which bodies and rules were researched; `labels/` ties the seventeen labels to them."""

    INSULT = "insult"
    OBSCENITY = "obscenity"
    THREAT = "threat"
    THIRD_PARTY = "third_party"
    IMPERSONATION = "impersonation"
    DISCLOSURE = "disclosure"
    FREQUENCY_NIGHT = "frequency_night"
    PHISHING = "phishing"
    LEGIT_REMINDER = "legit_reminder"
    DEBT_SCAM_AD = "debt_scam_ad"
    DOCTORED_IMAGE = "doctored_image"
    EXTORTION = "extortion"
    PHYSICAL = "physical"
    OVERCHARGE = "overcharge"
    DATA_LEAK = "data_leak"
    SELF_HARM = "self_harm"
