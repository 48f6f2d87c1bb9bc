"""Word lists of the sample data, written for it by hand; no list was copied from anywhere."""

FEMALE = """Agnes Alina Amelie Anouk Astrid Beatrix Bettina Birgit Carla Cecilia Clara Dagmar Daria
Elena Elise Emma Erika Esther Eva Fatima Frida Greta Hanna Helena Ida Ines Ingrid Irene Jana Johanna
Julia Karin Katja Laura Lena Linda Louise Lucia Magda Maria Marta Mila Nadia Nina Nora Olga Paula
Petra Rosa Ruth Sara Silvia Sofia Susan Tanja Teresa Ursula Vera Yasmin Zoe""".split()

MALE = """Adam Albert Alex Andre Anton Arne Bastian Benno Bruno Carl Casper Daniel David Dennis
Dirk Edgar Emil Erik Felix Finn Frank Fritz George Gustav Hassan Hector Henrik Hugo Ivan Jacob Jan
Jonas Jose Karl Kevin Klaus Lars Leo Louis Lucas Luis Marco Martin Max Mohammed Nico Olaf Oscar Otto
Paul Pedro Peter Ralf Robert Roman Samuel Simon Stefan Thomas Tim Victor Walter""".split()

LAST = """Abbott Adler Ahmed Albers Almeida Andersen Archer Bailey Baker Barros Bauer Becker Berg
Bergmann Bishop Blake Brandt Brennan Brooks Burns Campos Carter Chen Clarke Cohen Cole Costa Crane
Dahl Dawson Diaz Dietrich Doyle Duarte Eklund Ellis Engel Evans Farrell Fischer Fleming Fournier
Fuchs Garcia Gibson Graf Grant Gruber Haas Hahn Hansen Harper Hartmann Hayes Hoffmann Holm Hughes
Ibrahim Jensen Johansson Jordan Kaiser Keller Kelly Khan Kim Klein Koch Kowalski Kramer Krause Lang
Larsen Lee Lehmann Lindberg Lopez Ludwig Lund Maier Marsh Martinez Mason Mendes Meyer Moreau Morris
Murphy Nagel Neumann Nguyen Nielsen Novak O'Brien Olsen Ortega Owens Park Patel Pereira Petersen
Pohl Porter Quinn Ramos Reed Reuter Richter Rivera Rossi Roth Russell Ryan Santos Sato Schmidt
Schneider Schulz Silva Singh Sommer Stein Sullivan Svensson Tanaka Torres Turner Vogel Wagner Walsh
Wang Weber Wells Werner Winter Wolf Wright Yilmaz Young Zhang Ziegler""".split()

# Invented mailbox providers and companies.
MAIL_HOSTS = """postquelle.net briefbote.de larkmail.co quillpost.org fjordpost.no mailhaven.io
tidemail.com norrbrev.se""".split()

COMPANIES = """Kessel & Rabe|Lindqvist Optik|Brixham Freight|Tannhof Foods|Oriel Print Works|
Marlow Textiles|Fennel & Sons|Quarto Books|Dunmore Tools|Halden Marine""".replace(
    "\n", "").split("|")

STREETS = {
    "US": "Alder St|Birch Avenue|Canal Street|Dover Road|Elm Street|Foundry Lane|Grove Ave|"
    "Harbor Drive|Juniper Court|Kingfisher Way|Linden Street|Mill Road|Orchard Lane|Quarry Road",
    "DE": "Ahornweg|Bachstraße|Dorfstraße|Eichenallee|Feldweg|Gartenstraße|Hafenstraße|"
    "Kirchgasse|Lindenstraße|Marktplatz|Rosenweg|Schulstraße|Talstraße|Wiesenweg",
    "GB": "Abbey Road|Beacon Lane|Church Street|Fore Street|High Street|Mill Lane|Park Road|"
    "Queens Road|Station Road|The Green|Victoria Road|West Street",
}

CITIES = {
    "US": [("Portland", "OR", "972"), ("Columbus", "OH", "432"), ("Austin", "TX", "787"),
           ("Denver", "CO", "802"), ("Madison", "WI", "537"), ("Savannah", "GA", "314")],
    "DE": [("Hamburg", "HH", "20"), ("Leipzig", "SN", "04"), ("Köln", "NW", "50"),
           ("Freiburg", "BW", "79"), ("Erfurt", "TH", "99"), ("Bremen", "HB", "28")],
    "GB": [("Leeds", "", "LS"), ("Bristol", "", "BS"), ("Norwich", "", "NR"),
           ("Cardiff", "", "CF"), ("Exeter", "", "EX"), ("York", "", "YO")],
}

COUNTRY_NAMES = {"US": "United States", "DE": "Germany", "GB": "United Kingdom"}

THINGS = """lamp chair desk kettle blanket mirror shelf vase clock basket stool rug pillow tray
candle frame hook bench jug bowl""".split()
MATERIALS = "oak steel linen glass wool ceramic bamboo copper marble walnut".split()
COLOURS = "Rose Olive Amber Violet Sienna Jade Ruby Graphite Sand Sky".split()

DRUGS = [("Amoxicillin", "500 mg"), ("Ibuprofen", "400 mg"), ("Metformin", "850 mg"),
         ("Ramipril", "5 mg"), ("Levothyroxine", "75 mcg"), ("Omeprazole", "20 mg"),
         ("Salbutamol", "100 mcg"), ("Sertraline", "50 mg")]
DIAGNOSES = [("J06.9", "acute upper respiratory infection"), ("I10", "essential hypertension"),
             ("E11.9", "type 2 diabetes"), ("M54.5", "low back pain"),
             ("F41.1", "generalised anxiety"), ("J45.0", "allergic asthma"),
             ("K21.9", "reflux disease"), ("H10.1", "allergic conjunctivitis")]

# {p} patient, {d} doctor, {r} relative, {phone}, {ssn}, {email}, {day}, {diag}
PLAIN_NOTES = [
    "Follow-up for {diag}. No new complaints, continue current treatment.",
    "Presented with {diag}, onset three days ago. Advised rest and fluids.",
    "Routine check-up. Blood pressure 128/82, weight stable. Review in 6 months.",
    "Reports improvement since the last visit. Dose unchanged.",
    "Lab results within range. Discussed diet and exercise.",
    "Wound clean and dry, stitches removed, no signs of infection.",
]
TELLING_NOTES = [
    "{p} came in with {diag}. Reachable at {phone} after 5 pm.",
    "Spoke with {r}, the patient's sister, phone {phone}; she will pick up the prescription.",
    "Insurance asked for SSN {ssn} on the referral; faxed to Dr. {d}.",
    "Sent the summary of {day} to {email} as requested by {p}.",
    "Dr. {d} called about {p}: {diag} confirmed, send the report to {email}.",
    "Emergency contact changed to {r}, {phone}. Verified identity with SSN {ssn}.",
]

CHAT_OPENERS = [
    "Hi, this is {name}. My order {order} still hasn't arrived.",
    "Hello, I'd like to change the e-mail on my account to {email}.",
    "My card {card} was charged twice for order {order}.",
    "Can you call me back at {phone}? It's about order {order}.",
    "I moved, my new address is {street}, {city}.",
    "I can't log in, my user name is {user}.",
]
CHAT_REPLIES = [
    "Thanks {first}, I found order {order}, it left our warehouse on {day}.",
    "Of course. I have sent a confirmation to {email}.",
    "I'm sorry about that. I can see card ending in {last4} and have started a refund.",
    "Sure, a colleague will ring {phone} within the hour.",
    "Done, the account of {name} is updated.",
]
CHAT_CLOSERS = ["Great, thank you!", "Perfect, that helps.", "Thanks, have a nice day.",
                "One more thing: is the oak shelf back in stock?", "ok 👍"]
