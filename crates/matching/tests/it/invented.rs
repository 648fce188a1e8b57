//! Invented people: families with names of many origins, recorded several times with the errors that people make.

use matching::Record;

/// One record, and who it is of.
#[derive(Debug, Clone, Default)]
pub struct Invented {
    pub person: usize,
    pub family: usize,
    pub group: usize,
    pub given: String,
    pub middle: String,
    pub surname: String,
    pub birth: String,
    pub sex: &'static str,
    pub address: String,
    pub town: String,
    pub postcode: String,
    pub phone: String,
    pub email: String,
}

impl Invented {
    pub fn record(&self) -> Record<'_> {
        Record {
            given: &self.given,
            middle: &self.middle,
            surname: &self.surname,
            birth: &self.birth,
            sex: self.sex,
            address: &self.address,
            town: &self.town,
            postcode: &self.postcode,
            phone: &self.phone,
            email: &self.email,
            ..Record::default()
        }
    }
}

/// Names by where they are common: given names, then family names; spellings of one name are joined by a stroke.
pub const GROUPS: [(&str, &str, &str); 8] = [
    (
        "English, Irish, Scottish and Welsh",
        "Katherine/Kate/Kathryn Robert/Bob/Rob Margaret/Maggie/Peggy William/Bill/Will Siobhan Gareth Niamh Callum/Calum \
         Elizabeth/Liz/Beth Thomas/Tom Rhiannon Andrew/Andy Joanne/Jo Stephen/Steven/Steve Rebecca/Becky Owen Hannah \
         Patrick/Paddy Fiona Graham/Graeme Philippa/Pippa Dafydd Morag Lewis/Louis",
        "Thompson/Thomson Hughes O'Connor/OConnor Fraser/Frazer Blackwood Ellis Pritchard MacDonald/McDonald Whitfield \
         Bramley Kearney Ashworth Tolland Greenhalgh Penrose Hartley Cavanagh/Kavanagh Oakes Sinclair Doherty/Docherty",
    ),
    (
        "Pakistani and Arabic",
        "Mohammed/Muhammad/Mohamed/محمد Aisha/Ayesha/Aysha/عائشہ Hussain/Hussein/حسین Fatima/Fatimah/فاطمہ Yusuf/Yousef/یوسف \
         Zainab/Zaynab/زینب Imran Khadija/Khadijah Bilal/Belal Maryam/Mariam/مریم Tariq/Tarek/طارق Samina Omar/Umar/عمر Nadia \
         Faisal/Faysal Rukhsana Hamza Sumayya/Sumaiya Junaid Rabia Salman/سلمان Bushra Adeel Nasreen/Nasrin",
        "Khan/خان Hussain/Hossain Qureshi/Quraishi/قریشی Sheikh/Shaikh/شیخ Chaudhry/Chowdhry Malik/Malek/ملک Siddiqui/Siddiqi Butt \
         Mirza/مرزا Raja Akhtar/اختر Mahmood/Mehmood/محمود Bhatti Ansari/انصاری Rehman/Rahman Farooqi Hashmi Iqbal/اقبال Dar Zaman",
    ),
    (
        "Bengali",
        "Rahima/রহিমা Kamal/কামাল Shirin/Shireen Abdul Nasima/নাসিমা Jahangir Taslima/তাসলিমা Rafiq/Rafique Moushumi/Mousumi Anwar/আনোয়ার \
         Sultana/সুলতানা Habib/হাবিব Farida/ফরিদা Monir/Munir Shilpi Delwar/Delowar Rina/রিনা Salma/সালমা Faruk/Farooq Lipi Nurul Ayub Jorina Masud",
        "Begum/বেগম Miah/Mia Khatun/খাতুন Uddin/Udin Rahman/রহমান Chowdhury/Choudhury/চৌধুরী Islam/ইসলাম Haque/Hoque Ali/আলী Sarkar/Sarker/সরকার \
         Biswas Mollah/Molla Das Talukdar/Talukder Bhuiyan/Bhuyan Alam/আলম Sikder Akter/Akhter Mondal/Mandal Kazi",
    ),
    (
        "Punjabi and Hindi",
        "Gurpreet/ਗੁਰਪ੍ਰੀਤ Manjit/Manjeet/ਮਨਜੀਤ Harjinder Simran/ਸਿਮਰਨ Rajesh/राजेश Priya/प्रिया Baljit/Baljeet Kiran/ਕਿਰਨ Sukhdev Anita/अनीता \
         Jaspal/ਜਸਪਾਲ Meena/Mina Amrit/ਅੰਮ੍ਰਿਤ Sanjay/Sanjai Kuldip/Kuldeep Lakshmi/Laxmi Davinder Neha Vijay Ravinder Jasmeet/Jasmit \
         Pooja/Puja Arjun Nirmal",
        "Singh/ਸਿੰਘ Kaur/ਕੌਰ Gill/ਗਿੱਲ Sandhu/ਸੰਧੂ Sharma/शर्मा Patel/पटेल Dhillon/ਢਿੱਲੋਂ Sidhu Kumar/कुमार Bains Grewal/ਗਰੇਵਾਲ Verma/Varma \
         Chauhan/Chohan Atwal Mehta/Mehtha Johal Desai Rai Sahota Virk",
    ),
    (
        "Polish and Romanian",
        "Katarzyna/Kasia Wojciech/Wojtek Małgorzata/Gosia/Malgorzata Krzysztof/Krzystof Agnieszka Paweł/Pawel Ștefan/Stefan \
         Ioana/Joana Mihai Elżbieta/Elzbieta Gheorghe/George Zofia/Zosia Łukasz/Lukasz Ana-Maria/Ana Grzegorz Oana Bogdan \
         Jadwiga Radu Beata Cătălin/Catalin Halina Tomasz Mirela",
        "Wiśniewski/Wisniewski Dąbrowski/Dabrowski Ionescu Wójcik/Wojcik Popescu Zieliński/Zielinski Lazăr/Lazar Szymański/Szymanski \
         Nowak Mazur Stępień/Stepien Constantinescu Kowalczyk Grabowski Șerban/Serban Krawczyk Munteanu Jabłoński/Jablonski Ursu Wróbel/Wrobel",
    ),
    (
        "Russian and Ukrainian",
        "Dmitry/Dmitri/Дмитрий Olena/Олена Sergei/Sergey/Сергей Natalia/Nataliya/Наталия Volodymyr/Володимир Tatiana/Tatyana/Татьяна Andriy/Андрій \
         Svetlana/Светлана Bohdan/Богдан Yulia/Yuliya/Юлия Mykola/Микола Oksana/Оксана Anton/Антон Larysa/Лариса Ruslan/Руслан Halyna/Галина \
         Roman/Роман Daria/Darya/Дарья Vasyl/Василь Lesia/Леся Taras/Тарас Polina/Полина Artem/Артем Inna/Інна",
        "Kovalenko/Коваленко Petrov/Петров Shevchenko/Шевченко Bondar/Бондар Morozov/Морозов Tkachenko/Ткаченко Sokolov/Соколов Melnyk/Melnik \
         Volkov/Волков Kravchuk/Кравчук Lysenko/Лисенко Popov/Попов Savchenko/Савченко Orlov/Орлов Marchenko/Марченко Rudenko/Руденко \
         Zaitsev/Зайцев Hnatiuk Pavlov/Павлов Moroz/Мороз",
    ),
    (
        "Somali and Nigerian",
        "Faduma/Fatuma Abdirahman/Abdurahman Hodan Liban Amina/Aminah Guled Ayaan/Ayan Mohamud/Mahamud Ifrah Warsame Chidi Ngozi \
         Olumide/Olu Folake Emeka Adaeze/Ada Babatunde/Tunde Yetunde Ikenna Zainabu Sahra/Sarah Jama Oluwaseun/Seun Nkechi",
        "Abdi Warsame Hersi/Hirsi Farah Jama Duale/Dualeh Osman/Usman Elmi Okafor/Okafo Adeyemi Nwosu Balogun Okonkwo/Okonkwu Eze \
         Adebayo Olawale Samatar Egal Ogunleye Isse/Ise",
    ),
    (
        "Chinese and Vietnamese",
        "Wei/Wai Xiaoming/Siu-Ming Mei-Ling/Meiling Jun/Chun Hui/Hoi Fang/Fong Linh Minh/Ming Thanh Xiu Jianhua/Jian-Hua Yan/Yen \
         Hoang Lan Quang Ying Zhen/Chen Duc Huong Bao Ngoc Yuxuan/Yu-Xuan Tuan Haoran/Hao-Ran",
        "Wang/Wong Zhang/Cheung Chen/Chan Li/Lee Nguyen Tran Huang/Wong Pham Liu/Lau Zhou/Chow Le Wu/Ng Xu/Hui Hoang Guo/Kwok Vu \
         Lin/Lam Dang Zheng/Cheng Bui",
    ),
];

const STREETS: &str = "Station Mill Orchard Victoria Chapel Windmill Foundry Priory Tanner Meadow Harbour Quarry Almond Beacon Cooper Drovers";
const KINDS: [(&str, &str); 4] = [("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Close", "Cl")];
const TOWNS: [(&str, &str); 8] = [
    ("Bradford", "BD"),
    ("Leicester", "LE"),
    ("Cardiff", "CF"),
    ("Hull", "HU"),
    ("Luton", "LU"),
    ("Bristol", "BS"),
    ("Oldham", "OL"),
    ("Derby", "DE"),
];

/// Chances that are the same on every run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33).unwrap() % end
    }

    pub fn of_hundred(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a>(&mut self, words: &'a str) -> &'a str {
        let words: Vec<&str> = words.split_whitespace().collect();
        // Two draws, the lower one taken: some names are common, most are not.
        let place = self.below(words.len()).min(self.below(words.len()));
        words[place]
    }
}

/// A person as they are, before anybody writes them down.
#[derive(Clone)]
struct Real {
    entry: Invented,
    names: (String, String),
    birth: (usize, usize, usize),
}

/// Families until there are so many people.
fn people(chance: &mut Chance, count: usize) -> Vec<Real> {
    let mut people: Vec<Real> = Vec::new();
    for family in 0.. {
        if people.len() >= count {
            break;
        }
        let group = family % GROUPS.len();
        let (_, given, surnames) = GROUPS[group];
        let surname = chance.pick(surnames).to_owned();
        let home = home(chance);
        let phone = phone(chance);
        let members = 1 + chance.below(4);
        for member in 0..members {
            let adult = member < 2;
            let year = if adult { 1962 + chance.below(40) } else { 2006 + chance.below(18) };
            let elsewhere = member == 1 && chance.of_hundred(70);
            let (address, town, postcode) = if elsewhere { self::home(chance) } else { home.clone() };
            let surname =
                if member == 0 && chance.of_hundred(40) { chance.pick(surnames).to_owned() } else { surname.clone() };
            let names = (chance.pick(given).to_owned(), surname);
            let entry = Invented {
                person: people.len(),
                family,
                group,
                middle: if chance.of_hundred(30) {
                    chance.pick(given).split('/').next().unwrap().to_owned()
                } else {
                    String::new()
                },
                sex: if chance.of_hundred(50) { "F" } else { "M" },
                phone: if adult && member == 1 { self::phone(chance) } else { phone.clone() },
                address,
                town,
                postcode,
                ..Invented::default()
            };
            people.push(Real { entry, names, birth: (year, 1 + chance.below(12), 1 + chance.below(28)) });
        }
    }
    people
}

fn home(chance: &mut Chance) -> (String, String, String) {
    let (town, area) = TOWNS[chance.below(TOWNS.len())];
    let (street, number) = (chance.pick(STREETS), 1 + chance.below(120));
    let kind = KINDS[street.len() % KINDS.len()].0;
    let letter = |chance: &mut Chance| char::from(b"ABDEFGHJLNPQRSTUWXYZ"[chance.below(20)]);
    let postcode = format!("{area}{} {}{}{}", 1 + chance.below(18), chance.below(10), letter(chance), letter(chance));
    (format!("{number} {street} {kind}"), town.to_owned(), postcode)
}

fn phone(chance: &mut Chance) -> String {
    format!("07{:09}", chance.below(1_000_000_000))
}

fn spelling(chance: &mut Chance, name: &str) -> String {
    let spellings: Vec<&str> = name.split('/').collect();
    let place = if chance.of_hundred(60) { 0 } else { chance.below(spellings.len()) };
    spellings[place].to_owned()
}

/// A slip of the fingers: a letter left out, or two exchanged.
fn slip(chance: &mut Chance, name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() > 3 {
        let place = 1 + chance.below(letters.len() - 2);
        if chance.of_hundred(50) {
            letters.remove(place);
        } else {
            letters.swap(place, place + 1);
        }
    }
    letters.into_iter().collect()
}

/// Writes a person down, with what goes wrong when people do.
fn written(chance: &mut Chance, real: &Real) -> Invented {
    let mut entry = real.entry.clone();
    entry.given = spelling(chance, &real.names.0);
    entry.surname = spelling(chance, &real.names.1);
    if chance.of_hundred(8) {
        entry.given = slip(chance, &entry.given);
    }
    if chance.of_hundred(8) {
        entry.surname = slip(chance, &entry.surname);
    }
    if chance.of_hundred(2) {
        std::mem::swap(&mut entry.given, &mut entry.surname);
    }
    if !entry.middle.is_empty() && chance.of_hundred(60) {
        entry.middle = entry.middle.chars().take(usize::from(chance.of_hundred(50))).collect();
    }
    let (year, mut month, mut day) = real.birth;
    match chance.below(100) {
        0..3 => (month, day) = (1, 1),
        3..6 if day <= 12 => (month, day) = (day, month),
        6..10 => day = 1 + day % 28,
        _ => {}
    }
    if !chance.of_hundred(8) {
        entry.birth = format!("{year}-{month:02}-{day:02}");
    }
    let moved = chance.of_hundred(30);
    if moved {
        (entry.address, entry.town, entry.postcode) = home(chance);
    } else if chance.of_hundred(30) {
        for (long, short) in KINDS {
            entry.address = entry.address.replace(long, short);
        }
    }
    if chance.of_hundred(25) {
        entry.phone = phone(chance);
    }
    for (part, lost) in [(&mut entry.address, 12), (&mut entry.postcode, 8), (&mut entry.phone, 30)] {
        if chance.of_hundred(lost) {
            part.clear();
        }
    }
    entry
}

/// Some people recorded once or more, in no order.
pub fn recorded(seed: u64, people: usize) -> Vec<Invented> {
    let mut chance = Chance::new(seed);
    let real = self::people(&mut chance, people);
    let mut records: Vec<Invented> = Vec::new();
    for real in &real {
        for _ in 0..[1, 1, 1, 1, 2, 2, 2, 3, 3, 5][chance.below(10)] {
            records.push(written(&mut chance, real));
        }
    }
    shuffle(&mut chance, &mut records);
    records
}

/// People known, and new records: of some of them, and of relatives and strangers who are not.
pub fn known_and_new(seed: u64, people: usize) -> (Vec<Invented>, Vec<Invented>) {
    let mut chance = Chance::new(seed);
    let real = self::people(&mut chance, people);
    let (mut known, mut new) = (Vec::new(), Vec::new());
    for real in &real {
        let is_known = chance.of_hundred(70);
        if is_known {
            known.push(written(&mut chance, real));
        }
        if chance.of_hundred(if is_known { 45 } else { 100 }) {
            new.push(written(&mut chance, real));
        }
    }
    shuffle(&mut chance, &mut known);
    (known, new)
}

pub fn shuffle<T>(chance: &mut Chance, list: &mut [T]) {
    for place in (1..list.len()).rev() {
        list.swap(place, chance.below(place + 1));
    }
}
