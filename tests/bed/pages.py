"""A tiny application that tries the bed: a good page, bad ones, and what it was started with."""

import os
from collections.abc import Callable, Iterable

Start = Callable[[str, list[tuple[str, str]]], object]

PAGES = {
    "/": "<title>绿卡</title><p>好</p>",
    "/healthz": "ok",
    "/inline": "<script>document.title = 'inline'</script>",
    "/throws": "<script src=/throws.js></script>",
    "/lost": "<img src=/nowhere.png>",
    "/worker": "<script src=/worker.js></script>",
    "/serviceworker": "<script src=/serviceworker.js></script>",
    "/favicon.ico": "",
}
SCRIPTS = {
    "/throws.js": "throw new Error('on purpose')",
    "/worker.js": "new Worker('/throws.js')",
    "/serviceworker.js": "navigator.serviceWorker.register('/offline.js')",
    "/offline.js": "self.addEventListener('install', () => console.error('on purpose'))",
}
POLICY = "script-src 'self'; style-src 'self'"


def create_app() -> Callable[[dict[str, str], Start], Iterable[bytes]]:
    """Makes the WSGI application."""

    def application(environ: dict[str, str], start: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        kind = "text/javascript" if path in SCRIPTS else "text/html"
        body = {**PAGES, **SCRIPTS}.get(path)
        if path == "/database":
            body = os.environ["DATABASE_URL"]
        headers = [
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Security-Policy", POLICY),
        ]
        start("200 OK" if body is not None else "404 Not Found", headers)
        return [(body or "").encode()]

    return application
