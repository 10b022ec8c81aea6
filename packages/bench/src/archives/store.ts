import { archiveStages } from '@backstage-connector/plugin-connector-backend/testUtils';
import type { Task } from '../measure';
import type { Objects } from './types';

/** What the database has of the archive is in these files. */
export function storedIn(folder: string) {
  return {
    objectsFile: `${folder}/objects.ndjson`,
    entitiesFile: `${folder}/entities.ndjson`,
  };
}

/** Leaves what the plan starts from; not measured. */
export const task: Task<Objects> = {
  async run(folder) {
    const file = `${folder}/archive.zip`;
    return { objects: await archiveStages.store(file, storedIn(folder)) };
  },
};
