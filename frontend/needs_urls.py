"""Addresses of needs and offers."""

from django.urls import path

from frontend.views.enough import enough_for_service
from frontend.views.enquiries import answer_enquiry, ask_neighbours, enquiry_page, withdraw_enquiry
from frontend.views.group_needs import group_needs
from frontend.views.needs_and_offers import add_need, edit_need, own_needs, state_need_again, withdraw_need

urlpatterns = [
    path("needs-and-offers/", own_needs, name="own-needs"),
    path("needs-and-offers/add/<int:place>/<slug:kind>/", add_need, name="add-need"),
    path("needs-and-offers/<int:pk>/edit/", edit_need, name="edit-need"),
    path("needs-and-offers/<int:pk>/withdraw/", withdraw_need, name="withdraw-need"),
    path("needs-and-offers/<int:pk>/state/", state_need_again, name="state-need-again"),
    path("working-groups/<int:pk>/enough/", enough_for_service, name="enough"),
    path("working-groups/<int:pk>/enough/ask/", ask_neighbours, name="ask-neighbours"),
    path("enquiries/<int:pk>/", enquiry_page, name="enquiry"),
    path("enquiries/<int:pk>/answer/", answer_enquiry, name="answer-enquiry"),
    path("enquiries/<int:pk>/withdraw/", withdraw_enquiry, name="withdraw-enquiry"),
    path("working-groups/<int:pk>/needs/", group_needs, name="group-needs"),
]
