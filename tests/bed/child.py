"""Programs that tests start: they end with the test run, however that ends."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

STOP_WITHIN_S = 20
# The inner shell waits for the end of a pipe that only this process holds open: should the test
# run be killed, the program is stopped all the same.
WATCHED = """
exec 3<&0
"$@" </dev/null 3<&- &
child=$!
{ read -r end <&3; kill -s "$STOP_SIGNAL" "$child"; } 2>/dev/null &
watch=$!
exec 3<&-
wait "$child"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
"""


class Child:
    """A running program; its output goes to a file."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        output: Path,
        environment: Mapping[str, str],
        user: int | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.output = output
        words = [str(word) for word in command]
        with output.open("ab") as file:
            self.process = subprocess.Popen(
                ["/bin/sh", "-c", WATCHED, "sh", *words],
                stdin=subprocess.PIPE,
                stdout=file,
                stderr=file,
                env={**environment, "STOP_SIGNAL": stop_signal.name.removeprefix("SIG")},
                user=user,
                group=user,
                extra_groups=None if user is None else [],
                start_new_session=True,
            )

    def ended_within(self, seconds: float) -> bool:
        """Waits for the program to end by itself, no longer than that."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def words(self) -> str:
        """What the program has said so far."""
        return self.output.read_text(errors="replace")

    def stop(self) -> None:
        """Asks the program to end and waits for it."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(STOP_WITHIN_S)

    def kill(self) -> None:
        """Ends the program and all it started without a warning, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait(STOP_WITHIN_S)
