"""Who may do what, written down once: the test compares it with the URL map, and with what is answered."""

ROLES = ("agent", "lead", "supervisor", "auditor", "administrator")
ANYBODY, SIGNED_IN = "anybody", "agent lead supervisor auditor administrator"
DESK, BOARD, SUPERVISING = "agent lead supervisor", "lead supervisor auditor administrator", "supervisor"

_DECLARED = {
    ANYBODY: """
        GET /static/<path:filename>
        GET /vendor/<name>
        GET /healthz
        GET /readyz
        GET /metrics
        GET /sign-in
        POST /sign-in
        POST /language
        GET /api/v1/openapi.json
        POST /api/v1/sign-in
    """,
    SIGNED_IN: """
        GET /
        GET /api/v1/waiting
        POST /sign-out
        POST /sign-out-everywhere
        POST /api/v1/sign-out
        POST /api/v1/sign-out-everywhere
    """,
    DESK: """
        GET /desk/
        GET /desk/caller
        POST /desk/ready
        POST /desk/away
        POST /desk/take
        POST /desk/finish
        POST /desk/break
        POST /desk/hold
        POST /desk/mute
        POST /desk/hang-up
        POST /desk/hand
        POST /desk/longer
        POST /desk/pass-on
        POST /desk/hand-over
        POST /desk/bring-in
        POST /desk/let-go
        POST /desk/introduce
        POST /desk/complete
        POST /desk/part
        POST /desk/call-back
        POST /desk/test-phone
        GET /api/v1/colleagues
        POST /api/v1/desk/introduce
        POST /api/v1/desk/complete
        POST /api/v1/desk/part
        POST /api/v1/desk/call-back
        POST /api/v1/desk/test-phone
        GET /desk/booking/earlier
        POST /desk/booking/begin
        POST /desk/booking/who
        POST /desk/booking/clinics
        POST /desk/booking/days
        POST /desk/booking/times
        POST /desk/booking/keep
        POST /desk/booking/confirm
        POST /desk/booking/text
        POST /desk/list/
        POST /desk/list/join
        POST /desk/list/leave
        POST /desk/list/accept
        POST /desk/list/decline
        GET /bookings/
        POST /bookings/
        POST /bookings/open
        POST /bookings/cancelling
        POST /bookings/cancel
        POST /bookings/correcting
        POST /bookings/correct
        POST /bookings/letter
        POST /bookings/second/
        POST /bookings/second/move
        POST /bookings/second/cancel
        POST /api/v1/bookings/second
        POST /api/v1/bookings/second/move
        POST /api/v1/bookings/second/cancel
        GET /live/desk
        POST /live/beat
        GET /api/v1/desk
        POST /api/v1/desk/ready
        POST /api/v1/desk/away
        POST /api/v1/desk/beat
        POST /api/v1/desk/break
        POST /api/v1/desk/longer
        POST /api/v1/desk/take-next
        GET /api/v1/desk/caller
        POST /api/v1/desk/finish
        POST /api/v1/desk/hold
        POST /api/v1/desk/mute
        POST /api/v1/desk/hand
        POST /api/v1/desk/hang-up
        POST /api/v1/desk/pass-on
        POST /api/v1/desk/hand-over
        POST /api/v1/desk/bring-in
        POST /api/v1/desk/let-go
        POST /api/v1/clinics
        POST /api/v1/clinics/days
        POST /api/v1/holds
        POST /api/v1/holds/keep
        POST /api/v1/holds/release
        POST /api/v1/bookings
        POST /api/v1/bookings/search
        POST /api/v1/bookings/cancel
        POST /api/v1/bookings/correct
        POST /api/v1/bookings/text
        POST /api/v1/bookings/history
        GET /api/v1/areas
        POST /api/v1/list
        POST /api/v1/list/join
        POST /api/v1/list/leave
        POST /api/v1/list/accept
        POST /api/v1/list/decline
    """,
    BOARD: """
        GET /board/
        GET /live/board
        GET /api/v1/board
        GET /api/v1/board/levers
    """,
    SUPERVISING: """
        POST /desk/others-hand
        POST /board/head-start
        POST /board/levers/pause
        POST /board/levers/open
        POST /board/levers/close
        POST /board/levers/callbacks
        POST /board/levers/announce
        POST /board/levers/take-down
        POST /api/v1/board/pause
        POST /api/v1/board/open
        POST /api/v1/board/close
        POST /api/v1/board/callbacks
        POST /api/v1/board/announcement
        POST /api/v1/board/announcement/end
        POST /api/v1/board/head-start
    """,
}

RIGHTS = {
    tuple(row.split()): frozenset(roles.split())  # a method and a path; who may
    for roles, rows in _DECLARED.items()
    for row in rows.strip().splitlines()
}
