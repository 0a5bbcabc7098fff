"""The board and its levers, for programs."""

from agents import watched
from agents.api import board_shapes as shapes
from agents.api.registry import Operation
from agents.board import given
from agents.levers import Pull, pulled
from agents.roles import BOARD, SUPERVISING
from agents.services import here, me


def board() -> shapes.BoardShape:
    return shapes.BoardShape.of(watched.numbers(here()), watched.tables(here()))


def levers() -> shapes.LeversShape:
    return shapes.LeversShape.of(watched.levers(here()))


def pause_line(asked: shapes.PauseShape) -> shapes.LeversShape:
    return _pull(lambda tx, *why: here().levers.pause(tx, asked.says, *why), asked)


def open_line(asked: shapes.WhyShape) -> shapes.LeversShape:
    return _pull(here().levers.open, asked)


def close_line_today(asked: shapes.WhyShape) -> shapes.LeversShape:
    return _pull(here().levers.close_today, asked)


def offer_callbacks(asked: shapes.CallbacksShape) -> shapes.LeversShape:
    return _pull(lambda tx, *why: here().levers.call_back(tx, *why, offered=asked.offered), asked)


def announce(asked: shapes.AnnounceShape) -> shapes.LeversShape:
    texts = {str(language): text for language, text in asked.texts.items()}
    return _pull(lambda tx, *why: here().levers.announce(tx, texts, asked.until, *why), asked)


def take_down(asked: shapes.WhyShape) -> shapes.LeversShape:
    return _pull(here().levers.take_down, asked)


def head_start(asked: shapes.HeadStartShape) -> shapes.HeadStartGivenShape:
    place = given(here(), me().name, asked.ticket, asked.minutes, asked.reason)
    return shapes.HeadStartGivenShape(ticket=place.ticket, seconds=place.head_start)


def _pull(pull: Pull, asked: shapes.WhyShape) -> shapes.LeversShape:
    pulled(here(), pull, asked.reason, me().name)
    return levers()


OPERATIONS = (
    Operation("board", "GET", "/board", "Read the line in numbers.", BOARD, board, answer=shapes.BoardShape),
    Operation(
        "levers", "GET", "/board/levers", "Read where the levers stand.", BOARD, levers,
        answer=shapes.LeversShape,
    ),
    Operation(
        "pause_line", "POST", "/board/pause", "Give no turns for a while.", SUPERVISING, pause_line,
        shapes.PauseShape, answer=shapes.LeversShape, changes=True,
    ),
    Operation(
        "open_line", "POST", "/board/open", "End a pause or an early close.", SUPERVISING, open_line,
        shapes.WhyShape, answer=shapes.LeversShape, changes=True,
    ),
    Operation(
        "close_line_today", "POST", "/board/close", "Close the line for today.",
        SUPERVISING, close_line_today,
        shapes.WhyShape, answer=shapes.LeversShape, changes=True,
    ),
    Operation(
        "offer_callbacks", "POST", "/board/callbacks", "Offer callbacks, or none.",
        SUPERVISING, offer_callbacks,
        shapes.CallbacksShape, answer=shapes.LeversShape, changes=True,
    ),
    Operation(
        "announce", "POST", "/board/announcement", "Let callers hear an announcement.", SUPERVISING, announce,
        shapes.AnnounceShape, answer=shapes.LeversShape, changes=True,
    ),
    Operation(
        "take_down", "POST", "/board/announcement/end", "Take the announcement down.", SUPERVISING, take_down,
        shapes.WhyShape, answer=shapes.LeversShape, changes=True,
    ),
    Operation(
        "head_start", "POST", "/board/head-start", "Let a place stand earlier.", SUPERVISING, head_start,
        shapes.HeadStartShape, answer=shapes.HeadStartGivenShape, changes=True,
    ),
)  # fmt: skip
