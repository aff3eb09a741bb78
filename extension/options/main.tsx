import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { mount } from '../ui/mount';
import { pageWords } from '../ui/page-words';
import { DataPage } from './data';
import { DeskPage } from './desk';
import { LogPage } from './log';
import { PacksPage } from './packs';
import { SitesPage } from './sites';
import { optionsStyle } from './style';

const words = pageWords.options;

const sections = {
  desk: DeskPage,
  sites: SitesPage,
  packs: PacksPage,
  log: LogPage,
  data: DataPage,
} as const;

type Section = keyof typeof sections;

function sectionNow(): Section {
  const named = location.hash.slice(1);
  return named in sections ? (named as Section) : 'desk';
}

function Options(): JSX.Element {
  const [section, setSection] = useState(sectionNow);
  useEffect(() => {
    const follow = (): void => setSection(sectionNow());
    window.addEventListener('hashchange', follow);
    // The address may have changed between the first drawing and now.
    follow();
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const Page = sections[section];
  return (
    <div class="options">
      <nav aria-label={words.sections}>
        <p class="brand">{words.title}</p>
        <ul>
          {(Object.keys(sections) as Section[]).map((name) => (
            <li key={name}>
              <a href={`#${name}`} aria-current={name === section ? 'page' : undefined}>
                {words[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main class="stack" key={section}>
        <Page />
      </main>
    </div>
  );
}

mount(<Options />, optionsStyle);
