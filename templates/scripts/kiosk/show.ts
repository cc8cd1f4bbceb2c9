import type { Language } from '../../../server/domain/questionnaire.js';
import { submissionOf } from '../form/fill-in.js';
import { find } from '../form/page-data.js';
import type { Courier } from '../outbox/courier.js';
import type { Delivery } from '../outbox/deliver.js';
import { resetComfort, wireComfort } from './comfort.js';
import type { KioskSetup } from './device.js';
import { askWhetherThere } from './idle-dialog.js';
import { idleWatch } from './idle.js';
import { questionScreen } from './question-screen.js';
import { createReader, spokenText } from './read-aloud.js';
import { setStage } from './stage.js';
import { thanksScreen, type Thanks } from './thanks-screen.js';
import { beginVisit, hasAnswered, type Visit } from './visit.js';

/** The screen that citizens share: attract → questions → thanks → clean. */
export interface Show {
  attract(): void;
  delivered(id: string, delivery: Delivery): void;
  waiting(count: number): void;
}

export function runShow(setup: KioskSetup, firstLanguage: Language, courier: () => Courier): Show {
  const { device } = setup;
  let stage = setStage(firstLanguage);
  let visit: Visit | null = null;
  let thanks: { id: string; view: Thanks } | null = null;
  let closeDialog = () => {};
  let waitingCount = 0;
  const reader = createReader(() => wireTools());
  const idle = idleWatch(device.idleSeconds, whenIdle);

  function put(screen: HTMLElement): void {
    stage.show(screen);
    reader.read(spokenText(screen, stage.say('optionsAre')), stage.language);
  }

  /** Lets go of the person: answers, code, comfort settings, language and every element that showed them. */
  function attract(): void {
    idle.stop();
    closeDialog();
    thanks?.view.end();
    reader.hush();
    reader.isOn = false;
    visit = null;
    thanks = null;
    resetComfort();
    setLanguage(firstLanguage);
  }

  function showAttract(): void {
    const screen = stage.screen('attract');
    find(screen, '[data-act=begin]').addEventListener('click', () => {
      visit = beginVisit(setup);
      showQuestion();
    });
    put(screen);
  }

  function showQuestion(): void {
    const current = visit!;
    idle.start();
    put(
      questionScreen(stage, setup, current, {
        to(itemId) {
          current.itemId = itemId;
          showQuestion();
        },
        send: () => void send(current),
        stop: attract,
      }),
    );
  }

  async function send({ fillIn }: Visit): Promise<void> {
    idle.stop();
    const parcel = {
      id: fillIn.id,
      url: `/api/v1/collectors/${setup.collectorId}/responses`,
      body: submissionOf(setup, fillIn, stage.language),
      queuedAt: new Date().toISOString(),
    };
    visit = null;
    thanks = { id: fillIn.id, view: thanksScreen(stage, attract) };
    put(thanks.view.screen);
    await courier().send(parcel);
  }

  function whenIdle(): void {
    idle.stop();
    if (visit === null) return attract();
    closeDialog = askWhetherThere(stage, device, {
      stay: () => idle.start(),
      stop: attract,
      timeOut() {
        const left = visit;
        if (left && device.onTimeout === 'submit' && hasAnswered(setup, left)) void send(left);
        else attract();
      },
    });
  }

  function setLanguage(language: Language): void {
    stage = setStage(language);
    wireTools();
    waiting(waitingCount);
    if (visit) showQuestion();
    else showAttract();
  }

  function wireTools(): void {
    const read = find<HTMLButtonElement>(stage.shell, '[data-tool=read]');
    read.hidden = !reader.isOffered(stage.language);
    if (stage.shell.dataset['wired'] !== undefined) return;
    stage.shell.dataset['wired'] = '';
    wireComfort(stage.shell);
    read.setAttribute('aria-pressed', String(reader.isOn));
    read.addEventListener('click', () => {
      reader.isOn = !reader.isOn;
      read.setAttribute('aria-pressed', String(reader.isOn));
      if (reader.isOn)
        reader.read(spokenText(find(stage.shell, '.screen'), stage.say('optionsAre')), stage.language);
      else reader.hush();
    });
    const other = device.languages.find((language) => language !== stage.language);
    find(stage.shell, '[data-tool=language]').addEventListener('click', () => {
      if (thanks || !other) return;
      setLanguage(other);
      idle.start();
    });
    for (const tool of stage.shell.querySelectorAll('[data-tool]'))
      tool.addEventListener('click', () => void (thanks === null && idle.start()));
  }

  function waiting(count: number): void {
    waitingCount = count;
    const note = find(stage.shell, '.waiting');
    note.hidden = count === 0;
    note.textContent = stage.say('waiting', { count });
  }

  return {
    attract,
    waiting,
    delivered: (id, delivery) => void (thanks?.id === id && thanks.view.tell(delivery)),
  };
}
