// Copies Horde into the lab's folder with a configuration of its own (nothing but IMP, no database), and names the PHP server that runs it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Program } from './guard';
import type { WebmailPlan } from './mail-lab';

const INSTALLED = '/usr/share/horde';
const LIBRARIES = '/usr/share/php';
const webRoot = (folder: string): string => join(folder, 'horde-web');

/** IMP's login is Horde's; what is kept, is kept in the session and in files of the folder. */
const toHordeConfig = ({ folder, smtpPort }: WebmailPlan): string => `<?php
$conf['use_ssl'] = 0;
$conf['server']['name'] = '127.0.0.1';
$conf['server']['port'] = $_SERVER['SERVER_PORT'];
$conf['cookie'] = ['domain' => '', 'path' => '/'];
$conf['session'] = ['name' => 'Horde', 'use_only_cookies' => true, 'timeout' => 0, 'cache_limiter' => 'nocache', 'max_time' => 72000];
$conf['secret_key'] = 'only-for-a-throwaway-lab';
$conf['debug_level'] = E_ALL & ~E_NOTICE & ~E_DEPRECATED;
$conf['umask'] = 022;
$conf['max_exec_time'] = 0;
$conf['compress_pages'] = false;
$conf['testdisable'] = true;
$conf['vhosts'] = false;
$conf['tmpdir'] = '${folder}/tmp';
$conf['sql']['phptype'] = false;
$conf['auth'] = ['admins' => [], 'checkip' => false, 'checkbrowser' => false, 'resetpassword' => false, 'driver' => 'application',
  'params' => ['app' => 'imp'], 'alternate_login' => false, 'redirect_on_logout' => false, 'list_users' => 'list'];
$conf['log'] = ['enabled' => true, 'type' => 'file', 'name' => '${folder}/log/horde.log', 'priority' => 'NOTICE', 'ident' => 'HORDE', 'params' => ['append' => true]];
$conf['prefs']['driver'] = 'Session';
$conf['alarms']['driver'] = false;
$conf['group'] = ['driver' => 'Mock', 'cache' => false];
$conf['perms']['driver'] = 'Null';
$conf['share']['driver'] = false;
$conf['cache'] = ['driver' => 'File', 'params' => ['dir' => '${folder}/tmp', 'no_gc' => true], 'default_lifetime' => 86400, 'compress' => false, 'use_memorycache' => ''];
$conf['lock']['driver'] = 'Null';
$conf['token'] = ['driver' => 'Null', 'timeout' => 86400];
$conf['history']['driver'] = 'Null';
$conf['vfs'] = ['type' => 'File', 'params' => ['vfsroot' => '${folder}/tmp']];
$conf['mailer'] = ['type' => 'smtp', 'params' => ['host' => '127.0.0.1', 'port' => ${smtpPort}, 'auth' => false, 'secure' => 'none', 'localhost' => 'localhost']];
$conf['cachecss'] = false;
$conf['cachejs'] = false;
$conf['cachethemes'] = false;
$conf['urls'] = ['token_lifetime' => 30, 'hmac_lifetime' => 30, 'pretty' => false];
$conf['user'] = ['select_view' => true, 'verify_from_addr' => false];
$conf['menu'] = ['apps' => ['imp'], 'always' => false];
$conf['portal']['fixed_blocks'] = [];
$conf['facebook']['enabled'] = false;
$conf['twitter']['enabled'] = false;
$conf['urlshortener'] = false;
$conf['weather']['provider'] = false;
$conf['imap']['enabled'] = false;
$conf['imsp']['enabled'] = false;
$conf['kolab']['enabled'] = false;
$conf['hashtable']['driver'] = 'none';
$conf['activesync']['enabled'] = false;
$conf['accounts']['driver'] = 'null';
$conf['image']['driver'] = false;
$conf['spell']['driver'] = '';
$conf['gnupg']['path'] = '';
$conf['openssl'] = ['cafile' => '/etc/ssl/certs', 'path' => '/usr/bin/openssl'];
$conf['exif']['driver'] = 'Bundled';
$conf['problems']['enabled'] = false;
$conf['signup']['allow'] = false;
`;

const IMP_CONFIG = `<?php
$conf['user']['allow_view_source'] = true;
$conf['server']['server_list'] = 'none';
$conf['compose'] = ['use_vfs' => false, 'link_attachments' => false, 'attach_size_limit' => 0, 'attach_count_limit' => 0, 'reply_limit' => 200000,
  'ac_threshold' => 3, 'htmlsig_img_size' => 30000];
$conf['pgp']['keylength'] = 0;
$conf['maillog']['driver'] = 'none';
$conf['sentmail']['driver'] = 'Null';
$conf['contactsimage']['backends'] = [];
$conf['tasklist']['use_tasklist'] = false;
$conf['notepad']['use_notepad'] = false;
`;

/** Mail in HTML is shown where it is, in a frame that Horde writes. */
const MIME_DRIVERS = `<?php
$mime_drivers['html']['inline'] = true;
`;

/** Every folder is in the list of folders, subscribed or not. */
const PREFERENCES = `<?php
$_prefs['subscribe']['value'] = 0;
`;

const toBackends = ({ imapPort }: WebmailPlan): string => `<?php
$servers = ['lab' => ['disabled' => false, 'name' => 'lab', 'hostspec' => '127.0.0.1', 'hordeauth' => false, 'protocol' => 'imap',
  'port' => ${imapPort}, 'secure' => false, 'cache' => false, 'acl' => false, 'autocreate_special' => false,
  'special_mboxes' => [IMP_Mailbox::MBOX_SENT => 'Sent', IMP_Mailbox::MBOX_TRASH => 'Trash']]];
`;

/** This Horde was written for PHP 7; what PHP 8 took away and IMP still calls is given back before its own scripts run. */
const PHP_7 = `<?php
function each(array &$array) {
  $key = key($array);
  if ($key === null) return false;
  $value = current($array);
  next($array);
  return [0 => $key, 1 => $value, 'key' => $key, 'value' => $value];
}
`;

const AJAX_HANDLER = 'Horde/Core/Ajax/Application/Handler.php';

/** Asked for no action, PHP 7 threw another exception than PHP 8, and Horde expects that one. */
const toAjaxHandler = (): string =>
  readFileSync(join(LIBRARIES, AJAX_HANDLER), 'utf8').replace(
    'catch (ReflectionException $e)',
    'catch (ReflectionException|ValueError $e)',
  );

const RESOLVER = 'Net/DNS2/Resolver.php';

/** Found before the library of that name. */
const writeLibrary = (folder: string, name: string, content: string): void => {
  const path = join(folder, 'php', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
};

/** Horde looks for its configuration beside its programs, so both are in the folder. */
export const prepareHorde = (plan: WebmailPlan): void => {
  for (const path of [webRoot(plan.folder), join(plan.folder, 'sessions')]) mkdirSync(path);
  const horde = join(webRoot(plan.folder), 'horde');
  // Debian links to scripts of packages that are only recommended; those are left out.
  spawnSync('cp', ['-rL', INSTALLED, horde]);
  writeFileSync(join(plan.folder, 'php-7.php'), PHP_7);
  writeLibrary(plan.folder, AJAX_HANDLER, toAjaxHandler());
  // Horde does without names of hosts where there is no resolver; the lab asks nobody for them.
  writeLibrary(plan.folder, RESOLVER, '<?php');
  writeFileSync(join(horde, 'config', 'conf.php'), toHordeConfig(plan));
  writeFileSync(join(horde, 'imp', 'config', 'conf.php'), IMP_CONFIG);
  writeFileSync(join(horde, 'imp', 'config', 'backends.local.php'), toBackends(plan));
  writeFileSync(join(horde, 'imp', 'config', 'mime_drivers.local.php'), MIME_DRIVERS);
  writeFileSync(join(horde, 'imp', 'config', 'prefs.local.php'), PREFERENCES);
};

const toSettings = (folder: string): string[] =>
  [
    'display_errors=0',
    `auto_prepend_file=${folder}/php-7.php`,
    `include_path=${folder}/php:${LIBRARIES}`,
    `session.save_path=${folder}/sessions`,
  ].flatMap((setting) => ['-d', setting]);

export const hordePrograms = ({ folder, ports }: WebmailPlan): Program[] => [
  {
    command: ['php', ...toSettings(folder), '-S', `127.0.0.1:${ports[0]}`, '-t', webRoot(folder)],
    env: { PHP_CLI_SERVER_WORKERS: '4' },
  },
];
