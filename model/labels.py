"""The seventeen labels a message can carry. The ids are final: code, data and stored cases use exactly these."""

from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Label(StrEnum):
    """One kind of content, suspected and never proved; see GLOSSARY.md for the Chinese words."""

    INSULT = "insult"
    OBSCENITY = "obscenity"
    THREAT_PERSON = "threat_person"
    THREAT_FAMILY = "threat_family"
    EXPOSURE_THREAT = "exposure_threat"
    THIRD_PARTY_CONTACT = "third_party_contact"
    DATA_DISCLOSURE = "data_disclosure"
    IMPERSONATION = "impersonation"
    FALSE_LEGAL_THREAT = "false_legal_threat"
    VISIT_THREAT = "visit_threat"
    HARASSMENT_FREQUENCY = "harassment_frequency"
    MONEY_TRAP = "money_trap"
    DEBT_SERVICE_AD = "debt_service_ad"
    LAWFUL_REMINDER = "lawful_reminder"
    OFFICIAL_NOTICE = "official_notice"
    OWN_WORDS = "own_words"
    OTHER = "other"


class Group(StrEnum):
    """What a label says: conduct that is suspected, a risk to money, or only what the text is."""

    VIOLATION = "violation"
    RISK = "risk"
    KIND = "kind"


_KINDS: Final = (Label.LAWFUL_REMINDER, Label.OFFICIAL_NOTICE, Label.OWN_WORDS, Label.OTHER)
_RISKS: Final = (Label.MONEY_TRAP, Label.DEBT_SERVICE_AD)

GROUP: Final = MappingProxyType(
    {label: Group.KIND if label in _KINDS else Group.RISK if label in _RISKS else Group.VIOLATION for label in Label}
)

# 4: advise the police now and keep the original; 3: complain to the regulator with evidence;
# 2: complain to the platform first; 0: no violation.
SEVERITY: Final = MappingProxyType(
    {
        Label.INSULT: 2,
        Label.OBSCENITY: 3,
        Label.THREAT_PERSON: 4,
        Label.THREAT_FAMILY: 4,
        Label.EXPOSURE_THREAT: 3,
        Label.THIRD_PARTY_CONTACT: 3,
        Label.DATA_DISCLOSURE: 3,
        Label.IMPERSONATION: 4,
        Label.FALSE_LEGAL_THREAT: 3,
        Label.VISIT_THREAT: 2,
        Label.HARASSMENT_FREQUENCY: 2,
        Label.MONEY_TRAP: 4,
        Label.DEBT_SERVICE_AD: 3,
        Label.LAWFUL_REMINDER: 0,
        Label.OFFICIAL_NOTICE: 0,
        Label.OWN_WORDS: 0,
        Label.OTHER: 0,
    }
)
