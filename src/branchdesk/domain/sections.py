"""The sections of a meeting's form, by which a finding says where it is mended."""

from __future__ import annotations

BASICS, PEOPLE, FIRST_TOPIC, TOPICS, RESOLUTIONS = "basics", "people", "first_topic", "topics", "resolutions"
LIFE = "organisational_life"  # criticism and rectification
