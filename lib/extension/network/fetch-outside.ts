// The one place where the extension asks a server of the network: nothing leaves where the administration switched that off.
import { readManaged } from '../settings/managed';

export const isNetworkOff = async (): Promise<boolean> => (await readManaged()).isNetworkOff;

/** @throws where the network is off: nobody may take this for an answer */
export const fetchOutside = async (url: string, init: RequestInit): Promise<Response> => {
  if (await isNetworkOff()) throw new Error('network-off');
  return fetch(url, init);
};
