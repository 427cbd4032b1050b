"""Opens the card page of a bound phone, slowed down, and notes when the code can be scanned."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, Page

from benchmarks._phone_figures import Opening, Visit

LATENCY_MS = 400
BITS_A_SECOND = 400_000
CPU_SLOWDOWN = 4
PATIENCE_MS = 60_000
QUIET_MS = 1500
SLOW_3G: Mapping[str, Any] = MappingProxyType(
    {
        "offline": False,
        "latency": LATENCY_MS,
        "downloadThroughput": BITS_A_SECOND / 8,
        "uploadThroughput": BITS_A_SECOND / 8,
    }
)
# The code counts as seen two frames after its path is there and nothing around it is hidden.
WATCH = """
(() => {
  const done = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    window.codeSeenAt ??= performance.now();
  }));
  const look = () => {
    const code = document.querySelector(".code-panel [data-code]");
    if (!code?.querySelector("path")?.getAttribute("d")) return;
    if (!code.checkVisibility() || code.getBoundingClientRect().width === 0) return;
    watcher.disconnect();
    done();
  };
  const watcher = new MutationObserver(look);
  const how = { attributes: true, childList: true, subtree: true };
  watcher.observe(document, how);
})();
"""
FORGET = """
async () => {
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  for (const name of await caches.keys()) await caches.delete(name);
}
"""
READY = "() => navigator.serviceWorker.ready.then(() => undefined)"


def open_card(context: BrowserContext, url: str, visit: Visit) -> Opening:
    """Open the card page once in that way; for OFFLINE the browser's network is cut.

    A browser may let a request through that was under way: have the server stopped as well.
    """
    if visit is Visit.FIRST:
        forget_shell(context, url)
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    context.set_offline(visit is Visit.OFFLINE)
    _stop_workers(session)
    traffic = _Traffic(session)
    if visit is not Visit.OFFLINE:
        session.send("Network.emulateNetworkConditions", dict(SLOW_3G))
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(url, wait_until="commit", timeout=PATIENCE_MS)
    page.wait_for_function("() => window.codeSeenAt", timeout=PATIENCE_MS)
    seen = float(page.evaluate("() => window.codeSeenAt"))
    traffic.settle(page)
    context.set_offline(False)
    page.close()
    return Opening(round(seen, 1), traffic.requests, traffic.bytes)


def forget_shell(context: BrowserContext, url: str) -> None:
    """Take away everything but the binding: service worker, its caches, the browser's own."""
    page = context.new_page()
    page.goto(f"{url.rpartition('/')[0]}/healthz")
    page.evaluate(FORGET)
    session = context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    page.close()


def install_shell(context: BrowserContext, url: str) -> None:
    """Open the page with a quick network until the service worker has kept everything."""
    page = context.new_page()
    page.goto(url)
    page.evaluate(READY)
    page.wait_for_load_state("networkidle")
    page.close()


def _stop_workers(session: CDPSession) -> None:
    """A holder seldom comes back within the half minute that an idle worker goes on running."""
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


class _Traffic:
    """What the page itself asked of the network; a service worker's own requests are not in it."""

    def __init__(self, session: CDPSession) -> None:
        self.requests = 0
        self.bytes = 0
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._finished)

    def _finished(self, event: dict[str, Any]) -> None:
        received = int(event["encodedDataLength"])
        self.requests += received > 0
        self.bytes += received

    def settle(self, page: Page) -> None:
        """Wait until nothing has arrived for a while."""
        seen = -1
        while seen != self.requests:
            seen = self.requests
            page.wait_for_timeout(QUIET_MS)
