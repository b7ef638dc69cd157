"""The bot without Telegram: a Bot API server on loopback and a chat page in the browser.

`sandbox.core.Sandbox` is the state machine, without a socket; `sandbox.server.start` serves it over HTTP. The package
stands alone: it imports nothing of the bot and no chat library. Where Telegram's own server is silent or lenient the
sandbox is strict: an unknown method or field is an error, so that a slip shows on the desk and not in the street.
"""
