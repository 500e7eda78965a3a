// The lab with SOGo: a throwaway PostgreSQL, memcached, sogod and the web server in front of it; nothing of the system's own SOGo is touched.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Program } from './guard';
import { type MailLab, type MailLabOptions, startMailLab, type WebmailPlan } from './mail-lab';

export type SogoLab = MailLab & { sogoUrl: string };

/** Who may sign in: SOGo asks no mail server about that, but a table of its own. */
const USERS = ['studio@pec.alfa.example', 'avv.ferri@pec.alfa.example', 'protocollo@pec.beta.example', 'studio.marini@pec.alfa.example'];
const LANGUAGES: Record<string, string> = { it_IT: 'Italian', en_US: 'English' };
const POSTGRES_FOLDER = '/usr/lib/postgresql';
const findProxy = (): string => fileURLToPath(new URL('sogo-proxy.ts', import.meta.url));

/** Neither sogod nor PostgreSQL nor memcached runs as root; any other user runs them as himself. */
const asSogo = (command: readonly string[]): string[] =>
  process.getuid?.() === 0 ? ['setpriv', '--reuid=sogo', '--regid=sogo', '--clear-groups', ...command] : [...command];

/** Folder of the programs of the newest PostgreSQL of the distribution; null where there is none. */
export const findPostgres = (): string | null => {
  try {
    const [newest] = readdirSync(POSTGRES_FOLDER).toSorted((left, right) => Number(right) - Number(left));
    return newest === undefined ? null : `${POSTGRES_FOLDER}/${newest}/bin`;
  } catch {
    return null;
  }
};

const run = (what: string, command: readonly string[], input = ''): void => {
  const [program = '', ...words] = asSogo(command);
  const done = spawnSync(program, words, { encoding: 'utf8', input, cwd: '/' });
  if (done.status !== 0) throw new Error(`${what}: ${done.error ?? done.stderr}`);
};

const toUserTable = (password: string): string => {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const rows = USERS.map((user) => `(${[user, user, password, user, user].map(quote).join(',')})`);
  return `CREATE TABLE sogo_users (c_uid text PRIMARY KEY, c_name text, c_password text, c_cn text, mail text);
INSERT INTO sogo_users VALUES ${rows.join(',')};
`;
};

/** Of the page, of sogod behind it, and of its database. */
const toPorts = ({ ports: [web = 0, app = 0, database = 0] }: WebmailPlan) => ({ web, app, database });

const sogoFolder = (folder: string): string => `${folder}/sogo`;

/** Makes the folder, and in it a database with the table of users; SOGo makes its other tables itself. */
const prepareSogo = (plan: WebmailPlan): void => {
  const home = sogoFolder(plan.folder);
  mkdirSync(home);
  if (process.getuid?.() === 0) spawnSync('chown', ['sogo:sogo', home]);
  const postgres = findPostgres();
  const make = [`${postgres}/initdb`, '-D', `${home}/data`, '-U', 'sogo', '-A', 'trust', '--no-sync', '--no-locale', '-E', 'UTF8'];
  run("SOGo's database could not be made", make);
  run(
    "SOGo's users could not be entered",
    [`${postgres}/postgres`, '--single', '-D', `${home}/data`, 'postgres'],
    toUserTable(plan.password),
  );
};

/** Said on the command line, which wins over /etc/sogo/sogo.conf. */
const toSettings = (plan: WebmailPlan): Record<string, string> => {
  const home = sogoFolder(plan.folder);
  const ports = toPorts(plan);
  const database = `postgresql://sogo@127.0.0.1:${ports.database}/postgres`;
  return {
    WOPort: `127.0.0.1:${ports.app}`,
    // One process that answers one request after the other: workers would make the tables at the same time, and leave our process group.
    WOUseWatchDog: 'NO',
    WONoDetach: 'YES',
    WOLogFile: '-',
    WOPidFile: `${home}/sogod.pid`,
    // A worker that held a large message would otherwise go away in the middle of a test.
    SxVMemLimit: '2048',
    SOGoProfileURL: `${database}/sogo_user_profile`,
    OCSFolderInfoURL: `${database}/sogo_folder_info`,
    OCSSessionsFolderURL: `${database}/sogo_sessions_folder`,
    OCSEMailAlarmsFolderURL: `${database}/sogo_alarms_folder`,
    SOGoUserSources: `({type=sql;id=users;viewURL="${database}/sogo_users";canAuthenticate=YES;isAddressBook=NO;userPasswordAlgorithm=plain;})`,
    SOGoMemcachedHost: `${home}/memcached.sock`,
    SOGoIMAPServer: `imap://127.0.0.1:${plan.imapPort}`,
    SOGoSMTPServer: `smtp://127.0.0.1:${plan.smtpPort}`,
    SOGoSieveServer: 'sieve://127.0.0.1:1',
    SOGoLanguage: LANGUAGES[plan.language] ?? 'English',
    SOGoMailSpoolPath: home,
  };
};

/** sogod makes its tables when it starts, so it waits for the database; told to end, it would first wait for a next request. */
const RUN_SOGOD = `until "$1" -q -h 127.0.0.1 -p "$2"; do sleep 0.1; done
shift 2
"$@" &
sogod=$!
trap 'kill -KILL $sogod' TERM
wait`;

const sogoPrograms = (plan: WebmailPlan): Program[] => {
  const home = sogoFolder(plan.folder);
  const postgres = findPostgres();
  const { web, app, database } = toPorts(plan);
  const settings = Object.entries(toSettings(plan)).flatMap(([name, value]) => [`-${name}`, value]);
  const isReady = [`${postgres}/pg_isready`, String(database)];
  const server = [`${postgres}/postgres`, '-D', `${home}/data`, '-p', String(database), '-k', home];
  return [
    { command: asSogo([...server, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off']) },
    { command: asSogo(['memcached', '-s', `${home}/memcached.sock`, '-m', '16']) },
    { command: asSogo(['sh', '-c', RUN_SOGOD, 'sh', ...isReady, 'sogod', ...settings]), env: { HOME: home } },
    { command: [process.execPath, '--import', 'tsx', findProxy(), String(web), String(app)] },
  ];
};

export const startSogoLab = async (options: MailLabOptions = {}): Promise<SogoLab> => {
  const lab = await startMailLab({ portCount: 3, prepare: prepareSogo, programs: sogoPrograms }, options);
  return { ...lab, sogoUrl: `http://127.0.0.1:${lab.ports[0]}/` };
};

/** Sessions stand in the database, and for a while in memcached. */
export const endSogoSessions = async ({ folder, ports: [, , database] }: SogoLab): Promise<void> => {
  const psql = [`${findPostgres()}/psql`, '-h', '127.0.0.1', '-p', String(database), '-U', 'sogo', '-d', 'postgres'];
  run('the sessions did not end', [...psql, '-c', 'DELETE FROM sogo_sessions_folder']);
  await new Promise<void>((resolve, reject) => {
    const cache = createConnection(`${sogoFolder(folder)}/memcached.sock`, () => cache.end('flush_all\r\nquit\r\n'));
    cache.once('close', () => resolve()).once('error', reject);
    cache.resume();
  });
};
