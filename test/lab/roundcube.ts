// Writes the configuration of a throwaway Roundcube and names the PHP servers that run it, one per skin on one database.
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import type { Program } from './guard';
import type { WebmailPlan } from './mail-lab';

export const SKINS = ['elastic', 'larry', 'classic'] as const;
export type Skin = (typeof SKINS)[number];

const DOCUMENT_ROOT = '/var/lib/roundcube/public_html';
const SCHEMA = '/usr/share/roundcube/SQL/sqlite.initial.sql';

const toConfig = ({ folder, imapPort, smtpPort, language }: WebmailPlan): string => `<?php
$config = [
  'db_dsnw' => 'sqlite:///${folder}/db/roundcube.db?mode=0640',
  'imap_host' => ['127.0.0.1:${imapPort}'],
  'smtp_host' => '127.0.0.1:${smtpPort}',
  'smtp_user' => '',
  'smtp_pass' => '',
  'des_key' => 'only-for-a-throwaway-lab',
  'skin' => getenv('LAB_SKIN') ?: 'elastic',
  'language' => '${language}',
  'plugins' => [],
  'log_dir' => '${folder}/log/',
  'temp_dir' => '${folder}/tmp/',
  'sent_mbox' => 'Sent',
  'trash_mbox' => 'Trash',
  'enable_spellcheck' => false,
  'login_rate_limit' => 1000,
  'session_lifetime' => 120,
  // A message opened from the list shows its pictures and parts as it comes; nothing is fetched from elsewhere.
  'show_images' => 0,
];
`;

const LOAD_SCHEMA = '(new PDO("sqlite:" . $argv[1]))->exec(file_get_contents($argv[2]));';

/** Writes configuration and an empty database into the folder. */
export const prepareRoundcube = (plan: WebmailPlan): void => {
  for (const name of ['defaults.inc.php', 'mimetypes.php']) copyFileSync(`/etc/roundcube/${name}`, `${plan.folder}/conf/${name}`);
  writeFileSync(`${plan.folder}/conf/config.inc.php`, toConfig(plan));
  const loaded = spawnSync('php', ['-r', LOAD_SCHEMA, `${plan.folder}/db/roundcube.db`, SCHEMA], { encoding: 'utf8' });
  if (loaded.status !== 0) throw new Error(`Roundcube's tables could not be made: ${loaded.stderr}`);
};

/** No router script: with one, PHP's server does not serve the static files of the skins. */
export const roundcubeProgram = (folder: string, skin: Skin, port: number): Program => ({
  command: ['php', '-S', `127.0.0.1:${port}`, '-t', DOCUMENT_ROOT],
  env: { LAB_SKIN: skin, ROUNDCUBE_CONFIG_DIR: `${folder}/conf`, PHP_CLI_SERVER_WORKERS: '4' },
});
