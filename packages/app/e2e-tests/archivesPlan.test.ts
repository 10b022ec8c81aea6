import { expect } from '@playwright/test';
import { createArchive, type ArchivedThing } from './archiveFile';
import {
  button,
  component,
  dataPlatform,
  decision,
  plan,
  upload,
} from './archivePages';
import { importArchive } from './portalApi';
import { test as base } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

const older = '2026-11-19T09:00:00.000Z';
const newer = '2026-11-21T09:00:00.000Z';

/** Makes components that the group of this portal owns. */
const test = base.extend<{
  owned: (name: string, change?: Partial<ArchivedThing>) => ArchivedThing;
}>({
  owned: async ({ catalogEntity }, provide) => {
    const group = await catalogEntity(dataPlatform);
    const organization = { ref: dataPlatform, uid: group!.metadata.uid };
    await provide((name, change) =>
      component(name, { organization, ...change }),
    );
  },
});

test('a plan that has become stale is refused with what changed, and made again', async ({
  page,
  api,
  owned,
  catalogEntity,
}) => {
  const thing = owned('archived-stale', { description: 'As planned' });
  await signIn(page, 'ada', '/connector/archives/import');
  await upload(page, 'stale.zip', await createArchive([thing]));
  await plan(page);
  await expect(decision(page, 'archived-stale')).toContainText('Create');

  // Somebody else is faster, with an older version.
  await importArchive(
    api,
    'faster.zip',
    await createArchive([
      { ...thing, description: 'Faster', modifiedAt: older },
    ]),
  );
  await button(page, 'Import').click();
  const refusal = page.getByRole('alert');
  await expect(refusal).toContainText('The plan was not carried out');
  await expect(refusal).toContainText('component:default/archived-stale');
  expect(
    (await catalogEntity('component:default/archived-stale'))?.metadata,
  ).toMatchObject({ description: 'Faster' });

  await refusal.getByRole('button', { name: 'Plan again' }).click();
  await expect(decision(page, 'archived-stale')).toContainText('Change');
  await button(page, 'Import').click();
  await expect(button(page, 'Undo this import')).toBeVisible();
  await expect
    .poll(async () => {
      const entity = await catalogEntity('component:default/archived-stale');
      return entity?.metadata.description;
    })
    .toBe('As planned');
});

test('undo removes from the catalog what was created, and restores what was replaced', async ({
  page,
  api,
  owned,
  catalogEntity,
}) => {
  const replaced = owned('archived-replaced', {
    description: 'Before',
    modifiedAt: older,
  });
  const created = owned('archived-created');
  await importArchive(api, 'before.zip', await createArchive([replaced]));
  const replacedHere = async () =>
    (await catalogEntity('component:default/archived-replaced'))?.metadata;
  expect(await replacedHere()).toMatchObject({ description: 'Before' });

  await signIn(page, 'ada', '/connector/archives/import');
  await upload(
    page,
    'after.zip',
    await createArchive([
      { ...replaced, description: 'After', modifiedAt: newer },
      created,
    ]),
  );
  await plan(page);
  await button(page, 'Import').click();
  await expect(button(page, 'Undo this import')).toBeVisible();
  await expect
    .poll(() => catalogEntity('component:default/archived-created'))
    .toBeDefined();
  await expect
    .poll(async () => (await replacedHere())?.description)
    .toBe('After');

  await button(page, 'Undo this import').click();
  await expect(decision(page, 'archived-created')).toContainText('Remove');
  await expect(decision(page, 'archived-replaced')).toContainText('Change');
  await takeScreenshots(page, 'archive-undo');
  await button(page, 'Undo the import').click();
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
  await takeScreenshots(page, 'archive-undone');
  await expect
    .poll(() => catalogEntity('component:default/archived-created'))
    .toBeUndefined();
  await expect
    .poll(async () => (await replacedHere())?.description)
    .toBe('Before');
});

test('another option makes another plan of the same upload', async ({
  page,
  api,
  owned,
}) => {
  const thing = owned('archived-option', { modifiedAt: newer });
  await importArchive(api, 'newer.zip', await createArchive([thing]));
  const uploads: string[] = [];
  page.on('request', request => {
    if (new URL(request.url()).pathname.endsWith('/v1/archives')) {
      uploads.push(request.method());
    }
  });

  await signIn(page, 'ada', '/connector/archives/import');
  await upload(
    page,
    'older.zip',
    await createArchive([
      { ...thing, description: 'Older', modifiedAt: older },
    ]),
  );
  await plan(page);
  await expect(decision(page, 'archived-option')).toContainText('Reject');
  // By the clock of the viewer: it is an hour later there.
  await expect(decision(page, 'archived-option')).toContainText(
    'of 21 Nov 2026, 10:00:00 CET; the archive has that of 19 Nov 2026, 10:00:00 CET.',
  );
  await expect(button(page, 'Import')).toBeDisabled();

  await button(page, 'Back').click();
  await page.getByLabel('Allow replace').check();
  await button(page, 'Plan').click();
  await expect(decision(page, 'archived-option')).toContainText('Change');
  await expect(button(page, 'Import')).toBeEnabled();
  expect(uploads.filter(method => method === 'POST')).toHaveLength(1);
});

test('a part of an archive is imported, with what it needs', async ({
  page,
  owned,
  catalogEntity,
}) => {
  const needed = owned('archived-needed');
  const spec = { ...needed.spec, dependsOn: ['component:archived-needed'] };
  const chosen = owned('archived-chosen', {
    spec,
    references: [
      { path: 'spec.dependsOn[0]', ref: 'component:default/archived-needed' },
    ],
  });
  const left = owned('archived-left');
  await signIn(page, 'ada', '/connector/archives/import');
  await upload(page, 'part.zip', await createArchive([needed, chosen, left]));
  await button(page, 'Select none').click();
  await page
    .getByRole('checkbox', {
      name: 'Select component:default/archived-chosen',
    })
    .check();
  await expect(page.getByText('1 object is selected')).toBeVisible();
  await plan(page);
  await expect(page.getByText('2 decisions', { exact: true })).toBeVisible();
  await expect(decision(page, 'archived-left')).toHaveCount(0);
  await page
    .getByRole('button', { name: 'Details of archived-needed' })
    .click();
  await expect(
    page.getByText(
      'Taken along because component:default/archived-chosen refers to it.',
    ),
  ).toBeVisible();
  await button(page, 'Import').click();
  await expect(button(page, 'Undo this import')).toBeVisible();
  await expect
    .poll(() => catalogEntity('component:default/archived-chosen'))
    .toBeDefined();
  expect(
    await catalogEntity('component:default/archived-needed'),
  ).toBeDefined();
  expect(
    await catalogEntity('component:default/archived-left'),
  ).toBeUndefined();
});
