import type { Language } from '../../server/domain/questionnaire.js';
import { byId, dataIn, speaker, type Say, type Setup } from './form/page-data.js';
import { startCourier, type Courier } from './outbox/courier.js';
import { openOutbox } from './outbox/outbox.js';
import { draftsOf, type Draft, type Drafts } from './survey/draft.js';
import { walkThrough, type Walk } from './survey/walk.js';

/** Mark in the address: go straight on with the draft (the language was just changed). */
const RESUME = '#resume';

/** Asks on the first screen whether to go on with a form left unfinished. */
function offerDraft(draft: Draft, walk: Walk, drafts: Drafts, say: Say): void {
  const box = byId('resume');
  const button = (key: string, className: string, act: () => void) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = `button ${className}`;
    made.textContent = say(key);
    made.addEventListener('click', act);
    return made;
  };
  const hide = () => void (box.hidden = true);
  const words = document.createElement('p');
  words.textContent = say('resume');
  const buttons = document.createElement('div');
  buttons.className = 'buttons';
  buttons.append(
    button('resumeYes', '', () => {
      hide();
      walk.resume(draft.fillIn, draft.at);
    }),
    button('resumeNo', 'button-quiet', () => {
      drafts.clear();
      hide();
    }),
  );
  box.className = 'notice notice-warm';
  box.append(words, buttons);
  box.hidden = false;
}

/** The languages of the masthead keep what was answered: the draft is saved and taken up in the other language. */
function keepAnswersOnLanguage(walk: Walk, drafts: Drafts): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-language]'))
    button.addEventListener('click', (event) => {
      event.preventDefault();
      const address = new URL(location.href);
      address.searchParams.set('lang', button.dataset['language']!);
      const current = walk.current();
      if (current) drafts.save(current.fillIn, current.at);
      address.hash = current ? RESUME : '';
      location.assign(address);
    });
}

function tellEarlier(code: string, say: Say): void {
  const note = document.createElement('p');
  note.className = 'notice notice-good';
  note.setAttribute('role', 'status');
  note.textContent = say('earlier', { code });
  byId('main').prepend(note);
}

async function takeOver(): Promise<void> {
  const setup = dataIn<Setup>('setup');
  const say = speaker(dataIn('texts'));
  const drafts = draftsOf(setup.collectorId);
  const outbox = await openOutbox();
  let courier: Courier | null = null;
  const walk = walkThrough({
    setup,
    say,
    drafts,
    language: document.documentElement.lang as Language,
    courier: () => courier!,
  });
  courier = startCourier(outbox, {
    onDelivery(parcel, delivery) {
      if (!walk.delivered(parcel.id, delivery) && delivery.kind === 'stored')
        tellEarlier(delivery.receipt.code, say);
    },
    onWaiting: () => {},
  });

  const first = byId('survey');
  first.addEventListener('submit', (event) => {
    event.preventDefault();
    drafts.clear();
    byId('resume').hidden = true;
    walk.start();
  });
  keepAnswersOnLanguage(walk, drafts);
  document.documentElement.classList.add('scripted');

  const draft = drafts.load();
  if (!draft) return;
  if (location.hash === RESUME) {
    history.replaceState(null, '', location.pathname + location.search);
    walk.resume(draft.fillIn, draft.at);
  } else offerDraft(draft, walk, drafts, say);
}

void takeOver();
