//! Settings that change while the program runs.

use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use super::*;

/// A file that is watched, in a folder of its own.
struct Scene {
    folder: tempfile::TempDir,
    live: Live,
    woken: Receiver<()>,
}

/// More than any change takes, and what a test waits that nothing is told.
const LONG: Duration = Duration::from_secs(20);
const WHILE: Duration = Duration::from_millis(400);

impl Scene {
    /// With a file that says so; none: not even its folder is there.
    fn new(text: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        if let Some(text) = text {
            fs::create_dir_all(folder.path().join("conf")).expect("a folder");
            fs::write(folder.path().join("conf/config.toml"), text).expect("a file");
        }
        let live = Live::read(Some(folder.path().join("conf/config.toml")));
        let (tell, woken) = channel();
        live.watch(move || {
            let _ = tell.send(());
        });
        Self { folder, live, woken }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("conf/config.toml")
    }

    fn bell(&self) -> bool {
        self.live.config().settings.bell
    }

    /// Waits until the bell is set so; a change may be seen in two steps.
    fn rings(&self, bell: bool) -> bool {
        let until = Instant::now() + LONG;
        while self.bell() != bell && Instant::now() < until {
            let _ = self.woken.recv_timeout(WHILE);
        }
        self.bell() == bell
    }
}

const SILENT: &str = "[notices]\nbell = false\n";

#[test]
fn what_is_saved_in_place_holds_and_wakes_the_loop() {
    let scene = Scene::new(Some(""));
    assert!(scene.bell());
    fs::write(scene.path(), SILENT).expect("a file");
    scene.woken.recv_timeout(LONG).expect("woken");
    assert!(scene.rings(false));
    assert_eq!(scene.live.notice(true).map(|it| it.text), Some("Settings read again".to_owned()));
}

#[test]
fn what_is_put_in_the_files_place_holds_as_does_taking_it_away() {
    let scene = Scene::new(Some(""));
    for _ in 0..3 {
        fs::write(scene.path().with_extension("new"), SILENT).expect("a file");
        fs::rename(scene.path().with_extension("new"), scene.path()).expect("renamed");
        assert!(scene.rings(false));
        fs::remove_file(scene.path()).expect("removed");
        assert!(scene.rings(true));
    }
}

#[test]
fn a_file_whose_folder_comes_later_holds() {
    let scene = Scene::new(None);
    thread::sleep(WHILE);
    fs::create_dir(scene.folder.path().join("conf")).expect("a folder");
    thread::sleep(WHILE);
    fs::write(scene.path(), SILENT).expect("a file");
    assert!(scene.rings(false));
}

#[test]
fn what_a_link_leads_to_is_watched_where_it_lies() {
    let scene = Scene::new(Some(""));
    let target = scene.folder.path().join("kept.toml");
    fs::write(&target, "").expect("a file");
    fs::remove_file(scene.path()).expect("removed");
    std::os::unix::fs::symlink(&target, scene.path()).expect("a link");
    thread::sleep(WHILE);
    fs::write(&target, SILENT).expect("a file");
    assert!(scene.rings(false));
}

#[test]
fn a_link_that_leads_nowhere_for_a_while_and_one_to_a_link_are_followed() {
    let scene = Scene::new(Some(""));
    let at = |name: &str| scene.folder.path().join(name);
    fs::create_dir(at("one")).expect("a folder");
    fs::create_dir(at("two")).expect("a folder");
    fs::write(at("two/kept.toml"), SILENT).expect("a file");
    std::os::unix::fs::symlink("../two/kept.toml", at("one/link.toml")).expect("a link");
    fs::remove_file(scene.path()).expect("removed");
    std::os::unix::fs::symlink("../one/link.toml", scene.path()).expect("a link");
    assert!(scene.rings(false));
    // Away for longer than a burst.
    fs::remove_file(at("two/kept.toml")).expect("removed");
    assert!(scene.rings(true));
    thread::sleep(WHILE);
    fs::write(at("two/kept.toml"), SILENT).expect("a file");
    assert!(scene.rings(false));
    // The link between is another one.
    fs::write(at("other.toml"), "").expect("a file");
    std::os::unix::fs::symlink("../other.toml", at("one/new")).expect("a link");
    fs::rename(at("one/new"), at("one/link.toml")).expect("renamed");
    assert!(scene.rings(true));
}

#[test]
fn a_folder_that_gives_its_name_to_another_is_left_for_that() {
    let scene = Scene::new(Some(""));
    let (folder, old, new) =
        (scene.folder.path().join("conf"), scene.folder.path().join("old"), scene.folder.path().join("new"));
    fs::create_dir(&new).expect("a folder");
    fs::write(new.join("config.toml"), SILENT).expect("a file");
    fs::rename(&folder, &old).expect("renamed");
    fs::rename(&new, &folder).expect("renamed");
    assert!(scene.rings(false));
    thread::sleep(WHILE);
    fs::write(scene.path(), "").expect("a file");
    assert!(scene.rings(true));
}

#[test]
fn a_folder_that_is_a_link_may_come_to_lead_elsewhere() {
    let scene = Scene::new(None);
    let at = |name: &str| scene.folder.path().join(name);
    for (name, text) in [("loud", ""), ("silent", SILENT)] {
        fs::create_dir(at(name)).expect("a folder");
        fs::write(at(name).join("config.toml"), text).expect("a file");
    }
    for (name, bell) in [("silent", false), ("loud", true), ("silent", false)] {
        std::os::unix::fs::symlink(name, at("next")).expect("a link");
        fs::rename(at("next"), at("conf")).expect("renamed");
        assert!(scene.rings(bell), "{name}");
        thread::sleep(WHILE);
    }
}

#[test]
fn links_in_a_circle_change_nothing_and_hold_nobody_up() {
    let scene = Scene::new(Some(SILENT));
    fs::remove_file(scene.path()).expect("removed");
    std::os::unix::fs::symlink("config.toml", scene.path()).expect("a link");
    scene.woken.recv_timeout(LONG).expect("woken");
    thread::sleep(WHILE);
    fs::remove_file(scene.path()).expect("removed");
    fs::write(scene.path(), "").expect("a file");
    assert!(scene.rings(true));
}

#[test]
fn what_says_the_same_again_is_nobodys_news() {
    let scene = Scene::new(Some(SILENT));
    fs::write(scene.path(), format!("# mine\n{SILENT}")).expect("a file");
    assert!(scene.woken.recv_timeout(WHILE).is_err());
    assert_eq!(scene.live.version(), 0);
    fs::write(scene.path(), format!("{SILENT}bel = 1\n")).expect("a file");
    scene.woken.recv_timeout(LONG).expect("woken");
    fs::write(scene.path(), format!("# again\n{SILENT}bel = 1\n")).expect("a file");
    scene.woken.recv_timeout(LONG).expect("what is wrong is told again");
    fs::write(scene.path(), SILENT).expect("a file");
    scene.woken.recv_timeout(LONG).expect("that nothing is wrong any more is told");
}

#[test]
fn a_torn_file_changes_nothing_and_says_where_it_is_torn() {
    let scene = Scene::new(Some(SILENT));
    fs::write(scene.path(), "[notices]\nbell = tru\n").expect("a file");
    scene.woken.recv_timeout(LONG).expect("woken");
    assert!(!scene.bell());
    let said = scene.live.notice(true).expect("a notice");
    assert_eq!(said.tone, Tone::Refused);
    assert!(said.text.starts_with("Settings unchanged: config.toml:2:8: "), "{said:?}");
}

#[test]
fn a_wrong_setting_is_at_its_default_and_the_others_hold() {
    let scene = Scene::new(Some(SILENT));
    fs::write(scene.path(), "[notices]\nbell = 3\nshares = [0.5]\nbel = 1\n").expect("a file");
    scene.woken.recv_timeout(LONG).expect("woken");
    let config = scene.live.config();
    assert!(config.settings.bell);
    assert_eq!(config.settings.notices, [0.5]);
    let said = scene.live.notice(true).expect("a notice").text;
    assert_eq!(said, "config.toml:2:8: bell is true or false; 1 more: minutebook config --check");
}

#[test]
fn other_files_of_the_folder_wake_nobody() {
    let scene = Scene::new(Some(""));
    thread::sleep(WHILE);
    fs::write(scene.path().with_extension("swp"), "x").expect("a file");
    fs::write(scene.path(), "").expect("a file");
    // The second has another time of change, so it is read once; then nothing more comes.
    let _ = scene.woken.recv_timeout(WHILE);
    fs::write(scene.path().with_extension("swp"), "xy").expect("a file");
    assert!(scene.woken.recv_timeout(WHILE).is_err());
}
