//! stub
#![allow(missing_docs, clippy::disallowed_methods)]
use crate::journal::*;
use crate::meeting::*;
use chrono::*;
use std::path::{Path, PathBuf};
pub struct DataFolder {
    root: PathBuf,
}
impl DataFolder {
    pub fn locate(d: Option<PathBuf>) -> Option<Self> {
        Some(Self {
            root: d
                .or_else(|| directories::ProjectDirs::from("", "", "minutebook").map(|p| p.data_dir().to_owned()))?,
        })
    }
    pub fn at(p: &Path) -> Self {
        Self { root: p.to_owned() }
    }
    pub fn meeting(&self, s: &str) -> PathBuf {
        self.root.join("meetings").join(s)
    }
    pub fn free_slug(&self, t: &str, _: Option<NaiveDate>) -> String {
        t.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
    }
}
pub struct Listed {
    pub id: String,
    pub slug: String,
    pub title: String,
    pub series: Option<String>,
    pub agenda: Option<String>,
    pub opened: Option<DateTime<FixedOffset>>,
    pub closed: Option<DateTime<FixedOffset>>,
    pub last: Option<DateTime<FixedOffset>>,
    pub damage: Option<String>,
    pub folder: PathBuf,
}
pub fn list(f: &DataFolder) -> Vec<Listed> {
    let mut v = vec![];
    for e in std::fs::read_dir(f.root.join("meetings")).into_iter().flatten().flatten() {
        if let Ok(l) = load(&e.path()) {
            let m = Ledger::replay(l.records.iter().map(|r| (r.writer, r.seq, &r.act)), WriterId(0)).meeting;
            v.push(Listed {
                id: m.id,
                slug: m.slug,
                title: m.head.title,
                series: m.head.series,
                agenda: m.path,
                opened: m.opened,
                closed: m.closed,
                last: None,
                damage: None,
                folder: e.path(),
            })
        }
    }
    v
}
pub fn find(f: &DataFolder, n: &str) -> Result<PathBuf, String> {
    let p = f.meeting(n);
    if p.is_dir() {
        return Ok(p);
    }
    list(f).pop().map(|l| l.folder).ok_or("none".into())
}
pub fn find_by_agenda(f: &DataFolder, p: &Path) -> Option<PathBuf> {
    list(f).into_iter().find(|l| l.agenda.as_deref().map(Path::new) == Some(p)).map(|l| l.folder)
}
pub struct Loaded {
    pub records: Vec<Record>,
    pub drafts: Vec<Draft>,
    pub reports: Vec<String>,
    pub writers: Vec<WriterId>,
}
pub fn load(f: &Path) -> Result<Loaded, std::io::Error> {
    let mut l = Loaded { records: vec![], drafts: vec![], reports: vec![], writers: vec![] };
    for e in std::fs::read_dir(f)?.flatten() {
        let p = e.path();
        if p.extension().is_some_and(|x| x == "jsonl") {
            let w: WriterId = p.file_stem().unwrap_or_default().to_string_lossy().parse().unwrap_or(WriterId(0));
            let r = crate::journal::read(&p, Some(w))?;
            l.records.extend(r.records);
            l.writers.push(w);
        }
    }
    Ok(l)
}
pub fn write_export(_: &Path, p: &Path, b: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::write(p, b)?;
    Ok(p.to_owned())
}
