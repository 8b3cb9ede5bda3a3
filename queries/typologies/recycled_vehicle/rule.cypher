// title: One vehicle claimed for by unrelated policyholders
// title.zh: 同一车辆由多名无关投保人先后索赔
// why: A wreck that is insured again and again, under new names, is crashed again and again on paper.
// why.zh: 同一事故车更换投保人反复投保，可能在账面上反复“出险”。
// sentence: One vehicle was in {claims} claims under {policies} policies of {families} unrelated
//   households, {first} to {last}.
// sentence.zh: 同一车辆涉及 {claims} 件赔案、{policies} 张保单，投保人分属 {families} 个互不相关的家庭
//   （{first} 至 {last}）。
// innocent: A fleet, hire or taxi company owns the vehicle: such vehicles are left out and listed.
// innocent.zh: 车辆属于车队、租赁或出租车公司：此类车辆不计入，并列明。
// innocent: The vehicle was sold honestly, damage and all: check the dates of the owners.
// innocent.zh: 车辆正常过户（含事故车）：请核对各任车主的日期。
// innocent: The other driver's vehicle in each claim: a claim counts only where its policy insures
//   this vehicle, or names no vehicle at all.
// innocent.zh: 车辆在赔案中仅为对方车辆：只计该保单承保此车或未载明车辆的赔案。
// innocent: A family passes its car on: people of one household count once.
// innocent.zh: 家庭内部转让车辆：同一家庭的人员只计一次。
// parameters: min_families, min_claims, max_claims
// defaults: {"min_families": 3, "min_claims": 3, "max_claims": 60}
// weight: 0.5
// households: min_families
// returns: subjects, nodes, links, claims, figures
MATCH (vehicle:Vehicle)
WITH vehicle, COUNT { (vehicle)<-[:INVOLVES]-() } AS degree
WHERE degree >= $min_claims AND degree <= $max_claims
  AND NOT EXISTS {
    (vehicle)<-[owns:OWNS_VEHICLE]-(:Organisation) WHERE owns.retired IS NULL
  }
MATCH (vehicle)<-[in_it:INVOLVES]-(claim:Claim)-[under:UNDER]->(policy:Policy)
      <-[holds:HOLDS]-(person:Person)
WHERE in_it.retired IS NULL AND under.retired IS NULL AND holds.retired IS NULL
  AND (EXISTS { (policy)-[covers:INSURES]->(vehicle) WHERE covers.retired IS NULL }
       OR NOT EXISTS { (policy)-[covers:INSURES]->(:Vehicle) WHERE covers.retired IS NULL })
WITH vehicle, collect(DISTINCT person.id) AS people, collect(DISTINCT claim.id) AS claims,
     collect(DISTINCT policy.id) AS policies, collect(DISTINCT in_it.id) AS ins,
     collect(DISTINCT under.id) AS unders, collect(DISTINCT holds.id) AS holdings,
     min(claim.loss_date) AS first, max(claim.loss_date) AS last
WHERE size(people) >= $min_families AND size(claims) >= $min_claims
RETURN COLLECT { UNWIND people AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + policies + claims + [vehicle.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND ins + unders + holdings AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {claims: size(claims), policies: size(policies),
        first: first, last: last} AS figures
ORDER BY vehicle.id
