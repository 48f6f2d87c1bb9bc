import Detection
import Primitives
import Testing

/// Column names of real schemas in many languages, judged by the rules as they ship, by name alone.
@Suite struct NameLanguageTests {
    struct Pack: Sendable, CustomTestStringConvertible {
        var language: String
        /// Label (or its beginning) and the names that must mean it; `none` for harmless ones.
        var names: [String: String]
        var testDescription: String { language }
    }

    private static let rules = Result { try RepositoryRules.set() }

    @Test(arguments: Pack.western + Pack.eastern + Pack.farther)
    func `says what a column of any language holds`(pack: Pack) throws {
        let classifier = ColumnClassifier(try Self.rules.get())
        var scratch = DetectionScratch()
        for (label, names) in pack.names {
            for name in names.split(separator: " ") {
                var context = ColumnSample.Context()
                context.column = String(name)
                let sample = ColumnSample(context: context, cells: CellBatch(texts: []))
                let said = classifier.classify(sample, scratch: &scratch).byName.label
                let isHarmless = said == "none" || said.hasPrefix("neg.")
                #expect(label == "none" ? isHarmless : said.hasPrefix(label), "\(name): \(said)")
            }
        }
    }
}

extension NameLanguageTests.Pack {
    static let western: [Self] = [
        .init(
            language: "English",
            names: [
                "contact.email": "cust_eml EmailAddr primary_email",
                "contact.phone": "PhoneNo cell",
                "person.name.last": "lname surname", "demo.dob": "dob birth_dt",
                "fin.card.pan": "cc_number", "contact.postal_code.us": "zip_code",
                "none": "email_count has_phone num_emails type_of_address order_no last_login_at",
            ]),
        .init(
            language: "German",
            names: [
                "contact.email": "mailadresse email_adresse", "contact.phone": "tel_nr Handynummer",
                "contact.address": "strasse anschrift rechnungsadresse", "contact.city": "wohnort",
                "demo.dob": "geb_dat Geburtsdatum", "demo.nationality": "staatsangehoerigkeit",
                "demo.income": "bruttogehalt", "vehicle.plate": "kfz_kennzeichen",
                "person.customer_id": "kunden_id",
                "none": "anzahl_bestellungen ist_verifiziert artikelnummer zahlungsart",
            ]),
        .init(
            language: "French",
            names: [
                "contact.email": "courriel adresse_mail", "contact.phone": "num_tel tel_portable",
                "person.name.first": "prénom", "demo.dob": "date_de_naissance ddn",
                "health.blood_type": "groupe_sanguin", "secret": "mot_de_passe",
                "none": "nb_emails type_document quantité montant statut",
            ]),
        .init(
            language: "Spanish",
            names: [
                "contact.email": "correo", "contact.phone": "nro_telefono telefono_contacto",
                "contact.address": "direccion_envio domicilio",
                "person.name.last": "apellido_paterno",
                "demo.dob": "fnac fecha_nac", "fin.bban": "numero_cuenta",
                "none": "tipo_documento cantidad fecha_alta codigo_producto estado_pedido",
            ]),
        .init(
            language: "Portuguese",
            names: [
                "contact.postal_code.br": "cep", "contact.address": "endereco logradouro",
                "demo.dob": "data_nasc dt_nascimento", "person.name.last": "sobrenome",
                "demo.income": "renda_mensal", "none": "tipo_documento data_cadastro quantidade",
            ]),
        .init(
            language: "Italian",
            names: [
                "person.name.last": "cognome", "demo.dob": "data_di_nascita",
                "contact.phone": "cellulare", "vehicle.vin": "numero_telaio",
                "none": "quantita stato_ordine importo",
            ]),
        .init(
            language: "Dutch",
            names: [
                "contact.address": "straat huisnummer", "contact.city": "woonplaats",
                "person.name.first": "voornaam", "person.customer_id": "klant_id",
                "none": "aantal bestelnummer",
            ]),
        .init(
            language: "Polish",
            names: [
                "contact.address": "ulica nr_domu", "contact.postal_code": "kod_pocztowy",
                "demo.gender": "plec",
                "person.customer_id": "id_klienta", "gov.": "nr_prawa_jazdy",
                "fin.bban": "nr_rach_bank", "demo.physical": "waga_ciala",
                "person.name.full": "imie_nazwisko kontakt_awaryjny",
                "none": "ilosc typ_dokumentu",
            ]),
    ]

    static let eastern: [Self] = [
        .init(
            language: "Turkish",
            names: [
                "demo.dob": "dogum_tarihi", "contact.email": "eposta", "person.name.last": "soyadı",
                "contact.phone": "cep_telefonu", "none": "siparis_no adet tutar",
            ]),
        .init(
            language: "Hindi",
            names: [
                "demo.dob": "janm_tithi", "contact.address": "pata", "demo.age": "umar",
                "demo.disability": "viklangta", "secret.password": "pasvard",
            ]),
        .init(
            language: "Indonesian",
            names: [
                "contact.phone": "nomor_hp no_telp", "contact.address": "alamat",
                "demo.dob": "tgl_lahir", "person.name.full": "nama_lengkap",
                "none": "jumlah nomor_pesanan tanggal_dibuat",
            ]),
        .init(
            language: "Japanese",
            names: [
                "contact.phone": "電話番号 denwa 携帯番号", "contact.address": "住所 jusho",
                "person.name.full": "お客様氏名 shimei フリガナ", "demo.dob": "生年月日",
                "contact.email": "メールアドレス", "person.customer_id": "顧客ID",
                "health.diagnosis_text": "shindanmei arerugi", "gov.tax": "納税者番号",
                "health.mrn": "karute_bango",
                "none": "在庫数 注文番号 更新日時",
            ]),
        .init(
            language: "Chinese",
            names: [
                "contact.phone": "手机号码 shouji 联系电话", "contact.address": "详细地址 dizhi",
                "person.name.full": "客户姓名 xingming", "demo.gender": "性别",
                "health.blood_type": "血型", "health.diagnosis_text": "guomin_shi",
                "gov.": "驾驶证号", "none": "订单号 产品名称 是否删除 创建时间",
            ]),
        .init(
            language: "Korean",
            names: [
                "contact.phone": "휴대폰번호 연락처", "contact.address": "주소", "demo.dob": "생년월일",
                "secret": "비밀번호", "none": "주문번호 수량 상품명",
            ]),
        .init(
            language: "Russian",
            names: [
                "contact.phone": "номер_телефона Телефон", "person.name.last": "фамилия",
                "demo.dob": "ДатаРождения data_rozhdeniya", "none": "количество номер_заказа",
            ]),
        .init(
            language: "Swedish and Czech",
            names: [
                "contact.postal_code": "postnr psč", "person.name.last": "efternamn příjmení",
                "demo.dob": "födelsedatum datum_narozeni", "none": "antal ordernummer",
            ]),
    ]
}

extension NameLanguageTests.Pack {
    static let farther: [Self] = [
        .init(
            language: "Baltic",
            names: [
                "demo.income": "brutopalk darba_alga atlyginimas",
                "contact.phone": "talrunis tel_nr",
                "demo.dob": "sunniaeg dzimsanas_datums gimimo_data",
                "person.name.last": "perekonnanimi uzvards pavarde",
                "contact.address": "elukoht dzivesvieta adresas",
                "contact.email": "epasts el_pastas",
                "none": "tellimuse_kuupaev daudzums kaina busena",
            ]),
        .init(
            language: "South Slavic",
            names: [
                "person.name.last": "prezime priimek фамилно_име",
                "demo.dob": "datum_rodjenja dat_rod датум_рођења", "contact.phone": "broj_telefona",
                "contact.postal_code": "postanski_broj пощенски_код",
                "demo.income": "bruto_plata заплата",
                "none": "datum_narudzbe kolicina broj_komada стока",
            ]),
        .init(
            language: "Nordic",
            names: [
                "demo.income": "manlon timelønn kuukausipalkka",
                "demo.dob": "fodelsedatum syntymapvm",
                "contact.address": "bopæl bosted kotiosoite", "demo.gender": "sukupuoli kjønn",
                "none": "ordrenummer antal pvm varastopaikka",
            ]),
        .init(
            language: "Greek and Romanian",
            names: [
                "person.name.last": "eponymo επώνυμο", "contact.address": "dieuthinsi διεύθυνση",
                "demo.dob": "im_gennisis data_nasterii", "demo.income": "misthos salariu_brut",
                "demo.marital_status": "stare_civila", "none": "timologio cantitate posotita",
            ]),
        .init(
            language: "Arabic and Hebrew",
            names: [
                "contact.phone": "رقم_الهاتف", "demo.income": "الراتب_الأساسي",
                "demo.dob": "تاريخ_الميلاد", "contact.address": "العنوان כתובת_מגורים",
                "demo.religion": "الديانة", "none": "المبلغ الكمية",
            ]),
        .init(
            language: "South-East Asian and African",
            names: [
                "demo.dob": "ngay_sinh tarikh_lahir tarehe_ya_kuzaliwa",
                "contact.phone": "sdt no_tel namba_ya_simu", "contact.address": "dia_chi anwani",
                "demo.income": "luong_cb gaji_pokok sahod", "demo.religion": "ton_giao relihiyon",
                "none": "so_luong don_gia kuantiti idadi",
            ]),
    ]
}
