//! Words that make a capitalised phrase the name of an organisation, and names that are organisations. By hand.

use crate::lexicon::tables::word_set::word_set;

word_set!(
    /// Nouns that name a kind of organisation.
    KINDS,
    "inc, corp, corporation, ltd, llc, llp, plc, gmbh, ag, sa, nv, spa, co, company, companies, group, holdings, holding, partners, industries, enterprises,
    ministry, department, office, bureau, agency, authority, commission, committee, council, board, parliament, congress, senate,
    assembly, cabinet, directorate, secretariat, treasury, court, tribunal, police, army, navy, air force, force, forces, guard, guards, corps, brigade, brigades, battalion, regiment, division,
    party, movement, front, alliance, coalition, union, federation, confederation, association, society, league, organisation, organization,
    foundation, institute, institution, centre, center, university, college, school, academy, faculty, hospital, clinic, museum, library, laboratory, laboratories,
    bank, banking, insurance, airlines, airways, airline, motors, motor, electric, electronics, telecom, telecommunications, communications, technologies, technology, systems, software,
    pharmaceuticals, petroleum, oil, energy, gas, steel, mining, chemicals, foods, brewery, breweries, bancorp, securities, capital, investments, asset, fund, trust, exchange, consulting,
    news, times, post, journal, tribune, herald, gazette, chronicle, telegraph, guardian, observer, mail, broadcasting, television, radio, press, media, network, networks, studios, pictures, records, entertainment, publishing, books,
    united, city fc, fc, afc, cf, club, team, rovers, wanderers, athletic, albion, hotspur, rangers, celtic, dynamo, spartak, sporting, atletico, olympique,
    church, diocese, mission, monastery, synagogue, brotherhood, jihad, militia, cartel, syndicate, mafia, taliban,
    service, services, administration, initiative, programme, program, project, campaign, project, network, forum, watch, unicef,
    democrats, republicans, conservatives, liberals, socialists, greens, communists, lawyers, reporters, doctors, workers, teachers, brothers, bros, associates, & co"
);

word_set!(
    /// Nouns that open the name of an organisation with `of`, `for` or `on`.
    OPENERS,
    "ministry, department, office, bureau, bank, university, institute, college, council, house, committee, commission, court, board, organisation, organization,
    association, group, league, federation, union, society, academy, centre, center, school, chamber, church, party, movement, front, army, confederation, foundation,
    reporters, doctors, campaign, international committee, academy, agency, authority, institution, museum, parliament, congress, faculty, alliance, coalition, royal society, secretariat, directorate, trust, fund, royal bank"
);

word_set!(
    /// Names of organisations that say nothing else by themselves.
    NAMES,
    "afp, ap, upi, dpa, efe, ansa, tass, itar-tass, ria, ria novosti, interfax, xinhua, kyodo, reuters, associated press, agence france-presse, press association, bloomberg, bbc, cnn, nbc, nbc news, abc, abc news, cbs, cbs news, pbs, npr, fox news, msnbc, itv, sky news, al jazeera, al-jazeera, al arabiya, al-arabiya, rt, zdf, ard, rai, nhk, cctv, tf1, euronews, politico, huffpost,
    un, eu, nato, imf, world bank, wto, who, oecd, opec, osce, asean, unesco, unhcr, unicef, iaea, opcw, icc, icj, wfp, ilo, fao, icrc, brics, g7, g8, g20, au, ecowas, apec, gcc, oas, oau, cis, csto, ecb, bis, fifa, uefa, ioc, nba, nfl, nhl, mlb, fia, atp, wta, iaaf, icao, iata, interpol, europol, frontex, mercosur, nafta, saarc, caricom, plo, pkk, eta, ira, farc, ypg, pyd, isis, isil, daesh, hts, ltte, anc, bjp, cdu, csu, spd, afd, fdp, akp, chp, ukip, snp, dup, tories, tory, pdsoe, psoe, fatah, hamas, hezbollah, hizbollah, hizbullah, hizballah, taliban, al-qaeda, al qaeda, al-qaida, al qaida, al-nusra front, al-shabaab, al-shabab, boko haram, islamic jihad, islamic state, muslim brotherhood, likud, kadima, labour, solidarity, red crescent, red cross, amnesty international, human rights watch, greenpeace, oxfam, medecins sans frontieres, médecins sans frontières, doctors without borders, save the children, reporters without borders, transparency international, freedom house,
    cia, fbi, nsa, dea, atf, ins, irs, fda, epa, sec, fed, federal reserve, faa, ftc, fcc, nasa, esa, cdc, nih, dhs, doj, pentagon, state department, white house press office, homeland security, fsb, kgb, svr, gru, mossad, shin bet, mi5, mi6, gchq, isi, kremlin, scotland yard, knesset, duma, bundestag, bundesbank, bundesrat, bundeswehr, wehrmacht, senate, congress, house of commons, house of lords, house of representatives, capitol police, supreme court, security council, general assembly, european commission, european parliament, european union, european central bank, united nations, arab league, african union, european council, council of europe, commonwealth of independent states, group of eight, group of seven, group of 20, politburo, sejm, majlis, loya jirga, althing, riksdag, storting, folketing, rada, verkhovna rada, cortes, generalitat,
    google, apple, microsoft, amazon, facebook, meta, twitter, youtube, instagram, whatsapp, tiktok, netflix, ibm, intel, oracle, cisco, hp, dell, nokia, ericsson, motorola, samsung, sony, panasonic, toshiba, hitachi, nintendo, huawei, zte, alibaba, tencent, baidu, xiaomi, lenovo, uber, lyft, airbnb, spacex, tesla, ford, general motors, chrysler, toyota, honda, nissan, mazda, hyundai, kia, volkswagen, bmw, daimler, mercedes, audi, porsche, renault, peugeot, fiat, ferrari, volvo, saab, boeing, airbus, lockheed martin, raytheon, northrop grumman, bae systems, rolls-royce, siemens, bosch, philips, shell, bp, exxon, exxonmobil, mobil, chevron, texaco, conocophillips, total, eni, statoil, equinor, gazprom, rosneft, lukoil, yukos, sibneft, transneft, petrobras, pemex, aramco, saudi aramco, petrochina, sinopec, cnooc, glencore, rio tinto, bhp, vale, arcelormittal, goldman sachs, jpmorgan, jp morgan, morgan stanley, merrill lynch, lehman brothers, citigroup, citibank, bank of america, wells fargo, hsbc, barclays, lloyds, rbs, santander, bbva, ubs, credit suisse, deutsche bank, commerzbank, bnp paribas, societe generale, unicredit, ing, nomura, sberbank, vtb, moody's, fitch, standard & poor's, s&p, kpmg, deloitte, pwc, ernst & young, walmart, wal-mart, tesco, sainsbury's, carrefour, ikea, mcdonald's, starbucks, coca-cola, pepsi, pepsico, nestle, nestlé, unilever, danone, procter & gamble, pfizer, merck, novartis, roche, sanofi, glaxosmithkline, astrazeneca, bayer, monsanto, moderna, johnson & johnson, disney, walt disney, warner, time warner, viacom, comcast, vodafone, at&t, verizon, bt, telefonica, deutsche telekom, aeroflot, lufthansa, ryanair, easyjet, air france, klm, emirates, delta, visa, mastercard, paypal, opel, adidas, nike, puma, basf, disqus, wikipedia, wikileaks, nasdaq, dow jones, ftse, nikkei,
    new york times, the new york times, washington post, wall street journal, los angeles times, financial times, le monde, le figaro, der spiegel, die welt, bild, el pais, el país, corriere della sera, la repubblica, guardian, economist, newsweek, izvestia, kommersant, pravda, haaretz, novaya gazeta, hurriyet, asahi shimbun, yomiuri shimbun,
    arsenal, chelsea, liverpool fc, manchester united, manchester city, tottenham, everton, aston villa, newcastle united, leeds united, west ham, real madrid, barcelona fc, fc barcelona, atletico madrid, juventus, inter milan, ac milan, as roma, lazio, bayern munich, borussia dortmund, ajax, feyenoord, psv, benfica, sporting lisbon, porto fc, paris saint-germain, olympique lyonnais, galatasaray, fenerbahce, besiktas, boca juniors, river plate, flamengo, new york yankees, boston red sox, los angeles lakers, chicago bulls, dallas cowboys"
);

word_set!(
    /// Capital letters that name no organisation.
    NOT_ORGANISATIONS,
    "tv, gdp, gnp, hiv, aids, dna, rna, ceo, cfo, coo, cto, ok, pm, am, ad, bc, id, it, pc, dvd, cd, usb, gps, sms, gmt, cet, est, edt, pst, utc, vat, ipo, pr, hr, vip, mp, mps, mep, meps, rpg, rpgs, ied, ieds, wmd, wmds, suv, suvs, uav, ufo, atm, faq, url, html, pdf, covid, covid-19, sars, mers, h1n1, h5n1, bse, ngo, ngos, phd, ba, ma, mba, md, ii, iii, iv, vi, vii, viii, ix, xi, xii, xiii, xiv, xv, xvi, jr, sr, mr, mrs, ms, dr, st, no, vs, km, kg, mph, kph, us$, usd, eur, gbp, rsvp, asap, aka, diy, lgbt, lgbtq, gop's, ai, vr, ar, cv, er, icu, ptsd, adhd, std, ivf, gm, gmo, cctv camera, co2, op-ed, q&a, r&d, b&b, i, a, the, etc, esq, tba, n/a, pow, pows, awol, tnt, lsd, pto, nil, mvp, rbi, era, tko, ko, hd, hq, ps, ww2, wwii, wwi, sos, led, lcd, cgi, fm, mri, ct, x-ray, dj, mc, emt, rip, pov, eta"
);
