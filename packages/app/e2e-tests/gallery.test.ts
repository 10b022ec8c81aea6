import { expect } from '@playwright/test';
import { choose } from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

const cards = (page: Parameters<typeof signIn>[0]) =>
  page.getByRole('button', { name: /^Import from/ });

test('the gallery filters by connection type, module and text (OC-4)', async ({
  page,
}) => {
  await signIn(page, 'ada', '/connector/import');
  const postgresql = page.getByRole('button', {
    name: 'Import from PostgreSQL',
  });
  const sqlite = page.getByRole('button', { name: 'Import from SQLite' });
  await expect(sqlite).toBeVisible();
  await expect(page.getByText('Online', { exact: true })).toHaveCount(
    await cards(page).count(),
  );
  await takeScreenshots(page, 'gallery');

  await page.getByLabel('Search technologies').fill('sqlite');
  await expect(cards(page)).toHaveCount(1);
  await expect(sqlite).toBeVisible();
  await page.getByLabel('Search technologies').fill('');

  await page.getByRole('button', { name: 'Online connector' }).click();
  await expect(postgresql).toBeVisible();
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await expect(postgresql).toHaveCount(0);
  await page.getByRole('button', { name: 'All', exact: true }).click();

  await choose(page, 'Module', 'Dictionary');
  await expect(postgresql).toBeVisible();
  await choose(page, 'Module', 'Usage');
  await expect(postgresql).toHaveCount(0);
  await expect(
    page.getByText('No technology matches the filters.'),
  ).toBeVisible();
});

test('the gallery tells who may not import which permission is missing', async ({
  page,
}) => {
  await signIn(page, 'rita', '/connector/import');
  await expect(page.getByText('You may not see this')).toBeVisible();
  await expect(
    page.getByText('This needs the permission connector.connection.create'),
  ).toBeVisible();
  await expect(cards(page)).toHaveCount(0);
});
