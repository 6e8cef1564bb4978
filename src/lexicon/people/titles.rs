//! Words that stand before or behind a person's name and say what the person is. Compiled by hand.

use crate::lexicon::tables::word_set::word_set;

word_set!(
    /// Forms of address, without the stop: what follows is a person.
    HONORIFICS,
    "mr, mrs, ms, miss, mister, messrs, mx, dr, prof, sir, dame, lord, lady, madam, madame, mme, mlle, monsieur, herr,
    frau, senor, señor, senora, señora, don, doña, signor, signora, rev, reverend, fr, sen, sens, rep, reps, gov, gen,
    lt, col, maj, capt, cpl, sgt, cmdr, adm, brig, supt, insp, pvt, pfc, pres, hon, sheikh, sheik, shaikh, sheikha,
    ayatollah, hojatoleslam, mullah, maulana, mufti, imam, haji, hajji, rabbi, pope, saint, sister, brother, father,
    monsignor, msgr, archbishop, cardinal, bishop, patriarch, pastor, deacon, president-elect, prince, princess, king,
    queen, emperor, empress, sultan, emir, duke, duchess, earl, baron, baroness, count, countess, viscount, marquess,
    justice, judge, officer, constable, detective, inspector, sergeant, corporal, private, lieutenant, captain, major,
    colonel, brigadier, general, admiral, commodore, marshal, commander, commissioner, superintendent, sheriff,
    senator, sens, congressman, congresswoman, congressmen, representative, councillor, councilman, councilwoman, alderman, governor, mayor,
    president, premier, chancellor, secretary, ambassador, minister, taoiseach, doctor, professor, coach, uncle, aunt, comrade,
    hajiya, alhaji, hajjah, mallam, malam, datuk, datin, dato, tengku, tunku, engr, shri, smt, dott, avv, hojjatoleslam, sheykh"
);

word_set!(
    /// Words that name the holder of an office, a rank or a trade: the head of a role.
    ROLES,
    "president, vice-president, premier, prime minister, minister, chancellor, secretary, undersecretary, ambassador, envoy,
    consul, attaché, attache, diplomat, governor, lieutenant-governor, mayor, senator, congressman, congresswoman, lawmaker, legislator,
    deputy, mp, mep, msp, parliamentarian, councillor, councilman, councilwoman, commissioner, speaker, whip, leader, chief,
    head, boss, director, director-general, secretary-general, attorney-general, chairman, chairwoman, chairperson, chair, vice-chairman, ceo, cfo, coo, executive, founder,
    co-founder, cofounder, owner, co-owner, manager, coach, captain, skipper, trainer, striker, defender, midfielder, goalkeeper,
    forward, winger, quarterback, pitcher, player, batsman, bowler, driver, rider, jockey, boxer, sprinter, swimmer, skier, cyclist,
    champion, medallist, medalist, winner, finalist, candidate, nominee, frontrunner, challenger, contender, incumbent, king, queen, prince, princess, sultan, emir,
    emperor, monarch, duke, duchess, pope, cardinal, archbishop, bishop, priest, pastor, imam, rabbi, cleric, ayatollah, monk, patriarch, vicar, mufti,
    general, colonel, major, lieutenant, sergeant, corporal, admiral, brigadier, commander, marshal, commodore, inspector, detective, constable,
    superintendent, sheriff, officer, soldier, guard, prosecutor, attorney, lawyer, barrister, solicitor, judge, justice, magistrate,
    counsel, spokesman, spokeswoman, spokesperson, official, adviser, advisor, aide, assistant, analyst, economist, strategist,
    expert, professor, lecturer, researcher, scientist, scholar, historian, academic, physicist, biologist, chemist, doctor,
    physician, surgeon, nurse, psychologist, psychiatrist, sociologist, epidemiologist, virologist, engineer, architect, designer, author, writer, novelist, poet, playwright,
    journalist, reporter, correspondent, editor, columnist, commentator, blogger, broadcaster, presenter, anchor, host, producer, publisher,
    director, filmmaker, actor, actress, comedian, singer, songwriter, rapper, musician, guitarist, drummer, composer, conductor, pianist, artist,
    painter, sculptor, photographer, dancer, choreographer, model, chef, farmer, teacher, principal, headteacher, headmaster, rector, dean, provost, student,
    banker, trader, investor, businessman, businesswoman, entrepreneur, tycoon, billionaire, oligarch, magnate, broker,
    activist, campaigner, organiser, organizer, dissident, defector, opponent, rebel, warlord, militant, fugitive, hacker, whistleblower, suspect, defendant,
    victim, witness, survivor, resident, neighbour, neighbor, mother, father, wife, husband, widow, son, daughter, brother, sister,
    grandson, granddaughter, grandfather, grandmother, cousin, nephew, niece, uncle, aunt, partner, friend, colleague, fiancé, fiancée, girlfriend, boyfriend, predecessor, successor,
    negotiator, mediator, coordinator, inspector, auditor, treasurer, administrator, representative, delegate, rapporteur,
    supporter, member, veteran, astronaut, cosmonaut, pilot, sailor, explorer, dictator, strongman, ruler, statesman, politician, chancellor, ombudsman, regulator, watchdog, curator, translator, interpreter, interior minister, taoiseach, co-author, co-chair, co-leader, co-president, republican, democrat"
);

word_set!(
    /// Lower-case words that may stand before the head of a role and belong to it.
    ROLE_MODIFIERS,
    "former, ex, deputy, vice, acting, interim, outgoing, incoming, veteran, senior, junior, chief, top, prime, foreign, defence,
    defense, interior, finance, home, health, education, trade, energy, transport, justice, agriculture, environment, labour,
    labor, culture, sports, science, opposition, party, team, club, military, army, navy, police, rebel, government, state, national, regional,
    provincial, district, city, county, federal, union, press, first, second, third, late, longtime, long-time, long-serving, conservative, liberal,
    socialist, communist, democratic, republican, nationalist, populist, far-right, far-left, leftist, centrist, right-wing, left-wing, centre-left, centre-right, islamist,
    executive, managing, general, technical, assistant, associate, editorial, political, economic, economics, financial, legal, security, policy,
    intelligence, human, rights, aid, relief, investment, bank, banking, oil, gas, industry, business, company, media, music, film, television, tv, radio, football,
    soccer, tennis, cricket, rugby, basketball, baseball, hockey, golf, boxing, racing, world, olympic, defending, retired, disgraced, embattled, ailing,
    elected, newly, recently, then, now, longtime, exiled, ousted, deposed, jailed, detained, convicted, slain, fellow, current, new, old, young, special, lead, main, head, parliamentary, presidential, mayoral, congressional, senate, house, court, supreme, high, chief, research, science, law, history, university, school, college, hospital, church, spiritual, religious, tribal, local, peace, nuclear, climate, weapons, star, british-born, american-born, co, principal, founding, ruling, acting, staff, white, labour"
);

word_set!(
    /// Roles and forms of address that only women have.
    OF_WOMEN,
    "mrs, ms, miss, madam, madame, mme, mlle, dame, lady, frau, senora, señora, doña, signora, sister, sheikha, princess, queen, empress, duchess, baroness,
    countess, congresswoman, councilwoman, chairwoman, spokeswoman, businesswoman, actress, mother, wife, widow, daughter, granddaughter,
    grandmother, niece, aunt, fiancée, girlfriend, heroine, policewoman, stateswoman, saleswoman, waitress, hostess"
);

word_set!(
    /// Roles and forms of address that only men have.
    OF_MEN,
    "mr, mister, sir, lord, monsieur, herr, senor, señor, don, signor, father, brother, sheikh, sheik, shaikh, prince, king, emperor, sultan, emir, duke, baron, earl, count, viscount,
    congressman, councilman, chairman, spokesman, businessman, actor, husband, son, grandson, grandfather, nephew, uncle, fiancé, boyfriend,
    pope, cardinal, archbishop, ayatollah, mullah, imam, statesman, strongman, batsman, policeman, monsignor"
);
