//! Tests that the dashboard counts what members look at and the outages that are reported.

use std::collections::BTreeSet;

use tests::app::{Browser, PLAIN, TestApp};
use tests::walk::settle;

use crate::deployed::watching::{NAMESPACE, shown, template, widgets};

const EMAIL: &str = "robin.asterfield@mail.example";
/// Each widget that counts what people do, by its title, and the steps and outcomes of it.
const WIDGETS: [(&str, &[(&str, &str)]); 2] = [
    (
        "What members look at, by day",
        &[
            ("home", "shown"),
            ("bills", "shown"),
            ("bills", "document"),
            ("usage", "shown"),
            ("usage", "downloaded"),
        ],
    ),
    (
        "Outages reported, and power that is back as members say",
        &[("outages", "reported"), ("outages", "reported_unverified"), ("outages", "restored")],
    ),
];

/// The metric that a widget or a step names; dimensions in the order of their names.
fn steps(namespace: &str, step: &str, outcome: &str) -> Vec<String> {
    [namespace, "Steps", "outcome", outcome, "step", step].map(str::to_owned).to_vec()
}

/// An account with a bill and its document, and a day of use.
async fn told(app: &TestApp) {
    app.import(
        "account_no,last_name,billing_zip,status,service_from\n\
         48151623,Quillfeather,78611,active,2019-05-02\n",
    )
    .await;
    app.import_bills(
        "account_no,bill_id,bill_date,from_date,amount_cents,document\n\
         48151623,B-771,2026-11-12,2026-10-10,8410,4711.pdf\n",
    )
    .await;
    app.put_document("4711.pdf", b"%PDF-1.4\nA bill\n%%EOF\n");
    app.sweep_uploads().await;
    app.import_reads("account_no,start,minutes,kwh\n48151623,2026-11-20,1440,20\n").await;
}

/// Looks at everything, and reports an outage that ends.
async fn look(browser: &mut Browser<'_>) {
    browser.open("/home").await;
    let links = browser.open("/bills").await.links_of("main a");
    let document = links.iter().find(|link| link.starts_with("/bills/document?"));
    browser.get(document.expect("a document")).await;
    browser.open("/usage").await;
    browser.open("/usage/download?as=csv&from=2026-11-01&to=2026-11-30").await;
    browser.open("/outages").await;
    browser.go_on(&[("what", "out")]).await;
    browser.press("/outages/restored").await;
}

#[tokio::test]
async fn each_look_and_each_outage_is_counted_under_the_name_that_the_dashboard_has() {
    let app = TestApp::empty();
    told(&app).await;
    let (mut member, mut passer_by) = (app.browser(), app.browser());
    settle(&app, &mut member, PLAIN, EMAIL).await;
    let before = app.measured().len();

    look(&mut member).await;
    passer_by.open("/outages").await;
    let seen =
        [("place", "417 Cattail Hollow Rd"), ("seen", "tree"), ("call_back", "(202) 555-0173")];
    passer_by.go_on(&seen).await;

    let measured: BTreeSet<Vec<String>> = app.measured().into_iter().skip(before).collect();
    for (_, counted) in WIDGETS {
        for (step, outcome) in counted {
            let metric = steps("Porchlight/tests", step, outcome);
            assert!(measured.contains(&metric), "{metric:?}: {measured:?}");
        }
    }
}

#[test]
fn the_dashboard_names_what_is_counted_and_its_namespace_and_dimensions() {
    let widgets = widgets(&template());
    for (title, counted) in WIDGETS {
        let of: Vec<_> =
            widgets.iter().filter(|it| it["properties"]["title"] == title).cloned().collect();
        assert_eq!(of.len(), 1, "{title}");
        assert_eq!(of[0]["properties"]["stat"], "Sum", "{title}");

        // The template names dimensions in another order; `CloudWatch` knows them by their names.
        let named = |metric: Vec<String>| match &metric[..] {
            [namespace, name, step, of, outcome, end] => {
                [namespace, name, outcome, end, step, of].map(Clone::clone).to_vec()
            }
            _ => metric,
        };
        let named: Vec<Vec<String>> = shown(&of).into_iter().map(named).collect();

        let counted = counted.iter().map(|(step, outcome)| steps(NAMESPACE, step, outcome));
        assert_eq!(named, counted.collect::<Vec<_>>(), "{title}");
    }
}
