"""Who may do what: one table from role to named permissions."""

from enum import StrEnum


class Permission(StrEnum):
    """One thing a caller may do, named scope:action."""

    PEOPLE_READ = "people:read"
    PEOPLE_WRITE = "people:write"
    DECISIONS_WRITE = "decisions:write"
    CARDS_ISSUE = "cards:issue"
    CARDS_STOP = "cards:stop"
    PROPOSALS_DECIDE = "proposals:decide"
    USAGE_READ = "usage:read"
    POLICY_READ = "policy:read"
    PARTNERS_READ = "partners:read"
    PARTNERS_WRITE = "partners:write"
    OWN_USAGE_READ = "own_usage:read"
    OWN_DEVICES_WRITE = "own_devices:write"
    DESK_SCAN = "desk:scan"
    DESK_UNDO = "desk:undo"
    DESK_RELEASE = "desk:release"
    REQUESTS_DECIDE = "requests:decide"
    API_SCAN = "api:scan"
    PHONE_SELF = "phone:self"


class Role(StrEnum):
    """What an account is; an account has exactly one, so an auditor is nothing else."""

    ADMIN = "admin"
    OFFICER = "officer"
    APPROVER = "approver"
    AUDITOR = "auditor"
    PARTNER_MANAGER = "partner_manager"
    OPERATOR = "operator"


_OFFICE_READS = frozenset(
    {
        Permission.PEOPLE_READ,
        Permission.USAGE_READ,
        Permission.POLICY_READ,
        Permission.PARTNERS_READ,
    }
)
_OFFICE_WORKS = _OFFICE_READS | {
    Permission.PEOPLE_WRITE,
    Permission.DECISIONS_WRITE,
    Permission.CARDS_ISSUE,
    Permission.CARDS_STOP,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: _OFFICE_WORKS | {Permission.PARTNERS_WRITE, Permission.PROPOSALS_DECIDE},
    Role.OFFICER: _OFFICE_WORKS,
    Role.APPROVER: _OFFICE_READS | {Permission.PROPOSALS_DECIDE},
    Role.AUDITOR: _OFFICE_READS,
    Role.PARTNER_MANAGER: frozenset({Permission.OWN_USAGE_READ, Permission.OWN_DEVICES_WRITE}),
    Role.OPERATOR: frozenset(
        {
            Permission.DESK_SCAN,
            Permission.DESK_UNDO,
            Permission.DESK_RELEASE,
            Permission.REQUESTS_DECIDE,
            Permission.OWN_USAGE_READ,
        }
    ),
}

DEVICE_PERMISSIONS = frozenset({Permission.API_SCAN})
PHONE_PERMISSIONS = frozenset({Permission.PHONE_SELF})
