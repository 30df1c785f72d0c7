"""The threads of the server take memory from one pool."""

import platform
import subprocess
import sys

import pytest

THREADS = """
import ctypes, threading
from pages.shared.server import serving
{setup}
count = ctypes.CDLL(None).malloc_stats
count()
kept, meet = [], threading.Barrier(8)
def run():
    meet.wait()
    kept.extend(bytearray(5_000) for _ in range(200))
    meet.wait()
threads = [threading.Thread(target=run) for _ in range(8)]
for one in threads: one.start()
for one in threads: one.join()
count()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has a pool for each thread")
@pytest.mark.parametrize("setup", ["serving._one_pool()", ""], ids=["ours", "without"])
def test_eight_threads_open_no_pool_of_their_own(setup):
    done = subprocess.run([sys.executable, "-c", THREADS.format(setup=setup)], capture_output=True, text=True, check=True)
    before, after = (part.count("Arena ") for part in done.stderr.split("max mmap bytes")[:2])
    assert (after > before) == (not setup), done.stderr
