//! A PDF of one page with some lines of text, as small as can be.

use std::fmt::Write as _;

/// A page with these lines. What is not ASCII, and what PDF has other uses for, is left out.
pub(super) fn page(lines: &[String]) -> Vec<u8> {
    let fits = |c: &char| (' '..='~').contains(c) && !matches!(c, '(' | ')' | '\\');
    let mut text = "BT /F1 14 Tf 72 720 Td 22 TL\n".to_owned();
    for line in lines {
        let line: String = line.chars().filter(fits).collect();
        let _ = writeln!(text, "({line}) Tj T*");
    }
    text += "ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        places.push(pdf.len());
        let _ = write!(pdf, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    let _ = write!(pdf, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        let _ = writeln!(pdf, "{place:010} 00000 n ");
    }
    let count = objects.len() + 1;
    let _ = write!(pdf, "trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    pdf.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_truly_where_its_parts_are() {
        let pdf = page(&["Bill (of) a \\day é".to_owned()]);

        let text = String::from_utf8(pdf.clone()).expect("ASCII");
        assert!(domain::history::is_pdf(&pdf) && pdf.len() < 1_024, "{}", pdf.len());
        assert!(text.contains("(Bill of a day ) Tj"), "{text}");
        let table = text.find("xref").expect("a table");
        assert!(text.ends_with(&format!("startxref\n{table}\n%%EOF\n")));
        for (number, line) in (1..).zip(text[table..].lines().skip(3).take(5)) {
            let at: usize = line[..10].parse().expect("a place");
            assert!(text[at..].starts_with(&format!("{number} 0 obj")), "{line}");
        }
    }
}
