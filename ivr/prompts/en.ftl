# Every word a caller hears in English. Short sentences; the action first, then its key.

## Said anywhere
take-your-time = Take your time. We will not hang up. To hear it again, press star. To speak with a person, press 0.
wrong-key = I am sorry, that key does nothing here. Let us try again.
wrong-length = I am sorry, I need { $count } digits. Let us try again. To start again while typing, press star.
typed-so-far = { $count ->
    [1] We start again. So far you have typed { $digits }. Please type the last digit.
   *[other] We start again. So far you have typed { $digits }. Please type the other { $count } digits.
}
to-a-person = That is all right. A person will help you.
nobody-here = Nobody is here at this hour.
first-step = There is no step back from here.
apology = We are sorry. Something went wrong on our side, not on yours. A person will help you.
once-more = We are sorry, we lost our place in this call. Let us start again.
place-safe = We are sorry, there is a short delay on our side. Please stay on the line. Your place is safe.
more = To hear others, press { $key }.
right = If that is right, press { $key }.
again = To enter it again, press { $key }.
yes = If yes, press { $key }.
no = If no, press { $key }.
star-again = To hear it again, press star.

## The first questions
language-choice = Welcome to the appointment line. For English, press { $key }.
language-other = For English, press { $key }.
back-greet = Welcome back to the appointment line.
back-one = To go on with the place held for this number, press { $key }.
back-one-live = To go on with the place that is in use on another telephone just now, press { $key }.
back-several = For the place whose ticket ends in { $digits }, press { $key }.
back-several-live = For the place whose ticket ends in { $digits }, in use on another telephone just now, press { $key }.
back-else = If you are somebody else, press { $key }.
go-on-there = To go on where you were in your last call, press { $key }.
go-on-anew = To begin anew, press { $key }.
go-on-birth = Please enter a birth date that you gave in that call: four digits for the year, two for the month, two for the day.
go-on-unknown = I am sorry, that is not a birth date of that call. Let us try again.
booked-before = In your last call an appointment was booked. To hear it, press { $key } when you are asked.
in-use = This place is in use on another telephone just now.
in-use-mine = If it is yours, and you want to go on here, press { $key }.
moved = Your place goes on at another telephone, where somebody said that it is theirs. You may hang up here.
main-greet = At any time, star says it again, and 9 goes one step back. If you call through a relay service, press 7 for twice the time.
relay-on = Everything waits twice as long for you now, and when we call you back, a person is there first. To change that, press { $key }.
relay-off = Everything goes at its usual pace again. For twice the time, press { $key }.
main-book = To book an appointment with the keys of your telephone, press { $key }.
main-line = If you have a ticket, or to hear how long the wait is, press { $key }.
main-ticket = If you have a ticket, press { $key }.
main-manage = To hear, change or cancel an appointment, press { $key }.
main-person = To speak with a person, press { $key }.
before-how-long = To hear how long the wait is, press { $key }.
how-long-open = We are open.
how-long-until = We are open until { $until }.
how-long-person = If you ask for a person now, { $ahead ->
    [0] nobody is before you.
    [1] one person is before you.
   *[other] about { $ahead } people are before you.
}
how-long-hour = You will wait more than an hour.
how-long-left = { $left ->
    [0] No appointment is open just now. What comes free goes to those who wait for it.
    [1] One appointment is open just now. Who may book it depends on the birth date.
   *[other] { $left } appointments are open just now. Who may book them depends on the birth date.
}
how-long-units = { $ahead ->
    [1] One person waits for them already.
   *[other] About { $ahead } people wait for them already.
}
how-long-back = To go back to the choices, press { $key }.
whom-greet = Who is the appointment for?
whom-self = For yourself, press { $key }.
whom-other = For somebody else, press { $key }.
whom-several = For two or more people together, press { $key }.
how-many-greet = How many people are to come together?
how-many = For { $count } people, press { $key }.

## A ticket
ticket-greet = Please type the eight digits of your ticket.
ticket-birth = Please type the birth date that goes with this ticket: four digits for the year, two for the month, two for the day.
ticket-mistyped = I am sorry, one of the digits is not right. Please look at the ticket, and let us try again.
ticket-unknown = I am sorry, we find no place for this ticket and birth date. Please look at the ticket, and let us try again.

## The birth date
birth-self = Please enter your birth date: four digits for the year, two for the month, two for the day.
birth-other = Please enter the birth date of that person: four digits for the year, two for the month, two for the day.
birth-nth = Please enter the birth date of person number { $count }: four digits for the year, two for the month, two for the day.
birth-example = For the ninth of March, nineteen thirty-four, that is { $digits }.
birth-impossible = I am sorry, there is no such date. Let us try again.
birth-future = I am sorry, that date is still to come. Let us try again.
birth-twice = You have named somebody with this birth date already. For two people with one birth date, a person helps you.
birth-check = You entered { $birth }.

## Where
near-greet = Are you calling from { $region }?
near-yes = If yes, press { $key }.
near-no = To go somewhere else, press { $key }.
full-region = { $region } is full just now.
full-until = { $region } is full just now. More opens there on { $when }.
full-near = For { $region }, about { $travel } away, press { $key }.
full-wait = To wait for { $region }, press { $key }.
region-greet = Where would you like to go?
region-choice = For { $region }, press { $key }.
region-anywhere = For whichever of these is first, press { $key }.
region-only = The place where you can book now is { $region }.
clinic-greet = These clinics have times.
clinic-choice = For { $clinic }, { $address }, press { $key }.
clinic-only = The clinic is { $clinic }, { $address }.
nothing-now = I am sorry, there is nothing to book for this birth date just now.
nothing-who = At the moment appointments are for people born on or before { $birth }.
nothing-until = More appointments open on { $when }.
nothing-known = The next opening is not known yet.
nothing-wait = To wait for whatever becomes free, wherever it is, press { $key }.
nothing-other-date = To enter another birth date, press { $key }.
person-keeps-place = To speak with a person, who keeps a place for you, press { $key }.

## The invitation code
code-greet = Please enter the eight digits of the invitation code. It is in the letter that came to you.
code-nth = Please enter the eight digits of the invitation code of person number { $count }. It is in the letter that came to them.
code-mistyped = I am sorry, one of the digits is not right. Please look at the letter, and let us try again.
code-unknown = I am sorry, this code does not go with that birth date. Please look at the letter, and let us try again.

## The times
times-greet = { $count ->
    [1] This time is kept for you while you choose.
   *[other] These times are kept for you while you choose.
}
times-choice = For { $when }, press { $key }.
times-choice-apart = For { $when }, and the last of you at { $until }, press { $key }.
times-others = For other times, press { $key }.
times-no-later = There are no later times. Here are the earliest again.
times-kept = There is nothing else just now. This is kept for you: { $clinic }, { $address }.
times-gone = I am sorry, that time is gone. We look for another.
already = There is an appointment already for this person.
already-hear = To hear it, press { $key }.
already-other = To book for somebody else, press { $key }.

## Booked
booked = It is booked. The appointment is yours, even if you hang up. Please find a pen and paper. Take your time.
booked-ready = When you are ready, press { $key }.
reference-for = For the person born on { $birth }:
reference-is = Your reference is { $reference }.
reference-again = Once more, your reference is { $reference }.
appointment-place = The place is { $clinic }, { $address }.
appointment-when = You are expected on { $when }.
second-when = Your second appointment is at the same place, on { $when }.
second-waits = Your second appointment has no time yet. A person can tell you more when you call again.
reference-on = To go on, press { $key }.
reference-bring = To hear the address again and what to bring, press { $key }.
bring-what = Please bring your health card, and something to read while you wait.
bring-said = { $sentence }
texts-greet = Can this phone receive text messages?
texts-none = This phone gets no texts from us, because it asked for none.
text-sent = We will send you the reference by text message.
farewell-greet = Everything is done. It was good to have you on the line. You may hang up now.
farewell-again = To hear your appointment again, press { $key }.
farewell-other = To book for somebody else, press { $key }.
goodbye = Thank you for calling. Goodbye.

## An appointment that is booked already
manage-birth = Please enter the birth date of the person whose appointment it is: four digits for the year, two for the month, two for the day.
manage-reference = Please type the eight digits of the reference.
reference-mistyped = I am sorry, one of the digits is not right. Please look at the reference, and let us try again.
reference-unknown = I am sorry, we find no appointment for this reference and birth date. Let us try again.
offer-when = A time that came free is kept for you: { $when }.
offer-take = To take it, press { $key }.
offer-leave = To leave it to somebody else and keep your place on the list, press { $key }.
offer-left = It goes to somebody else. You keep your place on the list.
offer-over = I am sorry, that time is not kept any more. You keep your place on the list.
manage-hear = To hear the reference, press { $key }.
manage-change = To change the time or the place, press { $key }.
manage-cancel = To cancel, press { $key }.
cancel-greet = Would you like to cancel this appointment? Somebody else would get it.
cancel-keep = To keep it, press { $key }.
cancel-yes = To cancel it, press { $key }.
cancelled = The appointment is cancelled.
move-greet = You keep what you have until you choose something else.
move-here = For another time at the same place, press { $key }.
move-elsewhere = For another place, press { $key }.
move-keep = To leave it as it is, press { $key }.
move-over = That appointment is not there any more: it was cancelled meanwhile.
move-nothing = There is nothing else just now. Your appointment stands as it was.
changed = It is changed. The old time is given up.

## The line
joined = You have a place in the line. It is kept for you. With your ticket you can always find it again. Write it down if you can. Your ticket is { $ticket }.
joined-again = Once more, your ticket is { $ticket }. Hanging up does not lose your place: call again within half an hour, and we go on.
joined-hidden = We cannot see the number of your phone. When you call again, please have your ticket at hand: we will ask if you have one.
joined-book = To book with the keys of your telephone while you keep your place, press { $key }.
joined-leave = To leave the line, press { $key }.
joined-quiet = To wait without music, press { $key }.
joined-callback = To be called back and keep your place, press { $key }.
joined-more = For another language, or to leave the line, press { $key }.
wait-for-units = When it is your turn, we tell you at once, and a time is kept for you. Whoever called before you comes first.
joined-other = The people you call for have an earlier place in the line. You go on there.
turn-greet = It is your turn. A time is kept for you. You have eight minutes.
turn-on = To choose now, press { $key }.
turn-birth = Please enter your birth date, so that we know you again: four digits for the year, two for the month, two for the day.
turn-birth-unknown = I am sorry, that is not the birth date that was given for this place. Let us try again.
seat-over = You have been choosing for eight minutes. You have lost nothing: a person will help you, at your place in the line.
still-waiting = You are in the line already, and your place is kept.
wait-position = You are number { $position } in the line.
wait-next = You are number { $position } in the line. You are next.
wait-within = { $most ->
    [1] You will wait less than a minute.
   *[other] You will wait less than { $most } minutes.
}
wait-range = You will wait between { $least } and { $most } minutes.
wait-or-more = { $least ->
    [0] How long you will wait is not known yet.
    [1] You will wait a minute or more.
   *[other] You will wait { $least } minutes or more.
}
wait-hour = You will wait more than an hour. You are at about place { $about }.
wait-earlier-key = Somebody who called before you is ahead of you now.
wait-fewer-desks = Fewer people are at our telephones now.
wait-longer-calls = The calls take longer than we thought.
wait-nobody = Just now nobody is at our telephones.
wait-units = { $ahead ->
    [1] One person is before you,
   *[other] About { $ahead } people are before you,
} { $left ->
    [1] and one appointment is left.
   *[other] and { $left } appointments are left.
}
wait-too-few = { $left ->
    [1] One appointment is left,
   *[other] { $left } appointments are left,
} { $ahead ->
    [1] and one person is before you.
   *[other] and about { $ahead } people are before you.
} It may not be enough. To look elsewhere and keep your place, press { $key }.
wait-all-held = { $ahead ->
    [0] You are next.
    [1] One person is before you.
   *[other] About { $ahead } people are before you.
} Everything open is being looked at by others just now, and may come back.
wait-none-left = No appointment is left of those you wish for. Your place is kept. To look elsewhere, press { $key }.
wait-passed = You are next. { $left ->
    [1] The only open appointment is for one person, you asked for { $people }.
   *[other] The only open appointments are for { $left } people, you asked for { $people }.
} To change that, press { $key }.
wait-still = We have not forgotten you. Your place is kept.
wait-quiet = The music is off. A soft tone every ten seconds tells you that we are here. For the music, press { $key }.
wait-music = Here is the music again.
wait-connecting = One moment, please. You are being connected with a person.
leave-greet = Would you like to leave the line? Your place would be given up.
leave-keep = To keep your place, press { $key }.
leave-yes = To leave the line, press { $key }.
left = You have left the line.
connecting = A person is here for you now. You are being connected.
returned = The connection to the person was lost. You have lost nothing: your place is as it was.
on-hold = One moment, please: stay on the line. The person you talk with will be back soon.
passed-on = You are being passed on to a colleague. You do not start again: your place in the line is as it was.

## Before the opening, and after the close
closed-until = We are closed. We open on { $when }.
closed-registers = You can register for that opening from { $when } on. Calling before then makes no difference.
closed-unknown = We are closed, and the next opening is not known yet. As soon as it is, you can register here.
closed-keep = To keep a place for then, press { $key }.
before-opening = We are closed. Who would you like to register?
before-opening-known = Something is kept for this number already.
birth-wrong = If the date is wrong, press { $key }.
may-we-call = May we call you when it is your turn?
registered = It is registered. The number is { $lot }.
registered-again = Once more, the number is { $lot }.
registered-draw = We open on { $when }. The order is drawn then: calling early or often makes no difference.
registered-before = That is kept already, and nothing has changed.
registered-left-out = One of the people you named is registered at another place already, and stays there.
registered-wrong-people = A registration is for one to five people, each with a birth date of their own.
registered-too-many = As many places are kept for this number as one number may have.
kept-place = Your place is kept. We open on { $when }. Your ticket is { $ticket }.
kept-where = It is for { $region }.
kept-call = We call you when it is your turn.
kept-no-call = Please call us then: we know your place.
kept-hear = To hear it, press { $key }.
kept-number = For the registration with the number { $lot }, press { $key }.
kept-other = To register somebody else, press { $key }.
kept-give-up = To give it up, press { $key }.
give-up-greet = Would you like to give it up?
give-up-keep = To keep it, press { $key }.
given-up = It is given up.
hidden-greet = We cannot see the number of your phone.
hidden-code = If you have an invitation code, press { $key }.
hidden-keep = To keep a place right after those who are drawn, press { $key }.
drawing = The order is being drawn just now. One moment, please.
drawn-rank = You were drawn as number { $position } of { $count }.
closing-soon = We close at { $until }.
closing-carried = Until we close we cannot reach everybody who waits. You lose nothing: your place is kept, and comes first when we open again.
closed-carried = We have closed. You lose nothing: your place is kept, and comes first when we open again.
paused-technical = We have a technical difficulty, and nobody can book for a moment. Nobody loses their place.
paused-emergency = We had to interrupt our work for a moment. Nobody loses their place.
paused-supply = More appointments are on their way, and nobody can book until they are here. Nobody loses their place.
announced = { $sentence }
callbacks-off = Just now we cannot promise new callbacks. Your place is kept: please stay on the line, or call again later.

## On the desk's own phone, and in texts
desk-ready = Your desk is open.
desk-test = This is a test of your phone. You hear these words, so it works. You can go on at your screen.
text-reference = Your appointment: reference { $reference }, { $clinic }, { $address }, { $when }.
text-second = Second appointment: { $when }.
text-reminder = Tomorrow: { $clinic }, { $address }, { $when }, reference { $reference }. To change or cancel, call { $hotline }.
text-offer = A time is kept for you until { $until }: { $clinic }, { $address }, { $when }. To take it, call { $hotline }.
text-stopped = You will get no more messages or calls from us. Send START to get them again.
text-started = You will get messages from us again. Send STOP to end them.
text-help = This is the appointment line. Please call { $hotline }. Send STOP to get no more messages.

## A callback
callback-greet = Hello. This is the appointment line, with the call that you asked for.
callback-lost = Hello. This is the appointment line. Your call was cut off, so we are calling you back.
callback-me = If you asked for it, press { $key }.
callback-not-me = If you are somebody else, press { $key }.
callback-another-time = For another time, press { $key }.
callback-never = For no more calls, press { $key }.
callback-when = When shall we call?
callback-in-two-hours = In two hours, press { $key }.
callback-in-the-morning = Tomorrow morning, press { $key }.
callback-now = To go on now, press { $key }.
callback-later-today = We will call again in about two hours. Your place is kept.
callback-tomorrow = We will call again tomorrow morning. Your place is kept.
callback-wrong = We are sorry for the disturbance. We will not call this number for that any more.
callback-never-sure = Shall we never call this number again?
callback-never-yes = For no more calls from us, press { $key }.
callback-never-no = To go back, press { $key }.
callback-no-more = We will not call this number again. Your place is kept for when you call us.
callback-missed = This was the appointment line, with the call that you asked for. Your place is kept. We will call again. You can also call us.
callback-lost-missed = This was the appointment line: your call was cut off. Your place is kept. We will call again. You can also call us.
callback-ticket = Your ticket is { $ticket }.
callback-over = This call is not needed any more. Goodbye.
callback-goodbye = Goodbye.
notice-greet = Hello. This is the appointment line, with a message for who booked or asked for an appointment from this telephone.
notice-me = If that is you, press { $key }.
notice-not-me = If it is not, and for no more calls, press { $key }.
notice-why = Thank you. First we make sure that it is you.
notice-missed = This was the appointment line, with a message for you. We will try again. You can also call us.
notice-no-more = We are sorry for the disturbance. We will not call this number again.
reminded-come = If you will be there, press { $key }.
reminded-thanks = Thank you. We look forward to seeing you.
callback-desk = Thank you. One moment, please: a person is here for you.
callback-head = Thank you. You are at the head of the line. The next person who is free will speak with you.
long-call = You have been on the line for more than three and a half hours. The telephone company ends a call after four. You lose nothing: your place is kept.
long-call-back = When it is your turn, we call you on { $phone }.
long-call-again = Should this call end, call us again within half an hour, and we go on.
call-me-greet = We can call you when it is your turn. You keep your place while you wait.
call-me = To be called on { $phone }, press { $key }.
call-me-other = For another number, press { $key }.
call-me-stay = To stay on the line instead, press { $key }.
call-number = Please type the number of the telephone that we are to ring: ten digits, with the area code.
call-promised = It is promised: we will call { $phone }, from the number that you have called.
call-window = We will call you today between { $since } and { $until }.
call-window-day = We will call you on { $day }, between { $since } and { $until }.
call-not-today = We cannot promise you a call for today. Your place is kept.
call-when-turn = We will call you as soon as it is your turn.
call-when-free = There is nothing left for you at present. You keep your place, and we will call you as soon as a time comes free, on whichever day.
call-ticket = Your ticket is { $ticket }.
call-ticket-again = Once more, your ticket is { $ticket }.
call-hang-up = You may hang up now. We never ask for money.
call-stay = To stay on the line instead, press { $key }.
number-malformed = I am sorry, that is no telephone number that we can call. Let us try again.
number-foreign = I am sorry, we cannot call numbers of other countries. Let us try again.
number-premium = I am sorry, we cannot call numbers of this kind. Let us try again.
number-ours = That number leads to us. Please type the number of your own telephone.
number-already = I am sorry, this number is promised as many calls as one number may be. Please type another.
number-no-calls = This number asked us for no calls. Please call from it, or type another.
wait-callback = To be called back instead, press { $key }.
text-near = Your turn is near: we will call you soon. Please keep this phone at hand. Or call { $hotline }, ticket { $ticket }. Send STOP for no more messages and calls.
text-late = Our call comes later than we said. We are sorry. Your place is kept, and we will ring when it is your turn. Or call { $hotline }, ticket { $ticket }. Send STOP for no more messages and calls.
text-missed = We rang you with the call that you asked for. Your place is kept, and we will ring again. Or call { $hotline }, ticket { $ticket }. Send STOP for no more messages and calls.
