"""One caller's way through the application, past the partners that are none of theirs."""

from dataclasses import dataclass

from flask import Flask

from core.web.services import Services
from tests.isolation.answers import SIGN_IN, Said, linked_ids, said
from tests.isolation.attempts import (
    Request,
    Slot,
    permission_for,
    plain_pages,
    request_with,
    unknown,
)
from tests.isolation.callers import Caller
from tests.isolation.declared import ANSWERED_ALIKE, DIRECTORIES, PLACES
from tests.isolation.rows import Rows, all_rows, strange_changes
from tests.isolation.sides import Side

MOST_UNSETTLED = 10


@dataclass
class Walk:
    """Sends what a caller could think of; every answer is searched for words of the others."""

    app: Flask
    parts: Services
    caller: Caller
    others: list[Side]

    def may(self, slot: Slot) -> bool:
        """Answer whether the guard lets the caller come to the view."""
        permission = permission_for(self.app, slot.rule)
        return permission is None or permission in self.caller.permissions

    def look_at_plain_pages(self) -> None:
        """Open every page without a variable part: nothing of the others stands there.

        A public directory names their places, and nothing more.
        """
        for rule in plain_pages(self.app):
            self._send(Request("GET", rule.rule), directory=rule.endpoint in DIRECTORIES)

    def is_shut_out(self, slot: Slot) -> None:
        """Try an id of each other where the caller lacks the permission: the door is shut."""
        for value in self._foreign(slot, most=1):
            answer = self.send_id(slot, value)
            assert answer.refuses, f"{slot} = {value} was answered {answer.status}"

    def is_told_nothing(self, slot: Slot) -> None:
        """Try every id where the caller may come with ids of their own.

        Another's id is answered as one that nobody has, and changes nothing.
        """
        assert self.caller.side is not None
        # A desk remembers the ids that it was sent: each slot is tried at one that knows none.
        desk_id = self.caller.side.move_to_new_desk(self.parts.database)
        spoken = (slot.endpoint, slot.name) in ANSWERED_ALIKE
        before, settled = self._rows(), self._settled(slot)
        for value in self._foreign(slot):
            sent = self._request(slot, value)
            answer = self._send(sent)
            assert spoken or answer.refuses, f"{slot} = {value} was answered {answer.status}"
            if (slot.endpoint, slot.name) not in PLACES:
                assert _alike((sent, answer), settled), f"{slot} = {value} is told from an unknown"
        strange = strange_changes(before, self._rows(), desk_id=desk_id)
        assert not strange, f"{slot}: {strange}"

    def send_id(self, slot: Slot, value: object) -> Said:
        """Send one id in its place."""
        return self._send(self._request(slot, value))

    def own_id_counts(self, slot: Slot) -> bool:
        """Answer whether an id of the caller's own is answered otherwise than an unknown one."""
        assert self.caller.side is not None
        settled = self._settled(slot)
        for value in self.caller.side.ids[slot.kind]:
            sent = self._request(slot, value)
            if not _alike((sent, self._send(sent)), settled):
                return True
        return False

    def _foreign(self, slot: Slot, *, most: int | None = None) -> list[object]:
        values = [value for other in self.others for value in other.ids[slot.kind][:most]]
        assert values, f"the world has no {slot.kind} of another partner"
        return values

    def _request(self, slot: Slot, value: object) -> Request:
        side = self.caller.side
        return request_with(self.app, slot, value, benefit=side.benefit if side else "checkup")

    def _settled(self, slot: Slot) -> tuple[Request, Said]:
        """Answer what an unknown id is answered, once the answer no longer changes by itself.

        A desk's page shows its last lines, and a refused request is one.
        """
        last = self._unknown(slot)
        for _ in range(MOST_UNSETTLED):
            following = self._unknown(slot)
            if _alike(last, following):
                break
            last = following
        return last

    def _unknown(self, slot: Slot) -> tuple[Request, Said]:
        sent = self._request(slot, unknown(slot.kind))
        return sent, self._send(sent)

    def _rows(self) -> Rows:
        device_id = self.caller.side.device_id if self.caller.side else None
        return all_rows(self.parts.database, device_id=device_id)

    def _send(self, request: Request, *, directory: bool = False) -> Said:
        """Answer what comes of a request, with the page that a redirect leads to."""
        ask = self.caller.ask
        response = ask(request.method, request.path, query=request.query, body=request.body)
        location, landed = response.headers.get("Location", ""), None
        if location and SIGN_IN not in location:
            landed = ask("GET", location, query={}, body={})
        answer = said(response, landed=landed)
        self._keeps_quiet(request, answer, directory=directory)
        return answer

    def _keeps_quiet(self, request: Request, answer: Said, *, directory: bool) -> None:
        own = self.caller.side.ids if self.caller.side else {}
        links = set(linked_ids(self.app, answer.text))
        for other in self.others:
            public = {*request.ids, other.mark} if directory else request.ids
            told = [it for it in other.words.difference(public) if it in answer.text]
            assert not told, f"{request} told of {other.mark}: {told}"
            for kind, value in links:
                foreign = value in map(str, other.ids[kind])
                known = value in request.ids or value in map(str, own.get(kind, ()))
                assert known or not foreign, f"{request} leads to {kind} {value} of {other.mark}"


def _alike(one: tuple[Request, Said], two: tuple[Request, Said]) -> bool:
    ids = {*one[0].ids, *two[0].ids}
    return one[1].without(ids) == two[1].without(ids)
