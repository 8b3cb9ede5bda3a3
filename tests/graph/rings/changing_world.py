"""A small insurer with rings that changes a little, for tests of incremental analyses."""

from tests.graph.small_world import SmallWorld

RINGS = ("Ann Bob Cid Dan Eve", "Gus Hal Ida Jon Kim", "Lea Max Nia Oto Pia")


def changing_world() -> SmallWorld:
    """Three rings among strangers, a call centre of forty; two of the rings at one garage."""
    world = SmallWorld()
    world.crowd(300)
    for number in range(300):
        world.person(f"stranger{number:05d}", device=f"own{number}")
    for number, names in enumerate(RINGS):
        mule = "mule" if number == 0 else f"mule{number}"
        world.people(names, account=mule, device=f"d{number}")
        for name in names.split():
            world.policy(f"P{name}", holder=name)
            world.claim(f"C{name}", policy=f"P{name}", claimant=name, paid_to=mule)
    world.claim("crash1", claimant="Ann", passenger="Bob Cid", providers="shop adjuster")
    world.claim("crash2", claimant="Bob", passenger="Ann Dan", providers="shop adjuster")
    for number in range(40):
        world.person(f"stranger{number:05d}", phone="centre")
    for number, name in enumerate(("Ann", "Bob", "Gus", "Hal")):
        world.claim(f"both{number}", claimant=name, providers="shop adjuster")
    for number in range(200):
        name = f"stranger{number:05d}"
        world.claim(f"S{number}", claimant=name, providers=f"p{number % 20} q{number % 19}")
    return world
