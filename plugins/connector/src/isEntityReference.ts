/**
 * Whether a text is a full entity reference. Who asked for something may be no
 * entity: `app-config`, or a service such as `plugin:catalog`.
 */
export function isEntityReference(text: string): boolean {
  return /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(text);
}
