/** What `npm run index -- --help` says. */
export const usage = `Usage:
  npm run index -- --counts c1,c2,c3,c4,c5 [--method METHOD] [--frame N] [--json]
  npm run index -- FILE.csv --questionnaire ID [--method METHOD] [--aggregation RULE] [--id COLUMN]
                   [--weights COLUMN | --margins FILE [--no-trim] | --strata COLUMN --population FILE]
                   [--by COLUMN [--across RULE [--transactions FILE]] [--compare A,B]]
                   [--where COLUMN=VALUE]… [--frame N] [--json]
  npm run index -- --values PART=NUMBER,… --method SCORE_METHOD [--json]
  npm run index -- FILE.csv --method SCORE_METHOD [--id COLUMN] [--json]

Answers
  --counts         answers of the levels 1…5, lowest first
  FILE.csv         one row a respondent, one column an item: 1–5, empty (blank) or NA (not used)
  --questionnaire  id or id@version under surveys/questionnaires
  --method         id (newest version) or id@version under surveys/methods, or top2, mean4, mean5 (mean of criteria)
  --aggregation    mean_of_criteria, mean_of_elements, pooled or person, instead of the method's own
  --id             column of response ids: refused when one stands twice; decides the replicate group
                   (without it the group is the row number mod 32)
  --where          only rows with this value, such as decision=counted
  --frame          number of people the respondents were drawn from (finite population correction of shares)
Weights
  --weights        column of weights, numbers ≥ 0
  --margins        CSV with the columns margin, category, population: weights are raked to these margins, each named
                   after a column of FILE.csv, then cut at 5 × their median (--no-trim leaves them)
  --strata         column of strata; --population names a CSV with the columns stratum, population
Groups
  --by             column whose values are computed apart, each with the ranks it may have
  --across         equal_units or weighted_by_transactions: the whole is the mean of the groups, not of the rows;
                   --transactions names a CSV with the columns unit, transactions
  --compare        two values of --by: their difference and its interval
Scores
  --values         values of the parts of a score method (surveys/methods), such as entry=8.6,land=7
  FILE.csv         one row a unit (--id, default the column "unit"), one column a part: a number, or empty`;
