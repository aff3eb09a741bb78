/** A page with one comment and, under it, one editor of the kind in the address: `?textarea`. */
import { draft } from './draft';
import { lexicalPlain, lexicalRich } from './lexical';
import { mentions } from './mentions';
import type { Mount } from './mounted';
import { contenteditable, froalaLike, reactTextarea, textarea } from './plain';
import { prosemirror, tiptap } from './prosemirror';
import { quill1, quill2 } from './quill';
import { show } from './show';
import { slate } from './slate';
import { deaf, doubling, keyWatching, refusing, short, spoiling } from './stubborn';

const kinds: Readonly<Record<string, Mount>> = {
  textarea,
  reactTextarea,
  contenteditable,
  lexicalRich,
  lexicalPlain,
  draft,
  prosemirror,
  tiptap,
  quill1,
  quill2,
  slate,
  froalaLike,
  refusing,
  doubling,
  short,
  spoiling,
  keyWatching,
  deaf,
  ...mentions,
};

show(kinds);
