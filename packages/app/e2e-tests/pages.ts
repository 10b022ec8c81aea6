import { expect, type Locator, type Page } from '@playwright/test';
import type { SourceDatabase } from './sourceDatabase';

/** A drop-down list; its name is its label and the choice that it shows. */
export const dropDown = (scope: Page | Locator, label: string) =>
  scope.getByRole('button', { name: new RegExp(`^${label}\\b`) });

/** Chooses in a drop-down list. */
export async function choose(
  scope: Page | Locator,
  label: string,
  option: string,
): Promise<void> {
  await dropDown(scope, label).click();
  const page = 'page' in scope ? scope.page() : scope;
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The row of a table that has a link with this name. */
export const rowOf = (page: Page, name: string) =>
  page
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name, exact: true }) });

/** Chooses in the action menu of a connection. */
export async function act(
  page: Page,
  connection: string,
  action: string,
): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${connection}` }).click();
  // What keeps an action from being done follows its name.
  await page
    .getByRole('menuitem', { name: new RegExp(`^${action}\\b`) })
    .click();
}

/** One of the steps at the head of the wizard. */
export const wizardStep = (page: Page, name: string) =>
  page.getByLabel('Steps of the import').getByRole('button', { name });

/** A text or number to enter. */
export const input = (scope: Page | Locator, label: string) =>
  scope
    .getByRole('textbox', { name: label, exact: true })
    .or(scope.getByRole('spinbutton', { name: label, exact: true }));

/** Enters where a database is and who reads it. */
export async function enterSource(
  page: Page,
  source: Omit<SourceDatabase, 'query' | 'hold' | 'drop'>,
): Promise<void> {
  await input(page, 'Host').fill(source.host);
  await input(page, 'Port').fill(String(source.port));
  await input(page, 'Database').fill(source.database);
  await input(page, 'User').fill(source.user);
  await input(page, 'Password').fill(source.password);
}

/** Waits for the verdict of a connection test. */
export async function expectVerdict(
  page: Page,
  verdict: 'works' | 'does not work',
): Promise<void> {
  await expect(
    page.getByRole('status').getByText(`The connection ${verdict}`),
  ).toBeVisible();
}

/** The state that the page of a run shows. */
export const runState = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^[A-Z][a-z ]+$/ })
    .first();

/** Starts the import, in the wizard and on the page of a preview. */
export const importButton = (page: Page) =>
  page
    .getByRole('article')
    .getByRole('button', { name: 'Import', exact: true });

/** What the error detail says under this heading. */
export const factOf = (page: Page, name: string) =>
  page
    .getByRole('alert')
    .filter({ hasText: 'Error detail' })
    .locator(`dt:text-is("${name}") + dd`);

/** Types a part of an entity's title and takes the one that is found. */
export async function chooseEntity(
  page: Page,
  label: string,
  title: string,
): Promise<void> {
  await input(page, label).fill(title);
  await page.getByRole('option', { name: title }).click();
}
