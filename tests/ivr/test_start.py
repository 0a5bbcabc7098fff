"""Starting, being looked at, and what is written down."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr import BadSettings, VoiceSettings
from ivr.music import SECONDS, hold_music, quiet_tone
from ivr.settings import METRICS
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN
from tests.ivr.signed import Voice, redirect


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=False, timeout=60)


def test_a_start_without_settings_names_every_one_that_is_missing() -> None:
    with pytest.raises(BadSettings) as refused:
        VoiceSettings.load()
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "PUBLIC_BASE_URL", "HOTLINE_NUMBER"):
        assert f"{name}: is not set" in str(refused.value)


def test_the_web_and_the_worker_do_not_start_without_a_token() -> None:
    for words in (("-c", "import ivr.web"), ("-m", "ivr.worker")):
        started = run(*words)
        assert started.returncode == 1
        assert "TWILIO_AUTH_TOKEN: is not set" in started.stderr
        assert "Traceback" not in started.stderr


def test_every_fault_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "TWILIO_ACCOUNT_SID": "me",
        "TWILIO_AUTH_TOKEN": "",
        "PUBLIC_BASE_URL": "host",
        "METRICS_TOKEN": "short-one",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(BadSettings) as refused:
        VoiceSettings.load()
    assert "PUBLIC_BASE_URL: must start with http:// or https://" in str(refused.value)
    for name in ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "HOTLINE_NUMBER", "METRICS_TOKEN"):
        assert name in str(refused.value)
    assert "short-one" not in str(refused.value)


def test_a_webhook_never_loads_the_carrier_s_rest_client() -> None:
    loads = "import sys, ivr.webhooks, ivr.desk_webhooks, ivr.jobs; sys.exit('twilio.rest' in sys.modules)"
    assert run("-c", loads).returncode == 0


LOOK = """
import sys
from ivr import VoiceSettings, create_app
given = dict(twilio_account_sid="AC" + "1" * 32, twilio_auth_token="t", hotline_number="+19025550100")
app = create_app(VoiceSettings(**given, public_base_url="https://a.example", fairline_data=sys.argv[1]))
print(app.test_client().get("/healthz").status)
"""


def test_where_its_starter_counted_does_not_matter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(METRICS, str(tmp_path / "gone"))
    looked = run("-c", LOOK, str(tmp_path))
    assert looked.stdout.strip() == "200 OK", looked.stderr


def test_metrics_are_counted_and_kept_from_strangers(voice: Voice) -> None:
    voice.dial("1")
    assert 'fairline_webhooks_total{route="voice.step",status="200"}' in voice.webhooks.get("/metrics").text
    assert voice.webhooks.get("/metrics", **{"X-Forwarded-For": "198.51.100.7"}).status_code == 403
    told = voice.webhooks.get("/readyz", **{"X-Forwarded-For": "198.51.100.7"})
    assert told.json == {"ready": True}


def test_a_log_names_no_caller_no_key_and_no_birth_date(
    voice: Voice, capsys: pytest.CaptureFixture[str]
) -> None:
    voice.dial("1", "1", "1", BORN, "1", "1")
    voice.post("/voice/step?n=oops", Digits=BORN)
    written = capsys.readouterr().out
    lines = [json.loads(line) for line in written.splitlines()]
    assert {line["number"] for line in lines if line["event"] == "webhook"} == {"…42"}
    for secret in (ANNA, ANNA[1:], BORN, "1931"):
        assert secret not in written


@pytest.mark.parametrize(
    ("address", "sound"), [("/audio/music.wav", hold_music), ("/audio/quiet.wav", quiet_tone)]
)
def test_what_is_heard_between_words_is_eight_kilohertz_mu_law_and_served(
    voice: Voice, address: str, sound: Callable[[], bytes]
) -> None:
    answer = voice.webhooks.get(address)
    assert (answer.mimetype, answer.data) == ("audio/wav", sound())
    assert b"fmt \x12\x00\x00\x00\x07\x00\x01\x00\x40\x1f\x00\x00" in answer.data
    assert len(answer.data) == pytest.approx(8000 * SECONDS, abs=100)
    assert max(answer.data[200:]) != min(answer.data[200:])


def test_the_quiet_option_is_one_soft_tone_and_then_silence() -> None:
    silence = quiet_tone()[-8000 * 8 :]
    assert set(silence) == {0xFF}
    assert len(set(quiet_tone()[:8000])) > 20


def test_a_text_is_answered_in_the_language_of_the_last_call(voice: Voice) -> None:
    voice.dial("2")
    assert "Vous ne recevrez plus de messages" in voice.post("/sms/incoming", Body=" arrêt ")
    assert "Ceci est la ligne des rendez-vous" in voice.post("/sms/incoming", Body="???")
    assert voice.post("/sms/status", MessageStatus="delivered") == ""


def test_what_is_said_fits_a_document(voice: Voice) -> None:
    assert len(voice.dial("1", "0").encode()) < 64 * 1024
    assert redirect(voice.dial("1", "0", sid="CA" + "2" * 32, phone=BEN)).startswith("/voice/wait")
