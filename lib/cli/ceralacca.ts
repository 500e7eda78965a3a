// The program: hands Node's words, streams and clock to the command and its result to the shell.
import { runCommand } from './run-command';

// A reader that closes early (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 2);
});

try {
  process.exitCode = await runCommand(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    lang: process.env.LANG,
    now: new Date().toISOString(),
  });
} catch (error) {
  // The name of the error only: its text may quote a message.
  process.stderr.write(`ceralacca: ${error instanceof Error ? error.name : 'error'}\n`);
  process.exitCode = 2;
}
