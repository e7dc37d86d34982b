//! One request, as an operation sees it, and what the operation answers.

use std::num::IntErrorKind;

use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use super::{
    error::ApiError,
    fields::Fields,
    ids,
    page::Page,
    settings::{ListOrder, OverLimit, Settings},
    store::accounts::Account,
};

/// A request that was routed, with the world it asks about.
pub(crate) struct Call<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) settings: &'a Settings,
    pub(crate) now: Timestamp,
    /// Who asks; nobody on the routes that need no key.
    pub(crate) account: Option<Account>,
    /// The named segments of the path, decoded.
    pub(crate) path: Vec<(&'static str, String)>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: &'a [u8],
    /// The content type, which one operation looks at.
    pub(crate) content_type: &'a str,
    /// The key that was sent, which one operation revokes.
    pub(crate) key: &'a str,
    pub(crate) order: ListOrder,
    /// Whether paged lists have a row more at their front than there is.
    pub(crate) row_appears: bool,
}

/// What an operation answers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// `None` is an empty body.
    pub(crate) body: Option<Value>,
    /// Seconds for `Retry-After`.
    pub(crate) retry_after: Option<u64>,
    /// The verbs for `Allow`.
    pub(crate) allow: Option<String>,
    /// A proxy's error page in place of a body.
    pub(crate) html: bool,
}

pub(crate) type Answer = Result<Reply, ApiError>;

impl Reply {
    pub(crate) fn new(status: u16, body: Option<Value>) -> Self {
        Self {
            status,
            body,
            ..Self::default()
        }
    }

    pub(crate) fn ok(body: Value) -> Self {
        Self::new(200, Some(body))
    }

    /// The body as it is sent.
    pub(crate) fn text(&self) -> String {
        if self.html {
            return "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>"
                .to_owned();
        }
        self.body.as_ref().map(ToString::to_string).unwrap_or_default()
    }
}

impl From<&ApiError> for Reply {
    fn from(error: &ApiError) -> Self {
        Self::new(error.status, Some(error.body()))
    }
}

impl Call<'_> {
    /// Who asks.
    pub(crate) fn caller(&self) -> Result<&Account, ApiError> {
        self.account.as_ref().ok_or_else(ApiError::unauthenticated)
    }

    /// The segment of the path that the route calls `name`.
    pub(crate) fn segment(&self, name: &str) -> &str {
        self.path
            .iter()
            .find(|(own, _)| *own == name)
            .map_or("", |(_, value)| value)
    }

    /// A segment that must be an id.
    pub(crate) fn id(&self, name: &str) -> Result<String, ApiError> {
        ids::parse(self.segment(name))
            .ok_or_else(|| ApiError::field("path", name, "Input should be a valid UUID", "uuid_parsing"))
    }

    pub(crate) fn fields(&self) -> Result<Fields, ApiError> {
        Fields::parse(self.body)
    }

    /// The last value of a query parameter.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .rev()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// A query parameter that is true or false, in the spellings that the platform's framework takes.
    pub(crate) fn query_flag(&self, name: &str) -> Result<bool, ApiError> {
        match self.query(name).map(str::to_ascii_lowercase).as_deref() {
            None | Some("false" | "0" | "no" | "off" | "f" | "n") => Ok(false),
            Some("true" | "1" | "yes" | "on" | "t" | "y") => Ok(true),
            Some(_) => Err(ApiError::field(
                "query",
                name,
                "Input should be a valid boolean",
                "bool_parsing",
            )),
        }
    }

    /// `page` and `page_size`, within the documented limits.
    pub(crate) fn page(&self) -> Result<Page, ApiError> {
        let number = self.query_number("page", 1)?;
        let mut size = self.query_number("page_size", 20)?;
        let limit = i64::from(self.settings.max_page_size);
        if size > limit {
            if self.settings.page_size_over_limit == OverLimit::Refused {
                let msg = format!("Input should be less than or equal to {limit}");
                return Err(ApiError::field("query", "page_size", msg, "less_than_equal"));
            }
            size = limit;
        }
        Ok(Page {
            number,
            size,
            row_appears: self.row_appears,
        })
    }

    /// A number from 1. No largest one is published, so what is beyond all numbers is the largest.
    fn query_number(&self, name: &str, default: i64) -> Result<i64, ApiError> {
        let Some(text) = self.query(name) else {
            return Ok(default);
        };
        let number = match text.trim().parse::<i64>() {
            Err(error) if *error.kind() == IntErrorKind::PosOverflow => i64::MAX,
            Err(error) if *error.kind() == IntErrorKind::NegOverflow => i64::MIN,
            parsed => parsed.map_err(|_| {
                ApiError::field("query", name, "Input should be a valid integer", "int_parsing")
            })?,
        };
        if number < 1 {
            let msg = "Input should be greater than or equal to 1";
            return Err(ApiError::field("query", name, msg, "greater_than_equal"));
        }
        Ok(number)
    }

    /// `ORDER BY` for a list whose table is called `alias`.
    pub(crate) fn order_by(&self, alias: &str) -> String {
        match self.order {
            ListOrder::Insertion => format!("ORDER BY {alias}.seq"),
            ListOrder::NewestFirst => format!("ORDER BY {alias}.seq DESC"),
            // Ids are digests, so their order means nothing.
            ListOrder::Shuffled => format!("ORDER BY {alias}.id"),
        }
    }

    pub(crate) fn created(&self, body: Value) -> Reply {
        Reply::new(self.settings.created_status, Some(body))
    }

    pub(crate) fn deleted(&self) -> Reply {
        match self.settings.deleted_status {
            204 => Reply::new(204, None),
            status => Reply::new(status, Some(Value::Null)),
        }
    }
}
