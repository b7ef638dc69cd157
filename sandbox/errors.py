"""What is refused: to the bot in the words of Telegram's server, to a person as their own app would."""


class ApiError(Exception):
    """A refusal in the form of the Bot API: `code` is also the HTTP status; `retry_after` is in seconds."""

    def __init__(self, code: int, description: str, *, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def answer(self) -> dict[str, object]:
        """The body of the HTTP answer."""
        body: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            body["parameters"] = {"retry_after": self.retry_after}
        return body


class MisuseError(ApiError):
    """A method or field that the Bot API, as the sandbox knows it, does not have: a mistake of the bot's author."""


class PersonError(Exception):
    """Something that a Telegram app would not let a person do; the page shows it."""


def bad_request(text: str) -> ApiError:
    """400, with the prefix that Telegram puts before it."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403: the person does not want to hear from the bot."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409: two ways of receiving updates stand in each other's way."""
    return ApiError(409, f"Conflict: {text}")


def too_many(retry_after: int) -> ApiError:
    """429: the bot has to wait `retry_after` seconds."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)
