// The lab with Horde IMP.
import { hordePrograms, prepareHorde } from './horde';
import { type MailLab, type MailLabOptions, startMailLab } from './mail-lab';

/** `hordeUrl` has a slash at the end. */
export type HordeLab = MailLab & { hordeUrl: string };

export const startHordeLab = async (options: MailLabOptions = {}): Promise<HordeLab> => {
  const lab = await startMailLab({ portCount: 1, prepare: prepareHorde, programs: hordePrograms }, options);
  return { ...lab, hordeUrl: `http://127.0.0.1:${lab.ports[0]}/horde/` };
};
