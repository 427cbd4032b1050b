"""Mail addresses: how they are read, kept, shown and found."""

import pytest
from flask import Flask

from cardholders.people.find_people import PeopleAsked, find_people
from cardholders.people.mail import MAIL, read_mail
from cardholders.people.masking import mask_mail
from cardholders.people.register_holder import edit_holder, register_holder
from core.clock import shanghai_date
from core.errors import InvalidInput
from tests.bed.factories import World
from tests.cardholders.people.details import details

ADDRESS = "zhang.san@example.edu.cn"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", None),
        ("  ", None),
        (" Zhang.San@Example.EDU.cn ", ADDRESS),
        ("maria@musterstadt.example", "maria@musterstadt.example"),
        ("li@例子.中国", "li@xn--fsqu00a.xn--fiqs8s"),
    ],
)
def test_an_address_is_kept_in_small_letters(app: Flask, typed: str, kept: str | None) -> None:
    assert read_mail(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "张三",
        "zhang.san",
        "a@localhost",
        "a@[127.0.0.1]",
        "a b@example.com",
        "A <a@example.com>",
        "a@example.com\r\nBcc: b@example.com",
        "a\0@example.com",
        "a@example.com,b@example.com",
        f"{'x' * 300}@example.com",
        "@" * 500_000,
    ],
)
def test_what_no_mail_reaches_is_no_address(app: Flask, typed: str) -> None:
    with pytest.raises(InvalidInput, match="邮箱") as refused:
        read_mail(typed)
    assert refused.value.field == "mail"


@pytest.mark.parametrize(
    ("address", "shown"),
    [(ADDRESS, "z***@example.edu.cn"), ("z@example.com", "***@example.com")],
)
def test_a_masked_address_tells_neither_name_nor_length(address: str, shown: str) -> None:
    assert mask_mail(address) == shown


def test_an_address_is_sealed_replaced_and_found_whole_only(world: World) -> None:
    parts, now = world.parts, world.clock()
    with parts.database.writing() as session:
        wanted = details(mobile="", mail=" Zhang.San@example.edu.cn")
        holder = register_holder(session, wanted, policy=parts.policy, vault=parts.vault, now=now)
    world.holder(name="别人", mail="li.si@example.edu.cn")
    assert holder.mail_sealed is not None
    assert b"zhang" not in holder.mail_sealed.lower()
    assert parts.vault.open_text(holder.mail_sealed, purpose=MAIL) == ADDRESS
    assert holder.mail_index == parts.vault.index(ADDRESS, purpose=MAIL)
    for text, found in ((ADDRESS.upper(), [holder.name]), (ADDRESS[1:], []), ("example", [])):
        with parts.database.reading() as session:
            asked = PeopleAsked(text=text)
            page = find_people(session, asked, vault=parts.vault, today=shanghai_date(now))
            assert [row.holder.name for row in page.rows] == found
    with parts.database.writing() as session:
        changed = edit_holder(
            session,
            holder.id,
            details=details(mail=""),
            policy=parts.policy,
            vault=parts.vault,
            now=now,
        )
    assert (changed.mail_sealed, changed.mail_index) == (None, None)
