"""Who moderates, as a table.

|                          | who                                                                              |
|--------------------------|----------------------------------------------------------------------------------|
| flag a thing             | everyone signed in, among those who see it                                       |
| see and decide on flags  | administrators; organisers, on what they see; focal points, on what is written   |
|                          | in the space of their region's team (each kind says so in `moderated_by`)        |
| read the moderation log  | everyone signed in, about what they see                                          |
"""

from hub.core.access import Permission, Policy, Role, has_role, signed_in

POLICY: Policy = {
    Permission.MODERATION_FLAG_CREATE: signed_in,
    Permission.MODERATION_FLAG_DECIDE: has_role(Role.ADMINISTRATOR, Role.FOCAL_POINT, Role.ORGANISER),
    Permission.MODERATION_LOG_READ: signed_in,
}
