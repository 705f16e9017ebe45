//! The settings as a file: where they come from, and what they were when this process began.

use std::fmt;
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;

use super::read::line_of;
use super::{Portal, Refusal, read};

/// The most bytes of the file, inclusive. A co-op's terms in two languages are a tenth of it.
const MAX: usize = 256 * 1024;

/// Settings that nothing can be started with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The file as it was named.
    pub file: String,
    /// Everything that is wrong with it, in the order of its lines.
    pub faults: Vec<Refusal>,
}

/// A line for each fault: the file, the line, the reason.
impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Refusal { line, reason }) in self.faults.iter().enumerate() {
            let end = if at == 0 { "" } else { "\n" };
            write!(f, "{end}{}:{line}: {reason}", self.file)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refused {}

/// Reads the settings once for the whole process; they live as long as it does.
///
/// # Errors
///
/// Everything that is wrong with the file: that it is not there, too long, not UTF-8, or what [`read`] says.
pub fn open(path: &Path) -> Result<&'static Portal, Refused> {
    match text(path).map_err(|fault| vec![fault]).and_then(|text| read(&text)) {
        Ok(portal) => Ok(Box::leak(Box::new(portal))),
        Err(faults) => Err(Refused { file: path.display().to_string(), faults }),
    }
}

fn text(path: &Path) -> Result<String, Refusal> {
    let refusal = |line, reason: String| Refusal { line, reason };
    let unreadable = |error: std::io::Error| {
        let reason = match error.kind() {
            ErrorKind::NotFound => "there is no such file".to_owned(),
            ErrorKind::IsADirectory => "this is a folder and no file".to_owned(),
            ErrorKind::PermissionDenied => "this file may not be read".to_owned(),
            _ => format!("this file cannot be read: {error}"),
        };
        refusal(1, reason)
    };
    let mut bytes = Vec::new();
    let most = u64::try_from(MAX).unwrap_or(u64::MAX);
    let file = File::open(path).map_err(unreadable)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX {
        let reason = format!("the settings have more than {MAX} bytes");
        return Err(refusal(line_of(&bytes, bytes.len()), reason));
    }
    String::from_utf8(bytes).map_err(|error| {
        let line = line_of(error.as_bytes(), error.utf8_error().valid_up_to());
        refusal(line, "this is not UTF-8; save the file as UTF-8".to_owned())
    })
}
