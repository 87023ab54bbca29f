"""Reads every .ics of a folder with the package icalendar and prints what it finds as JSON, by file name."""

import json
import sys
from datetime import timezone
from pathlib import Path

import icalendar


def instant(moment):
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def read(path):
    calendar = icalendar.Calendar.from_ical(path.read_bytes())
    # The zone as the file defines it, not as Python knows it.
    zones = {str(zone["TZID"]): zone.to_tz(lookup_tzid=False) for zone in calendar.walk("VTIMEZONE")}

    def event(part):
        def at(name):
            property = part[name]
            known, defined = property.dt, property.dt.replace(tzinfo=zones[property.params["TZID"]])
            if instant(known) != instant(defined):
                raise ValueError(f"{path.name}: {name} is {instant(known)}, by its own zone {instant(defined)}")
            return instant(defined)

        return {
            "uid": str(part["UID"]),
            "sequence": int(part["SEQUENCE"]),
            "summary": str(part["SUMMARY"]),
            "description": str(part["DESCRIPTION"]),
            "location": str(part["LOCATION"]),
            "alarms": len(part.walk("VALARM")),
            "start": at("DTSTART"),
            "end": at("DTEND"),
            "stamp": instant(part["DTSTAMP"].dt),
        }

    return {
        "method": str(calendar["METHOD"]),
        "errors": [str(error) for part in calendar.walk() for error in part.errors],
        "missing": sorted(calendar.get_missing_tzids()),
        "events": [event(part) for part in calendar.walk("VEVENT")],
    }


print(json.dumps({path.stem: read(path) for path in sorted(Path(sys.argv[1]).glob("*.ics"))}))
