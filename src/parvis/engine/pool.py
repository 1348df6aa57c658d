"""Several processes judging one stream of comments, in order, with bounded memory."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from parvis.engine.findings import Assessment, Comment
from parvis.policy.model import Policy

TOGETHER = 256  # comments judged at once: enough to make a journey to another process worthwhile
AHEAD = 3  # chunks in flight for each process

Judge = Callable[[Sequence[Comment], Policy], list[Assessment]]


class WorkerLost(RuntimeError):
    """A process of the pool died. `str(error)` is a French sentence for people."""

    code = "engine_worker_lost"

    def __init__(self) -> None:
        super().__init__(
            "Un processus d'analyse s'est arrêté avant d'avoir fini (mémoire insuffisante, ou arrêt forcé). "
            "Relancez l'analyse, au besoin avec moins de processus."
        )


_work: tuple[Judge, Policy] | None = None


def _start(judge: Judge, policy: Policy) -> None:
    global _work
    _work = (judge, policy)


def _judge(comments: list[Comment]) -> list[Assessment]:
    if _work is None:
        raise RuntimeError("the pool was not initialised")
    judge, policy = _work
    return judge(comments, policy)


def assess_in_pool(judge: Judge, comments: Iterable[Comment], policy: Policy, jobs: int) -> Iterator[Assessment]:
    """Yield judgements in the order of the comments. Raises WorkerLost when a process dies.

    Processes are spawned, not forked: the caller may be a threaded server.
    """
    stream = iter(comments)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(judge, policy)) as pool:
        waiting: deque[Future[list[Assessment]]] = deque()
        try:
            while chunk := list(islice(stream, TOGETHER)):
                waiting.append(pool.submit(_judge, chunk))
                if len(waiting) >= jobs * AHEAD:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerLost from error
        finally:
            # Waiting matters: an executor left to end by itself complains at the interpreter's exit.
            pool.shutdown(wait=True, cancel_futures=True)
