import { hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Task } from '../measure';
import type { Objects } from './types';

/** The floor of reading: unpacked, hashed, parsed. */
export const task: Task<Objects> = {
  async run(folder) {
    const input = createReadStream(`${folder}/floor.gz`).pipe(createGunzip());
    let objects = 0;
    for await (const line of createInterface({ input })) {
      hash('sha256', line);
      objects += JSON.parse(line).kind === 'Component' ? 1 : 0;
    }
    return { objects };
  },
};
