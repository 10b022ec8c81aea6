import type { Connector } from '../connector';
import { checkSource } from './checking';
import type { ContractSubject } from './clause';
import { createRecorder, listAll, readAll, type Recorder } from './reading';
import { SECOND, within } from './time';
import { breakages, type Settings, type Source } from './worlds';

/** What leaves a connector while all is well, as texts. */
export async function saidInGoodTimes(
  connector: Connector<any>,
  { settings }: Source,
): Promise<string[]> {
  const recorder = createRecorder();
  const options = { connector, settings, recorder };
  return [
    JSON.stringify(await checkSource(options)),
    JSON.stringify(await listAll(options)),
    JSON.stringify(await readAll(options)),
    ...told(recorder),
  ];
}

/** What leaves a connector under each breakage, errors included, as texts. */
export async function saidWhenBroken(
  { connector, world }: ContractSubject,
  source: Source,
): Promise<string[]> {
  const said: string[] = [];
  for (const breakage of breakages) {
    const breakIt = world.breakages[breakage];
    if (typeof breakIt === 'function') {
      const { settings, strike, repair } = await breakIt(source);
      const limitMs = breakage === 'silent' ? 300 : 30_000;
      const texts = saidWithin(limitMs, { connector, settings, strike });
      said.push(...(await texts.finally(repair)));
    }
  }
  return said;
}

async function saidWithin(
  limitMs: number,
  options: {
    connector: Connector<any>;
    settings: Settings;
    strike?(): Promise<void>;
  },
): Promise<string[]> {
  const recorder = createRecorder(AbortSignal.timeout(limitMs));
  const lent = { ...options, recorder };
  const attempts: (() => Promise<unknown>)[] = [
    () => checkSource({ ...lent, whenOpen: options.strike }),
    () => listAll(lent),
    () => readAll(lent),
  ];
  const said: string[] = [];
  for (const attempt of attempts) {
    try {
      said.push(JSON.stringify(await within(limitMs + SECOND, attempt())));
    } catch (error) {
      said.push(...textsOf(error));
    }
  }
  return [...said, ...told(recorder)];
}

function told({ lines, progress }: Recorder): string[] {
  return [JSON.stringify(lines), JSON.stringify(progress)];
}

function textsOf(error: unknown): string[] {
  if (!(error instanceof Error)) {
    return [String(error)];
  }
  return [
    error.message,
    error.stack ?? '',
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    ...('failure' in error ? [JSON.stringify(error.failure)] : []),
    ...(error.cause === undefined ? [] : textsOf(error.cause)),
  ];
}
