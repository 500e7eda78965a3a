// The whole page takes dropped files; while something is dragged over it, it says so.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Wording } from '../lib/wording';

type Props = { wording: Wording; addFiles(files: File[]): void; children: ComponentChildren };

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

export const DropZone = ({ wording, addFiles, children }: Props) => {
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
    addFiles([...(event.dataTransfer?.files ?? [])]);
  };
  return (
    // A second way beside the button "Verifica file…", which does the same with the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has no keyboard form; the button stands in for it
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
          {wording.text('drop_here')}
        </div>
      )}
    </div>
  );
};
