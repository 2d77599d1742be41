//! What people call the parts of a page that are no slots: who takes part, what is to be done.
//!
//! The same names head a chapter, stand before a colon and are keywords of a file, so one list serves them all. Not here:
//! the names of columns (see `columns`, which takes those of action items from here), and what follows from a name.

use super::columns::fold;

/// Who takes part; each name as [`fold`] leaves it.
const PEOPLE: &str = "people participants attendees invitees invited present attendance attending teilnehmer \
                      participantes 参加者 与会者 参会人";

/// What is to be done; each name as [`fold`] leaves it.
pub(super) const ACTIONS: &str = "actionitems actionitem actions action actionpoints actionpoint actionitemsummary \
                                  actionitemssummary summaryofactionitems openactionitems nextsteps todo todos tasks \
                                  aufgaben massnahmen taches acciones tareas azioni acties actiepunten acoes tarefas \
                                  действия задачи поручения 行动项 待办 待辦 任务 アクション アクションアイテム タスク 액션아이템 할일 \
                                  اقدامات وظایف الإجراءات المهام משימות פעולות";

/// Whether a name is that of the list of who takes part.
pub(super) fn is_people(name: &str) -> bool {
    is_among(name, PEOPLE)
}

/// Whether a name is that of a list of action items.
pub(super) fn is_actions(name: &str) -> bool {
    is_among(name, ACTIONS)
}

/// What stands in brackets behind a name does not belong to it.
fn is_among(name: &str, names: &str) -> bool {
    let bare = name.split(['(', '（']).next().unwrap_or("");
    // A sentence is no name, and nobody should look through it for one.
    bare.chars().count() <= 60 && {
        let folded = fold(bare);
        names.split_whitespace().any(|one| one == folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_as_it_is_compared() {
        for name in PEOPLE.split_whitespace().chain(ACTIONS.split_whitespace()) {
            assert_eq!(fold(name), name);
        }
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
