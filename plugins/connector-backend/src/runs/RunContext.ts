import type {
  DeliveryProgress,
  RunReport,
} from '@backstage-connector/plugin-connector-common';
import type { CatalogGateway } from '../apply/CatalogGateway';
import type { DatabaseDecisionStore } from '../database/DatabaseDecisionStore';
import type { DatabaseObjectStore } from '../database/DatabaseObjectStore';
import type { RunClaim } from '../database/operations/claimRun';
import type { RunLog } from './runLog';
import type { StageClock } from './stageClock';
import type { ConnectionSource } from './types';

/** What the stages of a run work with. */
export interface RunContext {
  readonly claim: RunClaim;
  readonly connections: ConnectionSource;
  readonly objects: DatabaseObjectStore;
  readonly decisions: DatabaseDecisionStore;
  readonly gateway: CatalogGateway;
  readonly log: RunLog;
  readonly clock: StageClock;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Notes the connection as it is read, which a person may see later. */
  reading(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Saves the plan's report: from here on another worker can apply it. */
  planned(report: RunReport): Promise<void>;
  /** Saves how much there is to deliver, before any of it is sent. */
  delivering(delivery: DeliveryProgress): Promise<void>;
  onDelivery(delivery: DeliveryProgress): void;
}
