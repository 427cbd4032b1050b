"""What a use case may raise: mistakes of the caller that one place turns into pages or problems."""


class DomainError(Exception):
    """A request that cannot be carried out; `message` tells the person what to do about it.

    `code` is the machine's name of it in problem details, `status` the HTTP status it becomes,
    `field` the form field the message belongs beside, where there is one. A refusal at a desk
    is never a DomainError: it is an answer, and it is logged.
    """

    status = 422
    code = "invalid"

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    @property
    def faults(self) -> list[dict[str, str]]:
        """What is wrong, a field at a time, as problem details list it."""
        if self.field is None:
            return []
        return [{"field": self.field, "code": self.code, "message": self.message}]


class InvalidInput(DomainError):
    """A value the person can correct."""


class NotFound(DomainError):
    """No such thing, or none that the caller may know of."""

    status = 404
    code = "not_found"


class Forbidden(DomainError):
    """The caller is known, and may not do this."""

    status = 403
    code = "forbidden"


class Conflict(DomainError):
    """The thing has changed, or the same id came with another body."""

    status = 409
    code = "conflict"
