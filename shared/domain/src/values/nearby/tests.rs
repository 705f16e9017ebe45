use super::*;

const NEARBY: [Nearby<'static>; 6] = [
    Nearby { kind: NearbyKind::Name, text: "Juniper Valley Electric Cooperative" },
    Nearby { kind: NearbyKind::Name, text: "Juniper Valley Electric" },
    Nearby { kind: NearbyKind::Address, text: "Juniper Gap, VA 24091" },
    Nearby { kind: NearbyKind::Phone, text: "(800) 555-0142" },
    Nearby { kind: NearbyKind::Domain, text: "members@junipervalley.example" },
    Nearby { kind: NearbyKind::Email, text: "Pat.Goad+bills@ruralmail.example" },
];

#[test]
fn the_co_ops_own_words_in_every_spelling_are_no_password() {
    for (typed, kind) in [
        ("Juniper Valley Electric 2026", NearbyKind::Name),
        ("junipervalleyelectric2026", NearbyKind::Name),
        ("J.u.n.i.p.e.r V-a-l-l-e-y", NearbyKind::Name),
        ("jun1per v@ll3y 3lectr1c!!", NearbyKind::Name),
        ("JÚNIPER válley eléctric", NearbyKind::Name),
        ("electriccooperative", NearbyKind::Name),
        ("ElectricElectricElectric", NearbyKind::Name),
        ("valleyjuniper#99887766", NearbyKind::Name),
        ("MyJuniperValley20261129", NearbyKind::Name),
        ("JuniperGap24091!", NearbyKind::Address),
        ("GapGapGapGapGap 58213!", NearbyKind::Address),
        ("8005550142 8005550142", NearbyKind::Phone),
        ("tel (800) 555-0142", NearbyKind::Phone),
        ("example.example.99887", NearbyKind::Domain),
        ("patgoad patgoad 1958", NearbyKind::Email),
        ("P4t.G0ad.58213.77123", NearbyKind::Email),
        ("ruralmail-ruralmail-1", NearbyKind::Email),
        ("Internet & Billing 2026", NearbyKind::Trade),
        ("yellavrepinuj2026", NearbyKind::Name),
        ("daogtap daogtap 2026", NearbyKind::Email),
        ("JVEC JVEC JVEC 2026", NearbyKind::Name),
        ("jve2026jve2026!", NearbyKind::Name),
        ("jumiper valley 2026!", NearbyKind::Name),
        ("Junper Valey 2026!", NearbyKind::Name),
        ("jjuunniippeerr2026", NearbyKind::Name),
        ("junipervalleypassword", NearbyKind::Name),
        ("I love Juniper Valley", NearbyKind::Name),
        ("MyElectricBill2026", NearbyKind::Trade),
        ("pay my electric bill", NearbyKind::Trade),
        ("mi cuenta eléctrica 26", NearbyKind::Trade),
        ("VA24091VA24091VA", NearbyKind::Address),
        ("555-0142 555-0142 !", NearbyKind::Phone),
        ("pat.goad2026password", NearbyKind::Email),
        ("Goad Family 2026!", NearbyKind::Email),
        ("electricity bill account", NearbyKind::Trade),
        ("facturas de electricidad", NearbyKind::Trade),
        ("factura factura factura", NearbyKind::Trade),
        ("energía energía 2026", NearbyKind::Trade),
        ("cuentacuentacuenta", NearbyKind::Trade),
        ("luz luz luz luz luz", NearbyKind::Trade),
        ("pagar la luz 2026!!", NearbyKind::Trade),
        ("mi recibo de la luz 26", NearbyKind::Trade),
        ("bill bill bill bill", NearbyKind::Trade),
        ("account account 123", NearbyKind::Trade),
        ("payment payment 2026", NearbyKind::Trade),
        ("contraseña eléctrica", NearbyKind::Trade),
    ] {
        let found = built_from(typed, &NEARBY);
        assert!(found.is_some(), "{typed}");
        if kind != NearbyKind::Phone {
            assert!(found <= Some(kind), "{typed}: {found:?}");
        }
    }
    assert_eq!(built_from("call (800) 555-0142!", &[NEARBY[3]]), None, "four letters of its own");
}

#[test]
fn the_reason_names_the_text_that_leaves_the_fewest_letters() {
    for (typed, kind) in [
        ("Juniper Gap 24091", NearbyKind::Address),
        ("24091 juniper gap", NearbyKind::Address),
        ("Juniper Valley 24091", NearbyKind::Name),
        ("juniper juniper juniper", NearbyKind::Name),
    ] {
        assert_eq!(built_from(typed, &NEARBY), Some(kind), "{typed}");
    }
}

#[test]
fn what_anybody_would_try_anywhere_is_usual_however_often_it_is_typed() {
    for typed in [
        "password password",
        "Password.Password.1",
        "p@ssw0rd p@ssw0rd",
        "drowssap drowssap",
        "contraseña contraseña",
        "contraseñacontraseña",
        "contraseña12345678",
        "CONTRASENA-2026-2026",
        "mi contraseña de la luz",
        "my secret password 1",
        "clave clave clave 1",
        "welcome welcome 12",
        "bienvenido bienvenido",
    ] {
        assert!(is_usual(typed), "{typed}");
    }
    for typed in ["secret garden in my city", "maple ladder quartz tin", "juniper juniper 123"] {
        assert!(!is_usual(typed), "{typed}");
    }
}

#[test]
fn a_password_of_ones_own_may_hold_such_a_word() {
    for typed in [
        "maple ladder quartz tin",
        "juniper berries taste bitter",
        "electric maple ladder",
        "123456789012345",
        "valley of the kings 7",
        "street lamp juniper hum",
        "electric guitar solo 99",
        "home is where my dog naps",
        "my family loves the town",
        "mountain bikes rust slow",
        "vaca azul come pasto",
        "evening jives and cellos",
        "cuentos de hadas rojas",
        "bill plays the banjo badly",
        "dos recibos y un tambor",
    ] {
        assert_eq!(built_from(typed, &NEARBY), None, "{typed}");
    }
}
