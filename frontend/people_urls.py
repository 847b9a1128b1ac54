"""Addresses of a person's own account and of their organisations."""

from django.urls import path

from frontend.views.account import account_page, delete_account_page, download_own_data
from frontend.views.embedding_sites import embedding_sites_page, remove_embedding_site
from frontend.views.invitations import (
    invitation_page,
    invite_member,
    resend_invitation,
    withdraw_invitation,
)
from frontend.views.organisation import change_member, end_member, my_organisations, organisation_page
from frontend.views.saved_views import (
    recover_saved_view,
    remove_saved_view,
    rename_saved_view,
    saved_views_page,
)
from frontend.views.tokens import revoke, tokens_page

MEMBER = "organisation/<slug:slug>/members/<int:pk>/"
INVITATION = "organisation/<slug:slug>/invitations/<int:pk>/"

urlpatterns = [
    path("embedding/", embedding_sites_page, name="embedding-sites"),
    path("embedding/<int:pk>/remove/", remove_embedding_site, name="remove-embedding-site"),
    path("views/", saved_views_page, name="saved-views"),
    path("views/<int:pk>/rename/", rename_saved_view, name="rename-view"),
    path("views/<int:pk>/remove/", remove_saved_view, name="remove-view"),
    path("views/<int:pk>/recover/", recover_saved_view, name="recover-view"),
    path("account/", account_page, name="account"),
    path("account/data/", download_own_data, name="own-data"),
    path("account/delete/", delete_account_page, name="delete-account"),
    path("account/tokens/", tokens_page, name="tokens"),
    path("account/tokens/<str:token_key>/revoke/", revoke, name="revoke-token"),
    path("organisation/", my_organisations, name="my-organisations"),
    path("organisation/<slug:slug>/", organisation_page, name="organisation"),
    path("organisation/<slug:slug>/invite/", invite_member, name="invite"),
    path(MEMBER, change_member, name="change-member"),
    path(f"{MEMBER}end/", end_member, name="end-member"),
    path(f"{INVITATION}resend/", resend_invitation, name="resend-invitation"),
    path(f"{INVITATION}withdraw/", withdraw_invitation, name="withdraw-invitation"),
    path("invitation/<str:key>/", invitation_page, name="invitation"),
]
