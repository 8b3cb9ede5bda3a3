"""IngestRun: one load of one source: what came in and whether it is complete."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="IngestRun",
    role="work",
    title=Text("Ingest run", "导入批次"),
    plural=Text("Ingest runs", "导入批次"),
    description="One load of one source; `complete` is set last, so a broken run is seen.",
    properties=(
        Property("source", "name of the mapping"),
        Property("started", "UTC ISO time"),
        Property("finished", "UTC ISO time"),
        Property("complete", "all rows are in", "boolean"),
        Property("invented", "the data are invented (sample, drill)", "boolean"),
        Property("report", "run report as JSON"),
    ),
    caption=("source",),
)
