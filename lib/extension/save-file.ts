// Saves bytes from an extension page through a link of its own, so that no permission for downloads is needed.
const REVOKE_AFTER_MS = 60_000;

export const saveFile = (blob: Blob, name: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  // Names come from mail: no path, no control or formatting character, no dot in front, no endless name.
  link.download =
    name
      .replace(/[\p{C}\\/:*?"<>|]+/gu, '_')
      .replace(/^\.+/, '')
      .slice(0, 120) || 'pec';
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), REVOKE_AFTER_MS);
};
