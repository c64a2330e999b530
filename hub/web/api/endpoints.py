"""One declaration for each thing that programs can ask for."""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from hub.core.access import Permission
from hub.core.locale import LazyString
from hub.core.paging import Cursor, Page

READ = "read"
"""The scope of everything that only reads."""

Run = TypeVar("Run", bound=Callable[..., Any])

_IN_PATH = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Endpoint:
    """`path`: below `/api/v1`, as Flask writes routes. `scope`: what a token must carry. `permission`: what its person must
    hold on something at least; None where visitors read too. `run`: takes `actor`, the names of the path, and of `query`,
    `body`, `cursor`, `given` (the names that the body really held) those that it declares. `status`: of success."""

    part: str
    method: str
    path: str
    summary: LazyString
    run: Callable[..., Any]
    permission: Permission | None
    status: int

    @property
    def scope(self) -> str:
        return READ if self.method == "GET" else f"{self.part}:write"

    @property
    def name(self) -> str:
        """Unique: `forum.topics`."""
        return f"{self.part}.{self.run.__name__}"

    @property
    def path_names(self) -> list[tuple[str, str]]:
        """(converter, name) of each variable part."""
        return [(found[1] or "string", found[2]) for found in _IN_PATH.finditer(self.path)]

    @property
    def template(self) -> str:
        """The path as OpenAPI writes it."""
        return _IN_PATH.sub(r"{\2}", self.path)

    @cached_property
    def _hints(self) -> dict[str, Any]:
        return get_type_hints(self.run, include_extras=True)

    @property
    def takes(self) -> frozenset[str]:
        return frozenset(inspect.signature(self.run).parameters)

    @property
    def query(self) -> type[Any] | None:
        return self._hints.get("query")

    @property
    def body(self) -> type[Any] | None:
        return self._hints.get("body")

    @property
    def is_paged(self) -> bool:
        return self._hints.get("cursor") is Cursor

    @property
    def answer(self) -> Any:
        """The annotation of what comes back: one thing, nothing (None), or of a list what it is a list of."""
        return get_args(self._returned)[0] if self.is_list else self._returned

    @property
    def is_list(self) -> bool:
        return get_origin(self._returned) in (list, Page)

    @property
    def _returned(self) -> Any:
        found = self._hints["return"]
        return None if found is type(None) else found


@dataclass(frozen=True)
class ApiPart:
    """What one room offers. `label`: what the settings call its scope."""

    name: str
    label: LazyString
    endpoints: list[Endpoint] = field(default_factory=list)

    def get(self, path: str, summary: LazyString, permission: Permission | None = None) -> Callable[[Run], Run]:
        return self._declare("GET", path, summary, permission, 200)

    def post(
        self, path: str, summary: LazyString, permission: Permission, *, status: int = 201
    ) -> Callable[[Run], Run]:
        return self._declare("POST", path, summary, permission, status)

    def patch(self, path: str, summary: LazyString, permission: Permission) -> Callable[[Run], Run]:
        return self._declare("PATCH", path, summary, permission, 200)

    def delete(self, path: str, summary: LazyString, permission: Permission) -> Callable[[Run], Run]:
        return self._declare("DELETE", path, summary, permission, 204)

    def _declare(
        self, method: str, path: str, summary: LazyString, permission: Permission | None, status: int
    ) -> Callable[[Run], Run]:
        def declare(run: Run) -> Run:
            self.endpoints.append(Endpoint(self.name, method, path, summary, run, permission, status))
            return run

        return declare

    @property
    def writes(self) -> bool:
        return any(endpoint.method != "GET" for endpoint in self.endpoints)


_parts: dict[str, ApiPart] = {}


def register_part(part: ApiPart) -> None:
    """When the app is built. The same part again changes nothing; another of its name is refused."""
    if _parts.setdefault(part.name, part) is not part:
        raise ValueError(f"API part {part.name!r} is registered twice")


def parts() -> list[ApiPart]:
    """In the order of registration."""
    return list(_parts.values())


def write_scopes() -> dict[str, LazyString]:
    """Scope to the name of its room."""
    return {f"{part.name}:write": part.label for part in parts() if part.writes}
