"""The embedded cluster that these tests start, kill and ask."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Cluster:
    """A data folder and the command that looks after it."""

    folder: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """What `bin/cluster` answers, for this folder."""
        environment = {**os.environ, "TERRITORY_DATA": str(self.folder)}
        command = [ROOT / "bin" / "cluster", *arguments]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def start(self) -> None:
        """Starts it, quickly and without safety against power cuts."""
        answer = self.run("start", "--disposable")
        assert answer.returncode == 0, answer.stderr

    def addresses(self) -> dict[str, str]:
        """Database addresses by the names the settings look for."""
        lines = (self.folder / "cluster.env").read_text().splitlines()
        return dict(line.split("=", 1) for line in lines)

    def execute(self, role: str, statement: str) -> object:
        """The first value that the statement gives to the role."""
        name = {"web": "DATABASE_URL", "owner": "OWNER_DATABASE_URL"}[role]
        with psycopg.connect(self.addresses()[name], autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchone()[0] if cursor.description else None  # type: ignore[index]

    def postmaster(self) -> int:
        """Its process number."""
        return int((self.folder / "pg" / "postmaster.pid").read_text().splitlines()[0])
