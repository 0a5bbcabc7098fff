"""Alembic's way into our one connection: `booking_core.migrate` opens it, this file only passes it on."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
