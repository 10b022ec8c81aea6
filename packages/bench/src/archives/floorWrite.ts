import { hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Task } from '../measure';
import { COUNT, entities } from './entities';
import type { Objects } from './types';

/** The floor of writing: entities as JSON, hashed, packed. */
export const task: Task<Objects> = {
  async run(folder) {
    let objects = 0;
    function* lines() {
      let text = '';
      for (const entity of entities()) {
        const json = JSON.stringify(entity);
        hash('sha256', json);
        text += `${json}\n`;
        objects += 1;
        if (text.length > 64 * 1024 || objects === COUNT) {
          yield text;
          text = '';
        }
      }
    }
    await pipeline(
      Readable.from(lines()),
      createGzip(),
      createWriteStream(`${folder}/floor.gz`),
    );
    return { objects };
  },
};
