/** Whether a text holds every word that was typed. */
export function fits(text: string, typed: string): boolean {
  const all = text.toLocaleLowerCase();
  return typed
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((word) => all.includes(word));
}
