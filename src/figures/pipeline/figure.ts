// The delivery pipeline: above, the stages on the time since a merge, with the changes in them and those they have
// stopped; below, how long the latest releases took. Here are the words; the shapes are in stages.ts and chart.ts.
import { model, type PipelineParams, type PipelineSnapshot } from '../../sim/models/pipeline.ts';
import { defineFigure, type Scene } from '../figure.ts';
import { count, percent } from '../shapes.ts';
import { drawLeads, HEIGHT } from './chart.ts';
import { drawStages } from './stages.ts';

export const figure = defineFigure({
  model,
  about:
    'Changes go through the stages of a pipeline and wait for production, which takes one release at a time. It shows which stages decide the lead time, what the queue adds to it, and where defects are stopped.',
  question: 'Which stage must become faster so that a change reaches everybody sooner?',
  legend: [
    { tone: 'request', means: 'change under way' },
    { tone: 'waiting', sign: 'clock', means: 'waits for production' },
    { tone: 'capacity', means: 'filled: on the longest path' },
    { tone: 'failure', sign: 'cross', means: 'stopped, with a defect' },
  ],
  scene,
});

function scene(snapshot: PipelineSnapshot, params: PipelineParams): Scene {
  return {
    height: HEIGHT,
    shapes: [...drawStages(snapshot), ...drawLeads(snapshot)],
    summary: summarize(snapshot),
    theory: describeTheory(snapshot, params),
    table: tabulate(snapshot),
  };
}

function minutes(number: number | null): string {
  return number === null ? '–' : `${Number(number.toFixed(1))} min`;
}

const are = (number: number): string => (number === 1 ? 'is' : 'are');

function summarize({
  merged,
  released,
  stages,
  underWay,
  waiting,
  lead,
  escaped,
  theory,
}: PipelineSnapshot): string {
  if (merged === 0)
    return `Nothing has been merged yet. The longest path takes ${minutes(theory.criticalPathMinutes)}.`;
  const stopped = stages.reduce((sum, stage) => sum + stage.stopped, 0);
  const way =
    underWay === 0
      ? 'none is under way'
      : `${underWay} ${are(underWay)} under way, of which ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for production`;
  const counts = `Of ${count(merged, 'merge')}, ${released} ${are(released)} released, ${stopped} ${are(stopped)} stopped, and ${way}.`;
  const slipped = escaped === 0 ? '' : ` ${count(escaped, 'release')} had a defect that no stage sees.`;
  return lead.meanMinutes === null
    ? `${counts}${slipped}`
    : `${counts} A release took ${minutes(lead.meanMinutes)} on average, ${minutes(theory.criticalPathMinutes)} of it for the stages.${slipped}`;
}

function describeTheory({ theory }: PipelineSnapshot, { lanes }: PipelineParams): string {
  const { criticalPathMinutes, utilization, waitMinutes } = theory;
  const who = lanes === 1 ? 'Production' : 'Each lane';
  if (waitMinutes === null)
    return `${who} would have to be busy ${percent(utilization)} of the time: it cannot keep up, and the wait has no bound.`;
  return `${who} is busy ${percent(utilization)} of the time: theory expects ${minutes(waitMinutes)} of waiting + ${minutes(criticalPathMinutes)} of stages = ${minutes(waitMinutes + criticalPathMinutes)}.`;
}

function tabulate({ stages }: PipelineSnapshot): Scene['table'] {
  return {
    caption: 'The stages: their time, and the changes in them and stopped by them',
    columns: [
      'Stage',
      'Takes',
      'Begins at the earliest',
      'On the longest path',
      'In it',
      'Stopped',
      'After, on average',
    ],
    rows: stages.map((stage) => [
      stage.name,
      minutes(stage.minutes),
      minutes(stage.earliestStart),
      stage.critical ? 'yes' : 'no',
      stage.working,
      stage.stopped,
      minutes(stage.meanStopMinutes),
    ]),
  };
}
