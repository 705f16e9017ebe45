//! What an address asks for, and what it is answered with.

use super::{app, file, link, member, shown};

#[tokio::test]
async fn the_other_language_stays_on_the_same_day() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file("48151623,2026-11-20 00:00,60,1.5,,,\n")).await;
    shown(&mut browser, "/usage?by=hour&from=2026-11-20").await;

    let other = link(&browser, "lang=es");
    let page = shown(&mut browser, &other).await;

    assert!(
        page.contains("Las horas del 20 de noviembre de 2026") && page.contains("1.50"),
        "{page}"
    );
}

#[tokio::test]
async fn the_oldest_month_opens_as_far_as_it_is_kept() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file("48151623,2024-09-28,1440,11.1,,,\n")).await;

    let oldest = shown(&mut browser, "/usage?by=day&from=2024-09-01").await;
    let older = shown(&mut browser, "/usage?by=day&from=2024-08-31").await;

    assert!(oldest.contains("September 2024") && oldest.contains("11.1"), "{oldest}");
    assert!(older.contains("November 2026"), "{older}");
}

#[tokio::test]
async fn addresses_that_ask_for_nonsense_show_today_or_no_file() {
    let app = app().await;
    let mut browser = member(&app).await;
    app.import_reads(&file("48151623,2026-11-20,1440,11.1,,,\n")).await;

    for query in
        ["by=year", "from=2026-02-30", "from=9999-12-31", "from=0001-01-01", "by=day&from=x"]
    {
        let page = shown(&mut browser, &format!("/usage?{query}")).await;
        assert!(page.contains("November 2026"), "{query}: {page}");
    }
    for query in ["", "as=pdf", "as=csv&from=soon", "as=csv&to=2026-13-01"] {
        assert_eq!(browser.get(&format!("/usage/download?{query}")).await.status, 404, "{query}");
    }
    browser.get("/usage/download?as=csv&from=2026-11-21&to=2026-11-20").await;
    assert_eq!(browser.page().body.lines().count(), 1, "a header alone");
}
