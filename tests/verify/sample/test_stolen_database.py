"""A stolen database names no document, telephone, mail address, token or password of anybody."""

from collections.abc import Iterator
from pathlib import Path

import phonenumbers
from sqlalchemy import make_url, select

from cardholders.cards.standing import DOCUMENT
from cardholders.people.mail import MAIL
from cardholders.people.mobile import MOBILE
from cardholders.people.models import Holder
from core.database.base import Base
from tests.verify.sample.conftest import Town
from verify.sample.people import sample_people


def secrets_of(town: Town) -> Iterator[str]:
    """What the sample data was told in confidence, as typed and as kept."""
    for person in sample_people():
        yield person.details().document_number
        if person.mail:
            yield person.mail
        if person.mobile:
            number = phonenumbers.parse(person.mobile, "CN")
            yield str(number.national_number)
    demo = town.demo
    yield from (account["password"] for account in demo["accounts"].values())
    yield from demo["devices"].values()
    links = [card["activation_url"] for card in demo["cards"] if card["activation_url"]]
    yield from (link.partition("#")[2] for link in links)


def dump(town: Town) -> bytes:
    """Every value of every table, and the files themselves where the database is a file."""
    values = []
    with town.parts.database.reading() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                values += [each if isinstance(each, bytes) else str(each).encode() for each in row]
    url = make_url(town.parts.settings.database_url)
    if url.get_backend_name() == "sqlite":
        values += [file.read_bytes() for file in Path(url.database or "").parent.iterdir()]
    return b"\n".join(values)


def test_no_secret_of_the_sample_data_stands_in_the_database(town: Town) -> None:
    stolen = dump(town).lower()
    secrets = list(secrets_of(town))
    assert len(secrets) > 80
    assert "陈望舒".encode() in stolen, "names are clear text: the dump is whole"
    assert [secret for secret in secrets if secret.lower().encode() in stolen] == []


def test_each_sealed_field_opens_for_its_own_purpose_to_what_was_typed(town: Town) -> None:
    vault = town.parts.vault
    people = {person.name: person for person in sample_people()}
    with town.parts.database.reading() as session:
        holders = session.scalars(select(Holder)).all()
    assert len(holders) == len(people)
    for holder in holders:
        person = people[holder.name]
        document = vault.open_text(holder.document_sealed, purpose=DOCUMENT)
        assert document == person.details().document_number
        mail = holder.mail_sealed and vault.open_text(holder.mail_sealed, purpose=MAIL)
        assert (mail or "") == person.mail
        mobile = holder.mobile_sealed and vault.open_text(holder.mobile_sealed, purpose=MOBILE)
        assert bool(mobile) == bool(person.mobile)
