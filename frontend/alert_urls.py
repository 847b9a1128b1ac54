"""Addresses of the queue, of news and what is followed, of feeds and calendars."""

from django.urls import path

from frontend.views.answers import answer_in_queue
from frontend.views.feeds import (
    commune_calendar,
    commune_feed,
    one_calendar,
    secret_calendar,
    secret_feed,
    theme_feed,
)
from frontend.views.following import (
    change_following,
    follow_drawn_area,
    following,
    new_secret_address,
    start_following,
)
from frontend.views.news import mark_all_read, news, open_news
from frontend.views.outbox import outbox, outbox_mail
from frontend.views.queue import decide, queue, take_back
from frontend.views.suggestion_queue import decide_suggestions, suggestion_page
from frontend.views.suggestions import confirm_suggestion, suggest_page
from frontend.views.unsubscribing import unsubscribe

urlpatterns = [
    path("queue/", queue, name="queue"),
    path("queue/decide/", decide, name="decide"),
    path("queue/take-back/", take_back, name="take-back"),
    path("queue/answer/", answer_in_queue, name="answer-consents"),
    path("queue/suggestions/", decide_suggestions, name="decide-suggestions"),
    path("queue/suggestions/<int:pk>/", suggestion_page, name="suggestion"),
    path("suggest/", suggest_page, name="suggest"),
    path("suggest/<str:key>/", confirm_suggestion, name="confirm-suggestion"),
    path("news/", news, name="news"),
    path("news/read/", mark_all_read, name="mark-all-read"),
    path("news/<int:pk>/", open_news, name="open-news"),
    path("following/", following, name="following"),
    path("following/start/", start_following, name="start-following"),
    path("following/area/", follow_drawn_area, name="follow-area"),
    path("following/new-address/", new_secret_address, name="new-secret-address"),
    path("following/<int:pk>/", change_following, name="change-following"),
    path("unsubscribe/<str:word>/", unsubscribe, name="unsubscribe"),
    path("outbox/", outbox, name="outbox"),
    path("outbox/<int:pk>/", outbox_mail, name="outbox-mail"),
    path("feeds/<str:key>.atom", secret_feed, name="secret-feed"),
    path("calendars/<str:key>.ics", secret_calendar, name="secret-calendar"),
    path("calendars/<str:key>/<int:pk>.ics", one_calendar, name="one-calendar"),
    path("communes/<int:pk>/works.ics", commune_calendar, name="commune-calendar"),
    path("communes/<int:pk>/new.atom", commune_feed, name="commune-feed"),
    path("themes/<slug:code>/new.atom", theme_feed, name="theme-feed"),
]
