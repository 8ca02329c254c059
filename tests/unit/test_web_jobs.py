"""Jobs of the page: bounded, cancelled, told when their process dies."""

import time
from collections.abc import Callable
from contextlib import closing

import pytest

from unit.web_targets import dies, echoes, sleeps

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from visviva.web import worker
from visviva.web.jobs import ENDED, MOST_KEPT, Job, Jobs, TooManyJobsError
from visviva.web.questions import question_of


def ask(jobs: Jobs, seed: int = 1) -> Job:
    return jobs.ask(question_of({"study": "soyuz-iss", "seed": seed}))


def until(true: Callable[[], bool], seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def test_a_question_is_answered_and_the_same_one_is_answered_at_once() -> None:
    with closing(Jobs(1, target=echoes)) as jobs:
        first = ask(jobs)
        assert until(lambda: first.status == "done")
        assert first.answer == b'{"result": {"study": "soyuz-iss"}, "view": {}}'
        again = ask(jobs)
        assert (again.status, again.answer) == ("done", first.answer)
        assert again.id != first.id


def test_a_hundred_jobs_at_once_are_held_or_refused_in_words_and_memory_stays_bounded() -> None:
    with closing(Jobs(1, target=sleeps, waiting=20)) as jobs:
        held, refused = [], []
        for seed in range(100):
            try:
                held.append(ask(jobs, seed))
            except TooManyJobsError as err:
                refused.append(err.line())
        assert 20 <= len(held) <= 22
        assert set(refused) == {"20 questions wait already; ask again in a minute"}
        for job in held:
            jobs.cancel(job)
        assert until(lambda: all(job.status == "cancelled" for job in held))


def test_answers_are_forgotten_oldest_first() -> None:
    with closing(Jobs(1, target=echoes)) as jobs:
        some = [ask(jobs, seed) for seed in range(10)]
        assert until(lambda: all(job.status == "done" for job in some))
        for _ in range(MOST_KEPT):
            ask(jobs)
        assert jobs.get(some[0].id) is None
        assert len(jobs._jobs) <= MOST_KEPT


def test_a_job_whose_process_dies_is_told_so_and_the_next_one_gets_another() -> None:
    with closing(Jobs(1, target=dies)) as jobs:
        for seed in range(2):
            job = ask(jobs, seed)
            assert until(lambda job=job: job.status in ENDED)
            assert (job.status, job.code) == ("failed", 70)
            assert "its process ended" in job.error


def test_what_needs_an_extra_that_is_not_installed_says_which() -> None:
    from multiprocessing import Pipe

    from visviva.web.worker import _told

    def lacking(*words: object) -> None:
        raise ModuleNotFoundError("No module named 'casadi'", name="casadi")

    here, _ = Pipe()
    kind, line, code = _told(lacking, None, None, here)
    assert (kind, code) == ("failed", 2)
    assert line.endswith("pip install 'visviva[launch]', or visviva[all] for everything")


def test_a_running_job_is_cancelled_and_one_that_runs_too_long_is_ended() -> None:
    with closing(Jobs(1, target=sleeps, longest=2.0)) as jobs:
        job = ask(jobs)
        assert until(lambda: job.status == "running")
        jobs.cancel(job)
        assert until(lambda: job.status == "cancelled")
        late = ask(jobs, 2)
        assert until(lambda: late.status == "failed")
        assert late.error == "ended after 2 s; ask for less"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "no study is called 'nope'; the first page lists them"),
        ("fr", "aucune étude ne s’appelle 'nope'\u00a0; la première page en donne la liste"),
        ("ko", "'nope': 그런 사례는 없음. 목록은 첫 페이지에 있음"),
    ],
)
def test_why_there_is_no_answer_is_said_in_the_language_of_the_question(
    lang: str, said: str
) -> None:
    from visviva.web.answers import answer
    from visviva.web.questions import Assess

    pipe = _Silent()
    told = worker._told(answer, Assess(study="nope", lang=lang), None, pipe)  # type: ignore[arg-type]
    assert told == ("failed", said, 2)


class _Silent:
    def send(self, message: object) -> None: ...
