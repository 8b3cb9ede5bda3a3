"""StoreLock: who holds a shared store for itself, one node; the embedded store has a lock file."""

from graph.schema.model import EntityType, Property, Text

TYPE = EntityType(
    label="StoreLock",
    role="work",
    title=Text("Store lock", "图库锁"),
    plural=Text("Store locks", "图库锁"),
    description="The command that changes the evidence alone now; void once `until` has passed.",
    properties=(
        Property("token", "of the holder; another one means that the lock was lost"),
        Property("asked", "token of the last who asked; setting it takes the node's lock"),
        Property("what", "what the holder does, for the message to those who wait"),
        Property("host", "machine of the holder"),
        Property("pid", "process of the holder", "integer"),
        Property("until", "end of the lease, milliseconds of the server's clock", "integer"),
    ),
    caption=("what",),
)
