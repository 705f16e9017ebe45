//! The file, read from its beginning as often as it takes, so that it need not fit into memory.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// A file that can be read from its beginning again and again.
pub trait Source: Sync {
    /// Opens it at its beginning.
    ///
    /// # Errors
    ///
    /// What the system says of a file that cannot be opened.
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>>;
}

impl Source for [u8] {
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(self))
    }
}

impl Source for Path {
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        Ok(Box::new(BufReader::with_capacity(64 * 1024, File::open(self)?)))
    }
}

impl<S: Source + ?Sized> Source for &S {
    fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        (**self).open()
    }
}
