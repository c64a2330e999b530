"""Who may do what with accounts, as a table."""

from hub.core.access import Permission, Policy, signed_in

POLICY: Policy = {
    Permission.ACCOUNTS_SELF_EDIT: signed_in,
    Permission.NETWORK_DIRECTORY_READ: signed_in,
}
