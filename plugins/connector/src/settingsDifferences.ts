/** A setting in which two runs differ; undefined where a run has none. */
export interface SettingDifference {
  /** From the outside in, joined by dots: `parameters.host`. */
  readonly path: string;
  readonly one: string | undefined;
  readonly other: string | undefined;
}

/** The settings in which two runs differ, by path. */
export function settingsDifferences(
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): SettingDifference[] {
  const [ofOne, ofOther] = [flat(one), flat(other)];
  return [...new Set([...ofOne.keys(), ...ofOther.keys()])]
    .map(path => ({ path, one: ofOne.get(path), other: ofOther.get(path) }))
    .filter(difference => difference.one !== difference.other)
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** Values as text by path. A list is one value: its order may matter. */
function flat(
  settings: Readonly<Record<string, unknown>>,
  prefix = '',
): Map<string, string> {
  return new Map(
    Object.entries(settings).flatMap(([name, value]): [string, string][] => {
      const path = `${prefix}${name}`;
      if (value === undefined || value === null) return [];
      if (typeof value === 'object' && !Array.isArray(value)) {
        return [...flat(value as Record<string, unknown>, `${path}.`)];
      }
      return [
        [path, typeof value === 'string' ? value : JSON.stringify(value)],
      ];
    }),
  );
}
