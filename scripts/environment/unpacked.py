"""Single files out of npm packages whose hundreds of dependencies nobody here needs."""

import base64
import hashlib
import json
import tarfile
import tempfile
from pathlib import Path

from scripts.environment import javascript
from scripts.environment.faults import CannotBeMade
from scripts.environment.places import HERE, NODE_MODULES

LIST = HERE / "unpacked.json"


def fetch(npm: list[str]) -> None:
    """Fetch each package of the list, check it, and keep the listed files where npm would have put them."""
    for package, wanted in json.loads(LIST.read_text()).items():
        name = package.rpartition("@")[0]
        with tempfile.TemporaryDirectory() as folder:
            javascript.run(npm, "pack", package, f"--pack-destination={folder}", "--ignore-scripts")
            tarball = next(Path(folder).glob("*.tgz"))
            _check(package, tarball, wanted["integrity"])
            _keep(tarball, wanted["files"], NODE_MODULES / name)


def _check(package: str, tarball: Path, integrity: str) -> None:
    found = "sha512-" + base64.b64encode(hashlib.sha512(tarball.read_bytes()).digest()).decode()
    if found != integrity:
        raise CannotBeMade(f"what was fetched as {package} is not what {LIST.name} names: {found}.")


def _keep(tarball: Path, files: list[str], into: Path) -> None:
    with tarfile.open(tarball) as package:
        for file in files:
            member = package.extractfile(f"package/{file}")
            if member is None:
                raise CannotBeMade(f"{tarball.name} holds no {file}.")
            (into / file).parent.mkdir(parents=True, exist_ok=True)
            (into / file).write_bytes(member.read())
