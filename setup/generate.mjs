// `npm run generate`: the database client from prisma/schema.prisma, also when it seems up to date.
import { ensureDependencies, generateClient, runSetup } from './steps.mjs';

await runSetup(async () => {
  await ensureDependencies();
  await generateClient();
  return 0;
});
