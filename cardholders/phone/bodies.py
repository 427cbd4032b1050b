"""What a phone may send: the shape and length of every field, before anything is looked up."""

from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from core.web.json_body import JsonBody

Token = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{20,64}$")]
Contact = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,254}$")]
SixDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
LastFour = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{4}$")]
Code = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{4,6}$")]
PhoneKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{44}$")]
Proof = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.-]{1,512}$")]


class TokenAlone(BaseModel):
    """Any body with a link's token in it: enough to count whose it is."""

    token: Token


class LinkBody(JsonBody):
    """An activation link's token, which never stands in an address that a server logs."""

    token: Token


class BindingBody(LinkBody):
    """A key that asks to be bound: 33 bytes of a compressed point as base64url, and its proof.

    `notice_version` is the notice that the page showed (ConsentPurpose.SERVICE_NOTICE).
    """

    code: Code
    phone_key: PhoneKey
    proof: Proof
    notice_version: int | None = Field(default=None, ge=1, le=10_000)


class ContactAlone(BaseModel):
    """Any body with a contact in it."""

    contact: Contact


class ContactBody(JsonBody):
    """A mobile number or a mail address, as a person types it."""

    contact: Contact


class TicketAlone(BaseModel):
    """Any body with a code's ticket in it."""

    ticket: Token


class SignInBody(JsonBody):
    """A key that asks to be bound by a code; the document's last four where it is asked for."""

    ticket: Token
    code: SixDigits
    phone_key: PhoneKey
    proof: Proof
    document: LastFour | None = None
