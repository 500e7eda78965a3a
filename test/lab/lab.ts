// The lab with Roundcube, one server for each skin on the same mailboxes.

import { type MailLab, type MailLabOptions, startMailLab } from './mail-lab';
import { prepareRoundcube, roundcubeProgram, type Skin } from './roundcube';

/** `elastic` alone when no skins are told. */
export type LabOptions = MailLabOptions & { skins?: readonly Skin[] };

export type Lab = MailLab & {
  /** Of the first skin, with a slash at the end. */
  roundcubeUrl: string;
  urls: { [skin in Skin]?: string };
};

export const startLab = async ({ skins = ['elastic'], ...options }: LabOptions = {}): Promise<Lab> => {
  const lab = await startMailLab(
    {
      portCount: skins.length,
      prepare: prepareRoundcube,
      programs: ({ folder, ports }) => skins.map((skin, index) => roundcubeProgram(folder, skin, ports[index] ?? 0)),
    },
    options,
  );
  const toUrl = (index: number): string => `http://127.0.0.1:${lab.ports[index]}/`;
  return { ...lab, roundcubeUrl: toUrl(0), urls: Object.fromEntries(skins.map((skin, index) => [skin, toUrl(index)])) };
};
