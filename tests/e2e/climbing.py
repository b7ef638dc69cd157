"""A person on her way up a ladder: she presses buttons by their keys, in her own language, and the clock goes on."""

from dataclasses import dataclass

from db import cases, people, steps
from model.locale import Locale
from model.step import KeptStep
from templates import Templates
from tests.driver import Person, World

LANGUAGE = {Locale.ZH_HANS: "zh-hans", Locale.ZH_HANT: "zh-hant", Locale.EN: "en"}


@dataclass
class Climber:
    """Somebody who climbs."""

    world: World
    person: Person
    words: Templates
    locale: Locale

    async def presses(self, *keys: str) -> None:
        """Press the newest buttons with the words of these keys, one after the other."""
        for key in keys:
            await self.person.presses(self.button(key))

    def button(self, key: str) -> str:
        """The words of a button."""
        return self.words.words(self.locale).buttons[key]

    def rung(self, rung: str) -> str:
        """The name of a rung."""
        return self.words.words(self.locale).rungs[rung]

    def sentence(self, sentence: str) -> str:
        """The words of a sentence."""
        return self.words.words(self.locale).sentences[sentence]

    async def takes(self, *rungs: str) -> None:
        """Take the next things one does alone, in this order, each as the one thing for today."""
        for rung in rungs:
            await self.is_next(rung)
            await self.presses("step_done")

    async def is_next(self, rung: str) -> None:
        """Ask for the next step, and find this one."""
        await self.person.says("/next")
        self.person.sees(self.rung(rung))
        assert self.rung(rung) in self.person.news().split("\n")[0], self.person.news()

    async def hands_in(self, rung: str, day: str = "when_today") -> None:
        """Take a step that a body answers, as the one thing for today."""
        await self.is_next(rung)
        await self.presses("step_filed", day)

    async def is_told(self, outcome: str) -> None:
        """Record an answer to the step on the screen."""
        await self.presses("step_answered", f"outcome_{outcome}")

    async def skips(self, *rungs: str) -> None:
        """Leave out the next things."""
        for rung in rungs:
            await self.is_next(rung)
            await self.presses("step_skip")

    async def tells(self, *circumstances: str) -> None:
        """Tell what no message says."""
        await self.person.says("/next")
        await self.presses("next_told", *(f"told_{one}" for one in circumstances))

    async def goes_to(self, rung: str) -> None:
        """Hand in or skip whatever comes before a rung, without an answer to any of it."""
        for _ in range(15):
            await self.person.says("/next")
            if self.rung(rung) in self.person.news().split("\n")[0]:
                return
            assert self.button("step_skip") in self.person.buttons()[:9], self.person.news()
            await self.presses("step_skip")
        raise AssertionError(f"{rung} never came")

    async def steps(self) -> dict[str, KeptStep]:
        """All steps of hers, by rung."""
        known = await people.find(self.world.deps.store, self.person.phone.id)
        assert known
        store = self.world.deps.store
        every = [kept for case in await cases.of_person(store, known.id) for kept in await steps.of_case(store, case)]
        return {kept.step.rung: kept for kept in every}


async def somebody(world: World, words: Templates, locale: Locale, text: str, sender: str = "13000000001") -> Climber:
    """Somebody who has forwarded one message and keeps it, by day: a Monday at ten."""
    world.clock.advance(days=1, hours=10, minutes=19)
    person = world.person(f"climber {locale.value}", LANGUAGE[locale])
    await person.forwards(text, sender=sender)
    climber = Climber(world, person, words, locale)
    await climber.presses("keep")
    return climber
