/** Boxes that make trouble. */
import { Changes, dress, type Mount, type Mounted } from './mounted';
import { contenteditable } from './plain';

/** Takes no text from anybody. */
export const refusing: Mount = (place) => {
  const changes = new Changes();
  const box = document.createElement('div');
  box.contentEditable = 'true';
  dress(box, undefined);
  for (const event of ['beforeinput', 'paste', 'input'])
    box.addEventListener(event, (happening) => happening.preventDefault());
  new MutationObserver(() => {
    if (box.textContent !== '') box.replaceChildren();
  }).observe(box, { childList: true, characterData: true, subtree: true });
  place.append(box);
  return { text: () => box.innerText.trim(), onChange: changes.add };
};

/** Pastes everything twice. */
export const doubling: Mount = async (place, options) => {
  const mounted = await contenteditable(place, options);
  place.querySelector('[contenteditable]')?.addEventListener('paste', (event) => {
    event.preventDefault();
    const text = (event as ClipboardEvent).clipboardData?.getData('text/plain') ?? '';
    document.execCommand('insertText', false, text);
    document.execCommand('insertText', false, text);
  });
  return mounted;
};

/** Holds forty characters. */
export const short: Mount = (place) => {
  const changes = new Changes();
  const box = document.createElement('textarea');
  box.maxLength = 40;
  box.addEventListener('input', changes.tell);
  place.append(box);
  return { text: () => box.value, onChange: changes.add };
};

/** Holds a draft, and changes whatever is done to it. */
export const spoiling: Mount = (place) => {
  const changes = new Changes();
  const box = document.createElement('textarea');
  box.value = 'Dear Maria. ';
  box.addEventListener('input', () => {
    box.value += '!';
    changes.tell();
  });
  place.append(box);
  return { text: () => box.value, onChange: changes.add };
};

/** Whose page looks at it when a key goes up. */
export const keyWatching: Mount = (place) => heardBy(place, 'keyup');

/** Whose page never looks at it. */
export const deaf: Mount = (place) => heardBy(place, null);

function heardBy(place: HTMLElement, event: string | null): Mounted {
  const changes = new Changes();
  const box = document.createElement('textarea');
  if (event !== null) box.addEventListener(event, changes.tell);
  place.append(box);
  return { text: () => box.value, onChange: changes.add };
}
