// Property tests: fast-check draws the same cases in every run, so that a run that fails can be repeated and a run that
// passes does not depend on luck. With LECTERN_LONG=1, which `npm run test:long` sets, it draws new ones each time.
import fc from 'fast-check';

if (!process.env['LECTERN_LONG']) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20_261_201 });

export { default } from 'fast-check';
