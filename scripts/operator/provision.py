"""`provision`: where the carrier leads the hotline's numbers, as it is, as it should be, and set so."""

from collections.abc import Mapping

import click

from ivr import BadSettings, CallGone, Carrier, CarrierAway, Owned, Refused, VoiceSettings
from scripts.operator.address import hears_the_carrier_only
from scripts.operator.fault import Fault

PATHS = {
    "voice_url": "/voice/incoming",
    "voice_fallback_url": "/voice/fallback",
    "status_callback": "/voice/status",
    "sms_url": "/sms/incoming",
}
METHODS = ("voice_method", "voice_fallback_method", "status_callback_method", "sms_method")


HINTS = {  # by whether it has answered
    True: "Look at TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.",
    False: "Look at the network, and at TWILIO_API_BASE_URL where that is set.",
}


@click.command()
@click.argument("numbers", nargs=-1)
@click.option("--apply", is_flag=True, help="Write it; without this nothing is written.")
def provision(numbers: tuple[str, ...], *, apply: bool) -> None:
    """Lead NUMBERS of the account, or HOTLINE_NUMBER, to this hotline; say first what would change."""
    try:
        settings = VoiceSettings.load()
        carrier, wanted = Carrier(settings), _wanted(settings)
        owned = [_owned(carrier, each, wanted) for each in numbers or (settings.hotline_number,)]
        if apply:  # nobody is led to where nobody answers
            click.echo(f"{settings.public_base_url}: {hears_the_carrier_only(settings)}.")
        for each in owned:
            _lead(carrier, each, wanted, apply=apply)
    except BadSettings as fault:
        raise click.ClickException(f"{fault} See docs/settings.md.") from None
    except (CarrierAway, CallGone, Refused) as fault:
        has_answered = str(fault)[:1].isdigit()
        raise click.ClickException(f"The carrier did not do it: {fault}. {HINTS[has_answered]}") from None
    except Fault as fault:
        raise click.ClickException(f"Nothing was written: {fault}; {fault.mend}.") from None


def _wanted(settings: VoiceSettings) -> dict[str, str]:
    addresses = {name: settings.public_base_url + path for name, path in PATHS.items()}
    return addresses | dict.fromkeys(METHODS, "POST")


def _owned(carrier: Carrier, number: str, wanted: Mapping[str, str]) -> Owned:
    owned = carrier.owned(number, wanted)
    if owned is None:
        raise Fault(f"{number} is no number of this account", "buy it there, or name another")
    return owned


def _lead(carrier: Carrier, owned: Owned, wanted: Mapping[str, str], *, apply: bool) -> None:
    number, changes = owned.number, _different(owned.leads_to, wanted)
    for name in changes:
        click.echo(f"{number}  {name}: {owned.leads_to[name] or 'nothing'} -> {wanted[name]}")
    if not changes:
        click.echo(f"{number}: nothing to change.")
    elif not apply:
        click.echo(f"{number}: nothing was written. To write it, say --apply.")
    else:
        carrier.lead_to(owned.sid, {name: wanted[name] for name in changes})
        left = _different(_owned(carrier, number, wanted).leads_to, wanted)
        if left:
            raise click.ClickException(f"{number}: the carrier still has another {', '.join(left)}.")
        click.echo(f"{number}: written, and read back.")


def _different(there: Mapping[str, str], wanted: Mapping[str, str]) -> list[str]:
    return [name for name in wanted if there[name] != wanted[name]]
