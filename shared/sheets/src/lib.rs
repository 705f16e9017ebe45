//! Files of billing systems, as every import reads them.
//!
//! CSV in whatever encoding and with whatever delimiter, read from its beginning as often as it takes, so that it need
//! not fit into memory; the bucket that files are put in; and the reports that staff find beside them.

mod bucket;
mod error;
mod event;
mod format;
mod letter;
mod letters;
mod rejects;
mod reports;
mod rows;
mod source;
mod text;
mod words;

pub use aws::Listed;
pub use bucket::{Bucket, BucketError, Folder, S3Bucket};
pub use error::{FileError, NoObject, NoText};
pub use event::{Uploaded, is_whole, read as read_event};
pub use format::{Charset, Format, Known};
pub use rejects::{
    REPORTS, Rejects, RejectsFile, Warning, beside, lines_within, report_folder, report_place,
};
pub use reports::{Counts, Named, Outcome, ROWS, Reports};
pub use rows::{Numbered, Rows, numbered};
pub use source::Source;
pub use text::{Checked, check};
pub use words::{Remarks, counted, remarks};
