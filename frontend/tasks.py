"""What the worker does. Each task may be broken off at any point and repeated: none does anything twice."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from frontend.enquiry_mails import tell_of_enquiry, tell_of_wishes
from frontend.lead_mails import tell_of_step
from frontend.mails import write_news
from frontend.visitor_mails import WHAT_BECAME, answer_of, confirmation_of
from territory.alerts import posting, telling
from territory.alerts.models import Rhythm
from territory.alerts.starting_works import announce_starting_works
from territory.enquiries.actions import TELL_ENQUIRY, TELL_WISHES
from territory.happenings.record import TELL
from territory.jobs import leave_to_worker
from territory.leads import actions, run
from territory.meetings.reminders import remind_of_decisions
from territory.people.models import User
from territory.suggestions.actions import ASK, TELL_VISITOR, suggestion_with
from territory.suggestions.models import SuggestionState
from territory.suggestions.reading import suggestion_for

# A mail server that is away: after 4 s, 16 s, 64 s … some six hours in all. The mail itself counts its attempts.
AGAIN = RetryStrategy(exponential_wait=4, retry_exceptions=[posting.NotHandedOver])
DIGEST = "write_digest"


@app.task(name=TELL)
def tell(happening_id: int) -> None:
    """Tells everybody concerned of a happening."""
    telling.tell(happening_id, write_news)


@app.task(name=posting.SEND, retry=AGAIN)
def send_mail(mail_id: int) -> None:
    """Sends one mail, at most once."""
    posting.send(mail_id)


@app.task(name=ASK)
def ask_to_confirm(suggestion_id: int, key: str) -> None:
    """Writes the mail with the link to whoever suggested something without an account."""
    suggestion = suggestion_with(key)
    if suggestion is not None and suggestion.state == SuggestionState.UNCONFIRMED:
        letter = confirmation_of(suggestion, key)
        with transaction.atomic():
            posting.post(letter, suggestion.email, f"suggestion {suggestion.pk} confirm", suggestion.language)


@app.task(name=TELL_VISITOR)
def tell_visitor(suggestion_id: int, decider_id: int) -> None:
    """Writes to a visitor what became of the suggestion; read in the name of whoever decided."""
    decider = User.objects.filter(pk=decider_id).first()
    suggestion = suggestion_for(decider, suggestion_id) if decider else None
    if suggestion is not None and suggestion.email and suggestion.state in WHAT_BECAME:
        key = f"suggestion {suggestion.pk} decided {suggestion.state}"
        with transaction.atomic():
            posting.post(answer_of(suggestion), suggestion.email, key, suggestion.language)


@app.task(name=actions.TELL_LEAD)
def tell_lead(group_id: int, step_id: int) -> None:
    """Writes to those concerned by a step of a lead."""
    tell_of_step(group_id, step_id)


@app.task(name=TELL_ENQUIRY)
def tell_enquiry(actor_id: int, enquiry_id: int) -> None:
    """Asks the people of a company, in the name of who facilitates the group."""
    tell_of_enquiry(actor_id, enquiry_id)


@app.task(name=TELL_WISHES)
def tell_wishes(group_id: int, wish_id: int) -> None:
    """Writes to who facilitates that a member would have neighbours asked."""
    tell_of_wishes(group_id, wish_id)


@app.task(name=run.FIND_LEADS)
def find_leads(run_id: int, actor_id: int) -> None:
    """Looks for leads in a working group, in the name of its facilitator."""
    run.find_leads(run_id, actor_id)


@app.task(name=DIGEST)
def write_digest(reader_id: int, rhythm: str, day: str) -> None:
    """Writes one person's digest of that day."""
    telling.digest(reader_id, rhythm, datetime.date.fromisoformat(day), write_news)


@app.periodic(cron="0 6 * * *")
@app.task(name="announce_works", queueing_lock="announce_works")
def announce_works(timestamp: int) -> None:
    """Every morning: the construction phases that begin soon."""
    announce_starting_works(timezone.localdate())


@app.periodic(cron="10 6 * * *")
@app.task(name="remind_of_decisions", queueing_lock="remind_of_decisions")
def remind(timestamp: int) -> None:
    """Every morning: decisions of working groups that are due within three days, each once a date."""
    remind_of_decisions(timezone.localdate())


@app.periodic(cron="0 7 * * *")
@app.task(name="daily_digests", queueing_lock="daily_digests")
def daily_digests(timestamp: int) -> None:
    """Every morning, after the works were announced."""
    _digests(Rhythm.DAILY, timestamp)


@app.periodic(cron="30 7 * * 1")
@app.task(name="weekly_digests", queueing_lock="weekly_digests")
def weekly_digests(timestamp: int) -> None:
    """On Mondays."""
    _digests(Rhythm.WEEKLY, timestamp)


def _digests(rhythm: str, timestamp: int) -> None:
    """A job a person, so that one that fails holds up nobody else."""
    day = datetime.datetime.fromtimestamp(timestamp, tz=timezone.get_current_timezone()).date()
    for reader_id in telling.readers_of_digest(rhythm):
        name = f"{telling.digest_key(rhythm, day)} {reader_id}"
        leave_to_worker(DIGEST, only_one=name, reader_id=reader_id, rhythm=rhythm, day=day.isoformat())


@app.periodic(cron="* * * * * */20")
@app.task(name="finish_broken_off", queueing_lock="finish_broken_off", pass_context=True)
async def finish_broken_off(context: JobContext, timestamp: int) -> None:
    """Three times a minute: what a worker that is gone had begun is begun anew by another."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=settings.WORKER_SILENT_S):
        await manager.retry_job(job)
