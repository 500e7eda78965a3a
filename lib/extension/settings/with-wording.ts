// Lets a page draw in the language the user chose, and draw again when either its data or the language changes.
import { createWording, type Locale, type Wording } from '../../wording';
import { watchSettings } from './settings';
import { readTexts } from './texts';

/** @param language in place of the user's */
export const readWording = async (language?: Locale): Promise<Wording> => {
  const { locale, texts } = await readTexts(language);
  return createWording(locale, texts);
};

/** What it returns takes the data of the page; nothing is drawn before there are both data and words. */
export const withWording = <Props>(draw: (props: Props, wording: Wording) => void, signal: AbortSignal): ((props: Props) => void) => {
  let wording: Wording | undefined;
  let last: { props: Props } | undefined;
  const redraw = (): void => {
    if (wording !== undefined && last !== undefined) draw(last.props, wording);
  };
  const speak = async (): Promise<void> => {
    wording = await readWording();
    document.documentElement.lang = wording.locale;
    redraw();
  };
  watchSettings(() => void speak(), signal);
  void speak();
  return (props) => {
    last = { props };
    redraw();
  };
};
