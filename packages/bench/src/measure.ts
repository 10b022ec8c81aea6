import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Something to be measured; in a module of its own, which exports it as `task`. */
export interface Task<Found extends object> {
  /** Done beforehand, at no cost but of memory. */
  prepare?(input: string): Promise<void>;
  run(input: string): Promise<Found>;
}

/** What one run of a task has cost. */
export interface Cost {
  readonly wallMs: number;
  /** Of this side; the server's is not counted. */
  readonly cpuMs: number;
  /** The most memory the process had at once, the runtime included. */
  readonly peakBytes: number;
}

/**
 * Prepares to run each task in a process of its own. The process runs a bundle, as
 * a production backend does: a compiler on the fly would cost more memory than the
 * task.
 */
export async function prepareMeasure<Id extends string, Found extends object>(
  /** Their modules, as seen from here. */
  tasks: Readonly<Record<Id, string>>,
): Promise<(id: Id, input: string) => Promise<Found & Cost>> {
  const bundle = (id: Id) => resolvePackagePath('bench', 'dist', `${id}.js`);
  for (const id of Object.keys(tasks) as Id[]) {
    await build({
      stdin: {
        contents: `
          import { task } from '${tasks[id]}';
          import { measureHere } from './measureHere';
          void measureHere(task);`,
        resolveDir: resolvePackagePath('bench', 'src'),
      },
      outfile: bundle(id),
      bundle: true,
      platform: 'node',
      // The one is not installed, the other reads files beside its own.
      external: ['pg-native', 'pg-structure'],
      logLevel: 'error',
    });
  }
  return async (id, input) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [bundle(id)],
      // Not as an argument: others on the machine can read those.
      { env: { ...process.env, BENCH_INPUT: input } },
    );
    return JSON.parse(stdout);
  };
}
