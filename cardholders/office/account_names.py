"""Who did something: the names behind account ids."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts.models import Account


def account_names(session: Session, ids: Iterable[int | None]) -> dict[int | None, str]:
    """Answer the names of accounts, by id."""
    wanted = {each for each in ids if each is not None}
    rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted)))
    return {row.id: row.name for row in rows}
