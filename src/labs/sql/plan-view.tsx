// The tree of a query plan, each operator with its share. Not here: reading the plan (plan.ts).
import { translate } from '../../languages/translate.ts';
import type { PlanNode, QueryPlan } from './plan.ts';

export function PlanView({ plan }: { readonly plan: QueryPlan }) {
  return (
    <div class="lab-plan">
      <p class="lab-caption">{translate('lab', 'plan', 'The plan as a tree')}</p>
      <ul>
        <Operator node={plan.root} shareOf={plan.shareOf} />
      </ul>
    </div>
  );
}

interface OperatorProps {
  readonly node: PlanNode;
  readonly shareOf: QueryPlan['shareOf'];
}

function Operator({ node, shareOf }: OperatorProps) {
  const { operator, details, share, children } = node;
  return (
    <li>
      <div class="lab-operator">
        <strong>{operator}</strong>
        {share !== undefined && (
          <span class="lab-share">
            <span class="lab-bar-share" style={{ inlineSize: `${(share * 100).toFixed(1)}%` }} />
            {shareText(share, shareOf)}
          </span>
        )}
        <span class="lab-facts">{factsOf(node).join(' · ')}</span>
        {details.map((detail, index) => (
          <code key={index}>{detail}</code>
        ))}
      </div>
      {children.length > 0 && (
        <ul>
          {children.map((child, index) => (
            <Operator key={index} node={child} shareOf={shareOf} />
          ))}
        </ul>
      )}
    </li>
  );
}

function shareText(share: number, shareOf: QueryPlan['shareOf']): string {
  const percent = `${Math.round(share * 100)} %`;
  return shareOf === 'time'
    ? translate('lab', 'shareOfTime', '{percent} of the time', { percent })
    : translate('lab', 'shareOfCost', '{percent} of the estimated cost', { percent });
}

function factsOf({ actualRows, estimatedRows, loops }: PlanNode): string[] {
  const facts: string[] = [];
  if (actualRows !== undefined)
    facts.push(
      translate('lab', 'actualRows', { one: '{count} row', other: '{count} rows' }, { count: actualRows }),
    );
  if (estimatedRows !== undefined)
    facts.push(
      translate(
        'lab',
        'estimatedRows',
        { one: '{count} row estimated', other: '{count} rows estimated' },
        { count: estimatedRows },
      ),
    );
  if (loops !== undefined && loops > 1)
    facts.push(translate('lab', 'loops', { one: '{count} loop', other: '{count} loops' }, { count: loops }));
  return facts;
}
