import type { Config } from '@backstage/config';

/** This portal, as archives name where they come from. */
export interface Portal {
  readonly name: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
}

/** Name and address of the portal, from settings it has anyway. */
export function readPortal(
  config: Config,
  given: { portalName: string | undefined },
): Portal {
  return {
    name:
      given.portalName ??
      config.getOptionalString('organization.name') ??
      config.getOptionalString('app.title') ??
      'Backstage',
    baseUrl: (config.getOptionalString('app.baseUrl') ?? '').replace(
      /\/+$/,
      '',
    ),
  };
}
