"""Where the parts of a search for passes are found: threads, processes, or a cluster."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from visviva.observe.passes.nearest import Choice
from visviva.observe.passes.rows import Watch
from visviva.observe.passes.search import Part, iter_passes

if TYPE_CHECKING:
    from visviva.analysis.passes import PassesRequest


def search_parts(request: "PassesRequest", watch: Watch, choice: Choice) -> Iterator[Part]:
    """Parts of a search: by threads, or by chunks that travel where the request says.

    Raises
    ------
    InputError
        If no cluster answers, or the checkpoint cannot be used.
    """
    window = (watch.catalogue, watch.sites, watch.start, watch.span, request.min_elevation)
    if request.cluster is None and request.checkpoint is None and request.processes is None:
        yield from iter_passes(*window, threads=request.threads, parts=choice.parts)
        return
    from visviva.core.sweep_pools import open_pool
    from visviva.observe.passes.search_sweep import swept_passes

    with open_pool(request.processes, request.cluster) as executor:
        yield from swept_passes(
            *window, parts=choice.parts, executor=executor, checkpoint=request.checkpoint
        )
