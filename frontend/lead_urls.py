"""Addresses of leads."""

from django.urls import path

from frontend.views.group_leads import group_leads, start_matching
from frontend.views.leads import answer_lead, lead_page, move_lead, own_leads

urlpatterns = [
    path("leads/", own_leads, name="own-leads"),
    path("leads/<int:pk>/", lead_page, name="lead"),
    path("leads/<int:pk>/answer/", answer_lead, name="answer-lead"),
    path("leads/<int:pk>/state/", move_lead, name="move-lead"),
    path("working-groups/<int:pk>/leads/", group_leads, name="group-leads"),
    path("working-groups/<int:pk>/leads/search/", start_matching, name="start-matching"),
]
