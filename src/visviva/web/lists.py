"""What the page may choose from, and the built assets: routes that ask no job."""

from pathlib import Path
from typing import Annotated

from fastapi import FastAPI, Query, Response
from fastapi.responses import FileResponse, JSONResponse
from pydantic import BaseModel, Field

import visviva
from visviva.web.questions import Lang
from visviva.web.studies import StudyBoard, choices, land, places_of, study_rows


class StudyRow(BaseModel):
    """A shipped study; `verdict` is null until it was answered once."""

    name: str
    kind: str
    verdict: str | None
    probability: float | None
    claim: str
    said_by: str
    said_on: str


class StudyList(BaseModel):
    """The studies that ship."""

    schema_: str = Field(alias="schema")
    studies: list[StudyRow]


def list_routes(app: FastAPI, studies: StudyBoard) -> None:
    """What may be chosen."""

    @app.get("/api/version")
    def version() -> dict[str, str]:
        """Name and version of the program, and of the links that its page makes."""
        return {"name": "visviva", "version": visviva.__version__, "link": "1"}

    @app.get("/api/studies", response_model=StudyList)
    def list_studies(lang: Lang = "en") -> JSONResponse:
        """The studies that ship with the program, with the verdicts that are known by now."""
        return JSONResponse(
            {"schema": "visviva.studies/1", "studies": study_rows(lang, studies.verdicts())}
        )

    @app.get("/api/choices")
    def list_choices(lang: Lang = "en") -> dict[str, list[dict[str, str]]]:
        """Sites, vehicles, stations, ships and satellites that a study may name; report forms."""
        return choices(lang)

    @app.get("/api/places")
    def find_places(q: Annotated[str, Query(max_length=100)]) -> list[str]:
        """Names of places that begin like `q`."""
        return places_of(q)

    @app.get("/api/stored")
    def list_stored() -> list[dict[str, str | int]]:
        """Objects whose element sets this machine's store has, the newest first."""
        from visviva.analysis.data_store import stored_objects

        return stored_objects()

    @app.get("/api/land")
    def land_outline() -> JSONResponse:
        """Outline of land: rings of [longitude, latitude] in degrees (Natural Earth, 1:110m)."""
        return JSONResponse(land(), headers={"Cache-Control": "max-age=86400"})


def serve_assets(app: FastAPI, static: Path) -> None:
    """The built page: `index.html` at the root, everything else by its name."""
    root = static.resolve()

    @app.get("/{name:path}", include_in_schema=False)
    def asset(name: str) -> Response:
        path = (root / (name or "index.html")).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            return JSONResponse({"error": "no such page"}, status_code=404)
        # Names of built scripts carry their hash; the page itself is asked for again.
        lasting = name.startswith("assets/")
        return FileResponse(
            path,
            headers={"Cache-Control": "max-age=31536000, immutable" if lasting else "no-cache"},
        )
