import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import type { ArchivedThing } from './archiveFile';

/** A button of the page; where a step has the same name, not that. */
export const button = (page: Page, name: string) =>
  page.getByRole('article').getByRole('button', { name, exact: true }).last();

export const dataPlatform = 'group:default/data-platform';

/** A component of another portal, where its group has another UUID. */
export const component = (
  name: string,
  change: Partial<ArchivedThing> = {},
): ArchivedThing => ({
  uid: randomUUID(),
  kind: 'Component',
  name,
  spec: { type: 'service', lifecycle: 'production', owner: dataPlatform },
  organization: { ref: dataPlatform, uid: randomUUID() },
  ...change,
});

/** Takes a file in, as one that was chosen. */
export async function upload(page: Page, name: string, content: Buffer) {
  await page
    .locator('input[type=file]')
    .setInputFiles({ name, mimeType: 'application/zip', buffer: content });
}

/** From the contents to the plan, with the options as they are. */
export async function plan(page: Page) {
  await button(page, 'Next').click();
  await button(page, 'Plan').click();
}

/** The row of a decision. */
export const decision = (page: Page, text: string | RegExp) =>
  page.getByRole('row').filter({ hasText: text }).first();
