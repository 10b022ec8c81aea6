import { archiveStages } from '@backstage-connector/plugin-connector-backend/testUtils';
import type { Task } from '../measure';
import { storedIn } from './store';
import type { Objects } from './types';

let plan: () => Promise<number>;

/** A preview, but for the queries of the database and storing the decisions. */
export const task: Task<Objects> = {
  async prepare(folder) {
    plan = await archiveStages.preparePlan(storedIn(folder));
  },
  async run() {
    return { objects: await plan() };
  },
};
