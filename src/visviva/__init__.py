"""Can this space mission be what its owner says it is? Physics and open data answer.

The names below are the front door; each is imported when it is first used.

>>> import visviva
>>> visviva.Epoch.parse("2026-01-01T00:00:00Z").iso(0)
'2026-01-01T00:00:00Z'
"""

__version__ = "0.1.0"
TYPE_CHECKING = False  # as in `typing`, whose import takes longer than all else here

if TYPE_CHECKING:
    from visviva.analysis import conjunctions as _conjunctions
    from visviva.analysis import conjunctions_table as _conjunctions_table
    from visviva.analysis import decay as _decay
    from visviva.analysis import identity as _identity
    from visviva.analysis import maneuvers as _maneuvers
    from visviva.analysis import notice as _notice
    from visviva.analysis import passes as _passes
    from visviva.analysis.rendezvous import plan_rendezvous
    from visviva.assessment.answer import Assessment, Finding
    from visviva.assessment.study import load_study
    from visviva.core.place import Place
    from visviva.core.time import Epoch
    from visviva.core.trajectory import Trajectory
    from visviva.crew.entry.fly import fly_entry
    from visviva.crew.liftoff.window import windows as launch_windows
    from visviva.errors import VisvivaError
    from visviva.front import assess, by_fields, facts
    from visviva.launch.mission import Mission
    from visviva.launch.performance import payload
    from visviva.launch.vehicle import Stage, Vehicle
    from visviva.orbit.gp.read import read_elements
    from visviva.orbit.gp.record import ElementSet
    from visviva.orbit.gp.states import gp_trajectory as propagate
    from visviva.track.history import History

    find_passes = by_fields(_passes.find_passes, _passes.PassesRequest)
    find_maneuvers = by_fields(_maneuvers.find_burns, _maneuvers.ManeuversRequest)
    identify = by_fields(_identity.identify_object, _identity.IdentityRequest)
    forecast_decay = by_fields(_decay.forecast, _decay.DecayRequest)
    find_conjunctions = by_fields(
        _conjunctions.screen_conjunctions, _conjunctions_table.ConjunctionsRequest
    )
    read_notice = by_fields(_notice.place_notice, _notice.NoticeRequest)

#: name -> module and name there; a third word is the request whose fields the function takes.
_DOORS: dict[str, tuple[str, ...]] = {
    "Assessment": ("visviva.assessment.answer", "Assessment"),
    "ElementSet": ("visviva.orbit.gp.record", "ElementSet"),
    "Epoch": ("visviva.core.time", "Epoch"),
    "Finding": ("visviva.assessment.answer", "Finding"),
    "History": ("visviva.track.history", "History"),
    "Mission": ("visviva.launch.mission", "Mission"),
    "Place": ("visviva.core.place", "Place"),
    "Stage": ("visviva.launch.vehicle", "Stage"),
    "Trajectory": ("visviva.core.trajectory", "Trajectory"),
    "Vehicle": ("visviva.launch.vehicle", "Vehicle"),
    "VisvivaError": ("visviva.errors", "VisvivaError"),
    "assess": ("visviva.front", "assess"),
    "facts": ("visviva.front", "facts"),
    "find_conjunctions": (
        "visviva.analysis.conjunctions",
        "screen_conjunctions",
        "ConjunctionsRequest",
    ),
    "find_maneuvers": ("visviva.analysis.maneuvers", "find_burns", "ManeuversRequest"),
    "find_passes": ("visviva.analysis.passes", "find_passes", "PassesRequest"),
    "fly_entry": ("visviva.crew.entry.fly", "fly_entry"),
    "forecast_decay": ("visviva.analysis.decay", "forecast", "DecayRequest"),
    "identify": ("visviva.analysis.identity", "identify_object", "IdentityRequest"),
    "launch_windows": ("visviva.crew.liftoff.window", "windows"),
    "load_study": ("visviva.assessment.study", "load_study"),
    "payload": ("visviva.launch.performance", "payload"),
    "plan_rendezvous": ("visviva.analysis.rendezvous", "plan_rendezvous"),
    "propagate": ("visviva.orbit.gp.states", "gp_trajectory"),
    "read_elements": ("visviva.orbit.gp.read", "read_elements"),
    "read_notice": ("visviva.analysis.notice", "place_notice", "NoticeRequest"),
}

__all__ = [
    "Assessment",
    "ElementSet",
    "Epoch",
    "Finding",
    "History",
    "Mission",
    "Place",
    "Stage",
    "Trajectory",
    "Vehicle",
    "VisvivaError",
    "__version__",
    "assess",
    "facts",
    "find_conjunctions",
    "find_maneuvers",
    "find_passes",
    "fly_entry",
    "forecast_decay",
    "identify",
    "launch_windows",
    "load_study",
    "payload",
    "plan_rendezvous",
    "propagate",
    "read_elements",
    "read_notice",
]


if not TYPE_CHECKING:

    def __getattr__(name):
        """Import a name of the front door when it is first used."""
        if name not in _DOORS:
            import sys

            text = f"module 'visviva' has no name {name!r}"
            raise AttributeError(text, name=name, obj=sys.modules[__name__])
        from importlib import import_module

        module, attribute, *request = _DOORS[name]
        found = getattr(import_module(module), attribute)
        if request:
            from visviva.front import by_fields

            found = by_fields(found, getattr(import_module(module), request[0]))
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    """The front door's names, known before any is imported."""
    return sorted({name for name in globals() if name.startswith("__")} | set(__all__))
