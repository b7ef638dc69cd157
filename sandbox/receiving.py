"""The methods by which the bot gets its updates and files."""

import ipaddress
import re
from urllib.parse import urlsplit

from sandbox import wire
from sandbox.bot_forms import DeleteWebhook, GetFile, Poll, SetWebhook
from sandbox.errors import bad_request
from sandbox.forms import Nothing
from sandbox.updates import Webhook
from sandbox.wire import JsonObject
from sandbox.world import World

_PLAIN = re.compile(r"[!-~]+")
_SECRET = re.compile(r"[A-Za-z0-9_\-]{1,256}")


async def get_updates(world: World, form: Poll) -> list[JsonObject]:
    """Confirm what lies before the offset, then wait for more."""
    world.queue.allow(form.allowed_updates)
    return await world.queue.poll(form.offset, form.batch, form.seconds)


def set_webhook(world: World, form: SetWebhook) -> bool:
    """Push from now on; an empty address turns back to polling. Addresses beyond this machine are refused."""
    if form.secret_token is not None and not _SECRET.fullmatch(form.secret_token):
        raise bad_request("secret token contains unallowed characters")
    if form.url and not is_loopback(form.url):
        raise bad_request("bad webhook: the sandbox delivers to this machine only")
    world.queue.allow(form.allowed_updates)
    webhook = Webhook(form.url, form.secret_token, form.max_connections) if form.url else None
    world.queue.set_webhook(webhook, drop=form.drop_pending_updates)
    return True


def is_loopback(url: str) -> bool:
    """Whether an http(s) address stays on this machine, judged without asking a name server."""
    if not _PLAIN.fullmatch(url):
        return False
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
    return local and parts.scheme in ("http", "https") and port != 0


def delete_webhook(world: World, form: DeleteWebhook) -> bool:
    """Back to polling."""
    world.queue.set_webhook(None, drop=form.drop_pending_updates)
    return True


def webhook_info(world: World, _form: Nothing) -> JsonObject:
    """Where updates go, how many wait, and what failed last."""
    webhook, pending = world.queue.webhook, len(world.queue.waiting())
    info: JsonObject = {"url": "", "has_custom_certificate": False, "pending_update_count": pending}
    if webhook is None:
        return info
    info |= {"url": webhook.url, "max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
    if webhook.failed_at is not None:
        info |= {"last_error_date": wire.stamp(webhook.failed_at), "last_error_message": webhook.failure}
    return info


def get_file(world: World, form: GetFile) -> JsonObject:
    """The path to download a file of up to 20 MB."""
    return wire.file(world.files.find(form.file_id))
