"""Audit: who did what to which thing, append-only. Names are dotted (`forum.topic.closed`) and told only when shown."""

from hub.services.audit.labels import action_choices, action_label, register_actions
from hub.services.audit.models import AuditEntry
from hub.services.audit.recording import record

__all__ = ["AuditEntry", "action_choices", "action_label", "record", "register_actions"]
