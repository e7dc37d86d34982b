//! Gives every comment and blank line to the value that it belongs to.
//!
//! A comment behind a value belongs to it, and so do the lines right below that are indented more deeply than the
//! value. A comment above a value belongs to it, unless it is indented more deeply: then it is the end of what stands
//! above. What fits nowhere stands above what follows, so nothing is lost.

use std::collections::VecDeque;

use super::node::{Child, Collection, Comment, Content, File, Lead, Node, Place};
use super::parse::{Parsed, parse};

/// A file with all comments where they belong; `None` if it is not what the tree's parser took it for.
pub(crate) fn read(source: &str) -> Option<File<'_>> {
    Some(attach(parse(source)?, source))
}

fn attach<'s>(parsed: Parsed<'s>, source: &'s str) -> File<'s> {
    let Parsed {
        mut file,
        document_start,
        comments,
    } = parsed;
    let mut queue = Queue {
        comments: comments.into(),
        blank: source.lines().map(|line| line.trim().is_empty()).collect(),
    };
    if let Some(start) = document_start {
        file.preamble = Some(queue.leads_before(start.offset, start.line));
    }
    if let Some(root) = &mut file.root {
        queue.node(root, END_OF_FILE);
        file.tail = inside_nothing(root);
    }
    while let Some(comment) = queue.comments.pop_front() {
        queue.lead(&mut file.tail, comment);
    }
    file
}

/// Takes the comments out of brackets that hold nothing else.
fn inside_nothing<'s>(node: &mut Node<'s>) -> Vec<Lead<'s>> {
    match &mut node.content {
        Content::Collection(collection) if collection.children.is_empty() => {
            let comments = std::mem::take(&mut collection.tail).into_iter();
            comments.filter(|lead| *lead != Lead::Blank).collect()
        }
        _ => Vec::new(),
    }
}

/// What follows a value, and is not of it.
#[derive(Clone, Copy)]
struct Next {
    column: usize,
    offset: usize,
}

const END_OF_FILE: Next = Next {
    column: 0,
    offset: usize::MAX,
};

struct Queue<'s> {
    comments: VecDeque<Comment<'s>>,
    /// Which lines are blank.
    blank: Vec<bool>,
}

impl<'s> Queue<'s> {
    fn node(&mut self, node: &mut Node<'s>, next: Next) {
        let end = Next {
            column: 0,
            offset: node.end_offset,
        };
        let column = node.start.column;
        if let Content::Collection(collection) = &mut node.content {
            let next = if collection.is_flow { end } else { next };
            self.collection(collection, column, next);
        }
    }

    fn collection(&mut self, collection: &mut Collection<'s>, column: usize, next: Next) {
        let starts: Vec<Place> = collection.children.iter().map(Child::start).collect();
        for (index, child) in collection.children.iter_mut().enumerate() {
            let sibling = starts.get(index + 1).map(|start| Next {
                column,
                offset: start.offset,
            });
            self.child(child, index == 0, sibling.unwrap_or(next));
            if !collection.is_flow {
                self.below(child, column, sibling.unwrap_or(next));
            }
        }
        let is_flow = collection.is_flow;
        while let Some(comment) = self.front_before(next.offset) {
            let is_deeper = comment.place.column >= column && comment.place.column > next.column;
            if !is_flow && !is_deeper {
                break;
            }
            self.comments.pop_front();
            self.lead(&mut collection.tail, comment);
        }
    }

    fn child(&mut self, child: &mut Child<'s>, is_first: bool, next: Next) {
        let start = child.start();
        child.leads = self.leads_before(start.offset, start.line);
        if is_first && child.leads.first() == Some(&Lead::Blank) {
            child.leads.remove(0);
        }
        child.trailing = self.header(child, next);
        self.node(&mut child.value, next);
        child.leads.extend(inside_nothing(&mut child.value));
        let Some(comment) = self.behind(child.value.end_line, next) else {
            return;
        };
        match (&child.trailing, &mut child.value.content) {
            (None, _) => child.trailing = Some(comment),
            (Some(_), Content::Collection(collection)) => collection.tail.push(Lead::Comment(comment)),
            (Some(_), _) => self.comments.push_front(comment),
        }
    }

    /// The lines right below a child that are set in more deeply than it.
    fn below(&mut self, child: &mut Child<'s>, column: usize, next: Next) {
        while let Some(comment) = self.front_before(next.offset) {
            let is_right_below = comment.place.line == child.last_line() + 1;
            if !(comment.is_alone && is_right_below && comment.place.column > column) {
                break;
            }
            self.comments.pop_front();
            child.below.push(comment);
        }
    }

    /// The comment behind a key whose value begins below it, or behind the head of a block of text.
    fn header(&mut self, child: &Child<'s>, next: Next) -> Option<Comment<'s>> {
        let first_inside = match &child.value.content {
            Content::Collection(collection) => collection.children.first()?.start().offset,
            Content::Scalar(_) => next.offset,
            Content::Alias(_) => return None,
        };
        let comment = self.front_before(first_inside)?;
        let is_header = !comment.is_alone && comment.place.line == child.start().line;
        if is_header {
            self.comments.pop_front()
        } else {
            None
        }
    }

    /// The comment behind what ends in this line.
    fn behind(&mut self, line: usize, next: Next) -> Option<Comment<'s>> {
        let comment = self.front_before(next.offset)?;
        if !comment.is_alone && comment.place.line == line {
            self.comments.pop_front()
        } else {
            None
        }
    }

    /// The next comment, if it stands before an offset.
    fn front_before(&self, offset: usize) -> Option<Comment<'s>> {
        self.comments
            .front()
            .copied()
            .filter(|comment| comment.place.offset < offset)
    }

    /// All comments above something, with the blank lines between them and before it.
    fn leads_before(&mut self, offset: usize, line: usize) -> Vec<Lead<'s>> {
        let mut leads = Vec::new();
        while let Some(comment) = self.front_before(offset) {
            self.comments.pop_front();
            self.lead(&mut leads, comment);
        }
        if self.is_blank_above(line) {
            leads.push(Lead::Blank);
        }
        leads
    }

    fn lead(&self, leads: &mut Vec<Lead<'s>>, comment: Comment<'s>) {
        if self.is_blank_above(comment.place.line) {
            leads.push(Lead::Blank);
        }
        leads.push(Lead::Comment(comment));
    }

    fn is_blank_above(&self, line: usize) -> bool {
        line.checked_sub(2)
            .and_then(|index| self.blank.get(index))
            .copied()
            .unwrap_or(false)
    }
}
