"""Addresses of the pages for people, below the language (config/urls.py)."""

from django.urls import include, path, register_converter

from frontend.views.about import about, help_page, help_task, shortcuts_page
from frontend.views.answers import answer_consent, ask_consents
from frontend.views.comparing import compare_page, compared_figures
from frontend.views.contributions import (
    add_contribution,
    choose_kind,
    delete_contribution,
    edit_contribution,
    move_contribution,
    recover_contribution,
)
from frontend.views.feeds import works_calendar
from frontend.views.files import attached_file, files_page, hand_in_file, waiting_thumbnail
from frontend.views.history import history_page, restore_version
from frontend.views.kinds import PlacedKindInPath
from frontend.views.map import map_page
from frontend.views.mine import mine
from frontend.views.objects import CollectionInPath, object_page
from frontend.views.offline import manifest, offline_page
from frontend.views.places import place_from_file
from frontend.views.plan import plan_page
from frontend.views.raster_making import derive_raster, upload_raster
from frontend.views.regions import region_page
from frontend.views.sharing.previews import preview_of_map, preview_of_object
from frontend.views.siting import siting_page
from frontend.views.stages import move_to_stage
from frontend.views.studies import change_study, delete_study, run_study, study_page
from frontend.views.style import style_page
from frontend.views.suitability import publish_raster, raster_page, remove_raster, suitability_page
from frontend.views.themes import theme_page
from frontend.views.vision import (
    add_goal_page,
    change_goal_page,
    move_goal_page,
    recover_goal_page,
    remove_goal_page,
    take_back_change_page,
    vision_page,
)
from frontend.views.vision_themes import (
    add_theme_page,
    change_theme_page,
    move_theme_page,
    recover_theme_page,
    remove_theme_page,
    themes_page,
)
from frontend.views.works import WorksPlaceInPath, works_of_group_called, works_page

register_converter(CollectionInPath, "collection")
register_converter(PlacedKindInPath, "placed_kind")
register_converter(WorksPlaceInPath, "works_place")

urlpatterns = [
    path("", map_page, name="map"),
    path("accounts/", include("frontend.account_urls")),
    path("", include("frontend.people_urls")),
    path("", include("frontend.needs_urls")),
    path("", include("frontend.lead_urls")),
    path("help/", help_page, name="help"),
    path("help/keys/", shortcuts_page, name="shortcuts"),
    path("help/<slug:code>/", help_task, name="help-task"),
    path("offline/", offline_page, name="offline"),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("style/", style_page, name="style"),
    path("about/", about, name="about"),
    path("themes/", themes_page, name="themes"),
    path("themes/<slug:code>/", theme_page, name="theme"),
    path("compare/", compare_page, name="compare"),
    path("compare/indicators.<slug:form>", compared_figures, name="compared-figures"),
    path("regions/<slug:code>/", region_page, name="region"),
    path("vision/", vision_page, name="vision"),
    path("vision/goals/add/", add_goal_page, name="add-goal"),
    path("vision/goals/<int:pk>/", change_goal_page, name="change-goal"),
    path("vision/goals/<int:pk>/move/", move_goal_page, name="move-goal"),
    path("vision/goals/<int:pk>/recover/", recover_goal_page, name="recover-goal"),
    path("vision/goals/<int:pk>/take-back/", take_back_change_page, name="take-back-change-of-goal"),
    path("vision/goals/<int:pk>/remove/", remove_goal_page, name="remove-goal"),
    path("vision/themes/add/", add_theme_page, name="add-theme"),
    path("vision/themes/<slug:code>/change/", change_theme_page, name="change-theme"),
    path("vision/themes/<slug:code>/move/", move_theme_page, name="move-theme"),
    path("vision/themes/<slug:code>/remove/", remove_theme_page, name="remove-theme"),
    path("vision/themes/<int:pk>/recover/", recover_theme_page, name="recover-theme"),
    path("mine/", mine, name="mine"),
    path("", include("frontend.alert_urls")),
    path("", include("frontend.comment_urls")),
    path("", include("frontend.group_urls")),
    path("", include("frontend.sharing_urls")),
    path("plan/", plan_page, name="plan"),
    path("siting/", siting_page, name="siting"),
    path("siting/<int:pk>/", study_page, name="study"),
    path("siting/<int:pk>/run/", run_study, name="run-study"),
    path("siting/<int:pk>/change/", change_study, name="change-study"),
    path("siting/<int:pk>/delete/", delete_study, name="delete-study"),
    path("suitability/", suitability_page, name="suitability"),
    path("suitability/upload/", upload_raster, name="upload-raster"),
    path("suitability/derive/", derive_raster, name="derive-raster"),
    path("suitability/<int:pk>/", raster_page, name="raster"),
    path("suitability/<int:pk>/publish/", publish_raster, name="publish-raster"),
    path("suitability/<int:pk>/remove/", remove_raster, name="remove-raster"),
    path("add/", choose_kind, name="add"),
    path("add/<placed_kind:collection>/", add_contribution, name="add-contribution"),
    path("<works_place:collection>/<int:pk>/works/", works_page, name="works"),
    path("<works_place:collection>/<int:pk>/works.ics", works_calendar, name="works-calendar"),
    path("working-groups/<slug:slug>/works/", works_of_group_called, name="works-of-group"),
    path("<collection:collection>/<int:pk>/", object_page, name="object"),
    path("<collection:collection>/<int:pk>/preview.png", preview_of_object, name="preview"),
    path("preview.png", preview_of_map, name="preview-map"),
    path("place-from-file/", place_from_file, name="place-from-file"),
    path("files/", hand_in_file, name="hand-in"),
    path("files/<int:key>/small/", waiting_thumbnail, name="waiting-thumbnail"),
    path("<placed_kind:collection>/<int:pk>/files/", files_page, name="files"),
    path("<placed_kind:collection>/<int:pk>/files/<int:key>/", attached_file, name="file"),
    path("<placed_kind:collection>/<int:pk>/files/<int:key>/small/", attached_file, {"small": True}, name="file-small"),
    path("<placed_kind:collection>/<int:pk>/history/", history_page, name="history"),
    path("<placed_kind:collection>/<int:pk>/history/<int:key>/restore/", restore_version, name="restore-version"),
    path("<placed_kind:collection>/<int:pk>/edit/", edit_contribution, name="edit-contribution"),
    path("<placed_kind:collection>/<int:pk>/state/", move_contribution, name="move-contribution"),
    path("<placed_kind:collection>/<int:pk>/stage/", move_to_stage, name="move-stage"),
    path("<placed_kind:collection>/<int:pk>/consents/", answer_consent, name="answer-consent"),
    path("<placed_kind:collection>/<int:pk>/consents/ask/", ask_consents, name="ask-consents"),
    path("<placed_kind:collection>/<int:pk>/delete/", delete_contribution, name="delete-contribution"),
    path("<placed_kind:collection>/<int:pk>/recover/", recover_contribution, name="recover-contribution"),
]
