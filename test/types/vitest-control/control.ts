// Has to be refused, in these lines and no others: what `@ts-expect-error` says elsewhere depends on it.
import { expect } from 'vitest';

const app = () => undefined;

void expect(app).toAllowOrigin('https://app.example');
void expect(app).toAllowOrigins('https://app.example');
void expect(app).not.toRejectOrigin('https://app.example', { pth: '/users' });
void expect(app).toHandlePreflight(1);
void expect(app).toAllowOrigin('app.example');
