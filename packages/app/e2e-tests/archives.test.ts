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
import { chooseEntity, input } from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

test('what was exported is imported into the same portal: nothing changes', async ({
  page,
}) => {
  await signIn(page, 'ada', '/connector/archives');
  await expect(page.getByText(/The whole catalog: \d+ entities/)).toBeVisible();
  await page.getByLabel('Kind', { exact: true }).click();
  await page.getByRole('option', { name: 'System' }).click();
  await expect(page.getByText('1 entity matches.')).toBeVisible();
  await button(page, 'Preview').click();
  const omitted = page.getByRole('row').filter({ hasText: 'Not selected' });
  await expect(
    omitted.filter({ hasText: 'domain:default/retail' }),
  ).toBeVisible();
  await page.getByLabel('With what they refer to').check();
  await button(page, 'Preview').click();
  await expect(
    page.getByRole('row').filter({ hasText: 'refers to it' }),
  ).toContainText('Retail');
  await takeScreenshots(page, 'archive-export');

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button(page, 'Download archive').click(),
  ]);
  expect(download.suggestedFilename()).toMatch(
    /^bellwether-outfitters-.*\.zip$/,
  );
  await expect(
    page.getByRole('heading', { name: /^Exported: bellwether/ }),
  ).toBeVisible();

  await page.getByRole('tab', { name: 'Import' }).last().click();
  await page.locator('input[type=file]').setInputFiles(await download.path());
  await expect(page.getByText('1 object is selected')).toBeVisible();
  await plan(page);
  await expect(page.getByText('There is nothing to import')).toBeVisible();
  await expect(button(page, 'Import')).toBeDisabled();
  await expect(decision(page, 'Retail analytics')).toContainText('Unchanged');
});

test('an archive is planned, imported and undone', async ({ page }) => {
  const orders = component('archived-orders', {
    description: 'Takes orders',
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: dataPlatform,
      system: 'retail-analytics',
    },
    references: [
      { path: 'spec.system', ref: 'system:default/retail-analytics' },
    ],
  });
  const lost = component('archived-lost', {
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: dataPlatform,
      dependsOn: ['component:nowhere'],
    },
    references: [
      { path: 'spec.dependsOn[0]', ref: 'component:default/nowhere' },
    ],
  });
  const taken: ArchivedThing = {
    ...component('retail-analytics'),
    kind: 'System',
    spec: { owner: dataPlatform },
  };
  await signIn(page, 'ada', '/connector/archives/import');
  await upload(page, 'another.zip', await createArchive([orders, lost, taken]));
  await expect(page.getByText('3 objects are selected')).toBeVisible();
  await takeScreenshots(page, 'archive-contents');

  // The group has another UUID here, so that nothing can own what is new.
  await plan(page);
  await expect(decision(page, 'archived-orders')).toContainText(
    'does not exist here under the same UUID',
  );
  await button(page, 'Back').click();
  await chooseEntity(page, 'Assign new organization', 'data-platform');
  await expect(input(page, 'Assign new organization')).toHaveValue(
    dataPlatform,
  );
  await takeScreenshots(page, 'archive-options');
  await button(page, 'Plan').click();

  await expect(decision(page, 'archived-orders')).toContainText('Create');
  await expect(decision(page, 'archived-lost')).toContainText('Skip');
  await expect(decision(page, /retail-analytics/)).toBeVisible();
  await page.getByRole('button', { name: 'Details of archived-lost' }).click();
  await expect(page.getByText('What would have made it succeed')).toBeVisible();
  await takeScreenshots(page, 'archive-plan');
  await page.getByRole('button', { name: '1 Reject' }).click();
  await expect(page.getByText('1 decision', { exact: true })).toBeVisible();
  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download all decisions as CSV' }).click(),
  ]);
  expect(csv.suggestedFilename()).toMatch(/\.csv$/);

  // The place is kept in the URL.
  await page.reload();
  await button(page, 'Import').click();
  await expect(
    page.getByRole('heading', { name: 'Import of another.zip' }),
  ).toBeVisible();
  await expect(button(page, 'Undo this import')).toBeVisible();
  await takeScreenshots(page, 'archive-report');
  await expect
    .poll(async () => {
      await page.goto('/catalog/default/component/archived-orders');
      const heading = page.getByRole('heading', { name: 'archived-orders' });
      await heading
        .or(page.getByText(/not found/i))
        .first()
        .waitFor();
      return heading.isVisible();
    })
    .toBe(true);

  // A newer version of the same object is a change, shown field by field.
  await page.goto('/connector/archives/import');
  await upload(
    page,
    'newer.zip',
    await createArchive([
      {
        ...orders,
        description: 'Takes and ships orders',
        modifiedAt: '2026-11-21T09:00:00.000Z',
      },
    ]),
  );
  await expect(page.getByText('1 object is selected')).toBeVisible();
  await plan(page);
  await page
    .getByRole('button', { name: 'Details of archived-orders' })
    .click();
  const changes = page.getByRole('table', { name: 'Changes' });
  await expect(changes).toContainText('Takes orders');
  await expect(changes).toContainText('Takes and ships orders');
  await takeScreenshots(page, 'archive-diff');

  await page.goto('/connector/monitor');
  await page
    .getByRole('row')
    .filter({ hasText: 'another.zip' })
    .filter({ hasText: 'Create' })
    .getByRole('link')
    .first()
    .click();
  await button(page, 'Undo').click();
  await expect(
    page.getByRole('heading', { name: 'Undo of another.zip' }),
  ).toBeVisible();
  await expect(decision(page, 'archived-orders')).toContainText('Remove');
  await button(page, 'Undo the import').click();
  await expect(page.getByRole('status').getByText('Succeeded')).toBeVisible();
});

test('objects are chosen with the keyboard', async ({ page }) => {
  const things = ['one', 'two', 'three'].map(name =>
    component(`archived-${name}`),
  );
  await signIn(page, 'ada', '/connector/archives/import');
  await upload(page, 'keys.zip', await createArchive(things));
  const box = page.getByRole('checkbox', {
    name: 'Select component:default/archived-two',
  });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(box).not.toBeChecked();
  await expect(page.getByText('2 objects are selected')).toBeVisible();
  await page.reload();
  await expect(box).not.toBeChecked();
  await button(page, 'Select none').press('Enter');
  await expect(page.getByText('Nothing is selected.')).toBeVisible();
  await expect(button(page, 'Next')).toBeDisabled();
});

test('an entity is exported from its menu', async ({ page }) => {
  await signIn(page, 'ada', '/catalog/default/system/retail-analytics');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Export as archive' }).click();
  await expect(page.getByText('1 entity is chosen.')).toBeVisible();
  await expect(
    page.getByRole('list', { name: 'Chosen entities' }),
  ).toContainText('system:default/retail-analytics');
});

test('who may only read can export, and is told what an import needs', async ({
  page,
}) => {
  await signIn(page, 'rita', '/connector/archives');
  await expect(page.getByText(/The whole catalog/)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Import' })).toHaveCount(1);
  await page.goto('/connector/archives/import');
  await expect(page.getByText('connector.archive.import')).toBeVisible();
});
