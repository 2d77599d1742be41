//! Any page as HTML: the blocks that have no markup of their own, for reports over many meetings.
//!
//! Not here: the minutes of a meeting, which have more to show than a page of blocks (see the other files).

use std::fmt::Write as _;

use super::super::page::{Block, Item, Mark, Page, Table};
use super::text::{escape, in_one_piece, marked};
use super::{PLAIN_STYLE, STYLE, begin};
use crate::lang::Lang;
use crate::meeting::Status;

/// The page as a file.
pub(in crate::minutes) fn of_page(page: &Page) -> String {
    written(page, STYLE)
}

/// The same for a mail.
pub(in crate::minutes) fn of_page_for_mail(page: &Page) -> String {
    written(page, PLAIN_STYLE)
}

fn written(page: &Page, style: &str) -> String {
    let title = escape(&page.title);
    let mut html = begin(&title, page.lang, style, "");
    html.extend(["<header>\n<h1 dir=\"auto\">", &in_one_piece(&title), "</h1>\n"]);
    let mut blocks = page.blocks.as_slice();
    // What stands before the first heading belongs to the head.
    let head = blocks.iter().take_while(|block| !matches!(block, Block::Heading { .. })).count();
    if let Some((before, after)) = blocks.split_at_checked(head) {
        push_blocks(&mut html, before, page.lang);
        blocks = after;
    }
    html.push_str("</header>\n<main id=\"minutes\">\n");
    html.push_str(&sections(blocks, page.lang));
    html.extend(["</main>\n<footer>\n<p>", page.lang.words().head.written_with, "</p>\n</footer>\n</body>\n</html>\n"]);
    html
}

/// A section for each heading of the second level.
pub(super) fn sections(blocks: &[Block], lang: Lang) -> String {
    let mut html = String::new();
    for section in blocks.chunk_by(|_, next| !matches!(next, Block::Heading { level: 2, .. })) {
        html.push_str("<section class=\"summary\">\n");
        push_blocks(&mut html, section, lang);
        html.push_str("</section>\n");
    }
    html
}

pub(super) fn push_blocks(html: &mut String, blocks: &[Block], lang: Lang) {
    let comma = lang.words().comma;
    for block in blocks {
        match block {
            Block::Heading { level, text, id } => {
                let level = (*level).clamp(2, 4);
                let _ = writeln!(
                    html,
                    "<h{level} id=\"{}\" dir=\"auto\">{}</h{level}>",
                    escape(id),
                    marked(text, comma, false)
                );
            }
            Block::Paragraph(text) => html.extend(["<p dir=\"auto\">", &marked(text, comma, false), "</p>\n"]),
            Block::Lines(lines) => {
                let lines = lines.iter().map(|text| marked(text, comma, false)).collect::<Vec<_>>().join("<br>\n");
                html.extend(["<p dir=\"auto\">", &lines, "</p>\n"]);
            }
            Block::Facts(facts) => {
                html.push_str("<dl class=\"facts\">\n");
                for (name, value) in facts {
                    let (name, value) = (escape(name), marked(value, comma, false));
                    let _ = writeln!(html, "<div><dt>{name}</dt><dd dir=\"auto\">{value}</dd></div>");
                }
                html.push_str("</dl>\n");
            }
            Block::List(items) => push_items(html, items, lang),
            Block::Table(table) => push_table(html, table, lang),
            Block::Prepared(blocks) => {
                html.push_str("<div class=\"plan\">\n");
                push_blocks(html, blocks, lang);
                html.push_str("</div>\n");
            }
        }
    }
}

fn push_items(html: &mut String, items: &[Item], lang: Lang) {
    let (words, comma) = (&lang.words().entry, lang.words().comma);
    html.push_str("<ul>\n");
    for item in items {
        let (class, status) = match &item.mark {
            Mark::Bullet => (String::new(), String::new()),
            Mark::Task(task) => {
                let class = if task.status == Status::Open { "action" } else { "action closed" };
                let (name, shown) = (task.status.word(), words.status(task.status));
                (format!(" class=\"{class}\""), format!("<span class=\"status {name}\">{shown}</span> · "))
            }
        };
        let _ = writeln!(html, "<li{class}><p dir=\"auto\">{status}{}</p>", marked(&item.text, comma, false));
        if !item.children.is_empty() {
            push_items(html, &item.children, lang);
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ul>\n");
}

fn push_table(html: &mut String, table: &Table, lang: Lang) {
    let _ = writeln!(html, "<table id=\"{}\">\n<thead>\n<tr>", escape(&table.id));
    for name in &table.header {
        let _ = write!(html, "<th scope=\"col\">{}</th>", escape(name));
    }
    html.push_str("</tr>\n</thead>\n<tbody>\n");
    for row in &table.rows {
        html.push_str("<tr>");
        for cell in row {
            html.push_str("<td dir=\"auto\">");
            push_blocks(html, cell, lang);
            html.push_str("</td>");
        }
        html.push_str("</tr>\n");
    }
    html.push_str("</tbody>\n</table>\n");
}
