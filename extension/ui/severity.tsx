import type { JSX } from 'preact';
import { Icon, type IconName } from './icon';
import { words } from './words';

const icons: Record<string, IconName> = { block: 'block', warn: 'warn', inform: 'inform' };

/** A severity by shape, word and colour. */
export function Severity({ severity }: { severity: string }): JSX.Element {
  return (
    <span class={`severity ${severity}`}>
      <Icon name={icons[severity] ?? 'inform'} />
      {words.checker.severity[severity] ?? severity}
    </span>
  );
}
