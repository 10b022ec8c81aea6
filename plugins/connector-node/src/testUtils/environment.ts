/** Records what is written to the console. */
export function watchConsole() {
  const original = { ...console };
  const calls: unknown[][] = [];
  for (const name of Object.keys(original) as (keyof Console)[]) {
    if (typeof original[name] === 'function') {
      Object.assign(console, {
        [name]: (...args: unknown[]) => calls.push([name, ...args]),
      });
    }
  }
  return {
    calls,
    restore: () => void Object.assign(console, original),
  };
}

/**
 * Records which variables are read, and then gives a strange value to each that
 * is not set: what depends on one behaves otherwise from then on.
 */
export function watchEnvironment() {
  const original = process.env;
  const unset = new Set<string>();
  let disturbed = false;
  process.env = new Proxy(original, {
    get(target, name) {
      if (typeof name !== 'string' || target[name] !== undefined) {
        return Reflect.get(target, name);
      }
      unset.add(name);
      return disturbed ? 'disturbed-by-the-contract' : undefined;
    },
  });
  return {
    disturb: () => {
      disturbed = true;
    },
    names: () => [...unset].join(', '),
    restore: () => {
      process.env = original;
    },
  };
}
