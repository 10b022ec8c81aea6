import type {
  AuthService,
  LoggerService,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import type { ArchivesConfig } from '../../config/archivesSchema';
import type { Portal } from '../../config/readPortal';
import type { ConnectionAccess } from '../../connections/ConnectionAccess';
import { DatabaseArchiveStore } from '../../database/DatabaseArchiveStore';
import { DatabaseBeforeImageStore } from '../../database/DatabaseBeforeImageStore';
import { DatabaseDecisionStore } from '../../database/DatabaseDecisionStore';
import { DatabaseLedgerIndex } from '../../database/DatabaseLedgerIndex';
import { DatabaseMappingStore } from '../../database/DatabaseMappingStore';
import { DatabaseObjectStore } from '../../database/DatabaseObjectStore';
import { DatabasePlanStore } from '../../database/DatabasePlanStore';
import { DatabaseRunStore } from '../../database/DatabaseRunStore';
import type { DatabaseSeenContentStore } from '../../database/DatabaseSeenContentStore';
import type { RunListener } from '../../database/runRows';
import type { EntityAccess } from '../EntityAccess';
import { ArchiveService } from './ArchiveService';
import { ArchiveUploads } from './ArchiveUploads';
import { AuthorizedArchiveService } from './AuthorizedArchiveService';
import { ArchivePlanner } from './plan/ArchivePlanner';
import { BasisCheck } from './plan/BasisCheck';
import { NeededObjects } from './plan/NeededObjects';
import { PlanService } from './plan/PlanService';
import { UndoPlanner } from './plan/UndoPlanner';
import { PrincipalMatcher } from './PrincipalMatcher';
import { CatalogLookup } from './target/CatalogLookup';
import { TargetReader } from './target/TargetReader';

/** Puts together what reads, plans and applies archives. */
export function createImports(options: {
  knex: Knex;
  catalog: CatalogService;
  auth: AuthService;
  urlReader: UrlReaderService;
  logger: LoggerService;
  config: ArchivesConfig;
  portal: Portal;
  access: ConnectionAccess;
  entityAccess: EntityAccess;
  seenContent: DatabaseSeenContentStore;
  connectionName(id: string): Promise<string>;
  worker: { wake(): void };
  onRunEvent?: RunListener;
  now: () => Date;
}): AuthorizedArchiveService {
  const { knex, now, config, entityAccess } = options;
  const archives = DatabaseArchiveStore.create({ knex });
  const mappings = DatabaseMappingStore.create({ knex, now });
  const objects = DatabaseObjectStore.create({ knex, now });
  const plans = DatabasePlanStore.create(options);
  const runs = DatabaseRunStore.create({ knex, now });
  const lookup = CatalogLookup.create(options);
  const targets = TargetReader.create({
    ...options,
    lookup,
    objects,
    ledger: DatabaseLedgerIndex.create({ knex }),
  });
  return AuthorizedArchiveService.create({
    access: options.access,
    archives: ArchiveService.create({
      archives,
      uploads: ArchiveUploads.create({ ...options, ...config, archives }),
      principals: PrincipalMatcher.create({
        archives,
        mappings,
        lookup,
        targets,
      }),
      now,
    }),
    plans: PlanService.create({
      planner: ArchivePlanner.create({
        archives,
        mappings,
        objects,
        lookup,
        targets,
        access: entityAccess,
        kinds: config.kinds,
        portal: options.portal.baseUrl,
      }),
      undo: UndoPlanner.create({
        images: DatabaseBeforeImageStore.create({ knex }),
        objects,
        targets,
        access: entityAccess,
        needed: NeededObjects.create({ lookup }),
      }),
      check: BasisCheck.create({ plans, targets, access: entityAccess }),
      plans,
      decisions: DatabaseDecisionStore.create({ knex }),
      mappings,
      runs,
      worker: options.worker,
    }),
    runs,
  });
}
