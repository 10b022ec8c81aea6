import {
  ARCHIVE_SOURCE_ID,
  runStates,
  type Run,
  type RunStage,
} from '@backstage-connector/plugin-connector-common';
import { DateTime } from 'luxon';
import { elapsed } from './times';

/** How far one stage of a run is, ready to be shown. */
export interface StageView {
  readonly stage: RunStage | 'visible';
  readonly state: 'waits' | 'runs' | 'done' | 'failed' | 'stopped';
  readonly done?: number;
  readonly total?: number;
  /** Objects a second. */
  readonly rate?: number;
}

const imported = ['extract', 'map', 'plan', 'apply'] as const;
const previewed = ['extract', 'map', 'plan'] as const;
// What is imported from an archive was read and decided before.
const fromArchive = ['apply'] as const;

/**
 * The stages of a run, and after them what the catalog shows of it: sent to the
 * catalog and visible in the catalog are two things.
 */
export function stagesOf(run: Run, now: DateTime): StageView[] {
  const ended = runStates[run.state].ended;
  const failed = failedStageOf(run);
  const stages = namesOf(run).map((stage): StageView => {
    const progress = run.stages.find(one => one.stage === stage);
    if (!progress) return { stage, state: ended ? 'stopped' : 'waits' };
    const { done, total } = progress;
    const spent = elapsed(progress, now) ?? 0;
    const rate = done > 0 && spent >= 1000 ? (done * 1000) / spent : undefined;
    const whileRunning = ended ? 'stopped' : 'runs';
    const unfinished = stage === failed ? 'failed' : whileRunning;
    const state = progress.endedAt ? 'done' : unfinished;
    return { stage, state, done, total, rate };
  });
  return run.kind === 'preview' ? stages : [...stages, visibility(run, ended)];
}

function namesOf({ connectionId, kind }: Run): readonly RunStage[] {
  const ofArchive = connectionId === ARCHIVE_SOURCE_ID;
  if (kind === 'preview') return ofArchive ? [] : previewed;
  return ofArchive ? fromArchive : imported;
}

/** The stage that the failure names, or the first that did not end. */
function failedStageOf({ state, stages, failure }: Run): RunStage | undefined {
  if (state !== 'failed') return undefined;
  const unfinished = stages.filter(({ endedAt }) => !endedAt);
  const named = unfinished.find(({ stage }) => stage === failure?.step);
  return (named ?? unfinished.at(0))?.stage;
}

function visibility({ delivery }: Run, ended: boolean): StageView {
  if (!delivery)
    return { stage: 'visible', state: ended ? 'stopped' : 'waits' };
  const { visible, planned, settled } = delivery;
  return {
    stage: 'visible',
    state: settled ? 'done' : 'runs',
    done: visible,
    total: planned,
  };
}
