"""Who is offered to whom: the earliest key that a desk can serve, to the desk that has been idle longest."""

import pytest

from queueing import rebuild
from tests.queueing.morning import Morning


def test_who_joins_is_offered_to_a_desk_that_is_ready(morning: Morning):
    morning.desk("ann")
    place = morning.caller()
    assert morning.offer("ann") == place.id
    assert morning.wait(place).state == "waiting"


def test_a_desk_whose_phone_comes_up_is_offered_the_earliest(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desks.ready("ann", "client:ann", morning.now)
    assert morning.offer("ann") is None
    morning.desks.leg_up("ann", "CA1", morning.now)
    assert morning.offer("ann") == first.id
    assert morning.position(second) == 2  # whoever is offered still stands at their key


def test_a_desk_that_has_finished_or_comes_back_from_a_break_is_offered_the_next(morning: Morning):
    places = [morning.caller() for _ in range(3)]
    morning.desk("ann")
    morning.talk("ann")
    morning.desks.finish("ann", "booked", "", morning.now)
    assert morning.offer("ann") == places[1].id
    morning.desks.pause("ann", morning.now)
    assert morning.offer("ann") is None
    morning.desks.ready("ann", "client:ann", morning.now)
    assert morning.offer("ann") == places[1].id


def test_a_desk_whose_caller_hung_up_on_the_way_is_offered_the_next(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    morning.take("ann")
    morning.hang_up(first.call_sid)
    assert morning.offer("ann") == second.id


def test_a_desk_whose_caller_takes_up_another_place_is_offered_the_next(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    morning.take("ann")
    assert morning.resume(second, first.call_sid).also == (first.id,)
    assert morning.offer("ann") == second.id


def test_who_comes_back_to_the_line_is_offered(morning: Morning):
    place = morning.caller()
    morning.hang_up(place.call_sid)
    morning.desk("ann")
    morning.resume(place, morning.call())
    assert morning.offer("ann") == place.id
    morning.talk("ann")
    morning.desk("bob")
    morning.desks.leg_down("ann", "CAdesk-ann", morning.now)
    assert morning.offer("bob") == place.id


def test_the_desk_that_has_been_idle_longest_comes_first(morning: Morning):
    for agent in ("cleo", "ann", "bob"):
        morning.desk(agent)
        morning.later(seconds=1)
    places = [morning.caller() for _ in range(3)]
    assert [morning.offer(agent) for agent in ("cleo", "ann", "bob")] == [place.id for place in places]


def test_an_offer_does_not_end_being_idle(morning: Morning):
    morning.desk("ann")
    morning.later(minutes=1)
    morning.desk("bob")
    gone = morning.caller()
    assert morning.offer("ann") == gone.id
    morning.later(seconds=5)
    morning.hang_up(gone.call_sid)
    assert morning.desks.state("ann").why == "withdrawn"
    assert morning.offer("ann") is None
    assert morning.offer("bob") is None
    assert morning.caller().id == morning.offer("ann")


def test_a_talk_does_end_being_idle(morning: Morning):
    morning.desk("ann")
    morning.later(minutes=1)
    morning.desk("bob")
    morning.caller()
    morning.talk("ann")
    morning.later(minutes=5)
    morning.desks.finish("ann", "booked", "", morning.now)
    assert morning.caller().id == morning.offer("bob")


def test_each_desk_is_offered_the_earliest_key_that_it_can_serve(morning: Morning):
    french, relay, english, spanish = (
        morning.caller(language="fr"),
        morning.caller(language="en", skill="relay"),
        morning.caller(),
        morning.caller(language="es"),
    )
    morning.desk("ann", "en")
    assert morning.offer("ann") == english.id
    morning.desk("bob", "en", "es")
    assert morning.offer("bob") == spanish.id
    morning.desk("cleo", "en", skills=("relay", "deaf"))
    assert morning.offer("cleo") == relay.id
    morning.desk("dora")
    assert morning.offer("dora") == french.id
    assert [morning.position(place) for place in (french, relay, english, spanish)] == [1, 2, 3, 4]


def test_a_desk_that_named_no_language_speaks_them_all_and_no_skill_is_none(morning: Morning):
    morning.desk("ann")
    relay = morning.caller(language="fr", skill="relay")
    assert morning.offer("ann") is None
    assert morning.take("ann") is None
    plain = morning.caller(language="es")
    assert morning.offer("ann") == plain.id
    morning.desk("bob", skills=("relay",))
    assert morning.offer("bob") == relay.id


def test_a_language_that_is_part_of_another_word_is_not_that_language(morning: Morning):
    morning.desk("ann", "fra", "en-x")
    morning.caller(language="fr"), morning.caller(language="en")
    assert morning.offer("ann") is None


def test_who_can_only_be_served_by_one_desk_does_not_wait_for_another(morning: Morning):
    morning.desk("ann")
    morning.later(seconds=1)
    morning.desk("bob", "en")
    first, second = morning.caller(), morning.caller(language="fr")
    assert morning.offer("ann") == first.id  # idle longest
    morning.take("ann")
    assert morning.offer("bob") is None
    morning.desk("cleo", "fr")
    assert morning.offer("cleo") == second.id


def test_changing_the_language_while_offered_leads_to_a_desk_that_speaks_it(morning: Morning):
    morning.desk("ann", "en")
    morning.later(seconds=1)
    morning.desk("bob", "fr")
    place, next_one = morning.caller(), morning.caller()
    assert morning.offer("ann") == place.id
    changed = morning.database.run(
        lambda tx: morning.places.wish(tx, place.id, {}, morning.now, language="fr")
    )
    morning.places.publish(changed, morning.now)
    assert morning.offer("bob") == place.id
    assert morning.offer("ann") == next_one.id


def test_whoever_asks_for_the_keypad_is_no_longer_offered(morning: Morning):
    morning.desk("ann")
    place = morning.caller()
    keys = {"seat": "keys", "people": [{"birth_date": "1938-04-02", "code": None}], "releases": [0]}
    changed = morning.database.run(lambda tx: morning.places.wish(tx, place.id, keys, morning.now))
    morning.places.publish(changed, morning.now)
    assert morning.offer("ann") is None
    assert morning.desks.state("ann").is_free


def test_an_english_desk_is_not_the_turn_of_somebody_away_who_speaks_french(morning: Morning):
    french, english = morning.caller(language="fr"), morning.caller()
    for place in (french, english):
        morning.hang_up(place.call_sid)
    morning.desk("ann", "en")
    morning.sweep()
    assert morning.place(french.id).turn_at is None
    assert morning.place(english.id).turn_at == morning.now
    again = morning.caller()
    assert morning.take("ann").id == again.id
    assert morning.place(french.id).turn_at is None


@pytest.mark.parametrize("lost", ["the desk", "the place"])
def test_a_word_that_redis_never_heard_is_made_good_by_the_clock(morning: Morning, lost: str):
    morning.sweep()
    tell = morning.desks._line.tell
    if lost == "the desk":
        morning.desks._line.tell = lambda _: None
        morning.desks._match = lambda _: None
    place = morning.unmatched() if lost == "the place" else morning.caller()
    morning.desks.ready("ann", "client:ann", morning.now)
    morning.desks.leg_up("ann", "CA1", morning.now)
    morning.desks._line.tell = tell
    morning.sweep()
    assert morning.offer("ann") == place.id


def test_what_redis_has_wrong_of_a_desk_is_no_offer_and_is_put_right(morning: Morning):
    morning.desk("ann", "en")
    since = morning.redis.hget("line:{main}:desks", "ann").split(" ")[1]
    morning.redis.hset("line:{main}:desks", "ann", f"3 {since} * relay")
    french, english = morning.caller(language="fr"), morning.caller()
    assert morning.offer("ann") == english.id
    assert morning.redis.hget("line:{main}:desks", "ann").endswith(" en -")
    assert morning.places.line.counts().leased == 1
    assert morning.position(french) == 1


def test_a_place_that_redis_takes_for_free_is_not_offered_again_and_holds_up_nobody(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    morning.redis.zrem("line:{main}:leased", first.id)
    morning.redis.hdel("line:{main}:leases", first.id)
    morning.redis.zadd("line:{main}:order:desk.en", {str(first.id): first.key})
    morning.desk("bob")
    assert (morning.offer("ann"), morning.offer("bob")) == (first.id, second.id)
    assert set(morning.redis.zrange("line:{main}:leased", 0, -1)) == {str(first.id), str(second.id)}


def test_a_desk_that_redis_takes_for_idle_is_offered_nobody(morning: Morning):
    morning.desk("ann")
    morning.desks.away("ann", morning.now)
    morning.redis.zadd("line:{main}:idle", {"ann": 1})
    place = morning.caller()
    assert morning.offer("ann") is None
    assert morning.position(place) == 1
    morning.desk("bob")
    assert morning.offer("bob") == place.id


def test_after_a_wipe_the_first_who_hears_where_they_stand_is_matched_again(morning: Morning):
    morning.desk("ann")
    morning.redis.flushall()
    place = morning.caller()
    assert morning.offer("ann") is None
    assert morning.position(place) == 1
    assert morning.offer("ann") == place.id


def test_a_rebuild_brings_offers_back_as_they_were(morning: Morning):
    first, second = morning.caller(), morning.caller()
    morning.desk("ann")
    morning.redis.flushall()
    rebuild(morning.database, morning.redis, morning.now)
    assert morning.redis.zrange("line:{main}:leased", 0, -1) == [str(first.id)]
    morning.desk("bob")
    assert (morning.offer("ann"), morning.offer("bob")) == (first.id, second.id)
    assert [morning.position(first), morning.position(second)] == [1, 2]


def test_an_offer_is_of_when_it_is_made_and_not_of_when_the_place_moved(morning: Morning):
    morning.desk("ann")
    sid, joined = morning.call(), morning.now
    place = morning.database.run(lambda tx: morning.places.join(tx, sid, {}, "en", joined))
    morning.later(minutes=1)
    morning.places.publish(place, morning.now)
    assert morning.offer("ann") == place.id
    assert morning.desks.state("ann").since == morning.now
