//! What the columns of a table hold, by the words of its header.
//!
//! People order and name their columns as they like and in their own language, so one list of words serves agendas and
//! requests alike. Not here: what follows from a column (see `grid` and `requests`).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::notation::fold;

use super::chapters::ACTIONS;
use super::heading::without_emphasis;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// What a slot is about.
    Topic,
    /// When it is: a time, a span or a length.
    Time,
    /// When it starts.
    Start,
    /// When it starts, or who it is from.
    From,
    /// When it ends.
    End,
    /// How long it takes.
    Duration,
    /// How much time is asked for.
    Wanted,
    /// On which date it is.
    Date,
    /// On which date it ends.
    EndDate,
    /// On which day it is: a name, or a date.
    Day,
    /// It takes all day.
    AllDay,
    /// Who leads it.
    Chair,
    /// Somebody: who leads it, or who asks for it.
    Who,
    /// Who asks for it.
    RequestedBy,
    /// What sort of slot it is.
    Kind,
    /// What is to be talked about in it.
    Points,
    /// What was said in it.
    Notes,
    /// What was said in it, or how many minutes it takes.
    Minutes,
    /// What somebody has to do.
    Actions,
    /// What was settled.
    Decisions,
    /// What else there is to say about it.
    Description,
    /// What is shown in it.
    Slides,
    /// Where more stands about it.
    Link,
    /// Anything else.
    Other,
}

/// The words of each, without accents and in small letters, in English, German, French, Spanish, Italian, Dutch, Portuguese, Russian,
/// Chinese, Japanese, Korean, Persian, Arabic and Hebrew.
const WORDS: [(Meaning, &str); 24] = [
    (
        Meaning::Topic,
        "topic topics subject item items title request agendaitem agendaitems agendatopic agendapoint \
         discussiontopic requestedtopic agenda session sessions sessiontitle talk talktitle presentation \
         activity what event program programme theme summary issue was quoi que cosa wat что thema themen \
         top tagesordnung tagesordnungspunkt titel betreff programm programmpunkt punkt vortrag sujet \
         sujets titre objet ordredujour pointdelordredujour activite intitule point tema temas asunto \
         titulo actividad ordendeldia puntodelordendeldia sesion punto argomento argomenti titolo oggetto \
         ordinedelgiorno puntoallordinedelgiorno attivita sessione onderwerp onderwerpen agendapunt \
         activiteit assunto topico pauta atividade sessao тема темы вопрос вопросы повестка название \
         пункт доклад 议题 主题 议程 议程项 内容 会议内容 标题 题目 事项 环节 讨论主题 題目 議題 主題 議程 內容 標題 討論主題 件名 項目 議事 テーマ トピック タイトル \
         アジェンダ 안건 주제 제목 내용 항목 의제 세션 موضوع عنوان دستورجلسه مبحث برنامه الموضوع الموضوعات العنوان البند \
         נושא נושאים כותרת סעיף",
    ),
    (
        Meaning::Time,
        "time times when wann quand cuando quando wanneer когда hour hours clock timeslot slot timeofday \
         schedule uhrzeit zeit zeiten heure heures horaire horaires creneau hora horas horario ora ore \
         orario orari tijd tijden tijdstip время часы 时间 時間 时刻 時刻 时段 時段 時間帯 日時 시간 시각 زمان ساعت وقت الوقت \
         الساعة التوقيت الزمن שעה שעות זמן",
    ),
    (
        Meaning::Start,
        "start starts starttime begin begins beginning dtstart plannedstart beginn beginnt anfang \
         startzeit debut heurededebut heuredebut inicio comienzo horadeinicio horainicio inizio orainizio \
         oradiinizio starttijd begintijd aanvang начало времяначала 开始 开始时间 開始 開始時間 開始時刻 시작 시작시간 시작시각 \
         شروع زمانشروع ساعتشروع البداية وقتالبداية بداية התחלה שעתהתחלה",
    ),
    (Meaning::From, "from von"),
    (
        Meaning::End,
        "end ends endtime to until till finish finishtime dtend plannedend ende endzeit endetzeit bis \
         schluss fin heuredefin heurefin final horadefin horafin fine orafine oradifine einde eindtijd \
         tot fim termino horadetermino конец окончание времяокончания 结束 结束时间 結束 結束時間 終了 終了時間 終了時刻 종료 \
         종료시간 종료시각 پایان زمانپایان ساعتپایان النهاية وقتالنهاية نهاية סיום שעתסיום",
    ),
    (
        Meaning::Duration,
        "duration mins min length timebox plannedminutes timeallotted allottedtime dauer minuten lange \
         duree duracion durata duur tijdsduur duracao длительность продолжительность минуты 时长 時長 用时 分 分钟 \
         所要時間 所要 持ち時間 소요시간 مدت مدتزمان المدة مدة משך משךזמן",
    ),
    (
        Meaning::Wanted,
        "timerequired timerequested timeneeded requiredtime requestedtime howlong estimate estimatedtime \
         timeestimate zeitbedarf tempsdemande tempsnecessaire tiempoestimado tiemponecesario \
         temporichiesto benodigdetijd temponecessario 希望時間",
    ),
    (
        Meaning::Date,
        "date dates startdate datum startdatum beginntam fecha fechadeinicio data datadiinizio \
         dataeinicio datededebut дата 日期 开始日期 日付 日付け 年月日 날짜 일자 تاریخ التاريخ תאריך",
    ),
    (Meaning::EndDate, "enddate enddatum endetam datedefin fechadefin 结束日期 終了日"),
    (Meaning::Day, "day days weekday tag wochentag jour dia giorno dag день 天 日 曜日 星期 요일 روز اليوم יום"),
    (Meaning::AllDay, "alldayevent allday ganztagigesereignis journeeentiere"),
    (
        Meaning::Chair,
        "chair chairs chairperson sessionchair speaker speakers presenter presenters presentedby ledby \
         lead leader leads host hosts moderator facilitator responsible vorsitz leitung moderation \
         referent referentin referenten sprecher vortragende verantwortlich president presidente \
         animateur animatrice intervenant intervenants intervenante orateur presentateur rapporteur \
         responsable ponente ponentes moderador orador presentador relatore relatori responsabile \
         moderatore voorzitter spreker sprekers presentator trekker apresentador palestrante responsavel \
         докладчик докладчики председатель ведущий ответственный спикер 主持 主持人 主席 演讲者 演讲人 讲者 主讲 主讲人 负责人 \
         报告人 汇报人 发言人 嘉宾 講者 主講人 負責人 報告人 発表者 担当 担当者 議長 司会 司会者 登壇者 座長 講演者 발표자 진행자 담당 담당자 의장 좌장 사회자 연사 مسئول \
         ارائهدهنده سخنران رئیس رییسجلسه گرداننده الرئيس رئيسالجلسة المتحدث المقدم المسؤول יושבראש יור \
         מנחה מרצה מציג דובר אחראי",
    ),
    (Meaning::Who, "who owner name by person wer qui quien chi wie quem кто 谁 誰 人 누가"),
    (
        Meaning::RequestedBy,
        "requestedby requester requestor proposedby proposer askedby gewunschtvon angefragtvon \
         eingereichtvon antragsteller demandepar proposepar solicitadopor propuestopor richiestoda \
         propostoda aangevraagddoor pedidopor предложил 提出人 提案人 提议人 申请人 提案者 제안자 요청자 پیشنهاددهنده \
         درخواستکننده מבקש מציע",
    ),
    (
        Meaning::Kind,
        "kind type sessiontype art typ tipo soort тип вид 类型 类别 類型 種別 種類 종류 유형 نوع النوع סוג",
    ),
    (
        Meaning::Points,
        "discussiontopics discussionpoints discussion talkingpoints points keypoints subtopics \
         diskussionspunkte diskussion unterpunkte stichpunkte pointsdediscussion pointsadiscuter \
         puntosdediscusion puntosatratar discusion puntididiscussione discussione bespreekpunten \
         discussiepunten pontosdediscussao discussao обсуждение вопросыдляобсуждения тезисы 讨论要点 讨论内容 要点 \
         讨论话题 討論要點 討論內容 議論 論点 討議内容 討議事項 논의사항 논의주제 토의내용 مواردبحث محورها نقاطالنقاش محاورالنقاش المناقشة \
         נקודותלדיון דיון",
    ),
    (
        Meaning::Notes,
        "notes note notesandactionitems notesactionitems notesandactions meetingnotes outcome outcomes \
         result results conclusions notizen protokoll ergebnis ergebnisse compterendu notas acta \
         resultados verbale notulen aantekeningen ata заметки протокол итоги 记录 会议记录 纪要 笔记 结论 記錄 會議記錄 議事録 \
         メモ 記録 회의록 메모 기록 یادداشت یادداشتها صورتجلسه محضر הערות סיכום פרוטוקול",
    ),
    (Meaning::Minutes, "minutes"),
    (Meaning::Actions, ACTIONS),
    (Meaning::Actions, "followup followups"),
    (
        Meaning::Decisions,
        "decisions decision resolution resolutions beschluss beschlusse entscheidungen acuerdos \
         decisiones decisioni besluiten decisoes решения 决定 决议 決定 決定事項 결정사항 مصوبات القرارات החלטות",
    ),
    (
        Meaning::Description,
        "description details detail comment comments remarks remark notesandcomments abstract \
         beschreibung bemerkung bemerkungen kommentar kommentare anmerkung anmerkungen remarque remarques \
         commentaire commentaires descripcion comentarios observaciones descrizione commenti osservazioni \
         omschrijving opmerking opmerkingen descricao observacoes описание комментарий \
         примечание примечания 说明 备注 描述 備註 說明 備考 説明 비고 설명 توضیح توضیحات شرح ملاحظات الوصف תיאור",
    ),
    (
        Meaning::Slides,
        "slides slide attachments attachment material materials files documents folien unterlagen \
         materialien supports diapositivas documentos bijlagen слайды материалы 资料 幻灯片 附件 材料 資料 スライド 자료 \
         슬라이드 اسلاید فایل الملفات שקפים מצגת",
    ),
    (Meaning::Link, "link links url enlace lien ссылка 链接 連結 リンク 링크 پیوند لینک الرابط קישור"),
];

/// Each word with its meaning, as [`fold()`] leaves it: a large table asks for a million of them.
static MEANINGS: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let words = WORDS.iter().flat_map(|(meaning, words)| words.split(' ').map(|word| (fold(word), *meaning)));
    words.collect()
});

impl Meaning {
    /// What a header's cell names: as a whole, without what stands in brackets behind it, or by the words of it that
    /// are known where these agree, as in `时间 Time` and `Topic / Presenter`.
    pub(super) fn named(cell: &str) -> Self {
        let bare = without_emphasis(cell).split(['(', '[', '（', '［']).next().unwrap_or("");
        if bare.chars().count() > 60 {
            return Self::Other; // a sentence is no name, and nobody should look through it for words
        }
        let whole = Self::of_word(&fold(bare));
        if whole != Self::Other {
            return whole;
        }
        let alternatives = bare.split(['/', '&', '+', '|', ',', '、', '・']).map(|part| Self::of_word(&fold(part)));
        if let Some(first) = alternatives.into_iter().find(|meaning| *meaning != Self::Other) {
            return first;
        }
        let words: Vec<_> = bare.split_whitespace().collect();
        if words.len() > 3 {
            return Self::Other;
        }
        let known = words.iter().map(|word| Self::of_word(&fold(word))).filter(|meaning| *meaning != Self::Other);
        known.reduce(|one, other| if one == other { one } else { Self::Other }).unwrap_or(Self::Other)
    }

    /// Whether it says when a slot is.
    pub(super) fn is_when(self) -> bool {
        matches!(self, Self::Time | Self::Start | Self::End | Self::Duration)
    }

    /// Whether it says what happened in a slot.
    pub(super) fn is_told(self) -> bool {
        matches!(self, Self::Notes | Self::Actions | Self::Decisions)
    }

    fn of_word(folded: &str) -> Self {
        MEANINGS.get(folded).copied().unwrap_or(Self::Other)
    }
}

/// A name as it is compared: lower case, without accents, and letters and digits only.
pub(super) fn fold(name: &str) -> String {
    fold::folded(name).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_means_one_thing() {
        let mut seen = std::collections::BTreeMap::new();
        for (meaning, words) in WORDS {
            for word in words.split_whitespace() {
                assert_eq!(Meaning::named(word), meaning, "{word}");
                assert_eq!(seen.insert(fold(word), meaning), None, "{word}");
            }
        }
    }

    #[test]
    fn a_header_is_understood_in_many_languages_with_brackets_emphasis_and_accents() {
        for (cell, meaning) in [
            ("**Time**", Meaning::Time),
            ("Time required (estimate)", Meaning::Wanted),
            ("Notes and action items", Meaning::Notes),
            ("Heure de début", Meaning::Start),
            ("Durée", Meaning::Duration),
            ("Día", Meaning::Day),
            ("时间 Time", Meaning::Time),
            ("Topic / Presenter", Meaning::Topic),
            ("Agenda Item", Meaning::Topic),
            ("Duration:", Meaning::Duration),
            ("所要時間（分）", Meaning::Duration),
            ("Докладчик", Meaning::Chair),
            ("ارائه‌دهنده", Meaning::Chair),
            ("Priority", Meaning::Other),
            ("Start date time", Meaning::Other),
        ] {
            assert_eq!(Meaning::named(cell), meaning, "{cell}");
        }
    }
}
