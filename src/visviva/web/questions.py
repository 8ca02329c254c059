"""What the page may ask: one model a question, named after the command that asks the same.

Every text is bounded, every number finite; nothing of a question names a file of this machine.
"""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    TypeAdapter,
    model_validator,
)

Lang = Literal["en", "fr", "ko"]
Short = Annotated[str, Field(max_length=200)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=80)]
Setting = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+=", max_length=400)]
RoadName = Literal["direct", "phasing", "ballistic"]
#: Longest study file, signs.
STUDY_SIGNS = 200_000
#: Longest article, signs: as long as the command line reads.
ARTICLE_SIGNS = 200_000


class Question(BaseModel):
    """Base of questions: no field but those that are named, no number that is not one."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False, populate_by_name=True)
    lang: Lang = Field("en", description="Language of the sentences.")


class StudyQuestion(Question):
    """A study: one that ships, or the text of a study file."""

    study: Slug | None = Field(None, description="Name of a study that ships with the program.")
    study_toml: str | None = Field(
        None, max_length=STUDY_SIGNS, description="Text of a study file, instead of a name."
    )
    settings: list[Setting] = Field(
        default_factory=list,
        alias="set",
        max_length=40,
        description="path=value, on top of the study, such as launch.site=jiuquan.",
    )
    seed: int = Field(1, ge=0, le=2**32 - 1)

    @model_validator(mode="after")
    def _one(self) -> "StudyQuestion":
        if (self.study is None) == (self.study_toml is None):
            raise ValueError("give either study or study_toml")
        return self


class Assess(StudyQuestion):
    """`visviva assess`."""

    command: Literal["assess"] = "assess"
    samples: int = Field(4000, ge=100, le=50_000)
    quick: bool = False
    alternatives: bool = Field(True, description="Also try what would change the verdict.")


class Report(StudyQuestion):
    """`visviva assess --report`: the file, as base64."""

    command: Literal["assess report"]
    form: Annotated[str, Field(pattern=r"^[a-z]{2,5}$")] = Field(
        "html", description="Suffix of the file: one of those that /api/choices lists as report."
    )
    samples: int = Field(4000, ge=100, le=50_000)
    quick: bool = False


class Fallen(StudyQuestion):
    """What falls from the launch of a study."""

    samples: int = Field(1000, ge=200, le=5000)


class Drops(Fallen):
    """`visviva launch drops`."""

    command: Literal["launch drops"]


class Failure(Fallen):
    """`visviva launch failure`."""

    command: Literal["launch failure"]
    at_s: float | None = Field(None, ge=0.0, le=20_000.0)
    mode: (
        Literal[
            "thrust-loss",
            "partial-thrust",
            "no-ignition",
            "wrong-ignition",
            "no-separation",
            "destruct",
            "fairing-stuck",
        ]
        | None
    ) = None


class Read(Question):
    """`visviva read`."""

    command: Literal["read"]
    text: str = Field(max_length=ARTICLE_SIGNS, description="The article, as text or a saved page.")
    date: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")] | None = None
    run_studies: bool = True


class ElementsQuestion(Question):
    """Element sets: an upload of this server, or an object of the store."""

    elements: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="SHA-256 of what was sent to /api/uploads."
    )
    object: Short | None = Field(None, description="Catalogue number or name of the object.")

    @model_validator(mode="after")
    def _some(self) -> "ElementsQuestion":
        if self.elements is None and not self.object:
            raise ValueError("give elements or object")
        return self


class Dossier(ElementsQuestion):
    """`visviva track dossier`."""

    command: Literal["track dossier"]
    as_of: Short | None = None
    seed: int = Field(1, ge=0, le=2**32 - 1)


class Passes(ElementsQuestion):
    """`visviva observe passes`."""

    command: Literal["observe passes"]
    site: Short
    start: Short = "now"
    days: float = Field(3.0, gt=0.0, le=30.0)
    min_elevation_deg: float = Field(10.0, ge=0.0, lt=90.0)


class Images(ElementsQuestion):
    """`visviva observe images`."""

    command: Literal["observe images"]
    site: Short
    camera: Slug | None = None
    start: Short = "now"
    days: float = Field(7.0, gt=0.0, le=60.0)
    max_off_nadir_deg: float = Field(45.0, gt=0.0, le=80.0)
    min_sun_elevation_deg: float | None = Field(None, ge=-90.0, le=90.0)


class Where(ElementsQuestion):
    """`visviva observe where`."""

    command: Literal["observe where"]
    site: Short | None = None
    start: Short = "now"
    days: float = Field(0.25, gt=0.0, le=30.0)
    step_s: float = Field(30.0, ge=1.0, le=3600.0)

    @model_validator(mode="after")
    def _bounded(self) -> "Where":
        if self.days * 86400.0 / self.step_s > 20_000:
            raise ValueError("more than 20,000 rows: give fewer days or a longer step_s")
        return self


class Transfer(Question):
    """`visviva moon transfer`."""

    command: Literal["moon transfer"]
    date: Short
    roads: Annotated[list[RoadName], Field(min_length=1, max_length=3)] = ["direct"]
    periselene_km: float = Field(100.0, ge=20.0, le=20_000.0)
    aposelene_km: float = Field(100.0, ge=20.0, le=40_000.0)
    inclination_deg: float = Field(90.0, ge=0.0, le=180.0)
    mass_kg: float = Field(1000.0, gt=0.0, le=1e6)
    isp_s: float = Field(320.0, ge=50.0, le=5000.0)
    seed: int = Field(1, ge=0, le=2**32 - 1)


class LunarOrbit(Question):
    """`visviva moon orbit`."""

    command: Literal["moon orbit"]
    date: Short
    periselene_km: float = Field(100.0, ge=5.0, le=20_000.0)
    aposelene_km: float = Field(100.0, ge=5.0, le=40_000.0)
    inclination_deg: float = Field(90.0, ge=0.0, le=180.0)
    node_deg: float = Field(0.0, ge=-360.0, le=360.0)
    argument_deg: float = Field(0.0, ge=-360.0, le=360.0)
    degree: int = Field(30, ge=0, le=100)
    days: float = Field(30.0, gt=0.0, le=366.0)


def _command(raw: Any) -> Any:
    """Which question a value is: without a command it is `assess`."""
    if isinstance(raw, dict):
        return raw.get("command", "assess")
    return getattr(raw, "command", None)


AnyQuestion: TypeAlias = Annotated[
    Annotated[Assess, Tag("assess")]
    | Annotated[Report, Tag("assess report")]
    | Annotated[Drops, Tag("launch drops")]
    | Annotated[Failure, Tag("launch failure")]
    | Annotated[Read, Tag("read")]
    | Annotated[Dossier, Tag("track dossier")]
    | Annotated[Passes, Tag("observe passes")]
    | Annotated[Images, Tag("observe images")]
    | Annotated[Where, Tag("observe where")]
    | Annotated[Transfer, Tag("moon transfer")]
    | Annotated[LunarOrbit, Tag("moon orbit")],
    Discriminator(_command),
]
_ADAPTER: TypeAdapter[Any] = TypeAdapter(AnyQuestion)


def question_of(raw: Any) -> Any:
    """The question that a JSON value asks; without a command it is `assess`.

    Raises
    ------
    pydantic.ValidationError
        If it is none.

    Examples
    --------
    >>> question_of({"study": "soyuz-tiangong", "set": ["launch.site=jiuquan"]}).settings
    ['launch.site=jiuquan']
    """
    return _ADAPTER.validate_python(raw)
