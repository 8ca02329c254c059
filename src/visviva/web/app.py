"""The routes of the page: studies, jobs, uploads, facts to choose from, and the built assets."""

import asyncio
import hashlib
import json
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import Body, FastAPI, Header, Request, Response
from fastapi import Path as InPath
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

import visviva
from visviva.errors import VisvivaError, one_line
from visviva.web.guard import UPLOAD, Guard
from visviva.web.jobs import ENDED, Job, Jobs, TooManyJobsError
from visviva.web.lists import list_routes, serve_assets
from visviva.web.questions import AnyQuestion, ElementsQuestion
from visviva.web.studies import StudyBoard

#: Seconds between looks at a job that is watched, and between signs of life to a watcher.
LOOK_S, ALIVE_S = 0.1, 15.0
#: Most bytes of uploads held.
MOST_HELD = 64_000_000
JobId = Annotated[str, InPath(pattern=r"^[0-9a-f]{16}$")]


class JobState(BaseModel):
    """A job: `result` is the JSON object of the command, `view` what the page draws."""

    id: str
    command: str
    status: Literal["queued", "running", "done", "failed", "cancelled"]
    progress: float
    doing: str
    error: str | None
    exit_code: int | None
    result: dict[str, Any] | None = None
    view: dict[str, Any] | None = None


class Refusal(BaseModel):
    """Why a request is not answered, in one line."""

    error: str


class Uploaded(BaseModel):
    """An upload: its SHA-256, by which a question names it, and its size."""

    id: str
    bytes: int


class Uploads:
    """What was sent, by its hash; the oldest goes where there is too much."""

    def __init__(self, most: int = MOST_HELD) -> None:
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._most = most

    def keep(self, data: bytes) -> str:
        """Hold `data`; its SHA-256."""
        key = hashlib.sha256(data).hexdigest()
        self._held[key] = data
        self._held.move_to_end(key)
        while sum(map(len, self._held.values())) > self._most and len(self._held) > 1:
            self._held.popitem(last=False)
        return key

    def get(self, key: str) -> bytes | None:
        """What was held under a hash."""
        return self._held.get(key)


_REFUSED: dict[int | str, dict[str, Any]] = {
    400: {"model": Refusal},
    403: {"model": Refusal},
    404: {"model": Refusal},
    413: {"model": Refusal},
    422: {"model": Refusal},
    429: {"model": Refusal},
}


def create_app(
    *,
    static: Path | None = None,
    jobs: Jobs | None = None,
    prepare: bool = True,
    unbuilt: str = "there is no page here",
) -> FastAPI:
    """The application.

    Parameters
    ----------
    static : Path, optional
        Folder of the built assets; without one only the interface answers.
    jobs : Jobs, optional
        The board; by default one with two processes.
    prepare : bool
        Answer the shipped studies one by one while nothing else is asked, so that their verdicts
        stand beside them.
    unbuilt : str
        What is said in place of the page where there is none.
    """
    board = jobs if jobs is not None else Jobs()
    studies = StudyBoard(board, prepare=prepare)
    uploads = Uploads()

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        board.close()

    app = FastAPI(
        title="visviva",
        version=visviva.__version__,
        description="The local page of visviva. Answers are the JSON objects of the commands.",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.add_middleware(Guard)
    _errors(app)

    list_routes(app, studies)
    _job_routes(app, board, uploads)
    if static is not None:
        serve_assets(app, static)
    else:

        @app.get("/", include_in_schema=False)
        def no_page() -> JSONResponse:
            return JSONResponse({"error": unbuilt}, status_code=404)

    return app


def _job_routes(app: FastAPI, board: Jobs, uploads: Uploads) -> None:
    """Questions and what becomes of them."""

    @app.post("/api/uploads", status_code=201, responses=_REFUSED)
    async def upload(request: Request) -> Uploaded:
        """Keep element sets (OMM, TLE, 3LE; plain or packed) for questions that name their hash."""
        data = await request.body()
        if not data:
            raise VisvivaError("an empty upload", advice=f"send 1 to {UPLOAD:,} bytes")
        return Uploaded(id=uploads.keep(data), bytes=len(data))

    @app.post("/api/jobs", status_code=202, responses=_REFUSED, response_model=JobState)
    def ask(
        body: Annotated[AnyQuestion, Body()],
    ) -> JSONResponse:
        """Ask a question; without `command` it is `assess`."""
        job = board.ask(body, _held(body, uploads))
        return JSONResponse(
            job.state(), status_code=202, headers={"Location": f"/api/jobs/{job.id}"}
        )

    @app.get("/api/jobs/{job_id}", responses=_REFUSED, response_model=JobState)
    def look(job_id: JobId) -> Response:
        """State of a job; with `result` and `view` once it is done."""
        job = _known(board, job_id)
        state = job.state()
        if job.status != "done" or job.answer is None:
            return JSONResponse({**state, "result": None, "view": None})
        # The answer is JSON already: it is put between the braces as it is.
        head = json.dumps(state, ensure_ascii=False)[:-1]
        return Response(head.encode() + b", " + job.answer[1:], media_type="application/json")

    @app.get("/api/jobs/{job_id}/events", responses=_REFUSED)
    def watch(
        job_id: JobId, last_event_id: Annotated[str | None, Header(max_length=40)] = None
    ) -> StreamingResponse:
        """Server-sent events of a job: `progress`, then `done`, `failed` or `cancelled`."""
        job = _known(board, job_id)
        seen = int(last_event_id) if last_event_id and last_event_id.isdecimal() else -1
        return StreamingResponse(
            _events(job, seen),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store"},
        )

    @app.delete("/api/jobs/{job_id}", responses=_REFUSED, response_model=JobState)
    def cancel(job_id: JobId) -> JSONResponse:
        """Cancel a job; one that has ended stays as it is."""
        job = _known(board, job_id)
        board.cancel(job)
        return JSONResponse(job.state())


def _held(question: Any, uploads: Uploads) -> bytes | None:
    """The upload that a question names.

    Raises
    ------
    VisvivaError
        If it is not, or no more, held.
    """
    if not isinstance(question, ElementsQuestion) or question.elements is None:
        return None
    data = uploads.get(question.elements)
    if data is None:
        raise VisvivaError(
            "these element sets are not here any more", advice="choose the file again"
        )
    return data


class _NoJobError(VisvivaError):
    """There is no such job."""


def _known(board: Jobs, key: str) -> Job:
    job = board.get(key)
    if job is None:
        raise _NoJobError(f"no job {key}", advice="it was forgotten, or never asked; ask again")
    return job


async def _events(job: Job, seen: int) -> AsyncIterator[str]:
    """Changes of a job as they come; every change has the number of its version."""
    quiet = 0.0
    if seen >= job.version and job.status not in ENDED:
        seen = job.version
    while True:
        version = job.version
        if version != seen or job.status in ENDED:
            seen, quiet = version, 0.0
            state = job.state()
            name = state["status"] if state["status"] in ENDED else "progress"
            yield f"id: {version}\nevent: {name}\ndata: {json.dumps(state)}\n\n"
            if name != "progress":
                return
        await asyncio.sleep(LOOK_S)
        quiet += LOOK_S
        if quiet >= ALIVE_S:
            quiet = 0.0
            yield ": waiting\n\n"


def _errors(app: FastAPI) -> None:
    """Every refusal is one line of JSON."""

    def refusal(status: int, text: str, **headers: str) -> JSONResponse:
        return JSONResponse({"error": text}, status_code=status, headers=headers or None)

    @app.exception_handler(VisvivaError)
    async def of_ours(request: Request, err: VisvivaError) -> JSONResponse:
        if isinstance(err, TooManyJobsError):
            return refusal(429, err.line(), **{"Retry-After": "30"})
        return refusal(404 if isinstance(err, _NoJobError) else 400, err.line())

    @app.exception_handler(HTTPException)
    async def of_the_request(request: Request, err: HTTPException) -> JSONResponse:
        return refusal(err.status_code, one_line(str(err.detail)), **dict(err.headers or {}))

    @app.exception_handler(RequestValidationError)
    async def of_the_question(request: Request, err: RequestValidationError) -> JSONResponse:
        return refusal(422, first_problem(err.errors()))


def first_problem(problems: Any) -> str:
    """The first thing that is wrong with a question, with its place.

    Examples
    --------
    >>> first_problem([{"loc": ("body", "assess", "samples"), "msg": "Input should be less"}])
    'samples: Input should be less'
    """
    first = problems[0] if problems else {"loc": (), "msg": "no question"}
    place = ".".join(str(p) for p in first["loc"] if p not in {"body", "query", "path"})
    place = place.rpartition(".")[2] if place else ""
    return one_line(f"{place}: {first['msg']}" if place else str(first["msg"]))
