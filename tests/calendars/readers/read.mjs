// Reads calendars with ical.js, which is what Thunderbird uses. One process reads many.
//
// Each line of input is a calendar's bytes in base64. The answer to it is one line of JSON:
// {"events": [...], "faults": [...]}. The first line, before any input, says whether ical.js was
// found: {"ready": true} or {"missing": "why"}.
//
// ICAL_JS names the folder that holds node_modules; without it node looks where it always does.

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");
const from = process.env.ICAL_JS ? join(resolve(process.env.ICAL_JS), "here.js") : import.meta.url;

let ICAL;
try {
  const found = createRequire(from)("ical.js");
  ICAL = found.default ?? found;
  say({ ready: true });
} catch (error) {
  say({ missing: String(error.message).split("\n")[0] });
  process.exit(0);
}

ICAL.design.strict = true;

// A day as it is written, for an all-day event; a moment in UTC otherwise, by the zone in the file.
function day(time) {
  if (!time || time.isDate) return time ? time.toString() : null;
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`a time without zone: ${time}`);
  return time.convertToZone(ICAL.Timezone.utcTimezone).toString();
}

function read(bytes) {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const parsed = ICAL.parse(text);
  const calendar = new ICAL.Component(parsed);
  if (calendar.name !== "vcalendar") throw new Error(`one VCALENDAR expected: ${calendar.name}`);
  const events = calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component, { strictExceptions: true });
    const value = (name) => component.getFirstPropertyValue(name);
    const alarms = component.getAllSubcomponents("valarm");
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      description: event.description,
      start: day(event.startDate),
      end: day(value("dtend")),
      status: value("status"),
      alarms: alarms.map((alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()),
      stamp: value("dtstamp").toICALString(),
    };
  });
  return { events, faults: [] };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    say(read(Buffer.from(line, "base64")));
  } catch (error) {
    say({ events: [], faults: [`${error.name}: ${error.message}`.slice(0, 500)] });
  }
}
