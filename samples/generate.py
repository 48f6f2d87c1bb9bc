#!/usr/bin/env python3
"""Writes the sample data: `python3 samples/generate.py [--seed N]`, the same seed, the same bytes.

Everything is invented. Phone numbers come from ranges reserved for fiction, cards from ranges
of test cards; tokens are built while the database loads (secrets.sql), so that no text that
looks like a live secret is ever committed.
"""

import argparse
import csv
import io
import json
import random
import uuid
from datetime import date, datetime, timedelta
from pathlib import Path

import words

HERE = Path(__file__).resolve().parent
TODAY = date(2025, 6, 30)


class Source:
    """Random draws from `random()` alone, whose sequence Python promises to keep."""

    def __init__(self, seed):
        self.generator = random.Random(seed)

    def below(self, limit):
        return int(self.generator.random() * limit)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def pick(self, items):
        return items[self.below(len(items))]

    def chance(self, probability):
        return self.generator.random() < probability

    def digits(self, count):
        return "".join(str(self.below(10)) for _ in range(count))

    def text(self, count, alphabet):
        return "".join(self.pick(alphabet) for _ in range(count))

    def day(self, first, last):
        return first + timedelta(days=self.below((last - first).days + 1))

    def moment(self, first, last):
        seconds = self.below(86_400)
        return datetime.combine(self.day(first, last), datetime.min.time()) + timedelta(
            seconds=seconds)


def luhn_digit(digits):
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def card(source):
    prefix = source.pick(["400012", "411144", "424211", "510510", "555544", "222310"])
    digits = prefix + source.digits(9)
    return digits + luhn_digit(digits)


def iban(source, country):
    bank = {"DE": "10010099", "GB": "BAUT990099", "US": "10010099"}[country]
    body = bank + source.digits(10 if country != "GB" else 8)
    land = "GB" if country == "GB" else "DE"
    number = "".join(str(int(c, 36)) for c in body + land + "00")
    return f"{land}{98 - int(number) % 97:02d}{body}"


def ssn(source):
    area = source.pick([a for a in range(1, 900) if a != 666])
    return f"{area:03d}-{source.between(1, 99):02d}-{source.between(1, 9999):04d}"


def phone(source, country):
    if country == "US":
        area = source.pick(["212", "312", "415", "503", "617"])
        last = source.between(100, 199)
        return source.pick(["+1 {} 555 0{}", "({}) 555-0{}", "{}-555-0{}"]).format(area, last)
    if country == "GB":
        return source.pick([f"+44 20 7946 0{source.digits(3)}", f"020 7946 0{source.digits(3)}"])
    return source.pick([f"+49 30 23125 {source.digits(3)}", f"030 23125-{source.digits(3)}"])


def gtin(source):
    digits = "20" + source.digits(10)
    total = sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(digits))
    return digits + str(-total % 10)


def reference(source):
    """Sixteen digits that fail Luhn nineteen times in twenty: an order number, not a card."""
    digits = "20" + source.digits(13)
    check = int(luhn_digit(digits))
    return digits + str(check if source.chance(0.05) else (check + source.between(1, 9)) % 10)


def bcrypt(source):
    alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "$2b$12$" + source.text(53, alphabet)


def ascii_name(name):
    table = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "'": ""}
    return "".join(table.get(c, c) for c in name.lower())


def uid(source):
    return str(uuid.UUID(int=source.generator.getrandbits(128), version=4))


def make_person(source, ident):
    sex = source.pick("fm")
    first = source.pick(words.FEMALE if sex == "f" else words.MALE)
    last = source.pick(words.LAST)
    country = source.pick(["US", "US", "DE", "DE", "GB"])
    local = source.pick(["{0}.{1}", "{0}{1}", "{0}_{1}", "{1}.{0}"]).format(
        ascii_name(first), ascii_name(last))
    city, state, code = source.pick(words.CITIES[country])
    postcode = {"US": lambda: code + source.digits(2), "DE": lambda: code + source.digits(3),
                "GB": lambda: f"{code}{source.between(1, 19)} {source.below(10)}"
                + source.text(2, "ABDEFGHJLN")}[country]()
    street = source.pick(words.STREETS[country].split("|"))
    house = source.between(1, 240)
    return {
        "id": ident, "sex": sex, "first": first, "last": last, "country": country,
        "email": f"{local}{ident}@{source.pick(words.MAIL_HOSTS)}",
        "user": f"{ascii_name(first)[:3]}{ascii_name(last)[:5]}{ident % 100:02d}",
        "phone": phone(source, country), "ssn": ssn(source),
        "born": source.day(date(1935, 1, 1), date(2006, 12, 31)),
        "street": f"{street} {house}" if country == "DE" else f"{house} {street}",
        "city": city, "state": state, "postcode": postcode,
    }


class Tables:
    """Rows by table, in the order the keys between them need."""

    def __init__(self):
        self.rows = {}

    def add(self, table, **row):
        self.rows.setdefault(table, []).append(row)

    def copy_text(self):
        out = io.StringIO()
        for table, rows in self.rows.items():
            out.write(f"COPY {table} ({', '.join(rows[0])}) FROM stdin;\n")
            for row in rows:
                out.write("\t".join(copy_cell(value) for value in row.values()) + "\n")
            out.write("\\.\n\n")
        return out.getvalue()


def copy_cell(value):
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (dict, list)):
        value = json.dumps(value, ensure_ascii=False)
    text = str(value).replace("\\", "\\\\")
    return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")


def make_shop(source, tables, customers):
    for person in customers:
        created = source.moment(date(2021, 1, 1), TODAY)
        person["created"] = created
        tables.add(
            "customers", id=person["id"], public_id=uid(source), first_name=person["first"],
            last_name=person["last"], email=person["email"], email_verified=source.chance(0.8),
            phone=person["phone"] if source.chance(0.92) else None, gender=person["sex"],
            date_of_birth=person["born"] if source.chance(0.85) else None,
            username=person["user"], password_hash=bcrypt(source),
            company=source.pick(words.COMPANIES) if source.chance(0.15) else None,
            signup_ip=ip(source), login_count=source.below(400), created_at=created,
            remarks=remark(source, person))
    for person in customers:
        kinds = ["billing", "shipping"] if source.chance(0.25) else ["billing"]
        for kind in kinds:
            tables.add(
                "addresses", customer_id=person["id"], kind=kind, street=person["street"],
                city=person["city"], state=person["state"] or None, postal_code=person["postcode"],
                country=words.COUNTRY_NAMES[person["country"]],
                latitude=f"{source.between(2500000, 5900000) / 100000:.5f}")


def remark(source, person):
    if not source.chance(0.2):
        return None
    return source.pick([
        "Prefers delivery after 6 pm.", "VIP, handle with care.",
        "Asked twice about the oak shelf.",
        f"Call {person['first']} on {phone(source, person['country'])} before delivery.",
        "Returned one item, refund done.", f"Second address: c/o {source.pick(words.LAST)}, "
        f"{person['street']}."])


def ip(source):
    return ".".join(str(n) for n in [source.pick([31, 62, 84, 98, 151, 203]), source.below(256),
                                     source.below(256), source.between(1, 254)])


def make_products(source, tables, count):
    for ident in range(1, count + 1):
        material, thing = source.pick(words.MATERIALS), source.pick(words.THINGS)
        maker = source.pick(words.LAST)
        tables.add(
            "products", id=ident,
            sku=f"{thing[:2].upper()}-{source.digits(5)}-{source.pick('RBLX')}",
            title=source.pick([f"{maker} {material} {thing}", f"{material.title()} {thing}"]),
            colour=source.pick(words.COLOURS), barcode=gtin(source),
            firmware=f"{source.below(4)}.{source.below(20)}.{source.below(9)}",
            price=f"{source.between(490, 39900) / 100:.2f}", weight_grams=source.between(80, 9000),
            image_digest=source.text(40, "0123456789abcdef"))


def make_orders(source, tables, customers, products, count):
    line = 0
    for ident in range(1, count + 1):
        person = source.pick(customers)
        ordered = source.moment(person["created"].date(), TODAY)
        total = 0
        for number in range(1, source.between(1, 4) + 1):
            line += 1
            cents = source.between(490, 39900)
            quantity = source.between(1, 3)
            total += cents * quantity
            tables.add("order_items", order_id=ident, line_number=number,
                       product_id=source.between(1, products), quantity=quantity,
                       unit_price=f"{cents / 100:.2f}")
        state = source.pick(["paid", "paid", "shipped", "shipped", "returned", "open"])
        tables.add("orders", id=ident, reference=reference(source), customer_id=person["id"],
                   status=state, ordered_at=ordered, total=f"{total / 100:.2f}",
                   tracking_code=f"{source.text(2, 'ABCDEFGHKLMNPRST')}{source.digits(9)}XB",
                   contact_email=person["email"] if source.chance(0.9) else None)
        if state != "open":
            by_card = source.chance(0.7)
            tables.add("payments", id=len(tables.rows.get("payments", [])) + 1, order_id=ident,
                       method="card" if by_card else "transfer",
                       card_number=card(source) if by_card else None,
                       card_holder=f"{person['first']} {person['last']}" if by_card else None,
                       expires=f"{source.between(1, 12):02d}/{source.between(26, 30)}"
                       if by_card else None,
                       iban=None if by_card else iban(source, person["country"]),
                       paid_at=ordered + timedelta(minutes=source.below(600)),
                       amount=f"{total / 100:.2f}", currency="EUR")


def make_clinic(source, tables, patients, employees, visits):
    for person in employees:
        tables.add("clinic.employees", id=person["id"],
                   full_name=f"{person['first']} {person['last']}",
                   work_email=f"{ascii_name(person['first'])[0]}.{ascii_name(person['last'])}"
                   f"{person['id']}@lindenhof-praxis.de",
                   extension=source.between(100, 999), ssn=person["ssn"], salary=source.between(
                       32000, 128000), hired_on=source.day(date(2008, 1, 1), TODAY))
    for person in patients:
        tables.add("clinic.patients", id=person["id"], mrn=f"MRN{source.digits(7)}",
                   full_name=f"{person['first']} {person['last']}", birth_date=person["born"],
                   sex=person["sex"], ssn=person["ssn"], phone=person["phone"],
                   email=person["email"] if source.chance(0.7) else None,
                   blood_type=source.pick(["0+", "A+", "A-", "B+", "AB+", "0-"]))
    for ident in range(1, visits + 1):
        person, doctor = source.pick(patients), source.pick(employees)
        seen = source.moment(date(2023, 1, 1), TODAY)
        code, diagnosis = source.pick(words.DIAGNOSES)
        tables.add("clinic.visits", id=ident, patient_id=person["id"], doctor_id=doctor["id"],
                   visited_at=seen, diagnosis_code=code, room=source.between(1, 24),
                   notes=note(source, person, doctor, diagnosis, seen))
        if source.chance(0.6):
            drug, dose = source.pick(words.DRUGS)
            tables.add("clinic.prescriptions",
                       id=len(tables.rows.get("clinic.prescriptions", [])) + 1, visit_id=ident,
                       drug=drug, dose=dose, refills=source.below(5),
                       pharmacy_phone=phone(source, person["country"]))


def note(source, person, doctor, diagnosis, seen):
    relative = f"{source.pick(words.FEMALE)} {person['last']}"
    values = {"p": f"{person['first']} {person['last']}", "d": doctor["last"], "r": relative,
              "phone": person["phone"], "ssn": person["ssn"], "email": person["email"],
              "day": seen.date().isoformat(), "diag": diagnosis}
    lines = [source.pick(words.PLAIN_NOTES).format(**values)]
    if source.chance(0.45):
        lines.insert(source.below(2), source.pick(words.TELLING_NOTES).format(**values))
    return source.pick([" ", "\n"]).join(lines)


def make_events(source, tables, customers, count):
    agents = ["Mozilla/5.0 (X11; Linux x86_64)", "BautaShop/4.2.1 (iOS 18.1)", "curl/8.5.0"]
    for ident in range(1, count + 1):
        person = source.pick(customers)
        moment = source.moment(date(2025, 1, 1), TODAY)
        payload = {
            "user": {"id": person["id"], "email": person["email"], "ip": ip(source)},
            "agent": source.pick(agents), "experiment": source.pick("ABC"),
            "trace": source.text(32, "0123456789abcdef"),
            "tags": [source.pick(["sale", "mobile", "retry", "beta"]) for _ in
                     range(source.below(3))],
        }
        if source.chance(0.3):
            payload["recipients"] = [
                {"name": f"{p['first']} {p['last']}", "phone": p["phone"]}
                for p in (source.pick(customers) for _ in range(source.between(1, 2)))]
        tables.add("events", id=uid(source), happened_at=moment, kind=source.pick(
            ["login", "view", "cart", "checkout", "share"]),
            created_ms=int((moment - datetime(1970, 1, 1)).total_seconds() * 1000)
            + source.below(1000), sequence=ident, payload=payload)


def chats(source, customers, count):
    for ident in range(1, count + 1):
        person = source.pick(customers)
        number = card(source)
        moment = source.moment(date(2025, 1, 1), TODAY)
        values = {
            "name": f"{person['first']} {person['last']}", "first": person["first"],
            "order": source.between(1, 2000), "email": person["email"], "phone": person["phone"],
            "card": " ".join(number[i:i + 4] for i in range(0, 16, 4)), "last4": number[-4:],
            "street": person["street"], "city": person["city"], "user": person["user"],
            "day": moment.date().isoformat()}
        turns = [("user", source.pick(words.CHAT_OPENERS)), ("assistant", None),
                 ("assistant", source.pick(words.CHAT_REPLIES)),
                 ("user", source.pick(words.CHAT_CLOSERS))]
        messages = []
        for role, template in turns:
            moment += timedelta(seconds=source.between(5, 300))
            message = {"role": role, "at": moment.isoformat() + "Z"}
            if template is None:
                arguments = {"email": person["email"], "fields": ["orders", "phone"]}
                message["tool_calls"] = [{
                    "id": f"call_{source.text(8, '0123456789abcdef')}", "name": "find_customer",
                    "arguments": json.dumps(arguments)}]
            else:
                message["content"] = template.format(**values)
            messages.append(message)
        yield {"id": ident, "channel": source.pick(["web", "app", "mail"]),
               "customer": {"id": person["id"], "email": person["email"]},
               "rating": source.pick([None, 3, 4, 5]), "messages": messages}


def write_exports(tables, source, customers):
    folder = HERE / "exports"
    folder.mkdir(exist_ok=True)
    with open(folder / "customers.csv", "w", encoding="utf-8", newline="") as file:
        rows = tables.rows["customers"]
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(rows[0])
        for row in rows:
            writer.writerow("" if v is None else copy_cell(v) if isinstance(v, bool) else v
                            for v in row.values())
    with open(folder / "chat.jsonl", "w", encoding="utf-8") as file:
        for chat in chats(source, customers, 300):
            file.write(json.dumps(chat, ensure_ascii=False) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    source = Source(parser.parse_args().seed)
    customers = [make_person(source, ident) for ident in range(1, 1201)]
    patients = [make_person(source, ident) for ident in range(1, 501)]
    employees = [make_person(source, ident) for ident in range(1, 41)]
    tables = Tables()
    make_shop(source, tables, customers)
    make_products(source, tables, 150)
    make_orders(source, tables, customers, 150, 2000)
    make_clinic(source, tables, patients, employees, 1200)
    make_events(source, tables, customers, 1500)
    order = ["customers", "addresses", "products", "orders", "order_items", "payments",
             "clinic.employees", "clinic.patients", "clinic.visits", "clinic.prescriptions",
             "events"]
    tables.rows = {name: tables.rows[name] for name in order}
    (HERE / "data.sql").write_text(
        "-- Written by samples/generate.py; every person in it is invented.\n"
        "SET client_min_messages = warning;\n\n" + tables.copy_text(), encoding="utf-8")
    write_exports(tables, source, customers)


if __name__ == "__main__":
    main()
