import { task } from './readers/connectorReader';

/** How long this connector takes to read a database, in ms, in this process. */
export async function extractOnce(databaseUrl: string): Promise<number> {
  const before = performance.now();
  await task.run(databaseUrl);
  return performance.now() - before;
}
