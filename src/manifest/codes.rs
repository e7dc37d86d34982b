//! Every code of a mistake in a manifest. They are a contract: never renamed, never used twice.

use crate::model::Code;

macro_rules! codes {
    ($($name:ident = $code:literal, $description:literal;)*) => {
        $(#[doc = $description] pub(crate) const $name: Code = Code($code);)*

        /// Every code with what it means, sorted by code.
        pub const CODES: &[(Code, &str)] = &[$(($name, $description)),*];

        /// The page of every code, in the order of [`CODES`].
        pub(super) const PAGES: &[&str] = &[$(include_str!(concat!("explain/", $code, ".md"))),*];
    };
}

codes! {
    ALIAS_LOOP = "alias-loop", "An alias stands inside the very value that it repeats.";
    AMBIGUOUS_WORD = "ambiguous-word", "An unquoted word is text here and a boolean to YAML 1.1 tools.";
    BAD_ADDRESS = "bad-address", "A text is not the address of anything that a manifest can declare.";
    BAD_DATE = "bad-date", "A text is not a day of the calendar, written YYYY-MM-DD.";
    BAD_DOMAIN = "bad-domain", "A text is not the domain of an e-mail address.";
    BAD_EMAIL = "bad-email", "A text is not an e-mail address.";
    BAD_KEY = "bad-key", "An organization or workspace key has characters or a length that the platform refuses.";
    BAD_NAME = "bad-name", "A name is blank, or has characters that no name can have.";
    CONTROL_CHARACTER = "control-character", "The file has a character that YAML forbids.";
    DELETED_WORKSPACE = "deleted-workspace", "A workspace that is to be deleted declares something else besides.";
    DIRECTIVE = "directive", "The file has a YAML directive, which manifests do not use.";
    DUPLICATE_ITEM = "duplicate-item", "A list names the same thing twice.";
    DUPLICATE_KEY = "duplicate-key", "A mapping has the same key twice.";
    DUPLICATE_MEMBER = "duplicate-member", "A person is declared twice.";
    DUPLICATE_TEAM = "duplicate-team", "A team is declared twice.";
    DUPLICATE_WORKSPACE = "duplicate-workspace", "A workspace is declared twice.";
    EMPTY_FILE = "empty-file", "A file that is read says nothing.";
    EMPTY_VALUE = "empty-value", "A key or an item of a list has no value.";
    FILE_TOO_LARGE = "file-too-large", "A file, or all files together, are larger than a manifest can be.";
    IGNORED_AND_DECLARED = "ignored-and-declared", "Something is declared and left to others at once.";
    IGNORED_FILE = "ignored-file", "A YAML file or folder stands where the manifest is not read from.";
    INVALID_UTF8 = "invalid-utf8", "The file is not UTF-8 text.";
    KEY_NOT_TEXT = "key-not-text", "A key is a number, a boolean, a list or a mapping.";
    MERGE_KEY = "merge-key", "A merge key (`<<`) is used, which YAML 1.2 does not have.";
    MISSING_KEY = "missing-key", "A key that is needed is left out.";
    MODELS_OF_OPERATOR = "models-of-operator", "An operator is given a list of models, and always has all.";
    MODELS_OF_OWNER = "models-of-owner", "An owner is given a list of models, and always has all.";
    NO_MANIFEST = "no-manifest", "There is no manifest at the path.";
    NON_ASCII_EMAIL = "non-ascii-email", "An e-mail address has characters outside ASCII.";
    NOT_APPROVABLE = "not-approvable", "An approval is written for a guard that cannot be lifted.";
    NOT_FORMATTED = "not-formatted", "A file cannot be formatted without changing what it means.";
    OUT_OF_RANGE = "out-of-range", "A number is smaller or larger than is allowed.";
    OUTSIDE_LINK = "outside-link", "A symbolic link leaves the folder of the manifest.";
    PREVIOUSLY_DECLARED = "previously-declared", "A former name is a name that is declared now.";
    PREVIOUSLY_TWICE = "previously-twice", "Two declarations claim the same former name.";
    SECTION_NOT_HERE = "section-not-here", "A section stands in a file that may not hold it.";
    SEVERAL_DOCUMENTS = "several-documents", "A file holds more than one YAML document.";
    SYNTAX = "syntax", "The file is not YAML.";
    TAG = "tag", "A value has a YAML tag, which manifests do not use.";
    TOO_DEEP = "too-deep", "The file is nested deeper than a manifest can be.";
    TOO_FEW = "too-few", "A list has fewer items than are needed.";
    TOO_LONG = "too-long", "A text is longer than the platform takes.";
    TOO_MANY_ALIASES = "too-many-aliases", "Following the aliases of a file would take too much.";
    TOO_MANY_FILES = "too-many-files", "The folder holds more files than a manifest can have.";
    TOO_MANY_MISTAKES = "too-many-mistakes", "There are more mistakes than are listed.";
    TOO_MANY_VALUES = "too-many-values", "A file has more keys and values than a manifest can have.";
    TOO_SHORT = "too-short", "A text is shorter than the platform takes.";
    UNKNOWN_ANCHOR = "unknown-anchor", "An alias repeats a value that no anchor before it names.";
    UNKNOWN_GUARD = "unknown-guard", "A word names no guard.";
    UNKNOWN_KEY = "unknown-key", "A key means nothing at its place.";
    UNKNOWN_MEMBER = "unknown-member", "A person is named who is not declared in `members`.";
    UNKNOWN_ROLE = "unknown-role", "A word names no role.";
    UNKNOWN_TEAM = "unknown-team", "A team is named that is not declared in `teams`.";
    UNKNOWN_VERSION = "unknown-version", "The manifest is written for another version of the format.";
    UNKNOWN_WORD = "unknown-word", "A word is none of those that are possible at its place.";
    UNREADABLE_FILE = "unreadable-file", "A file or folder that belongs to the manifest cannot be read.";
    WRONG_TYPE = "wrong-type", "A value is of another type than its key takes.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        let codes: Vec<&str> = CODES.iter().map(|(code, _)| code.0).collect();
        assert!(codes.is_sorted_by(|one, next| one < next), "{codes:#?}");
    }

    #[test]
    fn codes_are_kebab_case_and_descriptions_are_sentences() {
        for (code, description) in CODES {
            let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
            assert!(code.0.bytes().all(kebab), "{code}");
            assert!(description.ends_with('.'), "{code}");
        }
    }
}
