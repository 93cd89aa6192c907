"""What the reader follows through the library: dossiers put right and handed out, issues, wordings."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefing import files
from briefing.errors import BriefingError, FileTaken
from briefing.tui.keeping import REPLACE
from briefing.tui.widgets.listed import Listed
from briefing.tui.wishes import (
    AnswerWanted,
    AnswerWish,
    EntityCorrected,
    Follow,
    OwnPageWanted,
    PageWanted,
)

if TYPE_CHECKING:
    from briefing.corrections import Correction
    from briefing.library.following.dossiers import Dossier
    from briefing.tui.app import BriefingApp
    from briefing.tui.errands import Errand
    from briefing.tui.exploring import Explorer
    from briefing.tui.screens.answer import AnswerScreen


class Follower:
    """Opens answers, fills them, and does what is asked of them."""

    def __init__(self, app: BriefingApp, explorer: Explorer) -> None:
        self._app = app
        self._explorer = explorer

    def granting(self, wish: AnswerWish) -> Errand:
        """What a wish is granted by."""
        match wish:
            case Follow():
                return partial(self._follow, wish)
            case EntityCorrected(action="undo"):
                return self._undo
            case EntityCorrected():
                return partial(self._correct, wish)
            case OwnPageWanted():
                return partial(self._edit_page, wish.entity)
            case PageWanted():
                return partial(self._hand_out, wish)
        return partial(self._fill_again, wish)

    @property
    def _answer(self) -> AnswerScreen | None:
        from briefing.tui.screens.answer import AnswerScreen

        return self._explorer.shown(AnswerScreen)

    async def _fill_again(self, wish: AnswerWish) -> None:
        from briefing.tui.screens.answer import AnswerScreen

        if isinstance(wish, AnswerWanted) and isinstance(wish.screen, AnswerScreen):
            await self._fill(wish.screen)

    async def _follow(self, wish: Follow) -> None:
        from briefing.tui.screens.answer import AnswerScreen

        screen = AnswerScreen(wish.what, wish.name)
        await self._app.push_screen(screen)
        self._explorer.keep_up()
        await self._fill(screen)

    async def _fill(self, screen: AnswerScreen) -> None:
        """Ask for what a screen shows. What is not read yet is shown when it is."""
        from briefing.library.following import tellings
        from briefing.tui.widgets import answer_rows

        try:
            match screen.what:
                case "entity":
                    dossier = await self._explorer.shelf.dossier(screen.followed)
                    screen.followed = dossier.id
                    screen.take(
                        dossier.name, tellings.summary(dossier), list(answer_rows.dossier_rows(dossier))
                    )
                case "issue":
                    view = await self._explorer.shelf.issue(screen.followed)
                    screen.take(view.name, tellings.issue_summary(view), list(answer_rows.issue_rows(view)))
                case "wording":
                    found = await self._explorer.shelf.wording(screen.followed)
                    rows = list(answer_rows.wording_rows(found))
                    screen.take(f"“{found.phrase}”", tellings.wording_summary(found), rows)
        except BriefingError as error:
            screen.refuse(str(error))

    async def _answer_again(self) -> None:
        if self._answer is not None:
            await self._fill(self._answer)

    async def _undo(self) -> None:
        """Take back the last correction of a dossier's entity."""
        try:
            await self._app.disk.undo_correction()
        except BriefingError as error:
            self._app.keeper.refuse(error)
        else:
            self._app.notify("Taken back.", timeout=3, markup=False)
            await self._explorer.refresh()
            await self._answer_again()

    async def _correct(self, wish: EntityCorrected) -> None:
        """Put an entity right in all briefings."""
        screen = self._answer
        if screen is None:
            return
        try:
            dossier = await self._explorer.shelf.dossier(screen.followed)
            correction = await self._correction(wish.action, dossier)
            if correction is None:
                return
            screen.followed = await self._explorer.shelf.put_right(correction)
        except BriefingError as error:
            self._app.keeper.refuse(error)
            return
        undo = self._app.keymap.key("undo_followed")
        self._app.notify(f"Put right in all briefings; {undo} takes it back.", timeout=5, markup=False)
        await self._explorer.refresh()
        await self._answer_again()

    async def _correction(self, action: str, dossier: Dossier) -> Correction | None:
        """What the reader wants to have put right."""
        from briefing.corrections import Correction
        from briefing.library.following.dossiers import as_entity
        from briefing.model import Briefing, Source
        from briefing.tui.screens import asking

        if action == "merge":
            likely = [(one.id, f"{one.name}, {one.readouts:,} readouts") for one in dossier.namesakes]
            other = await self._explorer.ask(f"“{dossier.name}” is the same as", "", likely)
            return Correction("same as", dossier.id, other.strip()) if other and other.strip() else None
        entity = as_entity(dossier)
        everywhere = Briefing("", Source("", ""), entities=(entity,))
        corrected = await asking.about_row(
            self._explorer.ask, everywhere, action, Listed("entities", entity.id)
        )
        return corrected.correction if corrected is not None else None

    async def _edit_page(self, entity: str) -> None:
        """Give the terminal to the reader's editor, for a page that he keeps himself."""
        from briefing.library.following import entity_pages
        from briefing.tui.outside import edit

        screen = self._answer
        path = entity_pages.path_of(self._app.opening.notes, entity)
        try:
            await self._explorer.shelf.make_folder(path.parent)
            edit(self._app, path, 1)
        except BriefingError as error:
            self._app.keeper.refuse(error)
        if screen is not None:
            await self._fill(screen)

    async def _hand_out(self, wish: PageWanted) -> None:
        """Give the answer away as a page of Markdown."""
        screen = self._answer
        if screen is None:
            return
        try:
            text = screen.page or await self._explorer.shelf.page(screen.what, screen.followed)
            if not wish.ask_for_path:
                await self._app.keeper.copy(text, "the page as Markdown")
                return
            from briefing.notes.names import file_name

            path = await self._explorer.ask(
                "Into which file?", f"{file_name(screen.followed.replace(':', '-'))}.md"
            )
            if path and path.strip():
                await self._save(path.strip(), text)
        except BriefingError as error:
            self._app.keeper.refuse(error)

    async def _save(self, path: str, text: str, *, force: bool = False) -> None:
        try:
            await self._explorer.shelf.save_page(path, text, force=force)
        except FileTaken as error:
            if await self._explorer.ask(f"{error} Replace it?", "", REPLACE, free=False) == "replace":
                await self._save(path, text, force=True)
        else:
            self._app.notify(f"Exported to {files.shown(path)}.", timeout=3, markup=False)
