import { stateHere } from '../lifecycle';
import type { Step } from '../rule';

/** AR-50: the model in effect has the state, and is active. */
export const stateKept: Step = {
  id: 'AR-50',
  reason: 'lifecycle.kept',
  when: 'has a state that the active lifecycle model here has too, and "Keep lifecycle state" is on',
  take: subject => {
    const here = stateHere(subject);
    return here?.kept ? { facts: { state: here.state } } : undefined;
  },
};

/** AR-50: else it starts anew. */
export const stateInitial: Step = {
  id: 'AR-50',
  reason: 'lifecycle.initial',
  when: 'has another state, or is not to keep it, and a lifecycle model is in effect here',
  take: subject => {
    const here = stateHere(subject);
    return (
      here && {
        facts: { state: here.state, model: here.model.ref },
        relocation:
          here.state === subject.object.lifecycle
            ? {}
            : { lifecycle: here.state },
      }
    );
  },
};
