// The page that goes into every bundle, out of our own package.

/** @throws where the package lacks it */
export const readCheckPage = async (): Promise<Uint8Array> => {
  const answer = await fetch('/verifica.html');
  if (!answer.ok) throw new Error('the page that checks is not in the package');
  return new Uint8Array(await answer.arrayBuffer());
};
