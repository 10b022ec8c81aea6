import { expect } from '@playwright/test';
import { expectVerdict, input, rowOf } from './pages';
import { test } from './portalTest';
import { signIn } from './signIn';
import { takeScreenshots } from './takeScreenshots';

test('a connection is exported without its password, and set up again from the archive (AR-5)', async ({
  page,
  shop,
  connect,
}) => {
  await connect('Corner shop', shop, {
    scope: { include: ['sales.*'], exclude: [] },
  });
  await signIn(page, 'ada', '/connector/archives');
  await page.getByLabel('No entities').check();
  await page.getByLabel('Connections', { exact: true }).click();
  await page.getByRole('option', { name: /^Corner shop/ }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 connection is chosen.')).toBeVisible();
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(
    page.getByRole('row').filter({ hasText: 'Corner shop' }),
  ).toContainText('Password');
  await takeScreenshots(page, 'archive-export-connections');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download archive' }).click(),
  ]);

  await page.getByRole('tab', { name: 'Import' }).last().click();
  await page.locator('input[type=file]').setInputFiles(await download.path());
  const row = page.getByRole('row').filter({ hasText: 'Corner shop' });
  await expect(row).toContainText('This connection exists here already.');
  await takeScreenshots(page, 'archive-connections');
  await row.getByRole('button', { name: 'Set up Corner shop here' }).click();

  await expect(page.getByText(/To enter again: Password\./)).toBeVisible();
  await input(page, 'Connection name').fill('Second corner shop');
  await takeScreenshots(page, 'archive-connection-wizard');
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(input(page, 'Database')).toHaveValue(shop.database);
  await expect(input(page, 'Include')).toHaveValue('sales.*');
  await expect(input(page, 'Password')).toHaveValue('');
  await input(page, 'Password').fill(shop.password);
  await page.getByRole('button', { name: 'Test connection' }).click();
  await expectVerdict(page, 'works');
  await page.goto('/connector');
  await expect(rowOf(page, 'Second corner shop')).toBeVisible();
});
