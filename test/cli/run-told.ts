// One run of the command line in this process, with what it told.
import { runCommand, type Surroundings } from '../../lib/cli/run-command';
import { CHECK_PAGE, NOW } from '../bundle/build-source';

export type Told = { code: number; out: string; err: string };

export const runTold = async (words: readonly string[], lang: Surroundings['lang'] = 'it_IT.UTF-8'): Promise<Told> => {
  let [out, err] = ['', ''];
  const code = await runCommand(words, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    lang,
    now: NOW,
    readCheckPage: async () => CHECK_PAGE,
  });
  return { code, out, err };
};
