import type {
  ArchiveLine,
  ArchiveOptions,
  DecisionRecord,
  ExportSelection,
} from '@backstage-connector/plugin-connector-common';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import scaffolderModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { eventually } from '../__testUtils__/eventually';
import { portalDatabase } from '../__testUtils__/portalDatabase';
import { changes } from '../plan/diff';
import { shopCatalog } from './__fixtures__/shopCatalog';
import { ForeignProvider } from './__testUtils__/ForeignProvider';
import { downloadArchive } from './__testUtils__/archivesOf';
import { importing } from './__testUtils__/archiveWorld';
import { exampleCatalog } from './__testUtils__/exampleCatalog';
import {
  startImportPortal,
  type ImportPortal,
} from './__testUtils__/importPortal';

jest.setTimeout(120_000);

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
});

/** A portal on a PostgreSQL of its own, whose catalog somebody else fills. */
async function startPortal(name: string, entities: readonly Entity[] = []) {
  const foreign = new ForeignProvider();
  const portal = await startImportPortal({
    database: await portalDatabase('POSTGRES_18'),
    config: {
      app: { baseUrl: `https://${name}.example.com` },
      organization: { name },
    },
    connector: {
      archives: {
        kinds: [
          {
            apiVersion: 'scaffolder.backstage.io/v1beta3',
            kind: 'Template',
          },
        ],
      },
    },
    features: [foreign.feature, scaffolderModel],
  });
  stops.push(() => portal.stop());
  await foreign.provideEntities(entities);
  await eventually(async () => {
    const { items } = await portal.catalog.getEntities();
    expect(items).toHaveLength(entities.length);
  });
  return { ...portal, foreign };
}

const everything: Partial<ExportSelection> = { query: {} };

/** Takes the whole catalog from one portal to another. */
async function move(
  from: ImportPortal,
  to: ImportPortal,
  options: Partial<ArchiveOptions>,
) {
  const { lines, bytes } = await downloadArchive(from, everything);
  const ada = importing(to);
  const plan = await ada.plan(await ada.upload(bytes), options);
  const run = plan.applicable ? await ada.apply(plan) : undefined;
  const found = await to.decisions(plan.id);
  const decisions = new Map(found.map(it => [it.ref, it]));
  expect(decisions.size).toBe(lines.length);
  return { lines, plan, run, decisions };
}

const linesOf = async (portal: ImportPortal) =>
  (await downloadArchive(portal, everything)).lines;

/** Where a second archive differs from a first, by reference. */
function differencesOf(
  first: readonly ArchiveLine[],
  second: readonly ArchiveLine[],
): Map<string, string[]> {
  const others = new Map(second.map(line => [line.entityRef, line]));
  return new Map(
    first.flatMap(line => {
      const paths = pathsThatDiffer(line, others.get(line.entityRef));
      return paths.length > 0 ? [[line.entityRef, paths]] : [];
    }),
  );
}

function pathsThatDiffer(
  line: ArchiveLine,
  other: ArchiveLine | undefined,
): string[] {
  if (!other) {
    return ['absent'];
  }
  if (other.uid !== line.uid) {
    return ['another object'];
  }
  const [before, after] = [line, other].map(
    it => it.entity as unknown as Entity,
  );
  return [
    ...changes(before, after).map(({ path }) => path),
    ...(line.modifiedAt === other.modifiedAt ? [] : ['modifiedAt']),
    ...line.references
      .filter(({ uid }, index) => uid !== other.references[index]?.uid)
      .map(({ ref }) => `reference to ${ref}`),
  ];
}

/** Which decision explains a difference, and by which rules it may. */
function explanationOf(ref: string, path: string): [string, RegExp] {
  if (path === 'absent') {
    return [ref, /^AR-(2[0-7]|3[0-6]|41)$/];
  }
  if (path === 'another object') {
    return [ref, /^AR-(20|41)$/];
  }
  if (path.startsWith('reference to ')) {
    return [path.replace('reference to ', ''), /^AR-(20|41)$/];
  }
  if (path === 'spec.owner' || path.includes('organization')) {
    return [ref, /^AR-3[0-6]$/];
  }
  throw new Error(`No rule lets ${path} of ${ref} differ`);
}

const rulesOf = ({ rule, notes = [] }: DecisionRecord) => [
  rule,
  ...notes.map(it => it.rule),
];

/** Every difference has a rule, in the report, that says why. */
function expectExplained(
  differences: ReadonlyMap<string, string[]>,
  decisions: ReadonlyMap<string, DecisionRecord>,
) {
  for (const [ref, paths] of differences) {
    for (const path of paths) {
      const [about, rules] = explanationOf(ref, path);
      const named = rulesOf(decisions.get(about)!).filter(it => rules.test(it));
      expect([ref, path, named]).not.toEqual([ref, path, []]);
    }
    const { action } = decisions.get(ref)!;
    if (paths.includes('absent') || paths.includes('another object')) {
      expect([ref, action]).not.toEqual([ref, 'create']);
      expect([ref, action]).not.toEqual([ref, 'replace']);
    }
  }
}

const kept = { keepCurrentOwner: true, keepLifecycleState: true };

describe('two portals on two databases', () => {
  it('have the same archive after an import that keeps everything', async () => {
    const here = await startPortal('here', shopCatalog);
    const there = await startPortal('there');
    const { run, lines } = await move(here, there, kept);
    expect(run).toMatchObject({
      state: 'succeeded',
      byAction: { create: shopCatalog.length },
      delivery: { visible: shopCatalog.length },
    });
    const again = await linesOf(there);
    expect(again).toEqual(lines);

    // Back where it came from there is nothing to do, and there neither.
    for (const [from, to] of [
      [there, here],
      [there, there],
    ]) {
      const back = await move(from, to, kept);
      expect(back.plan).toMatchObject({
        applicable: false,
        byAction: { ignore: shopCatalog.length },
      });
      expect(back.run).toBeUndefined();
    }
  });

  it('follow each other: what changes here is replaced there', async () => {
    const here = await startPortal('here', shopCatalog);
    const there = await startPortal('there');
    await move(here, there, kept);
    const changed = shopCatalog.map(entity =>
      entity.metadata.name === 'orders'
        ? { ...entity, spec: { ...entity.spec, definition: 'openapi: 3.2.0' } }
        : entity,
    );
    await here.foreign.provideEntities(changed);
    await eventually(async () => {
      const orders = await here.catalog.getEntityByRef('api:default/orders');
      expect(orders?.spec?.definition).toBe('openapi: 3.2.0');
    });
    const { run, lines, decisions } = await move(here, there, kept);
    expect(run).toMatchObject({ state: 'succeeded', byAction: { replace: 1 } });
    expect(decisions.get('api:default/orders')).toMatchObject({
      action: 'replace',
      rule: 'AR-24',
    });
    expect(await linesOf(there)).toEqual(lines);
  });

  it('differ only where a rule says so, and the report names it', async () => {
    const taken = ['grace', 'basket', 'retail'];
    const here = await startPortal('here', shopCatalog);
    const there = await startPortal(
      'there',
      shopCatalog.filter(it => taken.includes(it.metadata.name)),
    );
    const first = await move(here, there, kept);
    expect(first.run).toMatchObject({ state: 'partial' });
    const afterFirst = differencesOf(first.lines, await linesOf(there));
    expectExplained(afterFirst, first.decisions);
    // What else is there, and what needs that.
    expect([...afterFirst.keys()].sort()).toEqual(
      shopCatalog.map(it => stringifyEntityRef(it)).sort(),
    );

    const second = await move(here, there, {
      keepCurrentOwner: true,
      organization: 'group:default/retail',
    });
    const afterSecond = differencesOf(second.lines, await linesOf(there));
    expectExplained(afterSecond, second.decisions);
    expect([...afterSecond.values()].flat()).not.toContain('absent');
    const web = second.decisions.get('component:default/web')!;
    expect(afterSecond.get('component:default/web')).toEqual(
      expect.arrayContaining([
        'spec.owner',
        'reference to resource:default/basket',
      ]),
    );
    expect(rulesOf(web)).toEqual(
      expect.arrayContaining(['AR-20', 'AR-32', 'AR-33', 'AR-25']),
    );
  });

  it('give new objects to the importer unless told otherwise', async () => {
    const here = await startPortal('here', shopCatalog);
    const there = await startPortal('there');
    const { run, lines, decisions } = await move(here, there, {});
    expect(run?.state).toBe('succeeded');
    const differences = differencesOf(lines, await linesOf(there));
    expectExplained(differences, decisions);
    const owned = shopCatalog.filter(it => it.spec?.owner);
    expect([...differences.keys()].sort()).toEqual(
      owned.map(it => stringifyEntityRef(it)).sort(),
    );
    for (const ref of differences.keys()) {
      expect(rulesOf(decisions.get(ref)!)).toContain('AR-30');
    }
  });

  it("bring Backstage's own examples through unchanged", async () => {
    const examples = exampleCatalog();
    expect(new Set(examples.map(it => it.kind))).toEqual(
      new Set(['API', 'Component', 'Group', 'System', 'Template', 'User']),
    );
    const here = await startPortal('here', examples);
    const there = await startPortal('there');
    const { run, lines } = await move(here, there, kept);
    expect(run).toMatchObject({
      state: 'succeeded',
      byAction: { create: examples.length },
    });
    expect(await linesOf(there)).toEqual(lines);
  });
});
