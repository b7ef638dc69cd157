"""Which local bureau supervises a microloan company, by the place where it is licensed."""

from typing import Final

from directory.folding import fold
from directory.tables import Directory

# Passes a matter on to the bureau wherever the place is not known.
ANYWHERE: Final = "gov_12345"
_WHOLE_PROVINCE: Final = len("cn_44")


def bureau_for(directory: Directory, place: str | None) -> str:
    """The channel id of the bureau for a place such as 重庆, 广东深圳 or 四川省成都市; 12345 where it is not known.

    Two provinces in one place ("北京 / 上海") are not known. Never a number: none of these bureaus has one that was
    confirmed, so each is reached through the 12345 of its place.
    """
    folded = fold(place or "")
    every = directory.provinces.values()
    named = [province for province in every if province.name in folded]
    # 北京朝阳 is in Beijing, whatever else is called 朝阳.
    found = named or [province for province in every if any(city in folded for city in province.cities)]
    # A city with a bureau of its own comes before the province around it.
    own = [province for province in found if len(province.id) > _WHOLE_PROVINCE]
    bureaus = {province.bureau for province in own or found}
    return bureaus.pop() if len(bureaus) == 1 else ANYWHERE


def bureau_of(directory: Directory, platform_id: str) -> str:
    """The channel id of the bureau for a company: the place of its licence, else of its registration."""
    platform = directory.platforms.get(platform_id)
    if platform is None:
        return ANYWHERE
    named = [step.partition(":")[2] for step in platform.route if step.startswith("local_financial_bureau:")]
    bureaus = {bureau_for(directory, place) for place in named} or {bureau_for(directory, platform.entity_place)}
    return bureaus.pop() if len(bureaus) == 1 else ANYWHERE
