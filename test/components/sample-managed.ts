// An administration that laid nothing down, and one that laid down everything.
import type { OptionsProps } from '../../lib/view';

export const NOT_MANAGED: OptionsProps['managed'] = {
  ...{ isAnything: false, broken: [], webmails: null, refused: [] },
  ...{ isNetworkOff: false, isLanguageSet: false, isReminderSet: false, retentionMonths: null },
};

export const MANAGED: OptionsProps['managed'] = {
  ...{ isAnything: true, broken: ['netwrok'], refused: ['altra.example'] },
  webmails: [
    { host: 'webmail.example', isBelow: false, origin: null },
    { host: 'posta.comune.example', isBelow: false, origin: 'https://posta.comune.example/*' },
    { host: 'uffici.example', isBelow: true, origin: null },
  ],
  ...{ isNetworkOff: true, isLanguageSet: true, isReminderSet: true, retentionMonths: 120 },
};
