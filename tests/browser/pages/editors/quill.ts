import Quill from 'quill';
import Quill1 from 'quill1';
import { Changes, dress, type Mount } from './mounted';

export const quill2: Mount = (place, options) => {
  const changes = new Changes();
  const quill = new Quill(place, { modules: { toolbar: false } });
  quill.on('text-change', changes.tell);
  dress(quill.root, options);
  return { text: () => quill.getText().replace(/\n$/u, ''), onChange: changes.add };
};

export const quill1: Mount = (place, options) => {
  const changes = new Changes();
  const quill = new Quill1(place, { modules: { toolbar: false } });
  quill.on('text-change', changes.tell);
  const root = place.querySelector<HTMLElement>('.ql-editor');
  if (root !== null) {
    root.style.whiteSpace = 'pre-wrap';
    dress(root, options);
  }
  return { text: () => quill.getText().replace(/\n$/u, ''), onChange: changes.add };
};
