"""Cores: what is begun apart stays there, and whoever began it goes elsewhere, and back in the end."""

import os
import subprocess
import sys
from contextlib import suppress

import pytest

from scripts.mornings.cores import core_apart, is_apart

SLEEPS = [sys.executable, "-c", "import time; print('here', flush=True); time.sleep(60)"]
there = os.sched_getaffinity(0) if sys.platform == "linux" else set[int]()
needs_two = pytest.mark.skipif(len(there) < 2, reason="this machine gives one core")


@pytest.fixture
def begun():
    processes: list[subprocess.Popen[str]] = []

    def begin() -> int:
        processes.append(subprocess.Popen(SLEEPS, stdout=subprocess.PIPE, text=True))
        assert processes[-1].stdout.readline() == "here\n"
        return processes[-1].pid

    yield begin
    for each in processes:
        with each:
            each.kill()


@needs_two
def test_what_is_begun_apart_stays_there_and_shares_no_core_with_us(begun):
    with core_apart() as leave_it:
        process = begun()
        assert not is_apart(process)
        leave_it()
        assert is_apart(process)
        assert len(os.sched_getaffinity(process)) == 1
    assert os.sched_getaffinity(0) == there


@needs_two
def test_the_cores_are_ours_again_after_a_fault(begun):
    with suppress(KeyError), core_apart() as leave_it:
        leave_it()
        raise KeyError
    assert os.sched_getaffinity(0) == there
    assert not is_apart(begun())


@needs_two
def test_with_one_core_nothing_is_apart(begun):
    one = {min(there)}
    os.sched_setaffinity(0, one)
    try:
        with core_apart() as leave_it:
            leave_it()
            assert os.sched_getaffinity(0) == one
            assert not is_apart(begun())
    finally:
        os.sched_setaffinity(0, there)
