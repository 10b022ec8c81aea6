import { expect } from '@playwright/test';
import { input, rowOf } from './pages';
import { test } from './portalTest';
import { sidebar, signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

// OC-2: five ways in, each of which must work.

test('the home page has import shortcuts and the last runs', async ({
  page,
  run,
  sample,
}) => {
  await run(sample, 'preview');
  await signIn(page, 'ada');
  await expect(
    page.getByRole('list', { name: 'Last runs' }).getByRole('link').first(),
  ).toHaveText('Retail warehouse');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/connector\/import$/);
  await page.goBack();
  await page.getByRole('button', { name: 'Monitor', exact: true }).click();
  await expect(page).toHaveURL(/\/connector\/monitor$/);
});

test('the catalog has an Import button, also where it is empty', async ({
  page,
}) => {
  await signIn(page, 'ada', '/catalog?filters[kind]=system&filters[user]=all');
  await expect(
    page.getByRole('link', { name: 'Retail analytics' }),
  ).toBeVisible();
  await expect(page.getByText('No data assets here yet')).toHaveCount(0);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page).toHaveURL(/\/connector\/import$/);

  await page.goto('/catalog?filters[kind]=api&filters[user]=all');
  const empty = page
    .getByRole('status')
    .filter({ hasText: 'No data assets here yet' });
  await expect(empty).toBeVisible();
  await takeScreenshots(page, 'catalog-empty');
  await empty.getByRole('button', { name: 'Import' }).click();
  await expect(page).toHaveURL(/\/connector\/import$/);
});

test('a System offers to import into it', async ({ page }) => {
  await signIn(page, 'ada', '/catalog/default/system/retail-analytics');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Import into this source' }).click();
  await page.getByRole('button', { name: 'Import from PostgreSQL' }).click();
  await expect(page.getByLabel('An existing System or Domain')).toBeChecked();
  await expect(input(page, 'System or Domain')).toHaveValue(
    /Retail analytics|system:default\/retail-analytics/,
  );
});

test('the settings have a page of connections and runs', async ({ page }) => {
  await signIn(page, 'ada', '/settings');
  await page.getByRole('tab', { name: 'Connector' }).click();
  await expect(page).toHaveURL(/\/settings\/connector$/);
  await expect(rowOf(page, 'Retail warehouse').first()).toContainText(
    'app-config',
  );
  await expect(
    page.getByRole('heading', { name: 'The last 30 days' }),
  ).toBeVisible();
  await takeScreenshots(page, 'settings-connector');
});

test('the sidebar leads to the pages of the plugin', async ({ page }) => {
  await signIn(page, 'ada');
  await sidebar(page)
    .getByRole('link', { name: 'Connector', exact: true })
    .click();
  await expect(rowOf(page, 'Retail warehouse')).toBeVisible();
});

test('who may not import finds no entry that would fail', async ({ page }) => {
  await signIn(page, 'rita');
  const importButton = page.getByRole('button', {
    name: 'Import',
    exact: true,
  });
  await expect(page.getByText('Import shortcuts')).toBeVisible();
  await expect(importButton).toHaveCount(0);
  await page.goto('/catalog?filters[kind]=api&filters[user]=all');
  await expect(page.getByText(/No records to display/)).toBeVisible();
  await expect(importButton).toHaveCount(0);
  await expect(page.getByText('No data assets here yet')).toHaveCount(0);
  await page.goto('/connector');
  await expect(rowOf(page, 'Retail warehouse')).toBeVisible();
  await expect(importButton).toHaveCount(0);
  await page.goto('/catalog/default/system/retail-analytics');
  await page.getByRole('button', { name: 'More' }).click();
  await expect(
    page.getByRole('menuitem', { name: 'Export as archive' }),
  ).toBeVisible();
  await expect(
    page.getByRole('menuitem', { name: 'Import into this source' }),
  ).toHaveCount(0);
});
