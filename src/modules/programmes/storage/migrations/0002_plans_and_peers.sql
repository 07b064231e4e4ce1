-- A pattern is edited before a programme begins: what is wanted in the team, measures that have no baseline yet and first wins that have no
-- figure yet are facts of their own. So is the answer to somebody who offers help.
alter table programme_fact drop constraint programme_fact_kind_check;
alter table programme_fact add constraint programme_fact_kind_check check (kind in (
  'subject', 'leader', 'leader-answer', 'member', 'sought', 'vision', 'measure', 'planned-measure', 'figure', 'communication', 'delivered', 'heard', 'obstacle', 'resolved',
  'win', 'planned-win', 'win-reached', 'anchor', 'cost', 'peer-offer', 'peer-answer', 'disagreement', 'close'));
