"""Pages of administration. Importing the modules attaches their routes to the blueprint."""

from hub.admin.views import groups, jobs, mails, network, people, search, traces, webhooks
from hub.admin.views.room import blueprint

__all__ = ["blueprint", "groups", "jobs", "mails", "network", "people", "search", "traces", "webhooks"]
