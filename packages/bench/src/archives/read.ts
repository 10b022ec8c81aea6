import { archiveStages } from '@backstage-connector/plugin-connector-backend/testUtils';
import type { Task } from '../measure';
import type { Objects } from './types';

/** An upload, but for storing the objects. */
export const task: Task<Objects> = {
  async run(folder) {
    return { objects: await archiveStages.read(`${folder}/archive.zip`) };
  },
};
