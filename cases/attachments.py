"""Files that go with a reply, each made from the case when the message leaves. `Reply.attachment` names what is meant."""

from cases import documents, ladder_page
from cases.deps import Deps
from model.attached import Attached
from model.case import Person
from model.reply import Reply


async def file_of(deps: Deps, person: Person, reply: Reply, title: str) -> Attached | None:
    """The file that a reply carries, or None where it carries none or its case has gone meanwhile.

    `title` is what stands in a calendar: neutral, in the person's language. Raises what `documents.file_of` raises.
    """
    if (reply.attachment or "").startswith(documents.ATTACHMENT):
        return await documents.file_of(deps, person, reply)
    return await ladder_page.file_of(deps, person, reply, title) if reply.attachment else None
