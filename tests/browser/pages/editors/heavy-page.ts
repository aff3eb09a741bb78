/** As `page.ts`, for the two editors that are large. */
import { ckeditor, tinymceFrame } from './heavy';
import { show } from './show';

show({ ckeditor, tinymceFrame });
