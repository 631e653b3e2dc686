"""branchdesk · 支部工作台: an offline desk for the secretary of a Party branch."""

__version__ = "0.1.0"
