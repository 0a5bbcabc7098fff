"""`scripts/fairline COMMAND`."""

import click

from scripts.operator.campaign import campaign
from scripts.operator.clinics import clinics
from scripts.operator.doctor import doctor
from scripts.operator.draw import draw
from scripts.operator.fairness import fairness
from scripts.operator.ground import Sentences
from scripts.operator.invitations import invitations
from scripts.operator.line import line, rebuild
from scripts.operator.menus import print_menus
from scripts.operator.places import towns, travel
from scripts.operator.provision import provision
from scripts.operator.recordings import recordings
from scripts.operator.schema import migrate_database
from scripts.operator.users import users


@click.group(cls=Sentences)
def fairline() -> None:
    """Operate Fairline; where its data are is said by FAIRLINE_DATA, DATABASE_URL and REDIS_URL."""


COMMANDS = (
    migrate_database,
    campaign,
    clinics,
    invitations,
    travel,
    towns,
    users,
    draw,
    line,
    rebuild,
    fairness,
    recordings,
    print_menus,
    doctor,
    provision,
)
for command in COMMANDS:
    fairline.add_command(command)

if __name__ == "__main__":
    fairline(prog_name="scripts/fairline")
