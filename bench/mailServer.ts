/**
 * The SMTP server of `bench mail`, in a process of its own as real ones are: it takes every message, and answers after
 * the milliseconds that its argument says. Tells its port on standard output, and ends with its input.
 */
import { SMTPServer } from 'smtp-server';

const answerMs = Number(process.argv[2] ?? 0);
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  maxAllowedUnauthenticatedCommands: false,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on('end', () => {
      if (answerMs === 0) callback();
      else setTimeout(callback, answerMs);
    });
  },
});
const listener = server.listen(0, '127.0.0.1', () => {
  const address = listener.address();
  process.stdout.write(`${typeof address === 'object' ? (address?.port ?? 0) : 0}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
