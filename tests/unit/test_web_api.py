"""The interface of the page: the commands' own JSON, closed to other pages, nothing unbounded."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the extra `web` is not installed")

from fastapi.testclient import TestClient

from unit.web_targets import sleeps
from visviva.web.app import create_app
from visviva.web.guard import BODY, UPLOAD
from visviva.web.jobs import Jobs

HERE = "http://127.0.0.1:8577"
ISS = """ISS (ZARYA)
1 25544U 98067A   19343.69339541  .00001764  00000-0  38792-4 0  9991
2 25544  51.6439 211.2001 0007417  17.6667  85.6398 15.50103472202482
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    static = tmp_path_factory.mktemp("static")
    (static / "index.html").write_text("<!doctype html><title>page</title>")
    (static / "assets").mkdir()
    (static / "assets" / "a-1.js").write_text("1")
    (static.parent / "secret.txt").write_text("no")
    app = create_app(static=static, jobs=Jobs(1), prepare=False)
    with TestClient(app, base_url=HERE) as found:
        yield found


def answered(client: TestClient, question: dict[str, Any]) -> dict[str, Any]:
    """A question asked and watched to its end; the job with its answer."""
    asked = client.post("/api/jobs", json=question)
    assert asked.status_code == 202, asked.text
    key = asked.json()["id"]
    assert asked.headers["location"] == f"/api/jobs/{key}"
    events = client.get(f"/api/jobs/{key}/events").text
    assert events.rstrip().splitlines()[-2] in {"event: done", "event: failed"}
    return dict(client.get(f"/api/jobs/{key}").json())


def command(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    from visviva.cli.main import main

    capsys.readouterr()
    assert main(list(words)) == 0
    return dict(json.loads(capsys.readouterr().out))


def test_a_study_is_answered_with_the_json_of_the_command(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    job = answered(client, {"study": "soyuz-tiangong", "quick": True, "alternatives": True})
    same = command(capsys, "assess", "soyuz-tiangong", "--quick", "--json")
    assert job["status"] == "done"
    assert job["result"] == same
    assert job["view"]["page"]["word"] == "No"
    assert job["view"]["page"]["margin_svg"]["wide"].startswith("<svg")
    assert [line["role"] for line in job["view"]["scene"]["lines"]] == ["orbit", "target"]


def test_settings_and_languages_reach_the_study(client: TestClient) -> None:
    job = answered(
        client,
        {
            "study": "soyuz-tiangong",
            "set": ["launch.site=jiuquan"],
            "quick": True,
            "alternatives": False,
            "lang": "fr",
        },
    )
    assert job["result"]["language"] == "fr"
    assert "launch.site=jiuquan" in job["result"]["reproduce"]
    assert job["view"]["study"]["names"]["launch.site"] == "jiuquan"


def test_a_study_may_be_sent_as_text_and_its_faults_are_told(client: TestClient) -> None:
    job = answered(client, {"study_toml": "[study]\nname = 'x'\n"})
    assert job["status"] == "failed"
    assert job["exit_code"] == 2
    assert "study" in job["error"]
    assert "/tmp" not in job["error"]


def test_an_article_is_read(client: TestClient) -> None:
    text = "A Soyuz capsule docks with the station Tiangong and leaves it again."
    job = answered(client, {"command": "read", "text": text, "run_studies": False})
    assert job["result"]["schema"] == "visviva.read/1"
    assert job["result"]["claims"][0]["study"] == "soyuz-tiangong"


def test_uploaded_element_sets_are_searched_as_the_command_does(
    client: TestClient, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = client.post("/api/uploads", content=ISS.encode())
    assert kept.status_code == 201
    window = {"site": "39.04,125.71", "start": "2019-12-10T00:00:00Z", "days": 1}
    job = answered(client, {"command": "observe passes", "elements": kept.json()["id"], **window})
    file = tmp_path / "iss.3le"
    file.write_text(ISS)
    same = command(
        capsys,
        *("observe", "passes", str(file), "--site", window["site"], "--start", window["start"]),
        *("--days", "1", "--json"),
    )
    assert job["result"]["passes"] == same["passes"]
    assert len(same["passes"]) > 2
    assert job["view"]["columns"]["peak_elevation_deg"]


def test_what_is_not_held_is_told(client: TestClient) -> None:
    question = {"command": "observe where", "elements": "0" * 64}
    refused = client.post("/api/jobs", json=question)
    assert (refused.status_code, refused.json()) == (
        400,
        {"error": "these element sets are not here any more; choose the file again"},
    )
    assert client.get("/api/jobs/0123456789abcdef").status_code == 404
    assert client.get("/api/jobs/0123456789abcdef/events").status_code == 404


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ({"study": "../../etc/passwd"}, "study"),
        ({"study": "soyuz-iss", "samples": 10**9}, "samples"),
        ({"study": "soyuz-iss", "extra": 1}, "extra"),
        ({"command": "observe passes", "object": "25544"}, "site"),
        ({"command": "rm"}, ""),
        ({}, "study"),
        ([], ""),
    ],
)
def test_a_question_that_is_none_is_refused_in_one_line(
    client: TestClient, question: Any, said: str
) -> None:
    refused = client.post("/api/jobs", json=question)
    assert refused.status_code == 422
    assert said in refused.json()["error"]
    assert "\n" not in refused.json()["error"]


def test_bodies_are_bounded(client: TestClient) -> None:
    large = client.post("/api/jobs", json={"study_toml": "x" * (BODY + 1)})
    assert (large.status_code, large.json()["error"]) == (413, "more than 1 MB")
    assert client.post("/api/uploads", content=b"x" * (UPLOAD + 1)).status_code == 413

    def parts() -> Iterator[bytes]:
        for _ in range(30):
            yield b"x" * (BODY // 10)

    assert client.post("/api/jobs", content=parts()).status_code == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:8577"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
    ],
)
def test_other_pages_are_refused(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/api/studies", headers=headers).status_code == 403
    assert client.post("/api/jobs", json={}, headers=headers).status_code == 403


def test_pages_run_no_script_but_their_own_files(client: TestClient) -> None:
    page = client.get("/")
    policy = page.headers["content-security-policy"]
    assert page.text.startswith("<!doctype html>")
    assert "default-src 'none'" in policy
    script = next(p for p in policy.split("; ") if p.startswith("script-src"))
    assert "unsafe-inline" not in script
    assert "'unsafe-eval'" not in script
    assert client.get("/assets/a-1.js").headers["cache-control"].startswith("max-age=31536000")
    for path in ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/none"):
        assert client.get(path).status_code == 404, path


def test_the_studies_are_listed_without_waiting_for_their_verdicts(client: TestClient) -> None:
    from visviva.assessment.study import study_names

    found = client.get("/api/studies", params={"lang": "ko"}).json()
    assert found["schema"] == "visviva.studies/1"
    assert [row["name"] for row in found["studies"]] == list(study_names())
    assert {row["verdict"] for row in found["studies"]} == {None}
    assert {"site", "vehicle", "ship", "station"} <= set(client.get("/api/choices").json())
    assert client.get("/api/land").json()["rings"]


def test_the_interface_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert set(paths) >= {
        "/api/studies",
        "/api/jobs",
        "/api/jobs/{job_id}",
        "/api/jobs/{job_id}/events",
    }
    assert set(paths["/api/jobs/{job_id}"]) == {"get", "delete"}


def test_the_types_of_the_page_are_those_of_the_interface() -> None:
    from scripts.make_web_types import TARGET, types

    assert TARGET.read_text(encoding="utf-8") == types(), "run scripts/make_web_types.py"


def test_a_hundred_questions_at_once_are_taken_or_told_to_come_back() -> None:
    app = create_app(jobs=Jobs(1, target=sleeps, waiting=30), prepare=False)
    with TestClient(app, base_url=HERE) as crowd:
        found = [
            crowd.post("/api/jobs", json={"study": "soyuz-iss", "seed": k}) for k in range(100)
        ]
        taken = [one.json()["id"] for one in found if one.status_code == 202]
        refused = [one for one in found if one.status_code != 202]
        assert 30 <= len(taken) <= 32
        assert {one.status_code for one in refused} == {429}
        assert {one.headers["retry-after"] for one in refused} == {"30"}
        assert crowd.delete(f"/api/jobs/{taken[-1]}").json()["status"] == "cancelled"
        assert crowd.post("/api/jobs", json={"study": "soyuz-iss", "seed": 200}).status_code == 202


def test_a_report_comes_as_the_file_that_the_command_writes(client: TestClient) -> None:
    import base64

    question = {"command": "assess report", "study": "soyuz-solo", "quick": True, "lang": "fr"}
    job = answered(client, {**question, "form": "html"})
    page = base64.b64decode(job["result"]["base64"]).decode("utf-8")
    assert job["result"]["name"] == "soyuz-solo.html"
    assert '<html lang="fr">' in page
    refused = answered(client, {**question, "form": "docx"})
    assert refused["error"].startswith("no report has the form") or "docx" in refused["error"]


def test_what_the_store_has_is_offered(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from visviva.cli.main import main

    monkeypatch.setenv("VISVIVA_STORE", str(tmp_path / "store"))
    assert client.get("/api/stored").json() == []
    sets = tmp_path / "iss.3le"
    sets.write_text(ISS, encoding="utf-8")
    assert main(["data", "import", str(sets)]) == 0
    (kept,) = client.get("/api/stored").json()
    assert kept["object"] == 25544
    assert kept["epoch_utc"].startswith("2019-12-09")
