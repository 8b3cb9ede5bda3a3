"""Network views: a ring or an entity's surroundings as one page that can be looked into offline."""

from visual.build import entity_view, ring_view
from visual.model import View
from visual.network import render

__all__ = ["View", "entity_view", "render", "ring_view"]
