//! What a member used, in the files that they take along.

use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

use super::{EMAIL, app, file, hours, link, member, member_again, shown};

#[tokio::test]
async fn a_year_read_back_is_what_was_imported_to_the_watt_hour_across_both_clock_changes() {
    let app = app().await;
    let mut browser = member(&app).await;
    let (rows, known) = hours(date(2025, 10, 20), 395);
    let taken = app.import_reads(&file(&rows)).await;
    assert_eq!((taken.added, taken.rejected), (known.len() as u64, 0));

    shown(&mut browser, "/usage").await;
    let links = browser.page().links_of("main a");
    let csv = links.into_iter().find(|link| link.ends_with("as=csv")).expect("everything");
    browser.open(&csv).await;
    let read_csv = |line: &str| -> Option<(Timestamp, u64)> {
        let fields: Vec<&str> = line.split(',').collect();
        let watt_hours = fields.get(2)?.replace('.', "").parse().ok()?;
        Some((fields.first()?.parse().ok()?, watt_hours))
    };
    let of_csv: Vec<_> = browser.page().body.lines().skip(1).filter_map(read_csv).collect();
    let green_button = csv.replace("as=csv", "as=green-button");
    browser.open(&green_button).await;
    let read_xml = |reading: &str| -> Option<(Timestamp, u64)> {
        let between = |tag: &str| {
            let rest = reading.split_once(&format!("<{tag}>"))?.1;
            rest.split_once(&format!("</{tag}>")).map(|(text, _)| text)
        };
        let start = Timestamp::from_second(between("start")?.parse().ok()?).ok()?;
        Some((start, between("value")?.parse().ok()?))
    };
    let feed = browser.page().body.clone();
    let of_feed: Vec<_> = feed.split("<IntervalReading>").skip(1).filter_map(read_xml).collect();

    assert_eq!(known.len(), 395 * 24 + 1, "two autumns, one spring");
    assert!(of_csv == known, "{} of {}", of_csv.len(), known.len());
    assert!(of_feed == known, "{} of {}", of_feed.len(), known.len());
}

#[tokio::test]
async fn a_download_is_a_file_that_names_nobody() {
    let app = app().await;
    let mut browser = member(&app).await;
    let (rows, _) = hours(date(2026, 11, 1), 20);
    app.import_reads(&file(&rows)).await;
    shown(&mut browser, "/usage").await;

    for (form, kind, name) in
        [("csv", "text/csv; charset=utf-8", "csv"), ("green-button", "application/atom+xml", "xml")]
    {
        let address = link(&browser, "as=csv").replace("as=csv", &format!("as={form}"));
        let mut other = member_again(&app).await;
        let page = other.get(&address).await;
        assert_eq!((page.status, page.header("content-type")), (200, Some(kind)));
        let name = format!("electricity-use_1623_2026-11-01_2026-11-20.{name}");
        let named = format!("attachment; filename=\"{name}\"");
        assert_eq!(page.header("content-disposition"), Some(named.as_str()));
        assert_eq!(page.header("cache-control"), Some("no-store"));
        for personal in ["48151623", "Quillfeather", EMAIL, "78611"] {
            assert!(!page.body.contains(personal), "{form}: {personal}");
        }
    }
    let page = browser.get("/usage/download?as=csv&lang=es&from=2026-11-03").await;
    let named = "attachment; filename=\"consumo-de-electricidad_1623_2026-11-03_2026-11-20.csv\"";
    assert_eq!(page.header("content-disposition"), Some(named));
}

#[tokio::test]
async fn after_thirty_downloads_in_an_hour_the_next_has_to_wait() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file(&hours(date(2026, 11, 1), 2).0)).await;
    for _ in 0..30 {
        assert_eq!(browser.get("/usage/download?as=csv").await.status, 200);
    }

    let full = browser.get("/usage/download?as=csv").await.status;
    app.wait(SignedDuration::from_mins(5));
    let shows = browser.get("/usage").await.status;
    app.wait(SignedDuration::from_mins(56));
    let mut later = member_again(&app).await;

    assert_eq!((full, shows), (429, 200));
    assert_eq!(later.get("/usage/download?as=csv").await.status, 200);
}

#[tokio::test]
async fn a_page_of_somebody_elses_leads_to_the_page_and_uses_up_no_download() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file(&hours(date(2026, 11, 1), 2).0)).await;
    shown(&mut browser, "/usage").await;
    let csv = link(&browser, "as=csv");
    app.deliver_new().await;
    let letters = app.letters_to(EMAIL).len();

    for at in 0..40 {
        let site = ["cross-site", "same-site"][at % 2];
        let event = browser.event("GET", &csv).header("sec-fetch-site", site);
        let page = app.answer(&event).await;
        assert_eq!(page.status, 303, "{site}");
        assert!(page.location().is_some_and(|to| to.starts_with("/usage?account=")), "{site}");
    }
    app.deliver_new().await;

    assert_eq!(app.letters_to(EMAIL).len(), letters);
    for site in ["none", "same-origin"] {
        let event = browser.event("GET", &csv).header("sec-fetch-site", site);
        assert_eq!(app.answer(&event).await.status, 200, "{site}");
    }
    assert_eq!(browser.get(&csv).await.status, 200, "a browser that does not say");
    app.deliver_new().await;
    assert_eq!(app.letters_to(EMAIL).len(), letters + 1);
}

#[tokio::test]
async fn a_stretch_without_figures_is_a_file_of_none_and_uses_up_no_download() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file(&hours(date(2026, 11, 1), 2).0)).await;
    app.deliver_new().await;
    let letters = app.letters_to(EMAIL).len();

    for _ in 0..40 {
        let page = browser.get("/usage/download?as=csv&from=2026-10-01&to=2026-10-31").await;
        assert_eq!((page.status, page.body.lines().count()), (200, 1));
    }
    app.deliver_new().await;

    assert_eq!(app.letters_to(EMAIL).len(), letters);
    assert_eq!(browser.get("/usage/download?as=csv").await.status, 200);
}

#[tokio::test]
async fn a_year_is_one_press_away_and_everything_another() {
    let app = app().await;
    let mut browser = member(&app).await;
    let row = |day: &str| format!("48151623,{day},1440,7,,,\n");
    let rows = ["2024-10-01", "2025-10-31", "2025-11-01", "2026-11-20"].map(row).concat();
    app.import_reads(&file(&rows)).await;

    shown(&mut browser, "/usage?by=day&from=2026-11-01").await;
    let links = browser.page().links_of("main a");
    let mut days = Vec::new();
    for link in links.iter().filter(|link| link.contains("as=csv")) {
        let table = browser.get(link).await.body.clone();
        days.push(table.lines().skip(1).map(|line| line[..10].to_owned()).collect::<Vec<_>>());
    }

    let all = ["2024-10-01", "2025-10-31", "2025-11-01", "2026-11-20"];
    assert_eq!(days, [all[2..].to_vec(), all.to_vec()]);
}
