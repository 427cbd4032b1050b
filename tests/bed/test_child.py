"""A program that a test started ends with the test run, even when the run is killed."""

import os
import select
import subprocess
import sys
from pathlib import Path

from house.environment import ROOT
from tests.bed.child import Child

WITHIN_S = 20
START = """
import sys, pathlib
from tests.bed.child import Child
pid_file, output = map(pathlib.Path, sys.argv[1:])
program = f'echo $$ >"{pid_file}"; exec tail -f /dev/null'
child = Child(["/bin/sh", "-c", program], output=output, environment={"PATH": "/usr/bin:/bin"})
child.process.wait()
"""


def test_a_program_ends_when_the_run_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    os.mkfifo(pid_file)
    command = [sys.executable, "-c", START, str(pid_file), str(tmp_path / "log")]
    with subprocess.Popen(command, cwd=ROOT) as run:
        ended = os.pidfd_open(int(pid_file.read_text()))
        assert not select.select([ended], [], [], 0)[0]
        run.kill()
    assert select.select([ended], [], [], WITHIN_S)[0]
    os.close(ended)


def test_what_a_program_says_and_how_it_ends_is_kept(tmp_path: Path) -> None:
    command = ["/bin/sh", "-c", "echo heard; exit 3"]
    child = Child(command, output=tmp_path / "log", environment={})
    assert child.ended_within(WITHIN_S)
    assert (child.words(), child.process.returncode) == ("heard\n", 3)
    child.stop()
