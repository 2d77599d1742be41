//! What the file system under a meeting promises less than a local disk of one's own does.
//!
//! Each answer is a sentence or a name for a warning; nothing is refused because of it.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The name of the network file system on which a path lies, none for a local one. Locks and appends are weaker there.
/// (A network behind FUSE, such as sshfs, cannot be told from a local FUSE file system.)
#[cfg(target_os = "linux")]
pub fn file_system_of(path: &Path) -> Option<&'static str> {
    let found = rustix::fs::statfs(path).ok()?;
    // The kernel's magic numbers have 32 bits, whatever the width of the field.
    network_name(found.f_type as u32)
}

/// The name of the network file system on which a path lies: not known on this platform.
#[cfg(not(target_os = "linux"))]
pub fn file_system_of(_path: &Path) -> Option<&'static str> {
    None
}

/// The network file systems, by the kernel's magic numbers (linux/magic.h and the file systems' own headers).
#[cfg(any(target_os = "linux", test))]
fn network_name(magic: u32) -> Option<&'static str> {
    Some(match magic {
        0x6969 => "NFS",
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => "SMB",
        0x0102_1997 => "9p",
        0x5346_414f | 0x6b41_4653 => "AFS",
        0x00c3_6400 => "Ceph",
        0x0bd0_0bd0 => "Lustre",
        0x7375_7245 => "Coda",
        0x564c => "NCP",
        _ => return None,
    })
}

/// Which of a meeting's folder and the two above it (all meetings, the data folder) others may write in, in a sentence
/// each. In a folder with the sticky bit they cannot touch what is not theirs.
pub(in crate::journal) fn open_to_others(folder: &Path) -> Vec<String> {
    let (others_write, sticky) = (0o022, 0o1000);
    let others = |path: &&Path| {
        fs::metadata(path).is_ok_and(|found| found.mode() & others_write != 0 && found.mode() & sticky == 0)
    };
    let said = |path: &Path| format!("others may write in {}: take that away with `chmod go-w`", path.display());
    folder.ancestors().take(3).filter(others).map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_known_by_their_magic_numbers() {
        let magics = [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x517b, 0x0102_1997, 0x5346_414f, 0x00c3_6400, 0x0bd0_0bd0];
        let names = ["NFS", "SMB", "SMB", "SMB", "9p", "AFS", "Ceph", "Lustre"];
        for (magic, name) in magics.into_iter().zip(names) {
            assert_eq!(network_name(magic), Some(name));
        }
        let (ext4, tmpfs, btrfs, xfs) = (0xef53, 0x0102_1994, 0x9123_683e, 0x5846_5342);
        assert_eq!([ext4, tmpfs, btrfs, xfs].map(network_name), [None; 4]);
    }
}
