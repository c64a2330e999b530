"""Audit: who did what to which thing, append-only and chained by hashes. Names are dotted (`forum.topic.closed`) and told
only when shown."""

from hub.services.audit.forgetting import forget
from hub.services.audit.keeping import init_app
from hub.services.audit.labels import (
    action_choices,
    action_label,
    field_label,
    register_actions,
    value_label,
)
from hub.services.audit.recording import record
from hub.services.audit.sealing import seal
from hub.services.audit.triggers import AuditChain, AuditEntry
from hub.services.audit.verifying import Breach, Broken, Verdict, verify

__all__ = [
    "AuditChain",
    "AuditEntry",
    "Breach",
    "Broken",
    "Verdict",
    "action_choices",
    "action_label",
    "field_label",
    "forget",
    "init_app",
    "record",
    "register_actions",
    "seal",
    "value_label",
    "verify",
]
