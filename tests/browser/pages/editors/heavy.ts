import { ClassicEditor, Essentials, Paragraph, PasteFromOffice, Undo } from 'ckeditor5';
import tinymce from 'tinymce';
import 'tinymce/icons/default';
import 'tinymce/models/dom';
import 'tinymce/themes/silver';
import { Changes, dress, type Mount } from './mounted';

/** Paragraphs stand for a blank line, `br` for a line break. */
function htmlText(html: string): string {
  const body = new DOMParser().parseFromString(html, 'text/html').body;
  for (const br of body.querySelectorAll('br')) br.replaceWith('\n');
  const paragraphs = [...body.children].map((paragraph) =>
    (paragraph.textContent ?? '').replaceAll('\u00a0', ' '),
  );
  return paragraphs.join('\n\n').replace(/\n+$/u, '');
}

export const ckeditor: Mount = async (place, options) => {
  const changes = new Changes();
  const source = document.createElement('div');
  place.append(source);
  const editor = await ClassicEditor.create(source, {
    licenseKey: 'GPL',
    plugins: [Essentials, Paragraph, Undo, PasteFromOffice],
    toolbar: [],
  });
  editor.model.document.on('change:data', changes.tell);
  const root = editor.ui.getEditableElement();
  if (root !== undefined) dress(root, options);
  return { text: () => htmlText(editor.getData()), onChange: changes.add };
};

export const tinymceFrame: Mount = async (place) => {
  const changes = new Changes();
  const target = document.createElement('textarea');
  place.append(target);
  const [editor] = await tinymce.init({
    target,
    license_key: 'gpl',
    skin: false,
    content_css: false,
    menubar: false,
    toolbar: false,
    statusbar: false,
    promotion: false,
    height: 200,
  });
  if (editor === undefined) throw new Error('TinyMCE did not start');
  // It waits for a style sheet that this page does not load.
  editor.getContainer().style.visibility = 'visible';
  editor.on('input change undo redo SetContent', changes.tell);
  return { text: () => htmlText(editor.getContent()), onChange: changes.add };
};
