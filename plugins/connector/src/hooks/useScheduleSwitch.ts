import { useState } from 'react';
import {
  scheduleDefinitionSchema,
  type Schedule,
} from '@backstage-connector/plugin-connector-common';
import { useApi } from '@backstage/core-plugin-api';
import { connectorApiRef } from '../api';
import { useAttempt } from './useAttempt';

/**
 * Switches a schedule on and off. It shows what was asked for at once, and what
 * is saved again when the server refuses.
 */
export function useScheduleSwitch(schedule: Schedule, onChanged: () => void) {
  const { connectionId, version } = schedule;
  const api = useApi(connectorApiRef);
  const { busy, attempt } = useAttempt();
  // Of one version: what is saved later, by whomever, counts again.
  const [asked, setAsked] = useState<{ version: number; enabled: boolean }>();

  const set = async (enabled: boolean) => {
    setAsked({ version, enabled });
    const saved = await attempt(() =>
      api.putSchedule({
        params: { id: connectionId },
        body: {
          ...scheduleDefinitionSchema.parse(schedule),
          enabled,
          version,
        },
      }),
    );
    if (!saved) setAsked(undefined);
    onChanged();
  };
  const enabled = asked?.version === version ? asked.enabled : schedule.enabled;
  return { enabled, busy, set };
}
