"""The embedded cluster: made, killed, half made, and never open to others."""

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from tests.operations.embedded import Cluster


def test_web_may_write_rows_but_own_nothing(cluster: Cluster) -> None:
    cluster.execute("owner", "create table if not exists plot (id serial primary key)")
    cluster.execute("web", "insert into plot default values")
    assert cluster.execute("web", "select count(*) from plot") == 1
    for statement in ("drop table plot", "create table mine (id int)", "truncate plot"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cluster.execute("web", statement)
    cluster.execute("owner", "drop table plot")


def test_a_new_database_gives_web_the_same_rights(cluster: Cluster) -> None:
    cluster.execute("owner", "create database another")
    address = cluster.addresses()["OWNER_DATABASE_URL"].replace("/territory?", "/another?")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("create table plot (id int)")
        row = connection.execute("select has_table_privilege('web', 'plot', 'insert')").fetchone()
    cluster.execute("owner", "drop database another")
    assert row == (True,)


def test_it_listens_on_no_tcp_port(cluster: Cluster) -> None:
    assert cluster.execute("owner", "select current_setting('listen_addresses')") == ""
    socket = Path(str(cluster.execute("owner", "show unix_socket_directories")))
    assert socket.stat().st_mode & 0o077 == 0


def test_short_queries_start_no_parallel_workers(cluster: Cluster) -> None:
    assert cluster.execute("web", "show max_parallel_workers_per_gather") == "0"
    assert cluster.execute("web", "show jit") == "off"


def test_it_recovers_from_a_killed_postmaster(cluster: Cluster) -> None:
    killed = cluster.postmaster()
    os.kill(killed, signal.SIGKILL)
    cluster.start()
    assert cluster.postmaster() != killed
    assert cluster.execute("web", "select 1") == 1


def test_a_number_given_to_another_process_does_not_stop_it(cluster: Cluster) -> None:
    os.kill(cluster.postmaster(), signal.SIGKILL)
    time.sleep(1)  # its other processes notice and leave
    pid_file = cluster.folder / "pg" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    cluster.start()
    assert cluster.postmaster() != os.getpid()


def test_two_starts_at_once_agree(cluster: Cluster) -> None:
    assert cluster.run("stop").returncode == 0
    assert cluster.run("status").returncode == 3
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda _number: cluster.run("start", "--disposable"), range(2)))
    assert [answer.returncode for answer in answers] == [0, 0]
    assert "running" in cluster.run("status").stdout


def test_a_half_made_cluster_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "pg.new" / "base").mkdir(parents=True)
    cluster = Cluster(tmp_path)
    cluster.start()
    assert cluster.execute("web", "select postgis_lib_version()")
    cluster.run("stop")
    assert not (tmp_path / "pg.new").exists()


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    letter = tmp_path / "pg" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("Dear mayor")
    answer = Cluster(tmp_path).run("start")
    assert answer.returncode == 3
    assert "move it away" in answer.stderr
    assert letter.read_text() == "Dear mayor"
