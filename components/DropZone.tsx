// The whole page takes dropped files and folders; while something is dragged over it, it says so.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { DroppedItem } from '../lib/view';
import type { Wording } from '../lib/wording';

/** `hint`: key of what is said while something is held over the page. */
type Props = { wording: Wording; hint?: string; addFiles(items: DroppedItem[]): void; children: ComponentChildren };

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

const isFolder = (entry: FileSystemEntry | null): entry is FileSystemDirectoryEntry => entry?.isDirectory ?? false;

/** Only while the event lasts do items say what they are. */
const readItems = (transfer: DataTransfer | null): DroppedItem[] =>
  [...(transfer?.items ?? [])].flatMap((item): DroppedItem[] => {
    if (item.kind !== 'file') return [];
    const entry = item.webkitGetAsEntry();
    const file = isFolder(entry) ? entry : item.getAsFile();
    return file === null ? [] : [file];
  });

export const DropZone = ({ wording, hint = 'drop_here', addFiles, children }: Props) => {
  const [over, setOver] = useState(false);
  const watchDrag = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  const takeDrop = (event: DragEvent): void => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(false);
    addFiles(readItems(event.dataTransfer));
  };
  return (
    // A second way beside the buttons "Verifica file…" and "Verifica cartella…", which do the same with the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard form; the buttons stand in for it
    <div
      class="drop-zone"
      onDragEnter={watchDrag}
      onDragOver={watchDrag}
      onDragLeave={(event) => event.relatedTarget === null && setOver(false)}
      onDrop={takeDrop}
    >
      {children}
      {over && (
        <div class="drop-hint" aria-hidden="true">
          {wording.text(hint)}
        </div>
      )}
    </div>
  );
};
