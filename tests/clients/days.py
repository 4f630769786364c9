"""The type of days in the Python client, under a name that no field has."""

from datetime import date

Day = date
