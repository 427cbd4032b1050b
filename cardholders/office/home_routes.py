"""The office's home: what needs somebody today."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from cardholders.office.proposals import list_open_stops
from cardholders.people.find_people import Group, count_group
from core.accounts.guard import requires
from core.accounts.roles import Permission
from core.clock import shanghai_date
from core.web.services import services
from core.web.tasks import Task, tasks_elsewhere

blueprint = Blueprint("office", __name__, url_prefix="/office")


@blueprint.get("")
@requires(Permission.PEOPLE_READ)
def home() -> ResponseReturnValue:
    """Show what is to do, and how many there are of everything."""
    parts = services()
    today = shanghai_date(parts.now())
    with parts.database.reading() as session:
        counts = {group: count_group(session, group, today=today) for group in Group}
        proposals = len(list_open_stops(session, policy=parts.policy))
        tasks = tasks_elsewhere(session)
    tasks.append(Task("shield", gettext("停用申请待批准"), proposals, url_for("proposals.waiting")))
    for group, icon, label in (
        (Group.OVERDUE, "clock", gettext("暂停期已满，须复核")),
        (Group.NO_CARD, "card", gettext("有荣誉，还没有发卡")),
        (Group.NOT_ACTIVATED, "phone", gettext("已发卡，手机还没有激活")),
        (Group.EXPIRING, "calendar", gettext("60天内到期")),
        (Group.NO_HONOUR, "star", gettext("已登记，还没有荣誉")),
    ):
        tasks.append(Task(icon, label, counts[group], url_for("people.search", group=group)))
    waiting = [task for task in tasks if task.count]
    return render_template("office/home.html", tasks=waiting, counts=counts, groups=Group)
