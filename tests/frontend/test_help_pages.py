"""One help page a task, each with a picture that the command makes in the reader's language."""

import importlib.util
import re
from html import unescape

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import translation
from PIL import Image

from frontend.help_tasks import TASKS

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in settings.LANGUAGES]


def _command():
    spec = importlib.util.spec_from_file_location("screens", settings.BASE_DIR / "bin" / "screens.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.code)
def test_a_page_has_its_steps_and_its_picture(client, task, language) -> None:
    page = client.get(f"/{language}/help/{task.code}/").content.decode()
    page = unescape(page)
    with translation.override(language):
        assert page.count("<li>") >= len(task.steps)
        assert f'alt="{task.picture}"' in page
    source = re.search(r'<img src="([^"]+/help/[^"]+)"', page)
    assert source
    file = finders.find(source[1].removeprefix(settings.STATIC_URL))
    assert file, f"make screens ONLY={task.code}"
    with Image.open(file) as picture:
        assert (picture.width, picture.height) == (1000, 640)


def test_the_command_makes_every_picture_and_no_other() -> None:
    made = {code for code, *_rest in _command().HELP_PICTURES}
    assert made == {task.code for task in TASKS}
    folder = settings.BASE_DIR / "frontend" / "static" / "frontend" / "help"
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*.webp")}
    assert kept == {f"{language}/{code}.webp" for language in LANGUAGES for code in made}


def test_pictures_are_light_enough_for_a_slow_connection() -> None:
    command = _command()
    heavy = [path.name for path in command.HELP.rglob("*.webp") if path.stat().st_size > command.HELP_PICTURE_BYTES]
    assert heavy == []


def test_every_picture_of_the_documentation_is_made_by_the_command() -> None:
    command = _command()
    taken = {name for name, *_rest in (*command.SCREENS, *command.SHEETS)}
    assert {path.stem for path in command.PICTURES.glob("*.png")} == taken
    assert len(taken) >= 10


def test_the_help_leads_to_each_task(client) -> None:
    page = client.get("/en/help/").content.decode()
    assert [task.code for task in TASKS if f'href="/en/help/{task.code}/"' not in page] == []


def test_an_unknown_task_is_not_found(client) -> None:
    assert client.get("/en/help/nothing/").status_code == 404
