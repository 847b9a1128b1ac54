"""Addresses of comments."""

from django.urls import path

from frontend.views.comments import add_comment, decide_comment, decide_comments, discard_comment, report_comment

urlpatterns = [
    path("<placed_kind:collection>/<int:pk>/comments/", add_comment, name="comment"),
    path("comments/<int:pk>/decide/", decide_comment, name="decide-comment"),
    path("comments/<int:pk>/report/", report_comment, name="report-comment"),
    path("comments/<int:pk>/delete/", discard_comment, name="discard-comment"),
    path("queue/comments/", decide_comments, name="decide-comments"),
]
