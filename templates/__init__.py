"""Every word a person reads, in each of the languages, and the rendering of it. Decides nothing."""

from templates.render import Rendered, RenderedButton, Templates, load

__all__ = ["Rendered", "RenderedButton", "Templates", "load"]
