"""What the ring analysis takes as given: one frozen object, printed with every run."""

from dataclasses import asdict, dataclass, field

from graph.projection.weights import Weights


@dataclass(frozen=True)
class RingParameters:
    """Numbers of the method; docs/analysis.md says where each comes from."""

    seed: int = 7
    household_people: int = 8  # most people of a dwelling or joint policy
    least_households: int = 3  # a ring has at least as many
    least_for_one: int = 5  # households from which one thing alone, within chance, makes a group
    least_share: float = 0.34  # share of an item's holders inside, for it to count
    provider_rate: float = 0.01  # false-discovery rate of provider pairs
    provider_least: int = 5  # joint claims of a provider pair
    provider_lift: float = 2.0  # times the joint claims expected by chance
    stability_runs: int = 50
    most_rings: int = 400  # explained, strongest first
    alarm: float = 0.6  # rings below are weak; no shuffle of the sample has one above
    typology_bonus: float = 1.0  # raw points of a typology's finding of full weight
    notice_points: float = 1.0  # raw points of a ring's first notice; each next one weighs half
    listed_holders: int = 10  # a listed identifier of more households counts only where shared
    half_score: float = 5.3  # raw score that becomes 0.5
    uncorroborated: float = 0.1  # weight of what brings a ring together and nothing confirms
    weights: Weights = field(default_factory=Weights)

    def as_dict(self) -> dict[str, object]:
        """Plain values, for the run's record."""
        return asdict(self)
