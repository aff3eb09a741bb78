import { useEffect, useState } from 'preact/hooks';

/** Fetches something for a page, and again whenever `again` is called. */
export function useLoaded<T extends { readonly kind: string }>(
  load: () => Promise<T>,
): [T | null, () => void] {
  const [value, setValue] = useState<T | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    void load().then((loaded) => {
      if (wanted) {
        setValue(loaded);
      }
    });
    return () => {
      wanted = false;
    };
  }, [round]);
  return [value, () => setRound(round + 1)];
}
