"""What each theme means, and the public address of an organisation."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# By code: the meaning in de, fr, en, lb. A region that has added themes of its own writes theirs in the back office.
MEANINGS = {
    "mobility": (
        "Wie Menschen und Güter ans Ziel kommen: zu Fuß, mit dem Rad, mit Bus, Bahn und Tram, gemeinsam im Auto, und die Wege dafür.",
        "Comment les personnes et les marchandises arrivent à destination : à pied, à vélo, en bus, en train, en tram, en covoiturage, et les chemins pour cela.",
        "How people and goods get there: on foot, by bicycle, by bus, train and tram, sharing a car, and the ways for it.",
        "Wéi Leit a Wueren un hiert Zil kommen: zu Fouss, mam Vëlo, mam Bus, dem Zuch an dem Tram, zesummen am Auto, an d’Weeër dofir.",
    ),
    "energy": (
        "Strom und Wärme sparen, selbst erzeugen und teilen: Dächer mit Solaranlagen, Energiegemeinschaften, Abwärme.",
        "Économiser, produire et partager l’électricité et la chaleur : toits solaires, communautés d’énergie, chaleur résiduelle.",
        "Saving, making and sharing electricity and heat: solar roofs, energy communities, waste heat.",
        "Stroum a Wäermt spueren, selwer produzéieren an deelen: Solardächer, Energiegemeinschaften, Ofwäermt.",
    ),
    "waste": (
        "Weniger wegwerfen: reparieren, leihen, gemeinsam sammeln, und was dem einen übrig bleibt, einem anderen geben.",
        "Jeter moins : réparer, prêter, collecter ensemble, et donner à l’un ce qui reste à l’autre.",
        "Throwing away less: repairing, lending, collecting together, and giving what one has left over to another.",
        "Manner ewechgeheien: flécken, léinen, zesummen asammelen, an dat, wat deem engen iwwereg bleift, engem anere ginn.",
    ),
    "green-spaces": (
        "Bäume, Gärten, Wasser und Boden, die kühlen, Lebensraum geben und allen offenstehen.",
        "Arbres, jardins, eau et sols qui rafraîchissent, abritent la vie et sont ouverts à toutes et à tous.",
        "Trees, gardens, water and soil that cool, give room to live and are open to everybody.",
        "Beem, Gäert, Waasser a Buedem, déi killen, Liewensraum ginn a fir jiddereen op sinn.",
    ),
    "food": (
        "Was hier angebaut, gekocht und gegessen wird, und dass wenig davon verdirbt.",
        "Ce qui est cultivé, cuisiné et mangé ici, et que peu s’en perde.",
        "What is grown, cooked and eaten here, and that little of it goes to waste.",
        "Wat hei ugebaut, gekacht a giess gëtt, an datt wéineg dovu verduerwt.",
    ),
    "buildings": (
        "Häuser und Arbeitsstätten, die wenig verbrauchen, lange halten und gut genutzt sind: sanieren, umnutzen, teilen.",
        "Des maisons et des lieux de travail sobres, durables et bien utilisés : rénover, réaffecter, partager.",
        "Houses and workplaces that need little, last long and are well used: renovating, reusing, sharing.",
        "Haiser an Aarbechtsplazen, déi wéineg verbrauchen, laang halen a gutt benotzt sinn: renovéieren, ëmnotzen, deelen.",
    ),
    "cohesion": (
        "Orte und Dienste, die Menschen zusammenbringen: Treffpunkte, Betreuung, Lernen, sichere Wege.",
        "Des lieux et des services qui rapprochent : rencontres, garde, apprentissage, chemins sûrs.",
        "Places and services that bring people together: meeting, care, learning, safe ways.",
        "Plazen a Servicer, déi d’Leit zesummebréngen: sech treffen, Betreiung, léieren, sécher Weeër.",
    ),
}


def add_meanings(apps, schema_editor):
    Theme = apps.get_model("territory", "Theme")
    for code, (de, fr, en, lb) in MEANINGS.items():
        texts = {"meaning": fr, "meaning_de": de, "meaning_fr": fr, "meaning_en": en, "meaning_lb": lb}
        Theme.objects.filter(code=code).update(**texts)


class Migration(migrations.Migration):
    dependencies = [
        ("territory", "0018_comments"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="organisation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="organisation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="organisation",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="theme",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="theme",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="theme",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="organisation",
            name="public_email",
            field=models.EmailField(
                blank=True,
                help_text="Shown to everyone on the pages of its land.",
                max_length=254,
                verbose_name="public e-mail address",
            ),
        ),
        migrations.AddField(
            model_name="organisationevent",
            name="public_email",
            field=models.EmailField(
                blank=True,
                help_text="Shown to everyone on the pages of its land.",
                max_length=254,
                verbose_name="public e-mail address",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="meaning",
            field=models.TextField(
                blank=True, help_text="What belongs to it, in a few sentences.", max_length=1000, verbose_name="meaning"
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="meaning_de",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="meaning_en",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="meaning_fr",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="meaning_lb",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="themeevent",
            name="meaning",
            field=models.TextField(
                blank=True, help_text="What belongs to it, in a few sentences.", max_length=1000, verbose_name="meaning"
            ),
        ),
        migrations.AddField(
            model_name="themeevent",
            name="meaning_de",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="themeevent",
            name="meaning_en",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="themeevent",
            name="meaning_fr",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        migrations.AddField(
            model_name="themeevent",
            name="meaning_lb",
            field=models.TextField(
                blank=True,
                help_text="What belongs to it, in a few sentences.",
                max_length=1000,
                null=True,
                verbose_name="meaning",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_organisationevent" ("id", "is_invented", "kind", "name", "name_de", "name_en", "name_fr", "name_lb", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_email", "slug", "website") VALUES (NEW."id", NEW."is_invented", NEW."kind", NEW."name", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_lb", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_email", NEW."slug", NEW."website"); RETURN NULL;',
                    hash="79c38778fcba1f318fa76eac7e2f97a67104934c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_981aa",
                    table="territory_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_organisationevent" ("id", "is_invented", "kind", "name", "name_de", "name_en", "name_fr", "name_lb", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_email", "slug", "website") VALUES (NEW."id", NEW."is_invented", NEW."kind", NEW."name", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_lb", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_email", NEW."slug", NEW."website"); RETURN NULL;',
                    hash="7c4defe221c8e849a3b61313dc42729a8421fd49",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b7c46",
                    table="territory_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="organisation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_organisationevent" ("id", "is_invented", "kind", "name", "name_de", "name_en", "name_fr", "name_lb", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_email", "slug", "website") VALUES (OLD."id", OLD."is_invented", OLD."kind", OLD."name", OLD."name_de", OLD."name_en", OLD."name_fr", OLD."name_lb", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."public_email", OLD."slug", OLD."website"); RETURN NULL;',
                    hash="7258531e4e943c74aac79b71d283fd03a180c334",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98519",
                    table="territory_organisation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_themeevent" ("code", "id", "meaning", "meaning_de", "meaning_en", "meaning_fr", "meaning_lb", "name", "name_de", "name_en", "name_fr", "name_lb", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "symbol") VALUES (NEW."code", NEW."id", NEW."meaning", NEW."meaning_de", NEW."meaning_en", NEW."meaning_fr", NEW."meaning_lb", NEW."name", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_lb", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."symbol"); RETURN NULL;',
                    hash="4f5cd544d7d7c285595b720c05ffbafcf8a55b22",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_99d85",
                    table="territory_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "territory_themeevent" ("code", "id", "meaning", "meaning_de", "meaning_en", "meaning_fr", "meaning_lb", "name", "name_de", "name_en", "name_fr", "name_lb", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "symbol") VALUES (NEW."code", NEW."id", NEW."meaning", NEW."meaning_de", NEW."meaning_en", NEW."meaning_fr", NEW."meaning_lb", NEW."name", NEW."name_de", NEW."name_en", NEW."name_fr", NEW."name_lb", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."symbol"); RETURN NULL;',
                    hash="1e1127539e4a16c0bd1af799d4bd33188f5d8432",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8f00",
                    table="territory_theme",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="theme",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "territory_themeevent" ("code", "id", "meaning", "meaning_de", "meaning_en", "meaning_fr", "meaning_lb", "name", "name_de", "name_en", "name_fr", "name_lb", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "symbol") VALUES (OLD."code", OLD."id", OLD."meaning", OLD."meaning_de", OLD."meaning_en", OLD."meaning_fr", OLD."meaning_lb", OLD."name", OLD."name_de", OLD."name_en", OLD."name_fr", OLD."name_lb", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."symbol"); RETURN NULL;',
                    hash="5a34129d618c6503a92e897bdc60d186b30ecd5c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_67bf7",
                    table="territory_theme",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(add_meanings, migrations.RunPython.noop),
    ]
