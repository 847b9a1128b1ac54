"""One cluster for all tests of the operations."""

from collections.abc import Iterator

import pytest

from tests.operations.embedded import Cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    # As long as a path may get: the socket must not lie below it.
    cluster = Cluster(tmp_path_factory.mktemp("a-folder-with-a-rather-long-name-" + "x" * 60))
    cluster.start()
    yield cluster
    cluster.run("stop")
