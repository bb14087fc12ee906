import { relative, resolve } from 'node:path';

/** A file as GitHub knows it: from the root of the repository, where the run is one of GitHub Actions. */
export function repositoryPath(file: string, environment: NodeJS.ProcessEnv = process.env): string {
  const { GITHUB_WORKSPACE: workspace } = environment;
  if (workspace === undefined || workspace === '') return file;
  return relative(workspace, resolve(file)).replaceAll('\\', '/');
}
