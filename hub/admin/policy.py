"""Who may administer, as a table."""

from hub.core.access import Permission, Policy, Role, has_role

administrators = has_role(Role.ADMINISTRATOR)

POLICY: Policy = {
    Permission.ADMIN_AUDIT_READ: administrators,
    Permission.ADMIN_JOBS_EDIT: administrators,
    Permission.ADMIN_MAIL_READ: administrators,
    Permission.ADMIN_MAIL_SEND: administrators,
    Permission.ADMIN_NETWORK_EDIT: administrators,
    Permission.ADMIN_PEOPLE_EDIT: administrators,
    Permission.ADMIN_WEBHOOKS_EDIT: administrators,
    Permission.ADMIN_SEARCH_EDIT: administrators,
}
