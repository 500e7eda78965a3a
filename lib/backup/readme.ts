// The text in a copy of the ledger that tells how to open it without Ceralacca.
import type { Wording } from '../wording';
import { KEYS } from './layout';

export const toBackupReadme = (wording: Wording, isSealed: boolean): string =>
  [
    wording.text('backup_readme_title'),
    '',
    wording.text('backup_readme_what'),
    '',
    '    sha256sum -c SHA256SUMS',
    '',
    wording.text('backup_readme_timestamps'),
    '',
    '    openssl ts -reply -in timestamps/….tsr -text',
    '',
    ...(isSealed
      ? [
          wording.text('backup_readme_sealed'),
          '',
          `    age -d -o key.txt ${KEYS[0]}`,
          '    age -d -i key.txt -o message.eml evidence/….eml.age',
          '',
        ]
      : []),
    wording.text('backup_readme_restore'),
    '',
  ].join('\n');
