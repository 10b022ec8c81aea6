import { stageOf, stateHere } from '../lifecycle';
import type { ArchiveRule } from '../rule';

/**
 * AR-51: neither the state the object comes with nor the one it would get may
 * belong to another portal.
 */
export const otherStage: ArchiveRule = {
  id: 'AR-51',
  action: 'reject',
  reason: 'lifecycle.other-stage',
  when: 'has, or would get, a state whose stage is another portal',
  applies: subject => {
    const here = stateHere(subject);
    if (here === undefined) {
      return undefined;
    }
    const { portal } = subject.basis;
    for (const state of [subject.object.lifecycle, here.state]) {
      const stage = stageOf(here.model, state);
      if (state !== undefined && stage !== undefined && !same(stage, portal)) {
        return { state, stage, portal };
      }
    }
    return undefined;
  },
};

function same(stage: string, portal: string): boolean {
  return stage.replace(/\/+$/, '') === portal.replace(/\/+$/, '');
}
