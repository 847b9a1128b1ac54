"""The Docker files, as far as they can be judged without an engine."""

import re

import pytest
import yaml

from tests.architecture.checkout import ROOT, settings_in

COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ["migrate", "web", "worker", "demo"]


def test_every_lasting_service_says_whether_it_is_healthy() -> None:
    assert "HEALTHCHECK" in DOCKERFILE  # for web
    assert {"database", "worker"} <= {
        name for name, service in COMPOSE["services"].items() if "test" in service.get("healthcheck", {})
    }


@pytest.mark.parametrize("name", OURS)
def test_services_run_without_privileges(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert "privileged" not in service
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.M) == ["10001"]


@pytest.mark.parametrize(("name", "role"), [("web", "web"), ("worker", "web"), ("migrate", "owner"), ("demo", "owner")])
def test_only_migrations_and_demo_data_own_the_tables(name: str, role: str) -> None:
    assert COMPOSE["services"][name]["environment"]["DATABASE_URL"].startswith(f"postgresql://{role}:")


def test_the_database_is_not_reachable_from_outside() -> None:
    assert "ports" not in COMPOSE["services"]["database"]
    assert all(port.startswith("127.0.0.1:") for port in COMPOSE["services"]["web"]["ports"])


def test_every_value_asked_for_is_in_the_example() -> None:
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))
    example = (ROOT / "docker/example.env").read_text()
    assert {name for name in asked if not re.search(rf"^(# )?{name}=", example, re.M)} == set()


def test_no_password_is_written_down() -> None:
    values = re.findall(r"^(\w*(?:PASSWORD|SECRET\w*))=(.*)$", (ROOT / "docker/example.env").read_text(), re.M)
    assert values
    assert all(value == "" for _name, value in values)


def test_the_embedded_cluster_and_the_image_furnish_the_database_alike() -> None:
    def rights(script: str) -> set[str]:
        text = (ROOT / script).read_text()
        return {
            line for line in text.splitlines() if line.startswith(("alter ", "grant ", "revoke ", "create extension"))
        }

    assert rights("bin/cluster") == rights("docker/roles.sh")


def test_what_the_image_copies_is_not_ignored() -> None:
    kept = {line[1:].strip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {
        "manage.py",
        "api",
        "config",
        "fixtures",
        "frontend",
        "layers",
        "territory",
        "requirements",
    } <= kept
    assert all((ROOT / name).exists() for name in kept)


def test_what_the_service_writes_outlives_it() -> None:
    volumes = {entry.partition(":")[2] for entry in COMPOSE["x-service"]["volumes"]}
    assert volumes == {"/srv/territory/data/files", "/srv/territory/data/rasters"}
    made = re.search(r"^RUN install --directory --owner 10001 (.+)$", DOCKERFILE, re.M)
    assert made is not None
    assert set(made[1].split()) == volumes  # a new volume belongs to whom the folder in the image belongs


def test_every_setting_of_a_server_can_be_set() -> None:
    of_the_image = {"TERRITORY_DATA", "FILES_DIR", "RASTERS_DIR", "RELEASE"}
    of_a_laptop = {"DEBUG", "OUTBOX_PAGE", "OWNER_DATABASE_URL", "WEB_DATABASE_URL"}
    read = {name for path in (ROOT / "config" / "settings").glob("*.py") for name in settings_in(path.read_text())}
    assert read - of_the_image - of_a_laptop - set(COMPOSE["x-environment"]) == set()
