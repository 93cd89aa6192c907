"""How long a scrolling view is, told without laying the whole screen out anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.scroll_view import ScrollView


def take_extent(view: ScrollView, extent: Size) -> None:
    """Give a view its ``virtual_size``.

    Textual lays the screen out for every change of it, and draws all of it; that is needed only where the
    scroll bar comes or goes.
    """
    shown = view.show_vertical_scrollbar
    if shown != (extent.height > view.container_size.height):
        view.virtual_size = extent
    elif extent != view.virtual_size:
        view.set_reactive(Widget.virtual_size, extent)
        if shown:
            view.vertical_scrollbar.window_virtual_size = extent.height
