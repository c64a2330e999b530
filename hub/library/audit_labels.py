"""What the audit calls the library's acts."""

from hub.core.locale import lazy_gettext

LABELS = {
    "library.record.discarded": lazy_gettext("discarded a draft"),
    "library.record.published": lazy_gettext("published a record"),
    "library.record.withdrawn": lazy_gettext("withdrew a record"),
}
