"""What a person may want to do, one help page each: the steps in words, and what the picture beside them shows.

The pictures are taken from the running demo by ``make screens`` (bin/screens.py), one in each language.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

PICTURES = "frontend/help"  # below the static files: <language>/<code>.webp


@dataclass(frozen=True)
class HelpTask:
    """One task: ``code`` is its place in the address, ``page`` names the page where it is done."""

    code: str
    title: Any
    steps: tuple[Any, ...]
    picture: Any
    page: str

    def picture_in(self, language: str) -> str:
        """The static file of the picture in ``language``."""
        return f"{PICTURES}/{language}/{self.code}.webp"


TASKS = (
    HelpTask(
        "find",
        _("Find something on the map"),
        (
            _("Type a few letters into the search: a place, a company, a stop, a project. Small mistakes do no harm."),
            _("Choose a result with the arrow keys or a click. The map goes there, its page opens beside the map."),
            _(
                "The filters narrow map and list together. In each, several things can be chosen; a click leaves one "
                "out again."
            ),
            _("The way back leads from a page to the same place in the list."),
        ),
        _("The search with its results below it, beside the map"),
        "map",
    ),
    HelpTask(
        "nearby",
        _("See who is near"),
        (
            _("Open “Nearby” and choose a business park, an establishment or a point on the map."),
            _("Set the distance in metres, or minutes on foot or by bicycle. The nearest come first."),
            _("A click on a line opens the page of the company or project."),
        ),
        _("The list of companies around a point, with their distance, and the circle on the map"),
        "map",
    ),
    HelpTask(
        "add",
        _("Put an initiative on the map"),
        (
            _("Sign in with the account of your organisation and choose what you want to add."),
            _("Mark the place: click on the map, draw a line or an area, type coordinates, hand in a file."),
            _("Save a draft, which only your organisation sees, or submit it. The region publishes it or asks back."),
        ),
        _("The form of an initiative with its map"),
        "add",
    ),
    HelpTask(
        "border",
        _("Work across a border of communes"),
        (
            _("What lies in several communes needs the consent of each. The form says which before you save."),
            _("Once submitted, the communes that are asked find it in their queue and agree or say why not."),
            _("The page of the project shows who has agreed and whose answer is missing."),
        ),
        _("The queue of a commune with the projects whose consent is asked"),
        "queue",
    ),
    HelpTask(
        "decide",
        _("Decide what is published"),
        (
            _("The queue holds what waits for you, the oldest first. What has waited too long is marked."),
            _("Look at place and text, then publish, ask for changes or decline. A reason goes to the organisation."),
            _("Several can be decided at once, and a decision can be taken back."),
        ),
        _("The queue of the region with what waits for a decision"),
        "queue",
    ),
    HelpTask(
        "needs",
        _("Say what your company needs or offers"),
        (
            _("Open “Needs and offers” and choose the site of your company."),
            _("Say what it is, how much, and from when. You decide who may see it."),
            _("Where a need and an offer fit, both sides are told. No name is given before both agree."),
        ),
        _("The needs and offers of a company, with who may see each of them"),
        "own-needs",
    ),
    HelpTask(
        "siting",
        _("Find the right place for something"),
        (
            _("Begin on the page of a working group or a business park: “Find the place for a shared service”."),
            _("Choose what counts, how many minutes on foot and how many places."),
            _("The map shows where it fits best, and the list says why."),
            _("Signed in, you keep the question and its answer as a study."),
        ),
        _("The question with its criteria and the best places on the map"),
        "siting",
    ),
    HelpTask(
        "suitability",
        _("Read the maps of suitability"),
        (
            _("Each map tells how well a place suits a purpose, cell by cell, from poor to good."),
            _("Open one to see where it comes from, what it was made of and from which day it is."),
            _("Who may make maps uploads a GeoTIFF or derives a map from others."),
        ),
        _("The list of the maps of suitability"),
        "suitability",
    ),
    HelpTask(
        "works",
        _("Know about construction works"),
        (
            _("Works are striped areas on the map. Move the slider of time to see what is open when."),
            _("The page of a place shows the works around it on a calendar, with their phases."),
            _("Subscribe to the calendar, and the works stand in your own diary."),
        ),
        _("The works around a place, phase by phase on a line of time"),
        "map",
    ),
    HelpTask(
        "share",
        _("Share, print and embed the map"),
        (
            _("“Share this map” gives a link that shows exactly what you see: filters, day and place."),
            _("The same page makes a PDF from A4 to A2, a picture, a map for use without a network, and the data."),
            _("With the frame you show the map on your own web page, if the region has allowed your site."),
        ),
        _("The page for sharing with link, print and data"),
        "share",
    ),
    HelpTask(
        "follow",
        _("Be told what is new"),
        (
            _("Follow a commune, a theme, a project or an area that you draw yourself."),
            _("Choose whether a mail comes at once, once a day, once a week or not at all."),
            _("Every mail has a link that ends it, without signing in."),
        ),
        _("What a person follows, and how often mails come"),
        "following",
    ),
    HelpTask(
        "time",
        _("Travel in time"),
        (
            _("Move the slider below the map, or type a day: tram, works and projects are those of that day."),
            _("“Play” goes on by itself, month by month or year by year. A period shows all that falls into it."),
            _("“As we knew it on” is the second clock: what stood on the map on a past day, mistakes included."),
        ),
        _("The map on a day in 2030, with the slider below it"),
        "map",
    ),
    HelpTask(
        "compare",
        _("Compare two places, themes or days"),
        (
            _("Choose what stands on each side: a commune, a park, a region, a theme or a day."),
            _("The two maps move together. Below them the figures stand side by side, the same for both."),
            _("Each figure says what it counts and from where; the table can be taken away for a spreadsheet."),
        ),
        _("Two maps side by side and the figures below them"),
        "compare",
    ),
    HelpTask(
        "vision",
        _("See how far the vision is"),
        (
            _("For each theme and goal of the region you see which communes cover it, and where it is missing."),
            _("A click on a number opens the map with just the projects that it counts."),
            _("The moderators of the region write themes and goals: what counts, from which stage, until when."),
        ),
        _("The goals of the region by commune"),
        "vision",
    ),
    HelpTask(
        "print",
        _("Print the map, or take it with you"),
        (
            _("Filter and move the map until it shows what you need, then open “Share this map”."),
            _("Give it a title and choose paper and orientation. The QR code leads back to the same view."),
            _("“Map (HTML)” is one file that opens without a network; the others are for tables and map programs."),
        ),
        _("The choice of title, paper and orientation"),
        "share",
    ),
    HelpTask(
        "views",
        _("Keep views of the map"),
        (
            _("Set filters, day and part of the map, then press the star on the map and give the view a name."),
            _("Your views are there whenever you are signed in; nobody else sees them."),
            _("A view opens with what is on the map then. What you remove can be brought back."),
        ),
        _("The views that a person keeps"),
        "saved-views",
    ),
    HelpTask(
        "embed",
        _("Show the map on your own web site"),
        (
            _("Ask the moderators of the region to allow your site."),
            _("Choose what the map should show, open “Share this map” and copy the code for the other page."),
            _("Paste it into your page. Visitors move the map there; a link leads to the whole of it."),
        ),
        _("The code for another web page, and which sites are allowed"),
        "share",
    ),
    HelpTask(
        "suggest",
        _("Suggest something or comment on it"),
        (
            _("Anybody may suggest something or report a mistake: mark the place and say what it is about."),
            _("You get a mail with a link. Once you have confirmed it, the commune reads it and answers you."),
            _("Who is signed in comments below a project. The words appear once a moderator has read them."),
        ),
        _("The form for a suggestion with its map"),
        "suggest",
    ),
    HelpTask(
        "meetings",
        _("Plan a meeting of your working group"),
        (
            _("In the room of the group, plan a meeting: day, place and agenda. All members are told."),
            _("Write down what was decided, who does it and until when. It is asked about when the day comes."),
            _("Minutes and other files stay with the meeting; only members read them."),
        ),
        _("The meetings of a working group with their decisions"),
        "groups",
    ),
    HelpTask(
        "account",
        _("Look after your account"),
        (
            _("Change your language, password and the second factor of your sign-in."),
            _("Take your own data with you, or have your account deleted."),
            _("Who administers an organisation invites colleagues and ends their access."),
        ),
        _("The page of one's own account"),
        "account",
    ),
)

TASK_BY_CODE = {task.code: task for task in TASKS}
