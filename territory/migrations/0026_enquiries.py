"""Neighbours asked whether they need a shared service, and the policies that keep who was asked."""

from pathlib import Path

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0025_goals"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("waste_round", "joint waste collection"),
                            ("shuttle", "shuttle"),
                            ("car_pool", "car-pooling"),
                            ("canteen", "canteen"),
                            ("creche", "crèche"),
                            ("parking", "parking spaces"),
                            ("security", "security service"),
                            ("training", "training"),
                            ("green_space", "care of green spaces"),
                        ],
                        max_length=20,
                        verbose_name="shared service",
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="begun")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                ("answer", models.BooleanField(blank=True, null=True, verbose_name="needs it")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="territory.needoroffer",
                        verbose_name="need or offer",
                    ),
                ),
                (
                    "establishment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enquiries",
                        to="territory.establishment",
                        verbose_name="establishment",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by whom",
                    ),
                ),
                (
                    "working_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="enquiries",
                        to="territory.workinggroup",
                        verbose_name="working group",
                    ),
                ),
            ],
            options={
                "verbose_name": "enquiry",
                "verbose_name_plural": "enquiries",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at__isnull", False), ("withdrawn_at", None)),
                        fields=("working_group", "establishment", "service"),
                        name="enquiry_open_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("sent_at", None)),
                        fields=("working_group", "establishment", "service", "started_by"),
                        name="enquiry_wished_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", False),
                            models.Q(("answer", None), ("withdrawn_at", None)),
                            _connector="OR",
                        ),
                        name="enquiry_wish_is_no_answer",
                    ),
                ],
            },
        ),
        migrations.RunSQL((SQL / "enquiries.sql").read_text(), migrations.RunSQL.noop),
    ]
