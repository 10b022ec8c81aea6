import type { Connection } from '@backstage-connector/plugin-connector-common';
import type { StoredConnection } from '../database/connectionRows';
import type { DatabaseHealthStore } from '../database/DatabaseHealthStore';
import type { DatabaseScheduleStore } from '../database/DatabaseScheduleStore';
import type { ObjectService, RunService } from '../runs/types';
import type { ImportBlock } from './importBlock';
import { settleInterrupted } from './interruptedCheck';
import { judgeHealth } from './judgeHealth';
import type { DeclaredSecrets, SecretVault } from './SecretVault';
import type { Technologies } from './Technologies';

/** Connections as the API shows them: with their runs, without secrets. */
export type ConnectionView = (
  connections: readonly StoredConnection[],
) => Promise<Connection[]>;

export function createConnectionView(options: {
  technologies: Technologies;
  vault: SecretVault;
  declared: DeclaredSecrets;
  importBlock: ImportBlock;
  runs: Pick<RunService, 'latest'>;
  objects: Pick<ObjectService, 'count'>;
  health: DatabaseHealthStore;
  schedules: Pick<DatabaseScheduleStore, 'ofConnections'>;
  checkTimeoutMs: number;
  now: () => Date;
}): ConnectionView {
  const { technologies, vault, declared, importBlock } = options;
  const { runs, objects, now } = options;
  return async connections => {
    const ids = connections.map(({ id }) => id);
    const [latest, counts, histories, schedules] = await Promise.all([
      runs.latest(ids),
      objects.count(ids),
      options.health.histories(ids),
      options.schedules.ofConnections(ids),
    ]);
    return connections.map(({ declaration, ...stored }) => {
      const connection = {
        ...stored,
        lastCheck:
          stored.lastCheck &&
          settleInterrupted(stored.lastCheck, {
            timeoutMs: options.checkTimeoutMs,
            now: now(),
          }),
      };
      const technology = technologies.find(connection.technology)?.technology;
      const block = importBlock(connection);
      return {
        ...connection,
        declared: declared.has(connection.id),
        secrets: vault.status(connection, technology),
        importable: block === undefined,
        importBlockedBy: block,
        lastRun: latest.get(connection.id)?.last,
        activeRun: latest.get(connection.id)?.active,
        health: judgeHealth(
          {
            enabled: connection.enabled,
            history: histories.get(connection.id),
            schedule: schedules.get(connection.id),
            active: latest.get(connection.id)?.active,
          },
          now(),
        ),
        entityCount: counts.get(connection.id) ?? 0,
      };
    });
  };
}
