/** Replicas of review sites and of the inbox. */
import { lexicalRich } from '../editors/lexical';
import { textarea } from '../editors/plain';
import { type Sample, samples, seconds } from './sample';
import { asBreaks, element, escaped, onClick, type Stage } from './stage';

/** The thread that is open is named by the address, and its box stands beside the list of threads. */
export function businessSuite(stage: Stage): void {
  const id = (sample: Sample): string => `t_${sample.n}00`;
  stage.root.innerHTML = `<div data-surface="/bizweb:inbox/main">${samples.map((sample) => `<span data-surface="/bizweb:inbox/main/thread_row" style="display: contents"><div role="presentation" style="position: relative; height: 72px"><a href="/latest/inbox/all?selected_item_id=${id(sample)}&amp;thread_type=FB_MESSAGE"><div data-surface="/bizweb:inbox/main/thread_row/thread_title">${sample.author}</div><abbr data-utime="${seconds(sample)}">${sample.ago}</abbr><div dir="auto">${asBreaks(sample.text)}</div></a></div></span>`).join('')}</div><div class="pane"></div>`;
  stage.expect((sample) => ({ id: id(sample), parentKey: null }));
  onClick(stage.root, 'a[href*=selected_item_id]', (link) => {
    const answers = new URL((link as HTMLAnchorElement).href).searchParams.get('selected_item_id');
    const pane = stage.root.querySelector<HTMLElement>('.pane');
    if (answers === null || pane === null) return;
    history.pushState(null, '', `?business-suite&selected_item_id=${answers}`);
    pane.innerHTML = '<div class="field"></div><div role="button" class="send">Send</div>';
    const field = pane.querySelector<HTMLElement>('.field');
    const submit = pane.querySelector<HTMLElement>('.send');
    if (field && submit)
      stage.open(field, lexicalRich, { answers, submit, close: () => pane.replaceChildren() });
  });
}

export function google(stage: Stage): void {
  const id = (sample: Sample): string => `ChZ${sample.n}abc`;
  stage.root.innerHTML = `<div role="main" style="height: 600px; overflow-y: auto">${samples.map((sample) => `<div class="jftiEf fontBodyMedium" data-review-id="${id(sample)}" aria-label="${sample.author}"><button data-review-id="${id(sample)}"><div class="d4r55">${sample.author}</div></button><div><span class="kvMYJc" role="img" aria-label="${sample.stars} stars"></span><span class="rsqaWe">${sample.ago} ago</span></div><div class="MyEned"><span class="wiI7pd">${asBreaks(sample.text)}</span></div></div>`).join('')}</div>`;
  stage.expect((sample) => ({
    id: id(sample),
    postedAt: `${sample.ago} ago`,
    rating: sample.stars,
    parentKey: null,
  }));
}

export function googleBusiness(stage: Stage): void {
  const id = (sample: Sample): string => `AbFv${sample.n}`;
  stage.root.innerHTML = `<div class="list">${samples.map((sample) => `<div data-review-id="${id(sample)}"><div><a href="https://www.google.example/maps/contrib/${sample.n}">${sample.author}</a><span role="img" aria-label="${sample.stars} out of 5 stars"></span><time datetime="${sample.time}">${sample.ago}</time></div><span lang="en">${asBreaks(sample.text)}</span><button data-c="${id(sample)}"><span>Antworten</span></button></div>`).join('')}</div><div class="layers"></div>`;
  stage.expect((sample) => ({ id: id(sample), rating: sample.stars, parentKey: null }));
  onClick(stage.root, 'button[data-c]', (button) => {
    const sample = samples.find((one) => id(one) === button.dataset.c);
    const layers = stage.root.querySelector('.layers');
    if (sample === undefined || layers === null) return;
    const dialog = element(
      `<div role="dialog"><h2>Auf ${sample.author} antworten</h2><div class="field"></div><button class="send">Antwort posten</button></div>`,
    );
    layers.replaceChildren(dialog);
    const field = dialog.querySelector<HTMLElement>('.field');
    const submit = dialog.querySelector<HTMLElement>('.send');
    if (!field || !submit) return;
    stage.open(field, textarea, {
      answers: id(sample),
      label: 'Deine Antwort',
      submit,
      close: () => dialog.remove(),
    });
    field.querySelector('textarea')?.setAttribute('jsname', 'YPqjbf');
  });
}

/** Each review's button opens a box below it. */
function answeredInPlace(stage: Stage, box: string): void {
  onClick(stage.root, 'button[data-c]', (button) => {
    const place = button.parentElement?.querySelector<HTMLElement>('.place');
    if (!place) return;
    place.innerHTML = box;
    const field = place.querySelector<HTMLElement>('.field');
    const submit = place.querySelector<HTMLElement>('button');
    if (field && submit)
      stage.open(field, textarea, {
        answers: button.dataset.c ?? '',
        submit,
        close: () => place.replaceChildren(),
      });
  });
}

/** `&business`: each review can be answered, by a button of which only the words are known. */
export function trustpilot(stage: Stage): void {
  const business = location.search.includes('&business');
  const id = (sample: Sample): string => `65a${sample.n}f`;
  stage.root.innerHTML = `<section>${samples.map((sample) => `<article data-service-review-card-paper="true"><aside><a href="/users/1${sample.n}"><span data-consumer-name-typography="true">${sample.author}</span></a></aside><section><div data-service-review-rating="${sample.stars}"></div><time datetime="${sample.time}" data-service-review-date-time-ago="true">${sample.ago}</time><a href="/reviews/${id(sample)}"><h2 data-service-review-title-typography="true">My visit</h2></a><p data-service-review-text-typography="true">${asBreaks(sample.text)}</p></section>${business ? `<button data-c="${id(sample)}">Responder</button><div class="place"></div>` : ''}</article>`).join('')}</section>`;
  stage.expect((sample) => ({
    id: id(sample),
    text: `My visit\n${sample.text}`,
    rating: sample.stars,
    parentKey: null,
  }));
  answeredInPlace(stage, '<div class="field"></div><button type="submit">Publicar</button>');
}

export function yelp(stage: Stage): void {
  const id = (sample: Sample): string => `rev-${sample.n}`;
  stage.root.innerHTML = `<ul>${samples.map((sample) => `<li id="${id(sample)}"><div class="user-passport-info css-1"><div class="passport-container"><a href="/user_details?userid=${sample.n}">${sample.author}</a></div></div><div><div role="img" aria-label="${sample.stars} star rating"></div><time datetime="${sample.time}">${sample.ago}</time></div><p lang="en"><span>${asBreaks(sample.text)}</span></p><button data-c="${id(sample)}">Post public comment</button><div class="place"></div></li>`).join('')}</ul>`;
  stage.expect((sample) => ({ id: id(sample), rating: sample.stars, parentKey: null }));
  answeredInPlace(
    stage,
    '<form><div class="field"></div><button type="button">Send</button></form>',
  );
}

export function tripadvisor(stage: Stage): void {
  const id = (sample: Sample): string => `9500${sample.n}`;
  stage.root.innerHTML = samples
    .map(
      (sample) =>
        `<div data-automation="reviewCard"><div><a href="/Profile/${sample.handle}"></a><span><a href="/Profile/${sample.handle}">${sample.author}</a></span></div><svg aria-label="${sample.stars}.0 of 5 bubbles" width="80" height="16"></svg><a href="/ShowUserReviews-g1-d2-r${id(sample)}-Clinic.html"><span>A title</span></a><div data-test-target="review-body"><span>${asBreaks(sample.text)}</span><button>Read more</button></div><div class="card-date">${escaped(sample.ago)} ago</div></div>`,
    )
    .join('');
  stage.expect((sample) => ({
    id: id(sample),
    postedAt: `${sample.ago} ago`,
    rating: sample.stars,
    parentKey: null,
  }));
}
