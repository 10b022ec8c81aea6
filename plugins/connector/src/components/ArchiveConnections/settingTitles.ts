import type { Technology } from '@backstage-connector/plugin-connector-common';

/** Settings by the titles they have in the form, where the technology is known. */
export function settingTitles(
  names: readonly string[],
  technology: Technology | undefined,
): string {
  return names
    .map(name => technology?.fields.find(it => it.name === name)?.title ?? name)
    .join(', ');
}
