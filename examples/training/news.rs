//! Invented news from everywhere: what the corpora that may be trained on, American and of the last decade, have little of.

use crate::invented::Genre;

/// Given names, a semicolon, surnames: a country or a group of countries a line.
pub const CULTURES: &[&str] = &[
    "Chinedu Ngozi Emeka Amaka Ifeanyi Obinna Uchenna Adaeze Kelechi Nkechi;Okafor Eze Nwosu Okonkwo Obi Nnamdi Onyeka Uzor Chukwu Igwe Anyanwu Okoro",
    "Adebayo Folake Olusegun Yemi Tunde Bukola Kayode Femi Sade Babatunde;Adeyemi Ogunleye Akinwale Balogun Oyelaran Fashola Adeleke Ajayi Olawale Bamidele",
    "Aminu Halima Sani Zainab Kabiru Fatima Shehu Murtala Umar Rabiu;Bello Dankwambo Yari Tambuwal Shettima Buni Ganduje Lawan Zulum Masari",
    "Kwame Akosua Kofi Ama Yaw Esi Kojo Abena Nana Efua;Mensah Owusu Boateng Asante Ofori Agyeman Osei Appiah Amoako Darko",
    "Wanjiru Kamau Njoroge Otieno Akinyi Kipchoge Chebet Mwangi Nyambura Barasa;Kariuki Odhiambo Ochieng Kiprono Wekesa Mutua Kimani Njuguna Rotich Onyango",
    "Tesfaye Abebe Selam Getachew Hirut Dawit Meseret Bekele Tigist Yohannes;Alemu Tadesse Girma Desta Haile Wolde Gebre Assefa Mengistu Kebede",
    "Thabo Nomsa Sipho Zanele Lindiwe Mandla Bongani Thandi Vusi Sibusiso;Dlamini Nkosi Mokoena Zulu Mabuza Khumalo Mthembu Radebe Sithole Ndlovu",
    "Mamadou Aissatou Ousmane Fatou Cheikh Aminata Moussa Mariama Ibrahima Awa;Diallo Diop Ndiaye Traore Coulibaly Keita Sow Barry Ouedraogo Camara",
    "Ahmed Mona Mostafa Nour Khaled Dina Hany Samira Tarek Rania;Hassan Abdel-Rahman el-Sayed Mansour Fahmy Shafik Ibrahim el-Baradei Ghonim Soliman",
    "Faisal Noura Turki Abdullah Reem Salman Haya Sultan Maha Bandar;al-Otaibi al-Harbi bin Nasser al-Qahtani al-Ghamdi al-Thani al-Mutairi al-Shammari al-Sabah al-Zahrani",
    "Haider Zahra Muqtada Ali Huda Karrar Qasim Sarmad Layla Jawad;al-Maliki al-Abadi al-Jaafari al-Sadr al-Hakim al-Khazali Barzani Talabani al-Kadhimi al-Ameri",
    "Reza Shirin Hossein Maryam Amir Leila Mahmoud Parisa Saeed Narges;Hosseini Ahmadi Rezaei Karimi Mohammadi Zarifi Larijani Farhadi Moradi Ghasemzadeh",
    "Mehmet Ayşe Kemal Elif Ahmet Zeynep Mustafa Emine Hakan Selin;Yılmaz Kaya Demir Çelik Öztürk Davutoğlu Kılıçdaroğlu Arslan Babacan İmamoğlu",
    "Imran Ayesha Bilal Sana Nawaz Maryam Asif Hina Shahid Mehreen;Khan Sharif Bhutto Zardari Qureshi Gilani Chaudhry Afridi Abbasi Rehman",
    "Rajesh Priya Amit Sunita Vikram Anjali Arvind Kavita Suresh Meena;Sharma Patel Reddy Banerjee Iyer Kejriwal Yadav Gandhi Thackeray Naidu Gowda Chatterjee Batliwala",
    "Sheikh Nasrin Mizanur Taslima Kamal Shahana Rafiq Farzana Anisul Rokeya;Hasina Rahman Hossain Chowdhury Islam Ahmed Akhter Mia Sarkar Uddin",
    "Mahinda Chandrika Ranil Sirimavo Gotabaya Nimal Kumari Sarath Anura Dilini;Rajapaksa Wickremesinghe Bandaranaike Premadasa Jayawardene Dissanayake Fonseka Gunawardena Perera",
    "Joko Megawati Prabowo Sri Anies Puan Budi Dewi Agus Retno;Widodo Sukarnoputri Subianto Mulyani Baswedan Maharani Gunadi Santoso Wijaya Marsudi",
    "Rodrigo Maria Benigno Leni Jose Imelda Juan Risa Manuel Grace;Duterte Aquino Marcos Robredo Santos Pacquiao Villanueva Hontiveros Cayetano Macapagal",
    "Somchai Yingluck Prayuth Thaksin Pita Srettha Abhisit Paetongtarn Anutin Chuan;Shinawatra Chan-ocha Limjaroenrat Thavisin Vejjajiva Charnvirakul Wongsawat Leekpai",
    "Hiroshi Yuko Shinzo Akie Taro Naomi Kenji Sanae Fumio Haruka;Tanaka Suzuki Kishida Watanabe Yamamoto Takahashi Koike Ishiba Nakamura Kobayashi",
    "Carlos Lucía Andrés Gabriela Evo Claudia Jair Dilma Rafael Michelle;Morales Fernández Sheinbaum Bolsonaro Correa Bachelet de la Cruz García Rodríguez Petro Quispe Mamani",
    "João Ana Luiz Marina Fernando Simone Geraldo Joana António Manuela;da Silva Haddad Alckmin Tebet dos Santos Costa Ferreira Neves Guterres de Sousa",
    "Vladimir Olga Sergei Anna Dmitry Irina Alexei Yulia Maxim Svetlana;Ivanov Petrova Kuznetsov Smirnova Navalny Peskov Shoigu Morozova Volkov Sobyanin Gudkov",
    "Oleksandr Oksana Petro Olena Volodymyr Natalia Andriy Iryna Mykola Kateryna;Kovalenko Shevchenko Poroshenko Bondarenko Tymoshenko Zelenskyy Klitschko Tkachenko Lysenko Marchenko",
    "Nursultan Gulnara Islam Dariga Kassym-Jomart Saida Almaz Roza Sooronbay Aigul;Nazarbayev Karimova Tokayev Mirziyoyev Atambayev Otunbayeva Jeenbekov Rakhmonov Berdimuhamedov",
    "Ilham Leyla Mikheil Salome Nikol Giorgi Heydar Tamar Serzh Nino;Aliyev Aliyeva Saakashvili Zourabichvili Pashinyan Ivanishvili Sargsyan Kvirikashvili Mammadov Hakobyan",
    "Aleksandar Ana Zoran Milica Milorad Jelena Ivica Vesna Goran Dragana;Vučić Brnabić Đinđić Marković Dodik Petrović Dačić Jovanović Tadić Nikolić",
    "Viktor Ágnes Péter Katalin Gábor Judit Zsolt Réka László Eszter;Orbán Szabó Nagy Novák Magyar Kovács Gyurcsány Varga Tóth Horváth",
    "Donald Ewa Jarosław Beata Mateusz Agnieszka Andrzej Małgorzata Rafał Jolanta;Tusk Kaczyński Szydło Morawiecki Duda Kowalska Trzaskowski Wiśniewski Nowak Sikorski",
    "Nicolae Elena Klaus Laura Traian Viorica Victor Raluca Emil Ioana;Popescu Iohannis Kövesi Băsescu Dăncilă Ponta Ciolacu Ionescu Constantin Dragnea",
    "Alexis Eleni Kyriakos Sofia Giorgos Katerina Nikos Dora Antonis Maria;Tsipras Papadopoulos Mitsotakis Sakellaropoulou Papandreou Samaras Dendias Bakoyannis Georgiou",
    "Lars Mette Jens Erna Anders Magdalena Sauli Sanna Helle Katrín;Rasmussen Frederiksen Stoltenberg Solberg Andersson Niinistö Marin Lindqvist Jakobsdóttir Johansson",
    "Pieter Sophie Mark Femke Alexander Sigrid Bart Annelies Jan Marieke;van der Berg de Vries Rutte Halsema De Croo Kaag De Wever Verlinden van Dijk Peeters",
    "Tomasi Losa Voreqe Sitiveni Frank Fiame James Julie Peter Jacinda;Rabuka Bainimarama Mata'afa Marape Tuilagi Leota Waqa Taufa Fonotoe Latu",
    "Hans Ursula Olaf Annalena Friedrich Angela Jean-Luc Ségolène François Élisabeth;Müller von der Leyen Scholz Baerbock Merz Mélenchon Royal Hollande Borne Lefèvre",
    "Yitzhak Tzipi Benny Miri Ehud Ayelet Avigdor Merav Naftali Orly;Cohen Livni Gantz Regev Barak Shaked Lieberman Michaeli Bennett Levy",
];

/// What a name of an organisation is about.
pub const SUBJECTS: &str = "Health|Education|Defence|Justice|Finance|Agriculture|Energy|Transport|Labour|Trade|Water|Fisheries|Press|Media|\
Peace|Security|Reform|Democracy|Freedom|Development|Human Rights|Migration|Climate|Wildlife|Forest|Ocean|Refugee|Food|Statistics|Elections|\
Anti-Corruption|Broadcasting|Civil Aviation|Ports|Railway|Football|Athletics|Mining|Petroleum|Coffee|Cocoa|Cotton|Farmers|Teachers|Doctors|\
Students|Women|Youth|Islamic|Christian|Jewish|National|People's|Democratic|Social Democratic|Progressive|Liberal|Labour|Green|Patriotic|\
Republican|Conservative|Socialist|Communist|Justice and Development|Law and Order|Science and Technology|Foreign Affairs|Home Affairs";

/// Kinds that stand behind.
pub const KINDS_BEHIND: &str = "Ministry|Authority|Commission|Council|Board|Agency|Committee|Institute|Foundation|Union|Federation|\
Association|Party|Front|Movement|Alliance|Congress|Coalition|Court|Bureau|Network|Watch|Fund|Initiative|Organisation|Centre|Service|Group|\
Department|Forum|Society|Trust|Corporation|League|Observatory|Office";

/// Kinds that stand before `of` or `for`.
pub const KINDS_BEFORE: &str = "Ministry of|Department of|Bank of|University of|Institute for|Council for|Movement for|Centre for|\
National Union of|Association of|Federation of|Campaign for|International Organisation for|Party for|Office of|Chamber of|Committee for|\
Union of|School of|College of|High Commission for|Agency for|Society for|Alliance for|Central Bank of";

/// What stands before a kind without being its subject.
pub const WORDS_BEFORE: &str = "National|International|Central|Federal|State|Royal|World|African|Asian|European|Arab|American|Pacific|\
Supreme|Independent|United|Joint|General|Global|Regional|Public|New|Free|First";

/// What has a name but is no person, place or organisation.
pub const NEITHER: &str = "Nobel Peace Prize|Grammy|Booker Prize|Oscar|Pulitzer Prize|Covid-19|Ebola|Zika|AIDS|Christmas|Easter|Ramadan|Eid|Diwali|\
Islam|Christianity|Bible|Koran|Brexit|Cyclone Idai|Hurricane Maria|Typhoon Haiyan|Paris Agreement|Treaty of Lisbon|Finance Act|Budget|\
Constitution|Arabic|Swahili|Hindi|Mandarin|Spanish|Monday|Independence Day|Labour Day|Muslim|Catholic|Sunni|Shia|Kurdish|Boeing 737|\
Airbus A320|iPhone|Android|Windows|Bitcoin|GDP|HIV|PhD|CEO|TV|World War II|Cold War|Arab Spring|Olympics|World Cup|Toyota Hilux|Kalashnikov|\
Belt and Road|Green Deal|Freedom of Information Act|Penal Code|Champions League|Eurovision|Biennale|Game of Thrones|Mona Lisa|Zika virus";

/// Parts of countries.
pub const REGIONS: &str = "Uttar Pradesh|Haryana|Kerala|Assam|West Bengal|Tamil Nadu|Sindh|Punjab|Balochistan|Kashmir|Tigray|Amhara|Oromia|Darfur|\
South Kordofan|North Kivu|Ituri|Katanga|Kaduna|Borno|Benue|Rivers State|Ashanti|Gauteng|KwaZulu-Natal|Cabo Delgado|Matabeleland|Kidal|Casamance|\
Kabylia|Cyrenaica|Sinai|Upper Egypt|Anbar|Kurdistan|Khuzestan|Helmand|Waziristan|Xinjiang|Tibet|Sichuan|Guangdong|Hokkaido|Okinawa|Aceh|\
East Java|Papua|Mindanao|Luzon|Sabah|Sarawak|Rakhine|Shan State|Isan|Mekong Delta|Siberia|Chechnya|Dagestan|Crimea|Donbas|Galicia|\
Transylvania|Transnistria|Vojvodina|Silesia|Bavaria|Saxony|Catalonia|Andalusia|Brittany|Provence|Tuscany|Sicily|Wallonia|Flanders|Lapland|\
Oaxaca|Chiapas|Sinaloa|Michoacán|Cauca|Antioquia|Zulia|Patagonia|Mato Grosso|Bahia|Minas Gerais|Santa Cruz|Ohio|Georgia|Queensland|\
New South Wales|Ontario|Quebec|Alberta|Normandy|Lombardy|Anatolia|Abkhazia|Nagorno-Karabakh|Gaza|West Bank|Golan Heights|Western Sahara";

const SENTENCES: &[&str] = &[
    "{P}, the head of {B}, told reporters in {C} on Tuesday that talks had failed.",
    "\"We are ready,\" {S} said in an interview with the {J}.",
    "{G} said in a statement that it would appeal against the ruling.",
    "{W} said on Friday it almost doubled its net profit to {m} million euros in the first half.",
    "Shares in {W} fell {n} percent in {C} after the company cut its forecast.",
    "{W} has agreed to buy {m} percent of {W} from {G}.",
    "The deal makes {W} the largest maker of batteries in {N}, ahead of {W}.",
    "{P}, chief executive of {W}, did not return calls seeking comment.",
    "Analysts at {W} expect the central bank to raise rates in May.",
    "A spokesman for {G} declined to comment.",
    "{A} has {m} staff in {C}, {C} and {C}.",
    "According to {A}, at least {m} people have been killed since January.",
    "The {J} reported that {P} had been detained at the airport in {C}.",
    "{P} was sworn in as president of {N} in {C}.",
    "President {P} dismissed Finance Minister {P} late on Monday.",
    "{S}, {m}, was born in {C} and studied at {G}.",
    "{P} teaches at {V} and has written about {N}.",
    "A court in {C} sentenced {P} to {n} years in prison.",
    "{S}'s lawyer, {P}, called the verdict political.",
    "Thousands marched in {C} and {C} against {S}.",
    "Police in {C} fired tear gas at supporters of {G}.",
    "{G} and {G} have formed a coalition in {N}.",
    "{S} leads {B}, which won {m} seats in parliament.",
    "The head of {A} in {N}, {P}, welcomed the decision.",
    "{N} and {N} signed the agreement in {C}, state media reported.",
    "{C} accused {N} of arming rebels near the border with {N}.",
    "{X} governor {P} visited the camp with {P}, the director of {A}.",
    "Fighting spread from {X} to {C}, the governor of {X} said.",
    "Heavy rain hit {X} and {X} in {N}.",
    "{P} told the newspaper {J} that {W}'s finance chief had resigned.",
    "The weekly {W} and broadcaster {W} were fined.",
    "{P}, formerly of {W}, will replace {S}.",
    "{W} operates in {N}, {N} and {N}, and {W} in {C}.",
    "{C}, {C} and {X} were without power, and so was most of {X}.",
    "General {P} and Major General {P} took command in {X}.",
    "Sultan {P} met Sheikh {P} and Queen {P} in {C}.",
    "The Duke of {C} and the bishop of {C} attended.",
    "Prime Minister {P} flew to {C} to meet {P}.",
    "Mr {R} said he had never met Ms {R}.",
    "{R} and {R} were both charged with fraud.",
    "The {E} was awarded to {P} of {N}.",
    "{P} wrote the novel during {E} and published it in {C}.",
    "Cases of {E} have been reported in {C}, {G} said.",
    "Farmers in {C} say {G} has not paid them since {E}.",
    "Researchers at {V} in {C} found that the river was polluted.",
    "{P}, a researcher at {V}, said the results were clear.",
    "The strike was called by {B} after talks with {G} broke down.",
    "{G} has banned {P} from leaving {N}.",
    "Workers at {W} in {C} have been on strike since Monday.",
    "{W}, which is based in {C}, makes parts for {W} and {W}.",
    "Regulators fined {W} {m} million dollars for abusing its position.",
    "The company, a subsidiary of {W}, operates in {N}, {N} and {N}.",
    "{P} joined {W} from {W} in 2012.",
    "{W} flies from {C} to {C} three times a week.",
    "The pipeline is operated by {W} and {W}.",
    "{P}, a journalist with the {J}, was found dead outside {C}.",
    "\"It is a step back,\" said {P} of {G}.",
    "{P} ({m}) and {P} ({m}) live in {C}.",
    "Photographs by {P} are on show in {C}.",
    "Actor {P} and singer {P} will appear in {C} in June.",
    "{P}, widow of the late {P}, thanked the people of {C}.",
    "{S} has denied the charges.",
    "{S} and {R} are expected to meet in {C} next week.",
    "Judges {R}, {R} and {R} dissented.",
    "Opposition leader {P} told the {J} that {S} must resign.",
    "Fighters of {G} attacked a village {m} km from {C}.",
    "The bodies were taken to {C}, where {G} has a field hospital.",
    "The bank, {W}, has branches across {N}.",
    "{W} rose {n} percent and {W} lost {n} percent in {C} trading.",
    "{G} issued a warning for {C} and the surrounding villages.",
    "Mayor {P} said {C} would rebuild.",
    "The documents were leaked to the {J} and {G}.",
    "{N}'s {G} said {m} migrants had been rescued off {C}.",
    "Foreign Minister {P} summoned the ambassador of {N}.",
    "{P} said {E} would not change the policy of {N}.",
    "The march, organised by {B}, began in {C}.",
    "{A} was founded in 1994 by {P}.",
    "After the quake {N} asked {G} for help.",
    "{P} used to work for {W} and {G}.",
    "Users of {W} in {N} could not log in on {E}.",
    "{W} and its rival {W} dominate the market in {N}.",
];

const HEADINGS: &[&str] = &[
    "{P} wins vote in {N}",
    "{G} warns of drought in {N}",
    "{W} to buy {W}",
    "{C} police arrest {P}",
    "{S} to visit {C}",
    "{N}: {S} out, {P} in",
    "{W} shares fall after profit warning",
    "{N}'s {P} faces trial in {C}",
];

/// News of every other kind.
pub const NEWS: Genre = Genre {
    headings: HEADINGS,
    datelines: &["{C} (AGENCY) - ", "{K} - ", "{K}, {N} (Agency) — ", "{C}: "],
    sentences: SENTENCES,
    tables: &[],
};
