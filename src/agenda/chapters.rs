//! What people call the parts of a page that are no slots: who takes part, what is to be done.
//!
//! The same names head a chapter, stand before a colon and are keywords of a file, so one list serves them all. Not here:
//! the names of columns (see `columns`, which takes those of action items from here), and what follows from a name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::columns::fold;

/// Who takes part; each name as one word in small letters.
const PEOPLE: &str = "people participants attendees invitees invited present attendance attending teilnehmer \
                      participantes 参加者 与会者 参会人";

/// What is to be done; each name as one word in small letters.
pub(super) const ACTIONS: &str = "actionitems actionitem actions action actionpoints actionpoint actionitemsummary \
                                  actionitemssummary summaryofactionitems openactionitems nextsteps todo todos tasks \
                                  aufgaben massnahmen taches acciones tareas azioni acties actiepunten acoes tarefas \
                                  действия задачи поручения 行动项 待办 待辦 任务 アクション アクションアイテム タスク 액션아이템 할일 \
                                  اقدامات وظایف الإجراءات المهام משימות פעולות";

static PEOPLE_COMPARED: LazyLock<HashSet<String>> = LazyLock::new(|| PEOPLE.split_whitespace().map(fold).collect());

static ACTIONS_COMPARED: LazyLock<HashSet<String>> = LazyLock::new(|| ACTIONS.split_whitespace().map(fold).collect());

/// Whether a name is that of the list of who takes part.
pub(super) fn is_people(name: &str) -> bool {
    is_among(name, &PEOPLE_COMPARED)
}

/// Whether a name is that of a list of action items.
pub(super) fn is_actions(name: &str) -> bool {
    is_among(name, &ACTIONS_COMPARED)
}

/// What stands in brackets behind a name does not belong to it.
fn is_among(name: &str, names: &HashSet<String>) -> bool {
    let bare = name.split(['(', '（']).next().unwrap_or("");
    // A sentence is no name, and nobody should look through it for one.
    bare.chars().count() <= 60 && names.contains(&fold(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_in_the_lists_is_known() {
        assert!(PEOPLE.split_whitespace().all(is_people));
        assert!(ACTIONS.split_whitespace().all(is_actions));
    }

    #[test]
    fn a_chapter_is_known_by_any_of_its_names_whatever_stands_around_it() {
        for name in ["Participants", "Attendees:", "PRESENT (12)", "Invited", "参会人", "Teilnehmer"] {
            assert!(is_people(name) && !is_actions(name), "{name}");
        }
        for name in ["Action items", "**To-do**", "Next steps:", "Action item(s)", "Aufgaben", "Open action items"] {
            assert!(is_actions(name) && !is_people(name), "{name}");
        }
        for name in ["", "Present state of the project", "Follow-up", "Tasks of the group"] {
            assert!(!is_actions(name) && !is_people(name), "{name}");
        }
    }
}
