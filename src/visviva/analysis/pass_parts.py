"""Where the parts of a search for passes are found: threads, processes, or a cluster."""

from collections.abc import Iterator
from pathlib import Path

from visviva.observe.passes.nearest import Choice
from visviva.observe.passes.rows import Watch
from visviva.observe.passes.search import Part, iter_passes


def search_parts(
    watch: Watch,
    choice: Choice,
    min_elevation: float,
    *,
    threads: int | None = None,
    processes: int | None = None,
    cluster: str | None = None,
    checkpoint: Path | None = None,
) -> Iterator[Part]:
    """Parts of a search: by threads, or by chunks that travel to processes or a cluster.

    Arguments as of `visviva.analysis.passes.PassesRequest`.

    Raises
    ------
    InputError
        If no cluster answers, or the checkpoint cannot be used.
    """
    window = (watch.catalogue, watch.sites, watch.start, watch.span, min_elevation)
    if cluster is None and checkpoint is None and processes is None:
        yield from iter_passes(*window, threads=threads, parts=choice.parts)
        return
    from visviva.core.sweep_pools import open_pool
    from visviva.observe.passes.search_sweep import swept_passes

    with open_pool(processes, cluster) as executor:
        yield from swept_passes(
            *window, parts=choice.parts, executor=executor, checkpoint=checkpoint
        )
