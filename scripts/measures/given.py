"""What a run of the bench was asked for."""

from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Given:
    """The seed of what is drawn, and the share of the full sizes: bars are judged at the full ones only."""

    seed: int = 1
    scale: float = 1.0

    def size(self, full: int, least: int = 1) -> int:
        """Return a count at this scale."""
        return max(least, round(full * self.scale))

    def seconds(self, full: float) -> float:
        """Return a duration at this scale, never too short to see anything."""
        return max(0.3, full * min(1.0, self.scale))

    @property
    def reason(self) -> str:
        """Say why nothing is judged, where nothing is."""
        return "" if self.scale >= 1 else f"at {self.scale:g} of the full size"
