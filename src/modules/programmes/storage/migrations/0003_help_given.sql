-- Who offers help says that they were in touch with who would like it.
alter table programme_fact drop constraint programme_fact_kind_check;
alter table programme_fact add constraint programme_fact_kind_check check (kind in (
  'subject', 'leader', 'leader-answer', 'member', 'sought', 'vision', 'measure', 'planned-measure', 'figure', 'communication', 'delivered', 'heard', 'obstacle', 'resolved',
  'win', 'planned-win', 'win-reached', 'anchor', 'cost', 'peer-offer', 'peer-answer', 'peer-helped', 'disagreement', 'close'));
