"""Every file that a browser asks for to show a page, found as a browser finds it."""

import re
from urllib.parse import urljoin

from flask.testing import FlaskClient

TAG = re.compile(r"<(?:script|img|link)\b[^>]*>")
ADDRESS = re.compile(r' (?:src|href)="(/[^"]+)"')
IMPORTED = re.compile(r'^(?:import|export)\b[^"]*?from "([^"]+)";', re.MULTILINE)
NAMED = re.compile(r"""(?:@import |\burl\()["']?([^"')]+)""")
# Home screens and older browsers ask for these, no page does.
ELSEWHERE = ('rel="apple-touch-icon"',)


def files_of(client: FlaskClient, address: str) -> set[str]:
    """Answer the addresses of a page's files, and of what those import or show."""
    tags = [tag for tag in TAG.findall(client.get(address).text) if not _elsewhere(tag)]
    waiting = {found for tag in tags for found in ADDRESS.findall(tag)}
    seen = set[str]()
    while waiting:
        file = waiting.pop()
        seen.add(file)
        if file.endswith((".js", ".css")):
            pattern = IMPORTED if file.endswith(".js") else NAMED
            found = pattern.findall(client.get(file).text)
            waiting |= {urljoin(file, each) for each in found} - seen
    return seen


def _elsewhere(tag: str) -> bool:
    return any(each in tag for each in ELSEWHERE)
