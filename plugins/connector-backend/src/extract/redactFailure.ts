import type { Failure } from '@backstage-connector/plugin-connector-common';

/** The failure with everything cut out that must not be shown (OC-41). */
export function redactFailure(
  failure: Failure,
  redact: (text: string) => string,
): Failure {
  return {
    ...failure,
    title: redact(failure.title),
    remedy: redact(failure.remedy),
    ...(failure.driverMessage !== undefined && {
      driverMessage: redact(failure.driverMessage),
    }),
  };
}
