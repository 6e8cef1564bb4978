//! Invented reports of matches: what no corpus that may be trained on has enough of.
//!
//! A club that bears the name of its town is an organisation, the town itself and the country that plays are places.
//! Sentences and tables of the forms that sport pages have everywhere are filled with names of clubs, countries and
//! people by a fixed sequence of random numbers: nothing here was ever printed.

use crate::invented::Genre;

/// Towns that have clubs of their name.
pub const TOWNS: &str = "Leeds|Norwich|Burnley|Watford|Preston|Carlisle|Reading|Stoke|Bolton|Hull|York|Bury|Barnsley|Swindon|Wrexham|\
Cardiff|Swansea|Aberdeen|Dundee|Motherwell|Kilmarnock|Livingston|Liverpool|Southampton|Portsmouth|Fulham|\
Brentford|Sunderland|Middlesbrough|Nottingham|Leicester|Derby|Coventry|Wigan|Milan|Napoli|Roma|Torino|Genoa|\
Verona|Parma|Bologna|Lecce|Cagliari|Palermo|Barcelona|Valencia|Sevilla|Zaragoza|Malaga|Villarreal|Getafe|Girona|\
Mallorca|Porto|Braga|Marseille|Lyon|Monaco|Lille|Nantes|Lens|Metz|Strasbourg|Toulouse|Montpellier|Bordeaux|\
Rennes|Cologne|Karlsruhe|Duisburg|Freiburg|Bochum|Mainz|Augsburg|Leverkusen|Hamburg|Bremen|Dortmund|Stuttgart|\
Utrecht|Groningen|Heerenveen|Breda|Bruges|Genk|Ghent|Antwerp|Liege|Copenhagen|Odense|Malmo|Gothenburg|Tampere|\
Turku|Krakow|Poznan|Lodz|Gdansk|Wroclaw|Ostrava|Brno|Teplice|Trnava|Kosice|Debrecen|Timisoara|Craiova|Ploiesti|\
Plovdiv|Varna|Split|Rijeka|Osijek|Maribor|Sarajevo|Mostar|Nis|Skopje|Tirana|Larissa|Trabzon|Bursa|Konya|Donetsk|\
Kharkiv|Lviv|Odessa|Volgograd|Rostov|Samara|Kazan|Tbilisi|Minsk|Haifa|Ashdod|Cairo|Casablanca|Tunis|Kano|Kumasi|\
Gaborone|Bulawayo|Durban|Pretoria|Santos|Fortaleza|Bahia|Cali|Medellin|Guayaquil|Rosario|Lanus|Tigre|Talca|\
Toluca|Puebla|Monterrey|Leon|Tijuana|Seoul|Ulsan|Pohang|Suwon|Busan|Kashima|Kawasaki|Urawa|Nagoya|Osaka|\
Hiroshima|Shanghai|Guangzhou|Shandong|Tianjin|Bangkok|Buriram|Selangor|Johor|Jakarta|Bandung|Chennai|Mumbai|\
Kolkata|Delhi|Rajasthan|Punjab|Lahore|Karachi|Multan|Sydney|Melbourne|Brisbane|Adelaide|Perth|Canterbury|\
Penrith|Essendon|Geelong|Collingwood|Auckland|Wellington|Otago|Waikato|Surrey|Kent|Essex|Sussex|Hampshire|\
Middlesex|Somerset|Yorkshire|Lancashire|Durham|Glamorgan|Warwickshire|Northamptonshire|Worcestershire|\
Derbyshire|Leicestershire|Gloucestershire|Nottinghamshire|Bath|Gloucester|Northampton|Leinster|Munster|Ulster|\
Connacht|Baltimore|Boston|Chicago|Cleveland|Detroit|Houston|Dallas|Denver|Miami|Atlanta|Seattle|Oakland|Toronto|\
Montreal|Milwaukee|Kansas City|New York|Los Angeles|San Diego|San Francisco|St Louis|Philadelphia|Pittsburgh|\
Cincinnati|Tampa Bay|Washington|Phoenix|Portland|Orlando|Sacramento|Memphis|New Jersey|Buffalo|Green Bay|\
Calgary|Edmonton|Ottawa|Vancouver|Winnipeg";

/// States whose clubs bear their name.
pub const STATES: &str = "Minnesota|Texas|California|Colorado|Florida|Arizona|Carolina|Indiana|Utah|Nebraska|Michigan|Oregon|Kentucky|\
Alabama|Iowa|Oklahoma";

/// Clubs that go by another name than their town's.
pub const CLUBS: &str = "Arsenal|Aston Villa|Tottenham Hotspur|Crystal Palace|Queens Park Rangers|Sheffield Wednesday|Celtic|Rangers|\
Red Star|Partizan|Hajduk|Dynamo|Spartak|Lokomotiv|Rapid|Slavia|Sparta|Legia|Wisla|Juventus|Sampdoria|Lazio|\
Inter|Espanyol|Betis|Deportivo|Osasuna|Sporting|Galatasaray|Fenerbahce|Besiktas|Olympiakos|Panathinaikos|AEK|\
Maccabi|Hapoel|Al Ahly|Zamalek|Wydad|Esperance|Orlando Pirates|Kaizer Chiefs|Mamelodi Sundowns|Hearts of Oak|\
Gor Mahia|Boca Juniors|River Plate|Racing|Independiente|Estudiantes|Flamengo|Fluminense|Corinthians|Botafogo|\
Penarol|Nacional|Colo Colo|Cruz Azul|Chivas|Al Hilal|Al Nassr|Persepolis|Esteghlal|East Bengal|Mohun Bagan|\
Persija|Yankees|Red Sox|White Sox|Orioles|Dodgers|Giants|Braves|Mets|Cubs|Astros|Lakers|Bulls|Celtics|Knicks|\
Pistons|Rockets|Cowboys|Packers|Steelers|Dolphins|Raiders|Chargers|Bills|Broncos|Oilers|Bruins|Canucks|Penguins|\
Springboks|All Blacks|Wallabies|Proteas|Bafana Bafana|Super Eagles|Indomitable Lions|Black Stars|Blues|\
Crusaders|Brumbies|Millwall|Hibernian|Everton|Chelsea|Udinese|Atalanta|Fiorentina|Benfica|Boavista|Schalke|Ajax|\
Feyenoord|Twente|Anderlecht|Brondby|Rosenborg|Brann|Ujpest|Honved|Iraklis|Panionios|Ismaily|Enyimba|Asante|\
Mazembe|Simba|Yanga|Palmeiras|Cruzeiro|Gremio|Wasps|Harlequins|Saracens|New England|Notre Dame|Georgia Tech|\
Stanford|Duke|Auburn|Clemson";

/// What clubs put behind or before the name of a town.
pub const FORMS: &str = "{} United|{} City|{} Rovers|{} Athletic|{} Town|{} County|{} Wanderers|{} Albion|{} FC|FC {}|AC {}|AS {}|SC {}|\
Real {}|Atletico {}|Sporting {}|Racing {}|Dynamo {}|Spartak {}|Lokomotiv {}|Shakhtar {}|Hapoel {}|Maccabi {}|Inter {}|Deportivo {}|\
Borussia {}|Eintracht {}|Hansa {}|Fortuna {}|Union {}|{} Lions|{} Tigers|{} Bears|{} Bulls|{} Giants|{} Kings|{} Eagles|{} Hawks|\
{} Rangers|{} Royals|{} Super Kings|{} Stars|{} Wolves|{} Sharks|{} Raiders|{} Warriors|{} Hurricanes|{} Galaxy|{} Sounders";

pub const COUNTRIES: &str = "England|Scotland|Wales|Ireland|Northern Ireland|France|Germany|Spain|Italy|Portugal|Netherlands|Belgium|\
Switzerland|Austria|Denmark|Sweden|Norway|Finland|Iceland|Poland|Czech Republic|Slovakia|Hungary|Romania|Bulgaria|Greece|Turkey|\
Croatia|Serbia|Slovenia|Bosnia|Albania|Ukraine|Russia|Belarus|Georgia|Armenia|Kazakhstan|Israel|Egypt|Morocco|Tunisia|Algeria|\
Nigeria|Ghana|Senegal|Mali|Ivory Coast|Cameroon|Kenya|Ethiopia|Uganda|Tanzania|Zambia|Zimbabwe|Namibia|Botswana|South Africa|Angola|\
Brazil|Argentina|Uruguay|Paraguay|Chile|Peru|Colombia|Ecuador|Bolivia|Venezuela|Mexico|Honduras|Costa Rica|Panama|Jamaica|Cuba|\
Trinidad|Canada|United States|U.S.|Australia|New Zealand|Fiji|Samoa|Tonga|Japan|South Korea|North Korea|China|India|Pakistan|\
Sri Lanka|Bangladesh|Nepal|Thailand|Malaysia|Indonesia|Vietnam|Philippines|Singapore|Iran|Iraq|Saudi Arabia|Qatar|Kuwait|Jordan|\
Syria|Lebanon|United Arab Emirates|Uzbekistan|Barbados|Bahamas";

/// Cities where matches are held and teams travel.
pub const CITIES: &str = "London|Paris|Madrid|Rome|Berlin|Munich|Vienna|Zurich|Brussels|Amsterdam|Lisbon|Athens|Istanbul|Moscow|Warsaw|\
Prague|Budapest|Stockholm|Oslo|Helsinki|Dublin|Glasgow|Manchester|Birmingham|Sheffield|Cairo|Nairobi|Lagos|Abuja|Accra|Dakar|\
Johannesburg|Cape Town|Harare|Lusaka|Kampala|Addis Ababa|Tunis|Rabat|Doha|Dubai|Riyadh|Tehran|Delhi|Mumbai|Karachi|Lahore|Dhaka|\
Colombo|Bangkok|Kuala Lumpur|Singapore|Jakarta|Manila|Tokyo|Osaka|Seoul|Beijing|Shanghai|Sydney|Melbourne|Auckland|Wellington|\
New York|Los Angeles|Chicago|Toronto|Montreal|Atlanta|Miami|Mexico City|Bogota|Lima|Santiago|Buenos Aires|Montevideo|Sao Paulo|\
Rio de Janeiro|Havana|Kingston|Bridgetown|Monte Carlo|Indianapolis|Daytona|Augusta|Wimbledon|Turin|Barcelona|Cologne";

/// Competitions: named, but none of the three kinds.
pub const CUPS: &str = "Premier League|Champions League|Europa League|World Cup|Africa Cup of Nations|Copa America|Asian Cup|FA Cup|\
League Cup|Super League|First Division|National League|American League|Bundesliga|Serie A|Six Nations|Super Rugby|Ryder Cup|\
Davis Cup|US Open|French Open|Grand Prix|Olympic Games|Commonwealth Games|Copa Libertadores|CAF Champions League|Ashes|Test|Open";

/// Sentences. `T` a club, `D` the club of a town under the town's bare name, `N` a country, `C` a city, `P` a person, `S` the surname
/// of somebody named before, `R` that of somebody else, `L` a competition, `n` a small number, `m` a larger one.
const SENTENCES: &[&str] = &[
    "{T} beat {D} {n}-{n} on Saturday to go top of the table.",
    "{D} defeated {D} {n}-{n} in the {L} with two goals from {P}.",
    "{P} scored twice as {D} came from behind to draw {n}-{n} with {T}.",
    "{D} striker {P} has signed a three-year contract with {T}.",
    "{T} coach {P} said his team deserved to win.",
    "\"We lost the match in the first half,\" {D} manager {P} said.",
    "{P}, who joined {D} from {T} last season, headed the winner in the {m}th minute.",
    "{T} midfielder {P} will miss the trip to {D} with a knee injury.",
    "{D} are second on {m} points, two ahead of {D} and {T}.",
    "The {N} international was sent off after half-time and {D} held on.",
    "{N} beat {N} by {n} wickets in the third match of the series in {C}.",
    "{N} will play {N} in the semi-final in {C} on Wednesday.",
    "{N} captain {P} won the toss and chose to bat at {C}.",
    "{P} of {N} won the {m}0 metres in {C} ahead of {P} of {N}.",
    "Top seed {P} of {N} beat {P} {n}-{n} {n}-{n} in the second round of the {L} in {C}.",
    "{S} was born in {C} and played for {D} before moving to {N}.",
    "{S} said after the match in {C} that the referee had been wrong.",
    "{C} police said a fan of {D} had been hurt.",
    "{C}-based {T} lost {n}-{n} to {T} of {C}.",
    "The {C} Open was won by {P} of {N}.",
    "{C} Airport was closed when the {N} team arrived.",
    "Police in {C} arrested {m} fans before the {L} final.",
    "The stadium in {C} was empty when {D} met {T}.",
    "{D} and {D} meet again in {C} next week.",
    "In {C}, {P} pitched seven innings and {D} scored four runs to beat {D} {n}-{n}.",
    "At {C}, {D} edged {D} {m}-{m} behind {P}'s career-high {m} points.",
    "{D} quarterback {P} threw three touchdown passes in a {m}-{m} win over {D}.",
    "{D} rallied past {T} in overtime, with {P} scoring the last of his {m} points.",
    "{T} have appointed {P} as head coach until the end of the season.",
    "The {L} match between {D} and {T} was postponed because of rain.",
    "{D}'s {P} opened the scoring before {T}'s {P} equalised.",
    "{D} goalkeeper {P} saved a penalty from {S}.",
    "{T} won {n}-{n} away at {D}, their first victory in {C} since May.",
    "{P} returned to {C} on Monday after winning the {L}.",
    "{N} qualified for the {L} with a {n}-{n} draw against {N} in {C}.",
    "{N} named {P} and {P} in their squad for the tour of {N}.",
    "{D} batsman {P} hit {m} before being caught by {S}.",
    "{D} bowled {T} out for {m} in their second innings.",
    "{T} travel to {N} for the second leg against {T}.",
    "{D} lost at home to {D} and were relegated from the {L}.",
    "Defender {P} left {D} for {T} for a fee of {n} million pounds.",
    "Fans of {D} marched through {C} before the game.",
    "{P}, the former {D} and {N} winger, now coaches {T}.",
    "{D} need a win against {T} to reach the playoffs.",
    "The {T} beat the {T} {n}-{n} in front of {m},000 in {C}.",
    "{N}'s {P} set a world record at the meeting in {C}.",
    "{P} drove to victory at the {L} in {C}, with {P} second.",
    "The mayor of {C} said the city would bid for the {L}.",
    "{D} host {D} at home on Sunday while {T} visit {D}.",
    "{T} go into the derby against {D} without {P}.",
    "A goal by {P} gave {D} all three points.",
    "{T} chairman {P} said the club would not sell {S} to {D}.",
    "{C} will host the {L} final, the organisers said.",
    "{N} has never won the {L} in {C}.",
    "{D} won the toss against {T} and elected to field.",
    "{P} took four for {m} as {D} collapsed to {m} all out.",
];

/// Headings, in capitals as often as not.
const HEADINGS: &[&str] = &[
    "{D} beat {D} to go top",
    "Soccer: {D} win at {T}",
    "Cricket: {N} beat {N} by {n} wickets",
    "Tennis: {P} wins {L} in {C}",
    "{T} sign {P}",
    "{D} hold {T} to draw",
    "{N} reach {L} final",
    "Rugby: {N} thrash {N} in {C}",
    "{S} leaves {D} for {T}",
];

/// Datelines. `K` is a city in capitals.
const DATELINES: &[&str] = &["{C} (AGENCY) - ", "{K} - ", "{K}, May {n} (Agency) - ", "{C}: "];

/// Introductions of tables, with the form of their rows and how many there are.
const TABLES: &[(&str, &[&str])] = &[
    ("Weekend scores in the {L}:", &["{D} {n} {D} {n}", "{T} {n} {D} {n}", "{D} {n} {T} {n}"]),
    ("Monday's games, hosts in capitals:", &["{D} {n} {U} {n}", "{U} {n} {D} {n}"]),
    ("The table after {m} games:", &["{D} {n} {n} {n} {n} {m}", "{T} {n} {n} {n} {n} {m}"]),
    ("W L PCT GB", &["{U} {m} {m} .{m}{n} -", "{U} {m} {m} .{m}{n} {n} 1/2"]),
    ("Fixtures:", &["{D} v {D}", "{T} v {D}", "{D} vs {T}", "{U} at {U}", "Postponed: {D} v {D}, {D} v {T}"]),
    (
        "Scorecard of the first innings:",
        &[
            "{P} c {R} b {R} {m}",
            "{R} not out {n}",
            "{P} lbw b {R} {m}",
            "Bowling: {R} {n}-{n}-{m}-{n}, {R} {n}-{n}-{m}-{n}, {P} {n}-{n}-{m}-{n}",
        ],
    ),
    ("Scorers:", &["{D} - {P} {m}, {R} {m}", "{T} - {R} {m} (penalty)", "{N} - {R} {m}, {R} {m}"]),
    ("Scores in the {L}:", &["{N} {n} {N} {n}", "{N} {n} {N} {n} ({n}-{n} at the break)", "In {C}: {N} {n} {N} {n}"]),
    (
        "How they finished in {C}:",
        &["{n}. {P} ({N}) {n}.{m}", "{n}. {P} ({N}) {m}.{m} seconds", "{n}. {P} {N} {n}:{m}.{m}"],
    ),
    (
        "Singles, second round:",
        &["{P} ({N}) beat {P} ({N}) {n}-{n} {n}-{n}", "{n} - {P} ({N}) beat {P} ({N}) {n}-{n} {n}-{n}"],
    ),
    (
        "Scores at stumps:",
        &[
            "At {C}: {D} {m}{n}-{n} ({P} {m}, {P} {m}), {D} {m}{n}",
            "{C}: {N} {m}{n}-{n} v {N}",
            "{D} beat {D} by {m} runs",
        ],
    ),
    (
        "Teams:",
        &[
            "{N}: {P}, {P}, {P}, {P}",
            "{T} - {P}, {P}, {P}",
            "{T}: {R}; {R}, {R}, {R}, {R}; {R}, {R}, {R}",
            "{N} - {R}, {R}, {R}, {R}, {R}",
        ],
    ),
    ("Order on the stage:", &["{n}. {P} ({N}) {T} {n} seconds", "{n}. {P} {n}:{m}", "{n}. {P} {m}"]),
];

/// Reports of matches.
pub const SPORTS: Genre = Genre { headings: HEADINGS, datelines: DATELINES, sentences: SENTENCES, tables: TABLES };
