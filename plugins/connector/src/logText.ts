import type {
  LogLevel,
  RunLogEntry,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';

// ANSI codes that the log viewer draws: grey, bold, and bold red. Its yellow
// cannot be read in the light theme.
const colours: Readonly<Record<LogLevel, string>> = {
  debug: '\u001b[90m',
  info: '',
  warn: '\u001b[1m',
  error: '\u001b[1m\u001b[31m',
};

/** A log as text, one line an entry: time, level, stage, message, facts. */
export function logText(
  entries: readonly RunLogEntry[],
  options: { colour: boolean },
): string {
  return entries.map(entry => logLine(entry, options)).join('\n');
}

function logLine(entry: RunLogEntry, { colour }: { colour: boolean }): string {
  const { at, level, stage = '', message, context = {} } = entry;
  const time = DateTime.fromISO(at).toFormat('HH:mm:ss.SSS');
  const facts = Object.entries(context).map(
    ([name, value]) =>
      `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const words = [
    colour ? time : at,
    level.toUpperCase().padEnd(5),
    stage.padEnd(7),
    message,
    ...facts,
  ].join(' ');
  return colour && colours[level]
    ? `${colours[level]}${words}\u001b[0m`
    : words;
}
