//! Templates of the user's own: where they lie, and what they may read.
//!
//! A template reads those in its own folder and below it, and nothing else. Not here: their language (see `minutes::template`).

use std::ffi::OsStr;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::archive::read_at_most;
use crate::cli::Failure;
use crate::minutes::template::{self, Filling, TemplateError};
use crate::minutes::{Minutes, Options};

/// Bytes in the largest template.
const LARGEST: usize = 1 << 20;

/// How long a template may take; minutes of ten thousand lines take a second.
const LONGEST: Duration = Duration::from_secs(20);

/// What the template in this file makes of the minutes.
pub(super) fn written(path: &Path, minutes: &Minutes, options: &Options) -> Result<Vec<u8>, Failure> {
    let unreadable = |why: String| {
        let failure = Failure::new(format!("{}: {why}", path.display()));
        failure.hint("name the file of a template, such as minutes.html.j2; docs/templates.md has one")
    };
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = folder.canonicalize().map_err(|error| unreadable(error.to_string()))?;
    let main = text_of(path).map_err(|error| unreadable(error.to_string()))?;
    let (own, within) = (name.clone(), folder.clone());
    let load = move |wanted: &str| if wanted == own { Ok(Some(main.clone())) } else { included(&within, wanted) };
    let filling = Filling::of(minutes, options).map_err(|error| failed(path, &name, &error))?;
    let (own, (done, text)) = (name.clone(), mpsc::channel());
    // Its own thread has the stack it needs, and can be left behind when it takes too long: the program ends then.
    let render = move || done.send(filling.render(&own, load));
    let thread = thread::Builder::new().name("template".to_owned()).stack_size(template::STACK);
    thread.spawn(render).map_err(|error| unreadable(error.to_string()))?;
    match text.recv_timeout(LONGEST) {
        Ok(text) => text.map(String::into_bytes).map_err(|error| failed(path, &name, &error)),
        Err(_) => Err(failed(path, &name, &TemplateError::endless(&name))),
    }
}

/// The name of what a template writes: its own without `.j2`.
pub(super) fn file_name(path: &Path) -> String {
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let text = template::written_by(&name).unwrap_or(&name);
    if text.contains('.') { text.to_owned() } else { format!("{text}.txt") }
}

/// A template of the same folder; none where there is none.
fn included(folder: &Path, wanted: &str) -> Result<Option<String>, String> {
    let path = PathBuf::from(wanted);
    if path.components().any(|part| !matches!(part, Component::Normal(_))) {
        return Err(format!("`{wanted}` leads out of the template's folder"));
    }
    let target = match folder.join(path).canonicalize() {
        Ok(target) => target,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("`{wanted}`: {error}")),
    };
    if !target.starts_with(folder) {
        return Err(format!("`{wanted}` leads out of the template's folder"));
    }
    text_of(&target).map(Some).map_err(|error| format!("`{wanted}`: {error}"))
}

fn text_of(path: &Path) -> io::Result<String> {
    let bytes = read_at_most(path, LARGEST + 1)?;
    if bytes.len() > LARGEST {
        return Err(io::Error::other("too large for a template: more than 1 MiB"));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("not a text in UTF-8"))
}

/// FILE:LINE and what is wrong there.
fn failed(path: &Path, main: &str, error: &TemplateError) -> Failure {
    let file = if error.name == main { path.to_owned() } else { path.with_file_name(&error.name) };
    let line = error.line.map(|line| format!("{line}:")).unwrap_or_default();
    Failure::new(format!("{}:{line} {}", file.display(), error.message)).hint(error.hint)
}
