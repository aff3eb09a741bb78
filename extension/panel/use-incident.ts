import { useEffect, useState } from 'preact/hooks';
import type { Incident } from '../generated/Incident';
import { ask } from '../ui/ask';

/** The incident being handled, as the desk has it now; null without one. */
export function useIncident(): Incident | null {
  const [incident, setIncident] = useState<Incident | null>(null);
  useEffect(() => {
    const load = async (): Promise<void> => {
      const answer = await ask<'get-desk'>({ kind: 'get-desk' });
      if (answer.kind === 'desk-is') {
        setIncident(answer.desk.incidentActive ? answer.desk.incident : null);
      }
    };
    const reload = (): void => void load();
    reload();
    chrome.storage.local.onChanged.addListener(reload);
    return () => chrome.storage.local.onChanged.removeListener(reload);
  }, []);
  return incident;
}
