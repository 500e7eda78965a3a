// The whole page takes dropped files and folders; while something is dragged over it, it says so.
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DroppedItem } from '../../lib/view';
import type { Wording } from '../../lib/wording';

/** `hint`: key of what is said while something is held over the page. */
type Props = {
  wording: Wording;
  class?: string;
  hint?: string;
  addFiles(items: DroppedItem[]): void;
  /** The source of a message, pasted. */
  addText?(text: string): void;
  children: ComponentChildren;
};

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

const isField = (target: EventTarget | null): boolean => target instanceof Element && target.matches('input, textarea, [contenteditable]');

/** Of files anywhere on the page; of text where no field takes it. */
const usePaste = (addFiles: Props['addFiles'], addText: Props['addText']): void =>
  useEffect(() => {
    const take = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) addFiles(files);
      else if (addText !== undefined && text.trim() !== '' && !isField(event.target)) addText(text.trimStart());
      else return;
      event.preventDefault();
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [addFiles, addText]);

export const DropZone = ({ wording, class: name = '', hint = 'drop_here', addFiles, addText, children }: Props) => {
  usePaste(addFiles, addText);
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
      class={`drop-zone ${name}`}
      lang={wording.locale}
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
