import {
  archiveOptionsSchema,
  type Archive,
} from '@backstage-connector/plugin-connector-common';
import { engines, migratedDatabase } from '../../../__testUtils__/databases';
import type { Caller } from '../../../connections/ConnectionAccess';
import {
  DatabaseDecisionStore,
  type PlannedDecision,
} from '../../../database/DatabaseDecisionStore';
import { DatabaseHistoryStore } from '../../../database/DatabaseHistoryStore';
import { DatabaseMappingStore } from '../../../database/DatabaseMappingStore';
import { DatabasePlanStore } from '../../../database/DatabasePlanStore';
import { DatabaseRunStore } from '../../../database/DatabaseRunStore';
import { RunRetention } from '../../../runs/RunRetention';
import { DatabaseOccurrenceStore } from '../../../database/DatabaseOccurrenceStore';
import type { ArchivePlanner, ImportPlan } from './ArchivePlanner';
import type { BasisCheck } from './BasisCheck';
import { PlanService } from './PlanService';
import type { UndoPlanner } from './UndoPlanner';

const ada = { ref: 'user:default/ada', kind: 'user' } as Caller;
const archive = {
  id: 'a',
  fileName: 'a.zip',
  topLevel: 1,
  header: { source: { instance: 'i' } },
} as Archive;
const DAY = 86_400_000;

const decision: PlannedDecision = {
  uid: 'u',
  ref: 'component:default/x',
  urn: 'urn:x',
  rule: 'AR-20',
  reason: 'identity.new',
  title: 'x',
  assetKind: 'Component',
  action: 'create',
  after: { apiVersion: 'x', kind: 'Component', metadata: { name: 'x' } },
  hash: 'h',
  basis: {},
};

type Batches = () => AsyncGenerator<PlannedDecision[]>;

async function* one() {
  yield [decision];
}

describe.each(engines)('PlanService on %s', engine => {
  async function setUp() {
    const knex = await migratedDatabase(engine);
    let at = Date.parse('2026-01-01T00:00:00.000Z');
    const now = () => new Date(at);
    const plans = DatabasePlanStore.create({ knex, now });
    let batches: Batches = one;
    const service = PlanService.create({
      planner: {
        plan: async (_, { options }) =>
          ({
            options,
            verdicts: { findings: [], applicable: true },
            decisions: batches,
          } as unknown as ImportPlan),
      } as Pick<ArchivePlanner, 'plan'> as ArchivePlanner,
      undo: {} as UndoPlanner,
      check: { changes: async () => [] } as unknown as BasisCheck,
      plans,
      decisions: DatabaseDecisionStore.create({ knex }),
      mappings: DatabaseMappingStore.create({ knex, now }),
      runs: DatabaseRunStore.create({ knex, now }),
      worker: { wake: () => {} },
    });
    const plan = (decisions: Batches = one) => {
      batches = decisions;
      return service.planImport(
        archive,
        {
          selection: { mode: 'top-level', except: [] },
          options: archiveOptionsSchema.parse({}),
        },
        ada,
      );
    };
    return {
      knex,
      now,
      service,
      plan,
      pass: (ms: number) => {
        at += ms;
      },
      ids: () => knex('runs').orderBy('queued_at').pluck('id'),
    };
  }

  it('keeps the newest plan of an archive', async () => {
    const { plan, pass, ids } = await setUp();
    await plan();
    pass(1);
    const second = await plan();
    expect(await ids()).toEqual([second.id]);
  });

  it('keeps the plan before one that cannot be made', async () => {
    const { service, plan, pass, ids } = await setUp();
    const first = await plan();
    pass(1);
    async function* broken() {
      yield [decision];
      throw new Error('The database is away');
    }
    await expect(plan(broken)).rejects.toThrow('The database is away');
    expect(await ids()).toEqual([first.id]);
    expect(await service.get(first.id, ada)).toMatchObject({ id: first.id });
  });

  it('makes two at once, of which the later stays', async () => {
    const { service, plan, pass, ids } = await setUp();
    let go = () => {};
    const gate = new Promise<void>(resolve => {
      go = resolve;
    });
    let begun = () => {};
    const hasBegun = new Promise<void>(resolve => {
      begun = resolve;
    });
    const slow = plan(async function* waiting() {
      begun();
      await gate;
      yield [decision];
    });
    await hasBegun;
    pass(1);
    const quick = await plan();
    go();
    const first = await slow;
    expect(await service.get(quick.id, ada)).toMatchObject({ id: quick.id });
    pass(1);
    const last = await plan();
    expect(await ids()).toEqual([last.id]);
    expect(first.byAction.create).toBe(1);
  });

  it('clears away what a process that died had begun', async () => {
    const { knex, plan, pass, ids } = await setUp();
    const dead = await plan();
    await knex('runs').update({ report: null, state: 'cancelled' });
    pass(1);
    const second = await plan();
    expect(await ids()).toEqual([dead.id, second.id]);
    pass(DAY);
    const third = await plan();
    expect(await ids()).toEqual([third.id]);
  });

  it('refuses a plan whose decisions were deleted with age', async () => {
    const { knex, now, service, plan, pass } = await setUp();
    const { id } = await plan();
    pass(31 * DAY);
    await RunRetention.create({
      history: DatabaseHistoryStore.create({ knex }),
      occurrences: DatabaseOccurrenceStore.create({ knex, now }),
      policy: {
        maxAgeMs: 365 * DAY,
        maxRunsPerConnection: 100,
        detailsMaxAgeMs: 30 * DAY,
      },
      now,
    }).sweep(new AbortController().signal);
    await expect(service.apply(id, ada)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining('Make the plan again'),
    });
    expect(await knex('runs').pluck('kind')).toEqual(['preview']);
  });
});
