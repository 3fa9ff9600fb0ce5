"""A process that forks while its threads assess: neither it nor its children hang, and all answer alike."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from regiorules.engine import rete
from regiorules.engine.assessment import Assessment
from regiorules.engine.engine import Engine
from regiorules.engine.locks import ProcessLock
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from tests.mini import KNOWLEDGE
from tests.paths import ROOT

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]
FORKS = """
import os, signal, sys, threading, warnings
from regiorules.advice.session import Session
from regiorules.engine.engine import Engine
from regiorules.facts.entries import Given
from regiorules.facts.region import Region
from tests.mini import KNOWLEDGE

warnings.simplefilter("ignore")
engine = Engine(KNOWLEDGE, sys.argv[1])
region = Region("X", {"trust": Given("low"), "budget": Given(3)})
expected = engine.assess(region)
busy = True

def work():
    while busy:
        assert engine.assess(region) == expected
        assert Session(engine, region).assessment() == expected

threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
for each in threads:
    each.start()
for _ in range(25):
    child = os.fork()
    if not child:
        signal.alarm(20)
        right = engine.assess(region) == expected == Session(engine, region).assessment()
        os._exit(0 if right else 7)
    assert os.waitpid(child, 0)[1] == 0
busy = False
for each in threads:
    each.join()
print("done")
"""


@pytest.mark.parametrize(
    "executor",
    ["compiled", pytest.param("durable", marks=pytest.mark.skipif(not rete.available(), reason="not installed"))],
)
def test_children_forked_while_threads_assess_answer_too(executor: str) -> None:
    """With one engine, shared by threads, sessions and children."""
    done = subprocess.run(
        [sys.executable, "-c", FORKS, executor],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (done.stdout, done.returncode) == ("done\n", 0), done.stderr[-2000:]


def test_a_lock_that_another_thread_holds_is_left_behind() -> None:
    """The child takes its own; in the process itself the lock still keeps others out."""
    lock, taken, release = ProcessLock(), threading.Event(), threading.Event()

    def hold() -> None:
        with lock:
            taken.set()
            release.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait()
    child = os.fork()
    if not child:
        signal.alarm(10)  # what would hang is killed
        with lock:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    entered = threading.Event()

    def enter() -> None:
        with lock:
            entered.set()

    other = threading.Thread(target=enter)
    other.start()
    assert not entered.wait(0.05)
    release.set()
    assert entered.wait(10)
    holder.join()
    other.join()


ENGINES = {name: Engine(KNOWLEDGE, name) for name in ("compiled", "durable")[: 1 + rete.available()]}


def assessed(executor: str, number: int) -> Assessment:
    """A region by an engine of this process: in a pool that forks it is the parent's, in one that spawns a new one."""
    facts = {"trust": Given(("low", "medium", "high")[number % 3]), "budget": Given(number)}
    return ENGINES[executor].assess(Region(str(number), facts))


@pytest.mark.parametrize("executor", ENGINES)
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_a_pool_of_processes_answers_as_one_process_does(executor: str, method: str) -> None:
    """Whether its engines are the parent's, which was used before, are made anew, or come over as a copy."""
    expected = [assessed(executor, number) for number in range(60)]
    told = [Region(state.region, {"trust": Given("low")}) for state in expected]
    with ProcessPoolExecutor(2, mp_context=get_context(method)) as processes:
        assert list(processes.map(assessed, [executor] * 60, range(60), chunksize=10)) == expected
        copies = list(processes.map(ENGINES[executor].assess, told, chunksize=10))
    assert copies == list(map(ENGINES[executor].assess, told))
