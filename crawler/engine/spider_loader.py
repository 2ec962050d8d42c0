"""Find the available spiders, and the one for a bare URL."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from scrapy import Request
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.conf import closest_scrapy_cfg

from crawler.engine.package_check import check_packages

_PACKAGE = "spiders"
_ANY = "url"


class CopydeskSpiderLoader(SpiderLoader):
    """Scrapy's spider loader for ``scrapy list``, ``crawl``, ``shell`` and ``parse``."""

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> CopydeskSpiderLoader:
        """Load the spiders; exit with one sentence if a foreign package shadows ours."""
        project = _project()
        check_packages(project)
        if project:
            _prefer(project / _PACKAGE)
        return cls(settings)

    def find_by_request(self, request: Request) -> list[str]:
        """Return the spiders whose ``allowed_domains`` match, else the one for any page."""
        return super().find_by_request(request) or [name for name in self.list() if name == _ANY]


def _project() -> Path | None:
    """Return the folder of the ``scrapy.cfg`` in use, which the ``scrapy`` command has appended to the path."""
    found = closest_scrapy_cfg()
    folder = Path(found).parent if found else None
    return folder if folder and {str(folder), ""} & set(sys.path) else None


def _prefer(folder: Path) -> None:
    """Give a project's spiders precedence over installed ones: Scrapy appends a project to the path."""
    spec = find_spec(_PACKAGE)
    installed = list(spec.submodule_search_locations or []) if spec else []
    if str(folder) in installed or not (folder / "__init__.py").is_file():
        return
    own = spec_from_file_location(
        _PACKAGE, folder / "__init__.py", submodule_search_locations=[str(folder), *installed]
    )
    assert own and own.loader
    sys.modules[_PACKAGE] = module = module_from_spec(own)
    own.loader.exec_module(module)
