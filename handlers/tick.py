"""Every second, cheap when idle: drafts whose day is over, files, messages that are due, rows left undone."""

from cases import reading_jobs, reminding, retention, sending
from handlers import files, outbound
from handlers.context import App
from handlers.lanes import Lanes, Work
from handlers.queue import DurableQueue
from model.case import Person


async def tick(app: App, lanes: Lanes, queue: DurableQueue) -> None:
    """One pass. What is due to a person is sent in her own lane, so that it never overtakes an answer."""
    await retention.tick(app.bot_data.deps)
    await reading_jobs.tell_late(app.bot_data.deps)
    await reminding.tick(app.bot_data.deps)
    files.take_up(app, lanes)
    for person in await sending.waiting_persons(app.bot_data.deps):
        lanes.push(person.chat_id, _flush(app, person))
    await queue.refill()


def _flush(app: App, person: Person) -> Work:
    async def work(_more: bool) -> None:
        await outbound.flush(app.bot_data, app.bot, person)

    return work
