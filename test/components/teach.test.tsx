// @vitest-environment jsdom
// The lesson's card, the popup's offer and the options' list: one step at a time, and each button does what it says.
import { describe, expect, it } from 'vitest';
import { TaughtSection } from '../../components/options/TaughtSection';
import { TeachCard } from '../../components/popup/TeachCard';
import { type Lesson, RECIPE_PROBLEMS, type TaughtProps, TEACH_PROBLEMS, type TeachOrder } from '../../lib/teach-view';
import { toKey } from '../../lib/wording';
import { click, draw, findButton, MESSAGES, recordActions, textOf, WORDING } from './draw';
import { Popup } from './views';

const card = (lesson: Lesson) => {
  const { actions, calls } = recordActions<Parameters<typeof TeachCard>[0]['actions']>();
  return { root: draw(<TeachCard lesson={lesson} host="webmail.example" wording={WORDING.it} actions={actions} />), calls };
};

describe('the card', () => {
  it('leads through two steps and can be cancelled in each', () => {
    for (const lesson of [{ step: 'download' }, { step: 'second', isSame: false }] as const) {
      const { root, calls } = card(lesson);
      click(findButton(root, 'Annulla'));
      expect(calls).toEqual(['close()']);
    }
    expect(textOf(card({ step: 'download' }).root)).toContain('1 di 2');
    expect(textOf(card({ step: 'second', isSame: true }).root)).toContain('ancora il primo messaggio');
  });
  it('tries only for a person: a script cannot press it', () => {
    const { root, calls } = card({ step: 'second', isSame: false });
    click(findButton(root, 'Prova'));
    expect(calls).toEqual([]);
  });
  it.each(TEACH_PROBLEMS)('says why it ended: %s', (problem) => {
    const text = textOf(card({ step: 'failed', problem, detail: '<b>x</b>' }).root);
    expect(text).toContain(MESSAGES.it[`teach_problem_${toKey(problem)}`]?.message);
    expect(text).toContain('non è stato salvato nulla');
    expect(text).toContain('<b>x</b>');
  });
});

describe('the popup', () => {
  it('offers to teach, to forget and to teach again', () => {
    const orders: TeachOrder[] = [];
    const { actions } = recordActions<Parameters<typeof Popup>[0]['actions'] & object>();
    const teach = { ...actions, teach: (order: TeachOrder) => void orders.push(order) };
    click(findButton(draw(<Popup teach={{ status: 'teachable' }} actions={teach} />), 'Insegna questa webmail'));
    const taught = draw(<Popup teach={{ status: 'taught', since: '2026-09-21' }} shown={{ status: 'none' }} actions={teach} />);
    expect(textOf(taught)).toContain('Insegnata il 21/09/2026');
    expect(textOf(taught)).toContain('la webmail è cambiata');
    click(findButton(taught, 'Dimentica questa webmail'));
    click(findButton(taught, 'Insegna di nuovo'));
    expect(orders).toEqual(['start', 'forget', 'start']);
    expect(textOf(draw(<Popup teach={{ status: 'teaching' }} />))).toContain('Segui il riquadro');
  });
});

describe('the options', () => {
  const list = (change: Partial<TaughtProps> = {}) => {
    const { actions, calls } = recordActions<TaughtProps['actions']>();
    const taught: TaughtProps = {
      webmails: [{ origin: 'https://webmail.example', since: '2026-09-21' }],
      problem: null,
      actions,
      ...change,
    };
    return { root: draw(<TaughtSection taught={taught} wording={WORDING.it} />), calls };
  };
  it('export and remove a recipe', () => {
    const { root, calls } = list();
    click(findButton(root, 'Esporta la ricetta di webmail.example'));
    click(findButton(root, 'Rimuovi la ricetta di webmail.example'));
    expect(calls).toEqual(['exportRecipe("https://webmail.example")', 'removeRecipe("https://webmail.example")']);
  });
  it.each(RECIPE_PROBLEMS)('say why a file was not taken: %s', (problem) => {
    expect(textOf(list({ problem }).root)).toContain(MESSAGES.it[`taught_problem_${toKey(problem)}`]?.message);
  });
});
