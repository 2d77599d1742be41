//! `minutebook verify`: whether a meeting's journals are as they were written.
//!
//! Sound: the digest that closed minutes bear, on stdout, and 0. Not sound: each damaged place as FILE:LINE, and 1.
//! Nothing is changed. Not here: the checking (see `archive`).

use serde_json::{Value, json};

use super::output::{raw, say};
use super::{Context, Failure, folder_of};
use crate::archive::{self, Spot, Verified};
use crate::journal::What;
use crate::minutes::{safe_json, words};

pub(super) fn run(context: &Context, meeting: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let folder = folder_of(context, meeting)?;
    let found = archive::verify(&folder).map_err(|error| Failure::new(error.to_string()))?;
    if as_json {
        raw(format!("{}\n", safe_json(&format!("{:#}", for_machines(&found)))).as_bytes())?;
    } else {
        for_people(&found)?;
    }
    if found.spots.is_empty() {
        return Ok(());
    }
    let places = words::count(found.spots.len(), "damaged place", "damaged places");
    let hint = if only_torn(&found) {
        TORN.to_owned()
    } else {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let repair = context.command(&format!("repair {name}"));
        format!("`{repair}` writes a sound journal and keeps the damaged one beside it")
    };
    Err(Failure::new(places).hint(format!("nothing was changed; {hint}")))
}

/// What becomes of an end that was cut off: no repair has to be asked for.
pub(super) const TORN: &str =
    "opening the meeting where that line was written sets its remains aside, in a file of their own";

/// Whether nothing is wrong but lines that were cut off while they were written.
pub(super) fn only_torn(found: &Verified) -> bool {
    !found.spots.is_empty() && found.spots.iter().all(|spot| spot.damage.what == What::Torn)
}

fn for_people(found: &Verified) -> Result<(), Failure> {
    if found.spots.is_empty() {
        let writers: Vec<String> = found.writers.iter().map(ToString::to_string).collect();
        if let Some(seal) = &found.seal {
            // First, because this is what a reader of the minutes looks for.
            let records = words::count(seal.records.try_into().unwrap_or(usize::MAX), "record", "records");
            say(&format!("closed   {}  {records}, as the minutes say", seal.sha256))?;
        }
        say(&format!("sha256   {}", found.digest))?;
        say(&format!("records  {}", found.records))?;
        say(&format!("writers  {}", writers.join(" ")))?;
    }
    for spot in &found.spots {
        say(&spot.to_string())?;
    }
    for note in &found.notes {
        say(&format!("note: {note}"))?;
    }
    Ok(())
}

/// Fields may be added, none is removed or renamed. Of damaged journals there is no digest: it would be that of the damage.
fn for_machines(found: &Verified) -> Value {
    let sound = found.spots.is_empty();
    let spots: Vec<Value> = found.spots.iter().map(place).collect();
    let seal = found.seal.as_ref().filter(|_| sound);
    let seal = seal.map(|seal| json!({ "records": seal.records, "sha256": seal.sha256 }));
    json!({ "format": "minutebook/verify", "version": 1, "sound": sound, "sha256": sound.then_some(&found.digest),
        "records": found.records, "closed": seal, "writers": found.writers, "damage": spots, "notes": found.notes })
}

fn place(spot: &Spot) -> Value {
    json!({ "file": spot.file.to_string_lossy(), "line": spot.damage.line, "byte": spot.damage.byte_offset,
        "what": spot.damage.what.to_string() })
}
