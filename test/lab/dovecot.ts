// Writes the configuration of a throwaway Dovecot on loopback: maildir in a folder, any user name, one password.
import { spawnSync } from 'node:child_process';
import type { Program } from './guard';

export type DovecotPlan = { folder: string; port: number; password: string };

const isRoot = (): boolean => process.getuid?.() === 0;

// Debian has the account `mail` from the start, so root needs no new account; any other user runs everything as himself.
export const mailAccount = (): { user: string; group: string } =>
  isRoot() ? { user: 'mail', group: 'mail' } : { user: readId('-un'), group: readId('-gn') };

const readId = (flag: string): string => spawnSync('id', [flag], { encoding: 'utf8' }).stdout.trim();

const unprivileged = (user: string, group: string): string => `default_internal_user = ${user}
default_login_user = ${user}
default_internal_group = ${group}
service anvil {
  chroot =
}
service imap-login {
  chroot =
}`;

/** The configuration as text; each setting stands on a line of its own, as Dovecot 2.3 wants it. */
export const toDovecotConfig = ({ folder, port, password }: DovecotPlan): string => {
  const { user, group } = mailAccount();
  return `base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail/%u
first_valid_uid = 1
first_valid_gid = 1
${isRoot() ? '' : unprivileged(user, group)}
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    special_use = \\Sent
    auto = subscribe
  }
  mailbox Trash {
    special_use = \\Trash
    auto = subscribe
  }
}
`;
};

export const dovecotProgram = (folder: string): Program => ({ command: ['dovecot', '-F', '-c', `${folder}/dovecot.conf`] });
