"""Tables of figures in templates."""

from django import template

from frontend.figure_table import Group, Line

register = template.Library()


@register.filter
def difference_of(group: Group, line: Line) -> str:
    """The second place of ``line`` against the first, with its sign."""
    return group.difference(line)
