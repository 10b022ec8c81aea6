import { archiveStages } from '@backstage-connector/plugin-connector-backend/testUtils';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Task } from '../measure';
import { COUNT, entities, uidOf } from './entities';
import type { Objects } from './types';

/** An export, but for reading the catalog. */
export const task: Task<Objects> = {
  async run(folder) {
    await pipeline(
      archiveStages.write(entities(), uidOf),
      createWriteStream(`${folder}/archive.zip`),
    );
    return { objects: COUNT };
  },
};
