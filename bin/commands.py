#!/usr/bin/env python3
"""Several commands of manage.py in one process: `commands.py "migrate --no-input" check`.

Starting Python with Django and GDAL takes 2 s; `make demo` would pay it for each.
"""

import shlex
import sys
from pathlib import Path

import django
from django.core.management import execute_from_command_line

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
django.setup()
for command in sys.argv[1:]:
    print(f"== {command}", flush=True)
    execute_from_command_line(["manage.py", *shlex.split(command)])
