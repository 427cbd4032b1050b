"""Who is asking: the identities that Flask-Login's `current_user` can be."""

from dataclasses import dataclass

from flask_login import UserMixin, current_user

from core.accounts.models import Account
from core.accounts.roles import ROLE_PERMISSIONS, Permission, Role
from core.errors import Forbidden


class Caller(UserMixin):  # type: ignore[misc]  # flask-login carries no types
    """Anybody whom a credential proved: what they may do is all a guard looks at."""

    permissions: frozenset[Permission] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Answer whether this caller holds the permission."""
        return permission in self.permissions


@dataclass(frozen=True, eq=False)
class AccountCaller(Caller):
    """A person signed in at a desk or an office, detached from the database."""

    account_id: int
    login: str
    name: str
    role: Role
    partner_id: int | None
    session_version: int

    @classmethod
    def of(cls, account: Account) -> "AccountCaller":
        """Detach an account."""
        return cls(
            account_id=account.id,
            login=account.login,
            name=account.name,
            role=account.role,
            partner_id=account.partner_id,
            session_version=account.session_version,
        )

    @property
    def permissions(self) -> frozenset[Permission]:  # type: ignore[override]
        """What the role grants."""
        return ROLE_PERMISSIONS[self.role]

    def get_id(self) -> str:
        """Answer the session's subject; raising the account's version ends all its sessions."""
        return f"{self.account_id}:{self.session_version}"

    def __hash__(self) -> int:
        return hash(self.get_id())


def current_account() -> AccountCaller:
    """Answer the signed-in person; raises Forbidden when a device or a phone is asking."""
    caller = current_user._get_current_object()  # noqa: SLF001  # the proxy's documented way out
    if not isinstance(caller, AccountCaller):
        raise Forbidden("此页需要用账号登录")
    return caller
