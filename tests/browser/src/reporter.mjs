// Names each test as it ends, says why one failed, and counts them in one line at the end.
import { relative } from 'node:path';

export default async function* report(events) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of events) {
    const suite = data?.details?.type === 'suite';
    if (type === 'test:pass' && !suite) {
      passed += 1;
      yield `ok      ${data.name}\n`;
    } else if (type === 'test:fail' && !(suite && failed > 0)) {
      // A suite counts if it failed itself, before or after its tests.
      failed += 1;
      const error = data.details.error;
      yield `FAILED  ${data.name} (${relative('.', data.file ?? '')})\n${error.cause?.stack ?? error.stack}\n`;
    } else if (type === 'test:stdout' || type === 'test:stderr') {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed\n`;
}
