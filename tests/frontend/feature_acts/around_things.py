"""Photos and documents, comments and stages of an initiative, in each of its states."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from territory.attachments.models import ContributionFile
from territory.comments import rules as commenting
from territory.comments.actions import COMMENT_WORKFLOW
from territory.comments.models import Comment, CommentReport, CommentState
from territory.comments.things import thing_of
from territory.contributions import rules
from territory.contributions.models import StageMove, State
from territory.cooperation.models import CooperationProject
from territory.errors import WrongState
from territory.files.models import StoredFile
from territory.initiatives.models import LocalInitiative
from tests.frontend.feature_acts.acts import NEW, Act, insert, is_shown, now, update
from tests.territory.contributions.making import make
from tests.territory.files import samples
from tests.tiny_land import TinyLand, at

PDF = b"%PDF-1.4 nothing"
NEW_PHOTO = "neu.jpg"


def address(thing: Any) -> str:
    """The address of an initiative or a project, without the beginning."""
    return f"{'local-initiatives' if isinstance(thing, LocalInitiative) else 'cooperation-projects'}/{thing.pk}"


def things(land: TinyLand) -> list[tuple[str, Any]]:
    """An initiative of Westen and a project of the company in Osten, in each state."""
    kinds = ((LocalInitiative, land.gemeinde_westen, at(500, 500)), (CooperationProject, land.firma, at(4000, 500)))
    return [
        (f"{kind.__name__} {state}", make(kind, owner, place, state))
        for kind, owner, place in kinds
        for state in State.values
    ]


def acts_with_files(land: TinyLand) -> list[Act]:
    stored = StoredFile.objects.create(
        sha256="0" * 64, size_bytes=len(PDF), content_type="application/pdf", name="plan.pdf"
    )
    on, removed = [], []
    for words, thing in things(land)[:5]:
        hung = ContributionFile.objects.create(local_initiative=thing, file=stored, position=1)
        on.append((words, hung))
        gone = ContributionFile.objects.create(
            local_initiative=thing, file=stored, position=2, removed_at=timezone.now()
        )
        removed.append((words, gone))

    def may(user: Any, hung: ContributionFile) -> bool:
        return rules.can_edit(user, hung.local_initiative)

    def page(wish: str, **data: Any) -> Any:
        return lambda client, hung: client.post(
            f"/de/{address(hung.local_initiative)}/files/", {"wish": wish, "key": hung.pk, **data}
        )

    def at_files(hung: ContributionFile) -> str:
        return f"{address(hung.local_initiative)}/files/{hung.pk}"

    return [
        Act(
            "describe a file",
            on,
            may,
            lambda hung, _answer: now(hung).caption == NEW,
            page("describe", caption=NEW, language="de"),
            lambda door, hung: door.ask("patch", f"{at_files(hung)}/", {"caption": NEW}),
            lambda _person, hung: update(hung, "caption = %s", NEW),
        ),
        Act(
            "remove a file",
            on,
            may,
            lambda hung, _answer: now(hung).removed_at is not None,
            page("remove"),
            lambda door, hung: door.ask("delete", f"{at_files(hung)}/"),
            lambda _person, hung: update(hung, "removed_at = now()"),
        ),
        Act(
            "take a file back",
            removed,
            may,
            lambda hung, _answer: now(hung).removed_at is None,
            page("take-back"),
            lambda door, hung: door.ask("post", f"{at_files(hung)}/recover/"),
            lambda _person, hung: update(hung, "removed_at = null"),
        ),
        Act(
            "hang a file",
            on,
            may,
            lambda hung, _answer: _hangs(hung.local_initiative).filter(file__name=NEW_PHOTO).exists(),
            lambda client, hung: client.post(
                f"/de/{address(hung.local_initiative)}/files/", {"wish": "add", "files": _photo()}
            ),
            lambda door, hung: door.client.post(
                f"/api/v1/{address(hung.local_initiative)}/files/", {"file": _photo()}, headers=door.headers
            ),
            lambda _person, hung: insert(
                ContributionFile(local_initiative=hung.local_initiative, file=stored, position=3)
            ),
        ),
        Act(
            "see what hangs on it",
            on,
            lambda user, hung: rules.can_see(user, hung.local_initiative),
            is_shown,
            rest=lambda door, hung: door.ask("get", f"{address(hung.local_initiative)}/files/"),
        ),
    ]


def _photo() -> SimpleUploadedFile:
    return SimpleUploadedFile(NEW_PHOTO, samples.photo(), "image/jpeg")


def _hangs(thing: LocalInitiative) -> Any:
    return ContributionFile.objects.filter(local_initiative=thing, removed_at=None)


def _said(land: TinyLand, thing: Any, state: str) -> Comment:
    was_decided = {"decided_by": land.administrator, "decided_at": timezone.now()} if state != "waiting" else {}
    return Comment.objects.create(
        kind=thing._meta.model_name,
        object_id=thing.pk,
        author=land.company_member,
        text="Gut",
        state=state,
        **was_decided,
    )


def acts_with_comments(land: TinyLand) -> list[Act]:
    on = things(land)
    public = next(thing for words, thing in on if words.startswith("Local") and thing.state == State.PUBLISHED)
    elsewhere = next(thing for words, thing in on if words.startswith("Coop") and thing.state == State.PUBLISHED)
    comments = [
        (f"{state} on {thing._meta.model_name}", _said(land, thing, state))
        for thing in (public, elsewhere)
        for state in CommentState.values
    ]

    def may_decide(target: str) -> Any:
        def may(user: Any, said: Comment) -> bool:
            try:
                step = COMMENT_WORKFLOW.step(said.state, target)
            except WrongState:
                return False
            return step.rule(user, thing_of(said))

        return may

    def decides(decision: str, target: str) -> Act:
        return Act(
            f"{decision} a comment",
            comments,
            may_decide(target),
            lambda said, _answer: now(said).state == target and now(said).decided_at != said.decided_at,
            lambda client, said: client.post(
                f"/de/comments/{said.pk}/decide/", {"decision": decision, "reason": "Darum."}
            ),
            sql=lambda person, said: update(
                said, "state = %s, decided_at = now(), decided_by_id = %s", target, person and person.pk
            ),
        )

    return [
        Act(
            "comment",
            on,
            commenting.can_comment,
            lambda thing, _answer: Comment.objects.filter(
                kind=thing._meta.model_name, object_id=thing.pk, text=NEW
            ).exists(),
            lambda client, thing: client.post(f"/de/{address(thing)}/comments/", {"text": NEW}),
            lambda door, thing: door.ask("post", f"{address(thing)}/comments/", {"text": NEW}),
            lambda person, thing: insert(
                Comment(kind=thing._meta.model_name, object_id=thing.pk, author=person, text=NEW)
            ),
        ),
        decides("show", CommentState.SHOWN),
        decides("hide", CommentState.HIDDEN),
        Act(
            "delete a comment",
            comments,
            commenting.can_discard,
            lambda said, _answer: now(said).trashed_at is not None,
            lambda client, said: client.post(f"/de/comments/{said.pk}/delete/"),
            sql=lambda _person, said: update(said, "trashed_at = now()"),
        ),
        Act(
            "report a comment",
            comments,
            lambda user, said: user.is_authenticated and said.state == CommentState.SHOWN,
            lambda said, _answer: CommentReport.objects.filter(comment=said).exists(),
            lambda client, said: client.post(f"/de/comments/{said.pk}/report/", {"reason": "Werbung"}),
            sql=lambda person, said: insert(CommentReport(comment=said, reporter=person, reason="Werbung")),
        ),
    ]


def acts_with_stages(land: TinyLand) -> list[Act]:
    today = timezone.localdate().isoformat()
    said = {"stage": "pilot", "stage_on": today, "stage_evidence": NEW}

    def by_sql(person: Any, thing: Any) -> Any:
        move = StageMove(
            kind=thing._meta.model_name,
            object_id=thing.pk,
            version=thing.version + 1,
            source=thing.stage,
            target="pilot",
            moved_on=timezone.localdate(),
            evidence=NEW,
            actor=person,
        )
        return insert(move) + update(thing, "stage = 'pilot', version = %s", thing.version + 1)

    return [
        Act(
            "move to another stage",
            things(land),
            rules.can_move_stage,
            lambda thing, _answer: now(thing).stage == "pilot",
            lambda client, thing: client.post(f"/de/{address(thing)}/stage/", said),
            lambda door, thing: door.ask("patch", f"{address(thing)}/", {"properties": said}),
            by_sql,
        ),
        Act(
            "change the stage without a day",
            things(land),
            lambda _user, _thing: False,
            lambda thing, _answer: now(thing).stage == "pilot",
            lambda client, thing: client.post(f"/de/{address(thing)}/stage/", {"stage": "pilot"}),
            lambda door, thing: door.ask("patch", f"{address(thing)}/", {"properties": {"stage": "pilot"}}),
            lambda _person, thing: update(thing, "stage = 'pilot', version = version + 1"),
        ),
    ]
