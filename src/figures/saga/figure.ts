// The saga: above, the orchestrator and its services with the commands between them; below, the log from which alone
// it knows how to go on. Here are the words.
import { model, type SagaSnapshot } from '../../sim/models/saga.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { drawLog, LOG_BOTTOM } from './log.ts';
import { drawServices, isBetweenTries } from './services.ts';
import { euros, holdingOf, STEP_WORDS } from './words.ts';

export const figure = defineFigure({
  model,
  about:
    'An order goes through four services, and one of them refuses. It shows how compensations undo what was done, even after a crash.',
  question:
    'The courier refuses after the card was charged. Who gives the money back, and what if the orchestrator crashes meanwhile?',
  legend: [
    { tone: 'request', means: 'command' },
    { tone: 'success', sign: 'check', means: 'done' },
    { tone: 'failure', sign: 'cross', means: 'refused; crash' },
    { tone: 'waiting', means: 'undo; ← undone' },
  ],
  scene,
});

function scene(snapshot: SagaSnapshot): Scene {
  const shapes = [...drawServices(snapshot), ...drawLog(snapshot)];
  return {
    height: LOG_BOTTOM,
    shapes,
    summary: summarise(snapshot),
    theory: describeMoney(snapshot),
    table: tabulate(snapshot),
  };
}

function summarise(snapshot: SagaSnapshot): string {
  const { steps, log, orchestrator, outcome, now } = snapshot;
  const refused = steps.find(({ status }) => status === 'failed');
  const why = refused ? `${STEP_WORDS[refused.id].name} refused. ` : '';
  if (outcome !== null) return `${why}${describeOutcome(snapshot)}`;
  const last = log.at(-1);
  const command =
    last?.kind === 'command'
      ? `${STEP_WORDS[last.step].name.toLowerCase()} to ${STEP_WORDS[last.step][last.compensation ? 'undo' : 'command']}`
      : '';
  if (orchestrator.restartsAt !== null) {
    const back = `The orchestrator has crashed and is back in ${((orchestrator.restartsAt - now) / 1000).toFixed(1)} s.`;
    return command
      ? `${back} Its log ends with the command “${command}” and no result: it will send that again.`
      : `${back} Its log says what is done; it will go on from there.`;
  }
  const toUndo = steps
    .filter(({ status }) => status === 'done')
    .map(({ id }) => STEP_WORDS[id].name.toLowerCase());
  if (!refused)
    return `The orchestrator has told ${command} and waits for the answer. ${toUndo.length === 0 ? 'Nothing is done yet.' : `Done: ${toUndo.join(', ')}.`}`;
  const told = isBetweenTries(snapshot)
    ? `that failed, and it will soon tell ${command} again`
    : `it has told ${command}`;
  return `${why}The orchestrator undoes what was done, in reverse: ${told}. ${toUndo.length === 0 ? 'That is the last.' : `Then ${toUndo.toReversed().join(', ')}.`}`;
}

function describeOutcome({ outcome, consistent, steps, accounts }: SagaSnapshot): string {
  const goal =
    outcome === 'completed' ? 'All steps are done' : 'Everything that was done has been undone, in reverse';
  if (consistent)
    return outcome === 'completed'
      ? `${goal}, once each: one order, one charge, one courier.`
      : `${goal}: nobody has paid and nothing is reserved.`;
  const wrong = steps
    .filter(({ made, undone }) => made - undone !== (outcome === 'completed' ? 1 : 0))
    .map(({ id }) => STEP_WORDS[id].name.toLowerCase());
  return `${goal}, says the log; but a repeated command was carried out twice at ${wrong.join(' and ')}: the shop has ${euros(accounts.shop)}.`;
}

function describeMoney({ accounts }: SagaSnapshot): string {
  return `Money is neither made nor lost: customer ${euros(accounts.customer)} and shop ${euros(accounts.shop)} together ${euros(accounts.customer + accounts.shop)}.`;
}

function tabulate(snapshot: SagaSnapshot): Scene['table'] {
  return {
    caption: 'Each service now',
    columns: ['Service', 'By the log', 'Holds', 'Done', 'Undone'],
    rows: snapshot.steps.map(({ id, status, made, undone }) => [
      STEP_WORDS[id].name,
      status,
      holdingOf(id, snapshot),
      `${made} ×`,
      `${undone} ×`,
    ]),
  };
}
